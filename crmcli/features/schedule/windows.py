"""A task of the Windows scheduler: a batch file, since a task's own line holds 261 characters at most."""

from __future__ import annotations

from pathlib import PureWindowsPath

from crmcli.features.schedule.clock import on_machine
from crmcli.features.schedule.plan import Plan


def batch_path(plan: Plan) -> str:
    """Where the batch file goes: beside the log."""
    return str(PureWindowsPath(plan.log).with_suffix(".cmd")) if "\\" in plan.log else f"{plan.log[:-4]}.cmd"


def batch(plan: Plan) -> str:
    """The batch file's text; it is saved as UTF-8, which its first line but one sets."""
    lines = ["@echo off", "chcp 65001 >nul"]
    lines += [f'set "{name}={_doubled(value)}"' for name, value in plan.environ.items()]
    lines.append(" ".join([*map(quoted, plan.words), f">>{quoted(plan.log)} 2>&1"]))
    return "\n".join(lines) + "\n"


def create(plan: Plan) -> str:
    """What is typed to make the task."""
    term = on_machine(plan.term, plan.shift)
    when = "/SC DAILY"
    if term.month_day is not None:
        when = f"/SC MONTHLY /D {term.month_day}"
    elif term.weekdays:
        when = "/SC WEEKLY /D " + ",".join(("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")[d] for d in term.weekdays)
    return f'schtasks /Create /F /TN {plan.name} {when} /ST {term.at:%H:%M} /TR "\\"{batch_path(plan)}\\""'


def catch_up(plan: Plan) -> str:
    """What is typed to have a task that was missed run as soon as possible, which schtasks cannot say."""
    settings = "(New-ScheduledTaskSettingsSet -StartWhenAvailable)"
    return f"powershell -NoProfile -Command \"Set-ScheduledTask -TaskName '{plan.name}' -Settings {settings}\""


def quoted(word: str) -> str:
    """A word as a batch file takes it: in quotes, which no path holds, where anything could mean something."""
    plain = all(sign.isalnum() or sign in "-_.:\\/@" for sign in word) and word.isascii() and word != ""
    return word if plain else f'"{_doubled(word)}"'


def _doubled(text: str) -> str:
    return text.replace("%", "%%")
