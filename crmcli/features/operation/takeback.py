"""Undo and redo: what they say before, what they ask, and the one write they make."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.operation import store
from crmcli.language import _
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
        number = log.last_of(session.db, operator.id)
        if number is None:
            raise Failure("not-found", N_("There is nothing of yours to take back."))
    entry = _known(session, number)
    if log.is_undone(session.db, number):
        raise Failure(
            "refused",
            N_("Operation {number} is taken back already; crmcli redo {number} gives it back."),
            number=number,
            value=number,
        )
    _ask(session, entry, operator.name)
    later: list[int] = []
    with session.write("undo", kind="undo") as operation:
        later = log.built_upon(operation.db, number)
        if later and not with_later:
            raise _stands_on(session, number, later)
        _apply(operation, sorted([number, *later]))
    return {"operation": operation.number, "undone": number, "later": later, "rows": operation.rows}


def redo(session: Session, number: int | None) -> dict[str, Any]:
    """Gives back what undo took: the operator's latest, or the operation named."""
    operator = session.require_operator()
    if number is None:
        number = log.last_undone(session.db, operator.id)
        if number is None:
            raise Failure("not-found", N_("Nothing of yours is taken back."))
    _known(session, number)
    undo_id = log.undoing(session.db, number)
    if undo_id is None:
        raise Failure(
            "refused", N_("Operation {number} is in force; there is nothing to give back."), number=number, value=number
        )
    with session.write("redo", kind="undo") as operation:
        later = log.built_upon(operation.db, undo_id)
        if later:
            raise _stands_on(session, undo_id, later)
        _apply(operation, [undo_id])
    return {"operation": operation.number, "undone": number, "rows": operation.rows}


def _apply(operation: Operation, numbers: list[int]) -> None:
    log.undo(operation.db, numbers)
    operation.undone = numbers


def _known(session: Session, number: int) -> dict[str, Any]:
    entry = store.operation(session.db, number)
    if entry is None:
        raise Failure(
            "not-found", N_("There is no operation {number}. See: crmcli operations"), number=number, value=number
        )
    if entry["command"] == "init":
        raise Failure("refused", N_("The beginning of the file cannot be taken back."), value=number)
    return entry


def _ask(session: Session, entry: dict[str, Any], operator: str) -> None:
    others = entry["operator"] != operator
    if not others and entry["rows"] <= ASKS_ABOVE_ROWS:
        return
    from crmcli.ui.ask import confirm

    text = _("Take back operation {number}, {command} of {at} by {who}, {rows} rows?")
    question = text.format(
        number=entry["id"],
        command=entry["command"],
        at=str(entry["at"])[:16].replace("T", " "),
        who=entry["operator"] or "-",
        rows=entry["rows"],
    )
    # Elsewhere than in a terminal only another's work needs --yes: a script that imports may take back its own.
    if (others or session.interactive) and not confirm(session, question):
        raise Failure("interrupted", N_("Nothing was taken back."))


def _stands_on(session: Session, number: int, later: list[int]) -> Failure:
    entries = [store.operation(session.db, found) for found in later]
    lines = [f"{e['id']}  {e['command']}  {e['operator'] or ''}  {str(e['at'])[:16]}" for e in entries if e]
    return Failure(
        "refused",
        N_("Later work stands on operation {number}: {later}. Take all of it back with --with-later."),
        number=number,
        value=number,
        later=", ".join(map(str, later)),
        candidates=[{"operation": e["id"], "command": e["command"]} for e in entries if e],
        lines=lines,
    )
