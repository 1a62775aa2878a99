"""All SQL of the calendar_day table, and the calendar every date goes by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.core.workday import DayOffCalendar
from crmcli.errors import Failure
from crmcli.features.calendar.rules import OFF, WORK, CalendarDay, Changes
from crmcli.storage.row import insert, rows, update

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.core.workhours import WorkHours
    from crmcli.packs.model import Pack
    from crmcli.session import Session

#: A year counts as entered once a list of it was taken in, or its National Day was set by hand.
_ENTERED = "source <> 'hand' OR substr(day, 6) = '10-01'"


def calendar_of(session: Session) -> DayOffCalendar:
    """The days off of this file: the pack's week, and the single days that are entered."""
    return read_calendar(session.db, session.pack)


def read_calendar(db: Connection, pack: Pack) -> DayOffCalendar:
    """The same where only the file and its pack are at hand, such as inside a write."""
    days: dict[str, set[date]] = {OFF: set(), WORK: set()}
    for row in db.execute("SELECT day, kind FROM calendar_day"):
        days[row[1]].add(date.fromisoformat(row[0]))
    return DayOffCalendar(
        weekly=frozenset(pack.days_off),
        rest_days=frozenset(days[OFF]),
        work_days=frozenset(days[WORK]),
        known_years=frozenset(entered_years(db)),
    )


def work_hours_of(session: Session) -> WorkHours:
    """The hours working-time clocks count in. Raises Failure(refused) where the pack names none."""
    from crmcli.core.workhours import same_hours

    if not session.pack.hours:
        message = N_('The pack {pack} has no working hours: write hours = ["09:00-12:00", "13:30-18:00"] into it.')
        raise Failure("refused", message, value=session.pack.name, pack=session.pack.name)
    return same_hours(session.pack.hours, calendar_of(session))


def entered_years(db: Connection) -> list[int]:
    """The years whose days off and make-up days are known."""
    found = db.execute(f"SELECT DISTINCT substr(day, 1, 4) FROM calendar_day WHERE {_ENTERED} ORDER BY 1")
    return [int(row[0]) for row in found]


def days_of(db: Connection, years: Iterable[int]) -> list[dict[str, Any]]:
    """Every entered day of some years, in order."""
    return [
        row
        for year in sorted(years)
        for row in rows(
            db, "SELECT * FROM calendar_day WHERE day BETWEEN ? AND ? ORDER BY day", (f"{year}-01-01", f"{year}-12-31")
        )
    ]


def day_at(db: Connection, day: str) -> dict[str, Any] | None:
    """The entered day, or None."""
    return next(iter(rows(db, "SELECT * FROM calendar_day WHERE day = ?", (day,))), None)


def put(db: Connection, day: CalendarDay) -> None:
    """Enters a day, whether it was there or not."""
    known = day_at(db, day.day)
    if known is None:
        insert(db, "calendar_day", day._asdict())
    else:
        update(db, "calendar_day", known["id"], day._asdict())


def apply(db: Connection, changes: Changes) -> None:
    """Writes what a list changes."""
    for day in changes.added:
        insert(db, "calendar_day", day._asdict())
    for row_id, day in changes.changed.items():
        update(db, "calendar_day", row_id, day._asdict())
    db.executemany("DELETE FROM calendar_day WHERE id = ?", [(row_id,) for row_id in changes.removed])
