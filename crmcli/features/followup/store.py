"""All SQL of the follow-up and contact tables and of the due lines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

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


class Past(NamedTuple):
    """A follow-up in any state: its line, what came of it, and when it was closed."""

    line: DueLine
    outcome: str | None
    closed_on: str | None


_PAST = f"SELECT f.outcome, f.closed_on, f.due_on, f.id, {', '.join(LINE.values())}, f.state FROM followup f {SOURCES} "


def past_lines(
    db: Connection, conditions: Sequence[str], values: dict[str, Any], *, newest_first: bool, limit: int
) -> list[Past]:
    """Follow-ups that fit all conditions (SQL of this module's callers on `f`, values bound), by day."""
    where = " AND ".join(conditions) or "1"
    order = "DESC" if newest_first else "ASC"
    found = db.execute(
        f"{_PAST} WHERE {where} ORDER BY f.due_on {order}, f.id {order} LIMIT :limit", {**values, "limit": limit}
    )
    return [Past(DueLine(*row[2:]), row[0], row[1]) for row in found]


_CONTACTS = (
    "SELECT c.on_day AS day, c.at, c.via, c.outcome, c.note, c.minutes, c.feeling, c.recovered, s.name AS by "
    "FROM contact c LEFT JOIN staff s ON s.id = c.staff_id "
)


def attempts_at(db: Connection, followup_id: int) -> list[dict[str, Any]]:
    """The contacts recorded on a follow-up, oldest first."""
    return rows(db, f"{_CONTACTS} WHERE c.followup_id = ? ORDER BY c.on_day, c.id", (followup_id,))


def notes_on(db: Connection, member_id: int, limit: int) -> list[dict[str, Any]]:
    """The last contacts of a member at which something was noted, newest first."""
    return rows(
        db,
        f"{_CONTACTS} WHERE c.member_id = ? AND c.note IS NOT NULL ORDER BY c.on_day DESC, c.id DESC LIMIT ?",
        (member_id, limit),
    )


def taken_keys(db: Connection, keys: Sequence[str]) -> set[str]:
    """Those of the keys for which a follow-up is stored."""
    found = db.execute("SELECT f.key FROM json_each(?) j JOIN followup f ON f.key = j.value", (json.dumps(keys),))
    return {row[0] for row in found}


#: What a line that is not stored tells of its member `m`, whose state is `s`.
PERSON = (
    "m.id, m.name, COALESCE(m.mobile, m.phone2) AS mobile, m.wechat, m.owner_id, m.store_id, m.recorded_on, "
    "m.do_not_contact, m.do_not_contact_until, s.recovering_since, s.distress_since, s.complaint_since"
)
_CELEBRANTS = f"""
SELECT {PERSON}, m.birthday, m.birthday_leap, substr(m.birthday, -5) AS month_day
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


def with_key(db: Connection, key: str) -> dict[str, Any] | None:
    """The follow-up that has taken the place of a line of another source."""
    found = rows(db, "SELECT * FROM followup WHERE key = ?", (key,))
    return found[0] if found else None


_COURSE = (
    "SELECT * FROM followup WHERE member_id = :member_id AND plan = :plan AND purchase_id IS :purchase_id "
    "AND anchor_on IS :anchor_on AND state IN ('open', 'blocked') AND (original_due_on, id) "
)


def earlier_steps(db: Connection, row: dict[str, Any]) -> list[dict[str, Any]]:
    """The open and blocked steps of the plan begun that come before this one."""
    return rows(db, f"{_COURSE} < (:original_due_on, :id) ORDER BY original_due_on, id", row)


def next_step(db: Connection, row: dict[str, Any]) -> dict[str, Any] | None:
    """The first open or blocked step of the plan begun that comes after this one."""
    found = rows(db, f"{_COURSE} > (:original_due_on, :id) ORDER BY original_due_on, id LIMIT 1", row)
    return found[0] if found else None


def blocked_of(db: Connection, member_id: int) -> list[dict[str, Any]]:
    """The follow-ups of a member that wait for the right number."""
    return rows(db, "SELECT * FROM followup WHERE member_id = ? AND state = 'blocked' ORDER BY id", (member_id,))


def open_repairs(db: Connection, member_id: int) -> list[dict[str, Any]]:
    """The open data repairs of a member, oldest first."""
    return rows(
        db,
        "SELECT * FROM followup WHERE member_id = ? AND state = 'open' AND kind = 'data-repair' ORDER BY id",
        (member_id,),
    )


def ways_to(db: Connection, member_id: int) -> dict[str, Any]:
    """How a member may be reached: mobile, phone2, wechat, and the introducer with their mobile."""
    found = rows(
        db,
        "SELECT m.mobile, m.phone2, m.wechat, i.name AS introducer, COALESCE(i.mobile, i.phone2) AS introducer_mobile "
        "FROM member m LEFT JOIN member i ON i.id = m.introduced_by AND i.standing <> 'erased' WHERE m.id = ?",
        (member_id,),
    )
    return found[0]


def not_care(db: Connection, member_id: int) -> list[int]:
    """The open and blocked follow-ups of a member that a wish not to be contacted stops."""
    found = db.execute(
        "SELECT id FROM followup WHERE member_id = ? AND state IN ('open', 'blocked') AND care = 0 ORDER BY id",
        (member_id,),
    )
    return [row[0] for row in found]


def last_change(db: Connection, followup_id: int) -> dict[str, Any] | None:
    """Who changed a follow-up last, and on which business day: operator, day, at, operation."""
    found = rows(
        db,
        "SELECT o.id AS operation, o.day, o.at, s.name AS operator FROM image i "
        "JOIN operation o ON i.id BETWEEN o.first_image AND o.last_image LEFT JOIN staff s ON s.id = o.staff_id "
        "WHERE i.table_name = 'followup' AND i.row_id = ? ORDER BY i.id DESC LIMIT 1",
        (followup_id,),
    )
    return found[0] if found else None


def last_note(db: Connection, member_id: int) -> dict[str, Any] | None:
    """The last thing noted at a contact with a member: on_day, outcome, note."""
    found = rows(
        db,
        "SELECT on_day, outcome, note FROM contact WHERE member_id = ? AND note IS NOT NULL "
        "ORDER BY on_day DESC, id DESC LIMIT 1",
        (member_id,),
    )
    return found[0] if found else None


def reached_on(db: Connection, day: str) -> dict[int, tuple[str, int | None]]:
    """Who was really reached on a day: member -> when last, and by whom."""
    found = db.execute("SELECT member_id, at, staff_id FROM contact WHERE on_day = ? AND outcome = 'reached'", (day,))
    return {member_id: (at, staff_id) for member_id, at, staff_id in found}


def planned_for(db: Connection, ids: Sequence[int]) -> dict[int, tuple[str | None, int | None]]:
    """The post some follow-ups were planned for, and who was given them, at work or not."""
    found = db.execute(
        "SELECT f.id, f.role, f.assigned_id FROM json_each(?) j JOIN followup f ON f.id = j.value",
        (json.dumps(list(ids)),),
    )
    return {row[0]: (row[1], row[2]) for row in found}


def was_begun(db: Connection, member_id: int, plan: str) -> bool:
    """Whether a plan was ever begun for a member."""
    found = db.execute("SELECT EXISTS (SELECT 1 FROM followup WHERE member_id = ? AND plan = ?)", (member_id, plan))
    return bool(found.fetchone()[0])


def planned_years(db: Connection) -> list[int]:
    """The years in which open steps of plans fall that move away from days off."""
    found = db.execute(
        "SELECT DISTINCT substr(due_on, 1, 4) FROM followup "
        "WHERE state = 'open' AND plan IS NOT NULL AND fixed = 0 ORDER BY 1"
    )
    return [int(row[0]) for row in found]
