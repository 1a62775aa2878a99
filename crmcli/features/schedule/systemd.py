"""A service and a timer of systemd, for the account's own manager."""

from __future__ import annotations

from crmcli.core.now import ZONE
from crmcli.features.schedule.plan import Plan

FOLDER = "~/.config/systemd/user"
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def service(plan: Plan) -> str:
    """The unit that runs the job once."""
    settings = " ".join(quoted(f"{name}={value}") for name, value in plan.environ.items())
    command = " ".join(quoted(word, argument=bool(place)) for place, word in enumerate(plan.words))
    log = plan.log.replace("%", "%%")
    return (
        f"[Unit]\nDescription=crmcli {plan.job}\n\n"
        f"[Service]\nType=oneshot\nEnvironment={settings}\nExecStart={command}\n"
        f"StandardOutput=append:{log}\nStandardError=append:{log}\n"
    )


def timer(plan: Plan) -> str:
    """The unit that says when; a run missed while the machine was off is made up for."""
    return (
        f"[Unit]\nDescription=crmcli {plan.job} {plan.term}\n\n"
        f"[Timer]\nOnCalendar={_when(plan)}\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n"
    )


def enable(plan: Plan) -> list[str]:
    """What is typed once both units are in FOLDER: to begin, and to have it run while nobody is logged in."""
    return [f"systemctl --user enable --now {plan.name}.timer", "loginctl enable-linger"]


def quoted(word: str, *, argument: bool = False) -> str:
    """A word as systemd reads it back; in an argument also what it would take for a variable."""
    word = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{word.replace("$", "$$") if argument else word}"'


def _when(plan: Plan) -> str:
    term = plan.term
    weekdays = ",".join(_WEEKDAYS[day] for day in term.weekdays)
    month_day = "*" if term.month_day is None else f"{term.month_day:02}"
    return f"{weekdays} *-*-{month_day} {term.at:%H:%M}:00 {ZONE}".strip()
