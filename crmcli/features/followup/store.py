"""All SQL of the follow-up and contact tables and of the due lines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crmcli.features.followup.dueline import DueLine
from crmcli.features.followup.line import LINE, SOURCES
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


def lines_until(db: Connection, last_day: str) -> list[DueLine]:
    """Every open follow-up due up to a day, in order of day; reads one index only."""
    found = db.execute("SELECT due_on, followup_id, line FROM due_line WHERE due_on <= ?", (last_day,))
    return [DueLine(due_on, number, *json.loads(line)) for due_on, number, line in found]


def lines_of(db: Connection, member_id: int) -> list[DueLine]:
    """Every open follow-up of a member, soonest first."""
    found = db.execute(
        "SELECT due_on, followup_id, line FROM due_line WHERE member_id = ? ORDER BY due_on, followup_id",
        (member_id,),
    )
    return [DueLine(due_on, number, *json.loads(line)) for due_on, number, line in found]


_LINES = f"SELECT f.due_on, f.id, {', '.join(LINE.values())}, f.state FROM followup f {SOURCES} "


def line(db: Connection, followup_id: int) -> DueLine | None:
    """A follow-up in any state as a line."""
    found = db.execute(f"{_LINES} WHERE f.id = ?", (followup_id,)).fetchone()
    return DueLine(*found) if found is not None else None


def line_with_key(db: Connection, key: str) -> DueLine | None:
    """The follow-up, in any state, that stands for a line of another source."""
    found = db.execute(f"{_LINES} WHERE f.key = ?", (key,)).fetchone()
    return DueLine(*found) if found is not None else None


def taken_keys(db: Connection, keys: Sequence[str]) -> set[str]:
    """Those of the keys for which a follow-up is stored."""
    found = db.execute(
        "SELECT f.key FROM json_each(?) j JOIN followup f ON f.key = j.value", (json.dumps(keys),)
    )
    return {row[0] for row in found}


_CELEBRANTS = """
SELECT m.id, m.name, COALESCE(m.mobile, m.phone2) AS mobile, m.wechat, m.birthday, m.birthday_leap,
    substr(m.birthday, -5) AS month_day, m.owner_id, m.store_id, m.recorded_on,
    m.do_not_contact, m.do_not_contact_until, s.recovering_since, s.distress_since
FROM member m LEFT JOIN member_state s ON s.member_id = m.id
"""


def solar_birthdays(db: Connection, month_days: Sequence[str], member_id: int | None = None) -> list[dict[str, Any]]:
    """Members whose solar birthday has one of these months and days ("05-03")."""
    marks = ", ".join("?" for _day in month_days)
    condition, values = _narrowed(member_id)
    return rows(
        db,
        f"{_CELEBRANTS} WHERE m.birthday_calendar = 'solar' AND m.standing = 'member' "
        f"AND substr(m.birthday, -5) IN ({marks}) {condition}",
        (*month_days, *values),
    )


def lunar_birthdays(
    db: Connection, month_days: Sequence[tuple[str, bool]], member_id: int | None = None
) -> list[dict[str, Any]]:
    """Members whose lunar birthday has one of these months and days, in a leap month or not."""
    marks = ", ".join("(?, ?)" for _day in month_days)
    condition, values = _narrowed(member_id)
    keys = [value for month_day, leap in month_days for value in (month_day, int(leap))]
    return rows(
        db,
        f"{_CELEBRANTS} WHERE m.birthday_calendar = 'lunar' AND m.standing = 'member' "
        f"AND (substr(m.birthday, -5), m.birthday_leap) IN (VALUES {marks}) {condition}",
        (*keys, *values),
    )


def has_lunar_birthdays(db: Connection) -> bool:
    """Whether any member keeps a lunar birthday."""
    found = db.execute(
        "SELECT EXISTS (SELECT 1 FROM member INDEXED BY member_birthday_lunar "
        "WHERE birthday_calendar = 'lunar' AND standing = 'member')"
    )
    return bool(found.fetchone()[0])


def _narrowed(member_id: int | None) -> tuple[str, tuple[int, ...]]:
    return ("", ()) if member_id is None else ("AND m.id = ?", (member_id,))


def open_of(db: Connection, member_id: int) -> list[dict[str, Any]]:
    """The open and blocked follow-ups of a member, soonest first."""
    return rows(
        db,
        "SELECT f.id, f.kind, f.plan, f.step, f.purpose, f.due_on, f.original_due_on, f.attempts AS attempt, "
        "f.state, s.name AS assigned_to FROM followup f LEFT JOIN staff s ON s.id = f.assigned_id "
        "WHERE f.member_id = ? AND f.state IN ('open', 'blocked') ORDER BY f.due_on, f.id",
        (member_id,),
    )
