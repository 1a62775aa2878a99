"""A schedule shown: what this machine's scheduler takes first, then the others'."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crmcli.errors import Failure
from crmcli.features.schedule import cron, systemd, windows
from crmcli.features.schedule.asked import output_given, term_given
from crmcli.features.schedule.plan import Plan, planned
from crmcli.language import _
from crmcli.ui.output import show_object

if TYPE_CHECKING:
    from crmcli.session import Session

CRON, SYSTEMD, WINDOWS = "cron", "systemd", "windows"


def show_schedule(
    session: Session,
    job: str,
    name: str,
    *,
    at: str | None,
    weekday: str | None,
    day: int | None,
    more: Sequence[str] = (),
) -> None:
    """Prints what makes a machine do a job by itself; `name` is what its file is called, `more` goes into its line."""
    session.db.execute("SELECT 1")  # a file that is not there, or none of ours, is told now and not tomorrow morning
    term = term_given(session, job, at, weekday, day)
    plan = planned(session, job, term, output_given(session, job, name), more)
    answer = answer_of(plan)
    show_object(session, answer, lambda: _draw(plan, answer))


def answer_of(plan: Plan) -> dict[str, Any]:
    """The keys of `schedule due|backup|report --json`."""
    return {
        "job": plan.job,
        "term": str(plan.term),
        "name": plan.name,
        "command": plan.words,
        "environment": plan.environ,
        "log": plan.log,
        "fits": fitting(),
        "cron": _or_reason(lambda: cron.crontab_line(plan)),
        "systemd": {
            "folder": systemd.FOLDER,
            "service_file": f"{plan.name}.service",
            "service": systemd.service(plan),
            "timer_file": f"{plan.name}.timer",
            "timer": systemd.timer(plan),
            "enable": systemd.enable(plan),
        },
        "windows": {
            "batch_file": windows.batch_path(plan),
            "batch": windows.batch(plan),
            "create": _or_reason(lambda: windows.create(plan)),
            "catch_up": windows.catch_up(plan),
        },
    }


def fitting() -> str:
    """The scheduler this machine has."""
    if os.name == "nt":
        return WINDOWS
    return SYSTEMD if sys.platform.startswith("linux") and Path("/run/systemd/system").is_dir() else CRON


def _or_reason(make: Callable[[], str]) -> str | None:
    try:
        return make()
    except Failure:
        return None


def _draw(plan: Plan, answer: dict[str, Any]) -> None:
    print(_("Once by hand, to see that it works:"))
    environ = [f"{name}={shlex.quote(value)}" for name, value in plan.environ.items()]
    print("  " + " ".join([*environ, *map(shlex.quote, plan.words)]))
    if plan.shift:
        text = _("This machine's clock is not the desk's: {at} there is {here} here; the lines below say so.")
        here = (plan.shift + _since_midnight(plan)).seconds // 60
        print(text.format(at=f"{plan.term.at:%H:%M}", here=f"{here // 60:02}:{here % 60:02}"))
    drawn = {CRON: _cron, SYSTEMD: _systemd, WINDOWS: _windows}
    for scheduler in sorted(drawn, key=lambda scheduler: scheduler != answer["fits"]):
        print()
        drawn[scheduler](answer)
    print()
    print(
        _("Its messages go to {log}. A run that is missed is told of here: crmcli schedule list").format(log=plan.log)
    )


def _since_midnight(plan: Plan) -> Any:
    from datetime import timedelta

    return timedelta(hours=plan.term.at.hour, minutes=plan.term.at.minute)


def _cron(answer: dict[str, Any]) -> None:
    print(_("cron (Linux, macOS): a line for `crontab -e`"))
    print(answer["cron"] or "  " + _("no crontab can say this term at this machine's clock; give another time or day"))


def _systemd(answer: dict[str, Any]) -> None:
    told = answer["systemd"]
    print(
        _("systemd (Linux; makes up for what was missed while the machine was off): two files in {folder}").format(
            **told
        )
    )
    for part in ("service", "timer"):
        print(f"--- {told[f'{part}_file']}")
        print(told[part], end="")
    print("---")
    print(_("then type:"))
    for line in told["enable"]:
        print(f"  {line}")


def _windows(answer: dict[str, Any]) -> None:
    told = answer["windows"]
    print(_("Windows: save this as {batch_file} (UTF-8)").format(**told))
    print("---")
    print(told["batch"], end="")
    print("---")
    print(_("then type, the second so that a run missed while the machine was off is made up for:"))
    print("  " + (told["create"] or _("no task can say this term at this machine's clock; give another time or day")))
    print(f"  {told['catch_up']}")
