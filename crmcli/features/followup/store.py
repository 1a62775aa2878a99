"""All SQL of the follow-up and contact tables and of the due lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from crmcli.features.followup.line import LINE
from crmcli.storage.row import fetch, insert, rows, update

if TYPE_CHECKING:
    from sqlite3 import Connection


def add_followup(db: Connection, values: dict[str, Any]) -> int:
    """A new follow-up; gives its id."""
    return insert(db, "followup", values)


def edit_followup(db: Connection, followup_id: int, values: dict[str, Any]) -> None:
    """Sets columns of a follow-up."""
    update(db, "followup", followup_id, values)


def followup(db: Connection, followup_id: int) -> dict[str, Any] | None:
    """One follow-up by its id."""
    return fetch(db, "followup", followup_id)


def add_contact(db: Connection, values: dict[str, Any]) -> int:
    """A contact, or an attempt at one; gives its id."""
    return insert(db, "contact", values)


def due_lines(db: Connection, last_day: str) -> list[dict[str, Any]]:
    """Every open follow-up due up to a day, in order of day; reads one index only."""
    names = ("due_on", "id", *LINE)
    return [
        dict(zip(names, (row[0], row[1], *json.loads(row[2])), strict=True))
        for row in db.execute("SELECT due_on, followup_id, line FROM due_line WHERE due_on <= ?", (last_day,))
    ]


def open_of(db: Connection, member_id: int) -> list[dict[str, Any]]:
    """The open and blocked follow-ups of a member, soonest first."""
    return rows(
        db,
        "SELECT f.id, f.kind, f.plan, f.step, f.purpose, f.due_on, f.original_due_on, f.attempts AS attempt, "
        "f.state, s.name AS assigned_to FROM followup f LEFT JOIN staff s ON s.id = f.assigned_id "
        "WHERE f.member_id = ? AND f.state IN ('open', 'blocked') ORDER BY f.due_on, f.id",
        (member_id,),
    )
