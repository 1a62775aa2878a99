"""The days duties fall on: what is kept of them, and making them where that does not hold.

Working them out takes dateutil and the calendar, so they are kept in the file and read from an index. What is kept
holds while the pack's duties are the ones it was made from and the days asked for lie within it; every write looks
after it (`keep_days`). Where nobody has written since the pack was changed the days to come are worked out anew.

A day gone by stays as it was: a changed rule, calendar or pack counts from the last day anybody wrote on. A duty
begins the day after the file got to know it, so that setting up a file, or bringing an old one up to date, leaves
nobody with missed duties.
Source: domain/department.md, Duties.
"""

from __future__ import annotations

import json
import zlib
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.findings import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

    from crmcli.core.workday import DayOffCalendar
    from crmcli.packs.model import Pack
    from crmcli.session import Session

#: No closing of a house lasts longer: a day moved for days off comes from so many days around at most.
_REACH = timedelta(days=400)
_KEPT = "SELECT made_on, last_on, rules, calendar, open_from FROM duty_span WHERE id = 1"
_NOTHING = "[]"

#: A duty, a day, and the how-manieth day of the duty it is.
Row = tuple[str, str, int]


class Days(NamedTuple):
    """Where the days are read from: the kept table, or where `begin` is given up to that day, and then `made`."""

    begin: str | None = None
    made: str = _NOTHING

    @property
    def cte(self) -> str:
        """What stands before a query that reads duty_day, so that it reads the days that hold."""
        if self.begin is None:
            return ""
        return (
            "WITH duty_day AS MATERIALIZED (SELECT duty, on_day, nth FROM main.duty_day WHERE on_day < :begin "
            "UNION ALL SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]') "
            "FROM json_each(:made)) "
        )

    @property
    def values(self) -> dict[str, str | None]:
        """What `cte` binds."""
        return {} if self.begin is None else {"begin": self.begin, "made": self.made}


def days_until(session: Session, last: date) -> Days:
    """Where the days of the pack's duties up to a day are read from; nobody looks further than two years ahead."""
    last = min(last, _horizon(session.today) + _REACH)
    kept = session.db.execute(_KEPT).fetchone()
    if kept is not None and kept["rules"] == rules_of(session.pack) and kept["last_on"] >= last.isoformat():
        return Days()
    begin, until = _span(session.db, session.pack, session.today)
    until = max(until, last)
    return Days(begin.isoformat(), json.dumps(_made(session.db, session.pack, begin, until)))


def is_quiet(session: Session, first: date, last: date) -> bool:
    """Whether no duty is listed from a day to come on up to another: told from one kept day, where it holds."""
    if not session.pack_is_kept or first < session.today:
        return False
    kept = session.db.execute(_KEPT).fetchone()
    if kept is None or kept["rules"] != rules_of(session.pack) or kept["last_on"] < last.isoformat():
        return False
    return kept["open_from"] is not None and last.isoformat() < kept["open_from"]


def keep_days(db: Connection, pack: Pack, today: date, *, pack_changed: bool = False) -> None:
    """Brings what is kept up to date, until the end of the next year; within the one write."""
    kept = db.execute(_KEPT).fetchone()
    if kept is None and not pack.duties:
        return
    moved, rules = _moved_by(db), rules_of(pack)
    ahead = kept is not None and kept["rules"] == rules and kept["last_on"] >= _horizon(today).isoformat()
    if ahead and not moved and not pack_changed:
        return
    # reading the whole calendar at every write would take a tenth of it
    calendar = _calendar_mark(db, pack)
    if not ahead or kept["calendar"] != calendar:
        _make(db, pack, today, rules, calendar)
    db.execute("UPDATE duty_span SET open_from = ? WHERE id = 1", (_open_from(db, pack),))


def _moved_by(db: Connection) -> bool:
    """Whether the write under way, or its undoing, is about a duty that was dealt with or about days off."""
    before = db.execute("SELECT last_image FROM operation ORDER BY id DESC LIMIT 1 OFFSET 1").fetchone()
    found = db.execute(
        "SELECT EXISTS (SELECT 1 FROM image WHERE id > ? AND +table_name IN ('duty_done', 'calendar_day'))",
        (before[0] if before else 0,),
    )
    return bool(found.fetchone()[0])


