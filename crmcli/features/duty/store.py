"""All SQL of what was done about duties, and of the days they fall on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crmcli.storage.row import insert, rows

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.features.duty.days import Days

Row = dict[str, Any]

_LATEST = """
SELECT d.duty, d.on_day, d.nth, (SELECT n.due_on FROM duty_done n WHERE n.duty = d.duty AND n.due_on <= d.on_day
    ORDER BY n.due_on DESC LIMIT 1) AS dealt_on
FROM json_each(:wanted) w JOIN duty_day d ON d.duty = w.key AND d.on_day = (
    SELECT MAX(e.on_day) FROM duty_day e WHERE e.duty = w.key AND e.on_day <= w.value)
"""


def latest(db: Connection, days: Days, wanted: dict[str, str]) -> list[Row]:
    """Of each duty the last day up to a day: duty, on_day, nth, and the last day up to it that was dealt with."""
    return rows(db, days.cte + _LATEST, {**days.values, "wanted": json.dumps(wanted)})


def left_before(db: Connection, days: Days, duty: str, on_day: str, dealt_on: str | None) -> tuple[int, str]:
    """How many days of a duty before a day lie behind the last one dealt with, and the first of them, or the day."""
    found = db.execute(
        days.cte + "SELECT d.nth - COALESCE((SELECT e.nth FROM duty_day e WHERE e.duty = :duty AND e.on_day <= :dealt "
        "ORDER BY e.on_day DESC LIMIT 1), 0) - 1 AS count, (SELECT e.on_day FROM duty_day e WHERE e.duty = :duty "
        "AND e.on_day > :dealt ORDER BY e.on_day LIMIT 1) AS since FROM duty_day d "
        "WHERE d.duty = :duty AND d.on_day = :on",
        {**days.values, "duty": duty, "on": on_day, "dealt": dealt_on or ""},
    ).fetchone()
    return int(found["count"]), str(found["since"])


def dealt_before(db: Connection, duty: str, on_day: str) -> str | None:
    """The last day of a duty before a day that was dealt with."""
    found = db.execute("SELECT MAX(due_on) FROM duty_done WHERE duty = ? AND due_on < ?", (duty, on_day)).fetchone()
    day: str | None = found[0]
    return day


def open_between(db: Connection, days: Days, duty: str, after: str, last: str) -> list[str]:
    """The days of a duty after one day up to another that nobody has dealt with."""
    found = db.execute(
        days.cte + "SELECT d.on_day FROM duty_day d WHERE d.duty = :duty AND d.on_day > :after AND d.on_day <= :last "
        "AND NOT EXISTS (SELECT 1 FROM duty_done n WHERE n.duty = d.duty AND n.due_on = d.on_day) ORDER BY d.on_day",
        {**days.values, "duty": duty, "after": after, "last": last},
    )
    return [row[0] for row in found]


_PAST = """
SELECT d.duty, d.on_day AS due_on, n.state, n.done_on, n.delivered, n.reason, n.staff_id, s.name AS by
FROM duty_day d LEFT JOIN duty_done n ON n.duty = d.duty AND n.due_on = d.on_day
LEFT JOIN staff s ON s.id = n.staff_id WHERE d.on_day BETWEEN :first AND :last AND d.duty IN ({codes})
UNION ALL
SELECT n.duty, n.due_on, n.state, n.done_on, n.delivered, n.reason, n.staff_id, s.name AS by
FROM duty_done n LEFT JOIN staff s ON s.id = n.staff_id WHERE n.due_on BETWEEN :first AND :last
AND n.duty IN ({codes}) AND NOT EXISTS (SELECT 1 FROM duty_day d WHERE d.duty = n.duty AND d.on_day = n.due_on)
ORDER BY due_on, duty
"""


def past(db: Connection, days: Days, codes: Sequence[str], first: str, last: str) -> list[Row]:
    """Every day of some duties between two days and what was done about it; `state` is null where nothing was.

    Also what was done about days the duties no longer fall on.
    """
    sql = _PAST.format(codes="SELECT value FROM json_each(:codes)")
    return rows(db, days.cte + sql, {**days.values, "codes": json.dumps(codes), "first": first, "last": last})


def is_day(db: Connection, days: Days, duty: str, on_day: str) -> bool:
    """Whether a duty falls on a day."""
    found = db.execute(
        days.cte + "SELECT EXISTS (SELECT 1 FROM duty_day d WHERE d.duty = :duty AND d.on_day = :on)",
        {**days.values, "duty": duty, "on": on_day},
    )
    return bool(found.fetchone()[0])


def next_day(db: Connection, days: Days, duty: str, after: str) -> str | None:
    """The first day of a duty after a day that nobody has dealt with."""
    found = open_between(db, days, duty, after, "9999-12-31")
    return found[0] if found else None


def dealt_with(db: Connection, duty: str, due_on: str) -> Row | None:
    """What was done about a day of a duty: state, done_on, by, delivered, reason."""
    found = rows(
        db,
        "SELECT n.*, s.name AS by FROM duty_done n LEFT JOIN staff s ON s.id = n.staff_id "
        "WHERE n.duty = ? AND n.due_on = ?",
        (duty, due_on),
    )
    return found[0] if found else None


def last_done(db: Connection) -> dict[str, Row]:
    """What was done last about each duty, skipped ones aside."""
    found = rows(
        db,
        "SELECT n.duty, n.done_on, n.due_on, s.name AS by FROM duty_done n LEFT JOIN staff s ON s.id = n.staff_id "
        "WHERE n.state = 'done' ORDER BY n.due_on, n.id",
    )
    return {row["duty"]: row for row in found}


def add(db: Connection, values: Row) -> int:
    """Keeps what was done about a day of a duty."""
    return insert(db, "duty_done", values)


def codes_known(db: Connection) -> list[str]:
    """The duties anything was ever done about, also those the pack no longer has."""
    return [row[0] for row in db.execute("SELECT DISTINCT duty FROM duty_done ORDER BY duty")]
