"""What runs by itself, and how it stands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_, Refused
from crmcli.features.schedule.job import JOBS, again
from crmcli.features.schedule.stamp import FAILED, STOPPED, Stamp, last_of_each
from crmcli.features.schedule.term import missed, next_run, read_term
from crmcli.language import _
from crmcli.ui.output import Column

if TYPE_CHECKING:
    from datetime import datetime
    from sqlite3 import Connection

MISSED = "missed"
STATES = {"done": N_("ran"), FAILED: N_("run failed"), MISSED: N_("run missed"), STOPPED: N_("not expected any more")}
COLUMNS = (
    Column("job", N_("job"), told=lambda row: _(JOBS[row["job"]].label) if row["job"] in JOBS else str(row["job"])),
    Column("term", N_("term")),
    Column("last_day", N_("last run"), "day"),
    Column("state", N_("state"), words=STATES),
    Column("missed", N_("missed runs"), "int"),
    Column("next_at", N_("next run"), "time"),
    Column("detail", N_("reason")),
    Column("remedy", N_("what to do")),
)


def jobs(db: Connection, now: datetime) -> list[dict[str, Any]]:
    """Every job that ever ran by itself, with the keys of `schedule list --json`."""
    return [_listed(stamp, now) for stamp in last_of_each(db)]


def _listed(stamp: Stamp, now: datetime) -> dict[str, Any]:
    days, next_at = _expected(stamp, now)
    state = MISSED if days else stamp.state
    return {
        "job": stamp.job,
        "term": stamp.term,
        "last_at": stamp.at,
        "last_day": stamp.day,
        "last_state": stamp.state,
        "state": state,
        "missed": len(days),
        "missed_since": days[0].isoformat() if days else None,
        "next_at": next_at,
        "count": stamp.counted,
        "detail": stamp.detail,
        "remedy": again(stamp.job, stamp.term) if state in (MISSED, FAILED) else None,
    }


def _expected(stamp: Stamp, now: datetime) -> tuple[list[date], str | None]:
    """The days that are missing, and the next run; neither of a job that is not expected any more."""
    if stamp.state == STOPPED or stamp.term is None:
        return [], None
    try:
        term = read_term(stamp.term)
    except Refused:
        return [], None
    last = date.fromisoformat(stamp.day)
    return missed(term, last, now), next_run(term, last, now).isoformat(timespec="seconds")