def _open_from(db: Connection, pack: Pack) -> str | None:
    """The first day any duty is listed: of each the day that follows the last one dealt with, less its days ahead."""
    listed = []
    for duty in pack.duties:
        on_day = db.execute(
            "SELECT MIN(on_day) FROM duty_day WHERE duty = :duty AND on_day > COALESCE("
            "(SELECT n.due_on FROM duty_done n WHERE n.duty = :duty AND EXISTS "
            "(SELECT 1 FROM duty_day d WHERE d.duty = n.duty AND d.on_day = n.due_on) "
            "ORDER BY n.due_on DESC LIMIT 1), '')",
            {"duty": duty.code},
        ).fetchone()[0]
        if on_day is not None:
            listed.append(date.fromisoformat(on_day) - timedelta(days=duty.ahead_days))
    return min(listed).isoformat() if listed else None


def _make(db: Connection, pack: Pack, today: date, rules: str, calendar: str) -> None:
    begin, until = _span(db, pack, today)
    made = _made(db, pack, begin, until)
    db.execute("DELETE FROM duty_day WHERE on_day >= ?", (begin.isoformat(),))
    db.executemany("INSERT INTO duty_day (duty, on_day, nth) VALUES (?, ?, ?)", made)
    db.execute(
        "INSERT INTO duty_span (id, made_on, last_on, rules, calendar) VALUES (1, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET made_on = excluded.made_on, last_on = excluded.last_on, "
        "rules = excluded.rules, calendar = excluded.calendar",
        (today.isoformat(), until.isoformat(), rules, calendar),
    )


def rules_of(pack: Pack) -> str:
    """What the days follow from, the calendar aside."""
    duties = [(duty.code, duty.rule, duty.day_off if _moves(pack, duty.day_off) else "keep") for duty in pack.duties]
    return json.dumps([duties, list(pack.days_off) if any(rule != "keep" for _, _, rule in duties) else []])


def _moves(pack: Pack, day_off: str) -> bool:
    return pack.days_off_count and day_off != "keep"


def _calendar_mark(db: Connection, pack: Pack) -> str:
    """A mark of the days off entered; empty where no duty moves for them."""
    if not any(_moves(pack, duty.day_off) for duty in pack.duties):
        return ""
    entered = [tuple(row) for row in db.execute("SELECT day, kind FROM calendar_day ORDER BY day")]
    return f"{zlib.crc32(json.dumps(entered).encode()):08x}"


def _horizon(today: date) -> date:
    return date(today.year + 1, 12, 31)


def _span(db: Connection, pack: Pack, today: date) -> tuple[date, date]:
    """From which day on the days have to be made, and until when."""
    until = _horizon(today)
    kept = db.execute(_KEPT).fetchone()
    if kept is None:
        return today + timedelta(days=1), until
    after = date.fromisoformat(kept["last_on"]) + timedelta(days=1)
    if (kept["rules"], kept["calendar"]) == (rules_of(pack), _calendar_mark(db, pack)):
        return after, max(until, after)
    last = db.execute("SELECT day FROM operation WHERE link IS NOT NULL ORDER BY id DESC LIMIT 1").fetchone()
    written = max(kept["made_on"], last["day"] if last else kept["made_on"])
    # a day of the file may lie ahead of today, where somebody tried one out
    return min(date.fromisoformat(written), today, after), max(until, after)


def _made(db: Connection, pack: Pack, begin: date, until: date) -> list[Row]:
    """The days of every duty of the pack from one day to another, numbered on from those before."""
    found: list[Row] = []
    before = dict(
        tuple(row)
        for row in db.execute(
            "SELECT duty, MAX(nth) FROM duty_day WHERE on_day < ? GROUP BY duty", (begin.isoformat(),)
        )
    )
    for code, days in _falling(db, pack, begin, until):
        first = before.get(code, 0) + 1
        found += [(code, day.isoformat(), number) for number, day in enumerate(sorted(days), first)]
    return found


def _falling(db: Connection, pack: Pack, begin: date, until: date) -> Iterable[tuple[str, set[date]]]:
    from crmcli.core.recurrence import occurrences
    from crmcli.features.calendar.store import read_calendar

    moving = any(_moves(pack, duty.day_off) for duty in pack.duties)
    calendar = read_calendar(db, pack) if moving else None
    for duty in pack.duties:
        if calendar is None or not _moves(pack, duty.day_off):
            yield duty.code, set(occurrences(duty.rule, begin, until))
            continue
        near = occurrences(duty.rule, begin - _REACH, until + _REACH)
        moved = {_moved(day, duty.day_off, calendar) for day in near}
        yield duty.code, {day for day in moved if begin <= day <= until}


def _moved(day: date, rule: str, calendar: DayOffCalendar) -> date:
    """The working day a day moves to; the day itself where the calendar has none within a year."""
    from crmcli.core.workday import move

    try:
        return move(day, rule, calendar)  # type: ignore[arg-type]
    except Refused:
        return day
