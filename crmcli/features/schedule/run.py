"""A scheduled run: nobody is at the desk, and what came of it is stamped, whatever that was."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from crmcli.core.findings import N_, Refused
from crmcli.errors import Failure, bad_field
from crmcli.features.schedule.stamp import DONE, FAILED, Stamp, stamp
from crmcli.features.schedule.term import read_term

if TYPE_CHECKING:
    from crmcli.session import Session

FIELD = "--scheduled"
SCHEDULED = N_("for a machine that runs it by itself: notes the run, and when the next is expected: daily@08:30")
NOT_NOTED = N_("The run could not be noted: {reason} It will be told of as missed.")


class Run:
    """A run under way; `count` is how many lines, rows or files it was about."""

    count = 0


@contextmanager
def scheduled(session: Session, job: str, term: str | None) -> Iterator[Run]:
    """What is done within is a run of the job where a term is given; without one nothing is noted.

    Raises Failure(usage) for a text that is no term, before anything is done.
    """
    run = Run()
    if term is None:
        yield run
        return
    try:
        written = str(read_term(term))
    except Refused as refused:
        raise bad_field(FIELD, refused, term) from refused
    _nobody_at_the_desk(session)
    try:
        yield run
    except BaseException as error:
        _note(session, job, written, FAILED, reason_of(error), run.count)
        raise
    _note(session, job, written, DONE, None, run.count)


def reason_of(error: BaseException) -> str:
    """Why a run failed, without anybody's data: the kind of the failure and the option it is about, else the class."""
    if isinstance(error, Failure):
        field = error.field or ""
        return f"{error.kind} {field}".strip() if field.startswith("--") else error.kind
    if isinstance(error, OSError):
        return f"{type(error).__name__} {error.errno or ''}".strip()
    return type(error).__name__


def _nobody_at_the_desk(session: Session) -> None:
    """Who said this morning that they are at the desk does not run what the machine runs by itself."""
    if not (session.shared.operator or session.environ.get("CRMCLI_AS")):
        session.__dict__["operator"] = None


def _note(session: Session, job: str, term: str, state: str, detail: str | None, count: int) -> None:
    from crmcli.language import _
    from crmcli.session import machine_time
    from crmcli.storage.engine import load_engine

    entry = Stamp(job, machine_time(), session.today.isoformat(), term, state, detail, count)
    try:
        stamp(session.db, entry)
    except Failure as failure:
        # a file that cannot be opened has been told of already
        if state == DONE:
            print(_(NOT_NOTED).format(reason=failure.sentence()), file=sys.stderr)
    except load_engine().DatabaseError as error:
        print(_(NOT_NOTED).format(reason=f"{error}."), file=sys.stderr)
