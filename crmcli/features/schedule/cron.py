"""The line of a crontab."""

from __future__ import annotations

import shlex

from crmcli.features.schedule.clock import on_machine
from crmcli.features.schedule.plan import Plan

#: What a job may call besides the program itself: nothing, but the interpreter may ask for these.
PATH = "/usr/bin:/bin"


def crontab_line(plan: Plan) -> str:
    """When, the environment, the command, and its messages into the log, quoted for /bin/sh and for cron."""
    settings = {"PATH": PATH, **plan.environ}
    words = [f"{name}={shlex.quote(value)}" for name, value in settings.items()]
    words += [shlex.quote(word) for word in plan.words]
    command = f"{' '.join(words)} >>{shlex.quote(plan.log)} 2>&1"
    # cron makes a line break of a bare one, also between quotes
    return f"{_when(plan)} {command.replace('%', chr(92) + '%')}"


def _when(plan: Plan) -> str:
    term = on_machine(plan.term, plan.shift)
    month_day = "*" if term.month_day is None else str(term.month_day)
    weekdays = ",".join(str((day + 1) % 7) for day in term.weekdays) or "*"
    return f"{term.at.minute} {term.at.hour} {month_day} * {weekdays}"
