"""The stored row of a line: as it is at this moment, and as it is to be. Within the one write.

A line of another source (a birthday, or another of `keyed`) has none; its first outcome writes one with the line's
key, which takes the line's place.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.followup import store
from crmcli.features.followup.keyed import KEYED
from crmcli.features.followup.present import STATES
from crmcli.features.member.store import member_no
from crmcli.language import _

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.features.followup.dueline import DueLine

Row = dict[str, Any]

#: Columns a line of another source brings along. The words of a birthday are asked of the pack each time they are
#: shown; those of other kinds hold figures that are kept as they were.
_FROM_LINE = (
    "key",
    "member_id",
    "purchase_id",
    "kind",
    "plan",
    "step",
    "purpose",
    "assigned_id",
    "care",
    "promotional",
    "fixed",
    "anchor_on",
    "due_on",
    "original_due_on",
    "attempts",
    "state",
)


def kept_row(db: Connection, line: DueLine, *, closing: bool) -> Row:
    """The row of a line, read anew since another may have finished it meanwhile; without `id` where none is stored.

    Raises Failure(refused) where it is closed, or is blocked and this would not close it.
    """
    row = store.followup(db, line.followup_id) if line.followup_id is not None else store.with_key(db, line.key or "")
    if row is None:
        row = {column: getattr(line, column) for column in _FROM_LINE}
        row["script"] = line.script if line.kind in KEYED else None
    if row["state"] == "blocked" and not closing:
        raise Failure(
            "refused",
            N_("{id} waits until {name} has the right number: crmcli member edit {no} --mobile NUMBER"),
            field="ID",
            value=line.id,
            id=line.id,
            name=line.name,
            no=member_no(line.member_id),
        )
    if row["state"] not in ("open", "blocked"):
        raise _closed(db, line, row)
    return row


def _closed(db: Connection, line: DueLine, row: Row) -> Failure:
    """What to say of a line that is over: what became of it, when, and by whom."""
    changed = store.last_change(db, row["id"]) if "id" in row else None
    facts: Row = {"id": line.id, "name": line.name, "purpose": line.purpose, "state": _(STATES[row["state"]])}
    if row["state"] == "before-start":
        message = N_("{id} {name}, {purpose}: was due before the records began and is not to be made.")
    elif changed is None:
        message = N_("{id} {name}, {purpose}: {state}, nobody made it in time. A contact now: crmcli followup log {no}")
    else:
        message = N_("{id} {name}, {purpose}: {state} on {day} by {who}. To change it: crmcli undo {operation}")
        facts |= {
            "day": row["closed_on"] or changed["day"],
            "who": changed["operator"] or "-",
            "operation": changed["operation"],
        }
    return Failure("refused", message, field="ID", value=line.id, no=member_no(line.member_id), **facts)


def put(db: Connection, row: Row, values: Row) -> Row:
    """Writes what changes of a row, or the whole of one that is not stored yet; gives the row as it stands."""
    if "id" in row:
        store.edit_followup(db, row["id"], values)
        return row | values
    number = store.add_followup(db, row | values)
    return store.followup(db, number) or {}


def riding(db: Connection, line: DueLine, row: Row, today: date) -> list[Row]:
    """The earlier steps of the plan that go with a due line, whatever day they were put off to, and blocked ones."""
    if not row["plan"] or "id" not in row or row["due_on"] > today.isoformat():
        return []
    return store.earlier_steps(db, row)


def carry(db: Connection, riders: list[Row], values: Row) -> None:
    """Takes the steps that ride on a line along: to another day, or into another state.

    One that was moved to a later day already stays there, and a blocked one stays blocked.
    """
    for rider in riders:
        if rider["state"] == "blocked" and "closed_on" not in values:
            continue
        if "due_on" in values and rider["due_on"] >= values["due_on"]:
            continue
        store.edit_followup(db, rider["id"], values)


def goes_with(db: Connection, row: Row) -> Row | None:
    """The plan's next step where a step stands on a later day than that one: it then goes with it, on its day."""
    following = store.next_step(db, row) if row["plan"] and row["state"] == "open" else None
    return following if following is not None and row["due_on"] > following["due_on"] else None
