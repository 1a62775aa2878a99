"""Undo and redo: what they say before, what they ask, and the one write they make."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.operation import store
from crmcli.language import _, listed
from crmcli.storage import standing
from crmcli.storage import undo as log
from crmcli.storage.write import Operation

if TYPE_CHECKING:
    from crmcli.session import Session

#: Above so many rows, or where it is another's operation, undo asks first. Source: interface.md, Undo.
ASKS_ABOVE_ROWS = 10


def undo(session: Session, number: int | None, *, with_later: bool) -> dict[str, Any]:
    """Takes an operation back (the operator's latest where none is named) and gives the contract's answer."""
    operator = session.require_operator()
    if number is None:
        number = standing.last_of(session.db, operator.id)
        if number is None:
            raise Failure("not-found", N_("There is nothing of yours to take back."))
    entry = _known(session, number)
    if standing.is_undone(session.db, number):
        raise Failure(
            "refused",
            N_("Operation {number} is taken back already; crmcli redo {number} gives it back."),
            number=number,
            value=number,
        )
    later = log.planned(session.db, number, _guard(session))
    if later and not with_later:
        raise _stands_on(session, number, later)
    _ask(session, entry, later, operator.name)
    with _adding_up(), session.write("undo", kind="undo") as operation:
        _apply(session, operation, sorted([number, *later]))
    return {"operation": operation.number, "undone": number, "later": later, "rows": operation.rows}


def redo(session: Session, number: int | None) -> dict[str, Any]:
    """Gives back what undo took: the operator's latest, or the operation named."""
    operator = session.require_operator()
    if number is None:
        number = standing.last_undone(session.db, operator.id)
        if number is None:
            raise Failure("not-found", N_("Nothing of yours is taken back."))
    _known(session, number)
    undo_id = standing.undoing(session.db, number)
    if undo_id is None:
        raise Failure(
            "refused", N_("Operation {number} is in force; there is nothing to give back."), number=number, value=number
        )
    with _adding_up(), session.write("redo", kind="undo") as operation:
        later = log.built_upon(operation.db, undo_id, _guard(session))
        if later:
            raise _stands_against(session, number, later)
        _apply(session, operation, [undo_id])
    return {"operation": operation.number, "undone": number, "rows": operation.rows}


def _apply(session: Session, operation: Operation, numbers: list[int]) -> None:
    log.undo(operation.db, numbers, _guard(session))
    operation.undone = numbers


def _guard(session: Session) -> log.Guard:
    from crmcli.features.ledger.guard import LedgerGuard

    return LedgerGuard(session.pack)


@contextmanager
def _adding_up() -> Iterator[None]:
    """What is kept of the ledger takes no sum below zero: where all else lets one through, a sentence says so."""
    from crmcli.storage.engine import load_engine

    try:
        yield
    except load_engine().IntegrityError as error:
        message = N_("A balance would be below zero then ({reason}); nothing was changed. See: crmcli check ledger")
        raise Failure("refused", message, reason=str(error)) from error


def _known(session: Session, number: int) -> dict[str, Any]:
    entry = store.operation(session.db, number)
    if entry is None:
        raise Failure(
            "not-found", N_("There is no operation {number}. See: crmcli operations"), number=number, value=number
        )
    if entry["command"] == "init":
        raise Failure("refused", N_("The beginning of the file cannot be taken back."), value=number)
    return entry


def _ask(session: Session, entry: dict[str, Any], later: list[int], operator: str) -> None:
    entries = [entry, *(_known(session, number) for number in later)]
    rows = log.rows_of(session.db, [one["id"] for one in entries])
    if rows <= ASKS_ABOVE_ROWS and all(one["operator"] == operator for one in entries):
        return
    from crmcli.ui.ask import confirm

    text = _("Take back operation {number}, {command} of {at} by {who}, {rows} rows?")
    question = text.format(
        number=listed(one["id"] for one in entries),
        command=entry["command"],
        at=_minute(entry["at"]),
        who=listed(dict.fromkeys(one["operator"] or "-" for one in entries)),
        rows=rows,
    )
    if not confirm(session, question):
        raise Failure("interrupted", N_("Nothing was taken back."))


def _stands_on(session: Session, number: int, later: list[int]) -> Failure:
    message = N_("Later work stands on operation {number}: {later}. Take all of it back with --with-later.")
    return _in_the_way(session, message, number, later)


def _stands_against(session: Session, number: int, later: list[int]) -> Failure:
    message = N_(
        "Operation {number} cannot be given back, later work is in its way: {later}. "
        "Take that back first: crmcli undo NO"
    )
    return _in_the_way(session, message, number, later)


def _in_the_way(session: Session, message: str, number: int, later: list[int]) -> Failure:
    entries = [entry for found in later if (entry := store.operation(session.db, found))]
    return Failure(
        "refused",
        message,
        number=number,
        value=number,
        later=later,
        candidates=[{"operation": entry["id"], "command": entry["command"]} for entry in entries],
        lines=[f"{e['id']}  {e['command']}  {e['operator'] or ''}  {_minute(e['at'])}" for e in entries],
    )


def _minute(at: str) -> str:
    return at[:16].replace("T", " ")
