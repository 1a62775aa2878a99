"""Runs that should have been and were not, or that failed: told to whoever uses the program next."""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.findings import N_, Refused
from crmcli.features.schedule.stamp import FAILED, STOPPED, Stamp, last_of_each

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path
    from sqlite3 import Connection

    from crmcli.features.schedule.term import Term
    from crmcli.session import Session

FAILED_RUN = N_("{job}: the run of {day} failed ({reason}). Once more: {again}")


class Missing(NamedTuple):
    """A job that is not as it should be: its last stamp, its term, and the days that are missing.

    Without a missing day the last run failed.
    """

    stamp: Stamp
    term: Term
    days: list[date]


def missing(db: Connection, now: datetime) -> list[Missing]:
    """The jobs that are expected and did not run, or failed when they ran last."""
    found = []
    for stamp in last_of_each(db):
        if stamp.state == STOPPED or stamp.term is None:
            continue
        from crmcli.features.schedule.term import missed, read_term

        try:
            term = read_term(stamp.term)
        except Refused:
            continue
        days = missed(term, date.fromisoformat(stamp.day), now)
        if days or stamp.state == FAILED:
            found.append(Missing(stamp, term, days))
    return found


def missed_runs(session: Session) -> list[str]:
    """A sentence for each job that was missed or failed, in the reader's language, with what to type."""
    return [sentence(one) for one in missing(session.db, session.now)]


def sentence(one: Missing) -> str:
    """What is wrong with a job, and what to type."""
    from crmcli.features.schedule.job import JOBS, again
    from crmcli.language import _, ngettext

    stamp, days = one.stamp, one.days
    job = _(JOBS[stamp.job].label) if stamp.job in JOBS else stamp.job
    told = {"job": job, "day": stamp.day, "again": again(stamp.job, stamp.term)}
    if not days:
        return _(FAILED_RUN).format(reason=stamp.detail or "", **told)
    text = ngettext(
        "{job} did not run on {first} at {time}; the last run was on {day}. Now: {again}",
        "{job} did not run {count} times since {first}, {time}; the last run was on {day}. Now: {again}",
        len(days),
    )
    return text.format(first=days[0].isoformat(), time=f"{one.term.at:%H:%M}", count=len(days), **told)


def tell_missed(session: Session, db: Connection) -> None:
    """On a terminal, once a day and machine, before the answer of any command. Never an obstacle to it."""
    with suppress(Exception):
        # most files have no job, and are not even asked what day it is
        if not db.execute("SELECT EXISTS (SELECT 1 FROM run_stamp)").fetchone()[0]:
            return
        found = missing(db, session.now)
        if found and _not_told(session.path, session.today.isoformat()):
            for one in found:
                print(f"! {sentence(one)}", file=sys.stderr)


def _not_told(path: Path, day: str) -> bool:
    """Whether nobody on this machine was told of this file today; from now on somebody was."""
    import hashlib

    from crmcli.place import user_state_dir

    mark = hashlib.sha256(str(path.absolute()).encode()).hexdigest()[:12]
    note = user_state_dir() / f"missed-{mark}"
    with suppress(OSError):
        if note.read_text("utf-8").strip() == day:
            return False
    with suppress(OSError):
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(day, "utf-8")
    return True
