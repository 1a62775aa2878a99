"""The jobs a machine may do by itself, by name."""

from __future__ import annotations

from typing import NamedTuple

from crmcli.core.findings import N_
from crmcli.features.schedule.term import Term


class Job(NamedTuple):
    """A job: its name, what people call it, and the command that does it, without where its file goes."""

    name: str
    label: str
    command: tuple[str, ...]


DUE, BACKUP, REPORT = "due", "backup", "report"
JOBS = {
    job.name: job
    for job in (
        Job(DUE, N_("the day's due list"), ("followup", "due", "--all")),
        Job(BACKUP, N_("the backup"), ("backup",)),
        Job(REPORT, N_("the monthly report"), ("report", "monthly", "--month", "last")),
    )
}


def again(name: str, term: str | None) -> str:
    """What is typed to do a job now and have it count as run."""
    job = JOBS.get(name)
    if job is None:
        return "crmcli schedule list"
    return " ".join(["crmcli", *job.command, "--scheduled", term or ""]).strip()


def set_up_again(name: str, term: Term) -> str:
    """What is typed to see the lines for the machine's scheduler once more."""
    words = ["crmcli", "schedule", name, "--at", f"{term.at:%H:%M}"]
    if term.weekdays:
        from crmcli.features.schedule.term import WEEKDAYS

        words += ["--weekday", ",".join(WEEKDAYS[day] for day in term.weekdays)]
    elif term.month_day is not None:
        words += ["--day", str(term.month_day)]
    return " ".join(words)
