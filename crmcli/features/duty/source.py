"""The duties of the department as lines of the due list.

One line a duty: the latest of its days that has come (from some days before, as the pack says) and that nobody has
dealt with. Earlier days left undone ride on it; they count as missed. A line is known by its key,
`duty:weekly-report:2026-11-02`, is about no person, and is assigned to whoever of the duty's role came first.
Source: domain/department.md, Duties; domain/followups.md, The due list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from crmcli.features.duty import store
from crmcli.features.duty.days import Days, days_until, is_quiet
from crmcli.features.followup.dueline import DUTY, NO_PERSON, DueLine
from crmcli.features.followup.holder import holder_of
from crmcli.features.staff import store as staff
from crmcli.language import _, ngettext

if TYPE_CHECKING:
    from crmcli.packs.deskrule import Duty
    from crmcli.packs.model import Pack
    from crmcli.session import Session

Row = dict[str, Any]
#: What stands before the code and the day of a duty in its key may be left out where a duty is asked for.
KEY = re.compile(r"(?:duty:)?([a-z0-9]+(?:-[a-z0-9]+)*):([0-9]{4}-[0-9]{2}-[0-9]{2})", re.IGNORECASE | re.ASCII)


def duties(session: Session, first: date, last: date, member_id: int | None = None) -> list[DueLine]:
    """The line of each duty on the first day, and one for each day of it further on; of one duty where its number
    is given.
    """
    wanted = [duty for duty in session.pack.duties if member_id in (None, number_of(session.pack, duty.code))]
    if not wanted or is_quiet(session, first, last):
        return []
    reach = max(duty.ahead_days for duty in wanted)
    days = days_until(session, _later(last, reach))
    found = [*_now(session, days, wanted, first), *_ahead(session, days, wanted, first, last)]
    who = who_does(session, wanted) if found else {}
    return [line._replace(assigned_id=who[line.duty or ""]) for line in found]


def who_does(session: Session, wanted: Iterable[Duty]) -> dict[str, int | None]:
    """Whose each duty is: the first of its role, whatever store they work in; None where nobody holds the role."""
    people = staff.people(session.db)
    return {duty.code: holder_of(session.pack, duty.role, None, people) for duty in wanted}


def _later(day: date, count: int) -> date:
    return day + timedelta(days=count) if day <= date.max - timedelta(days=count) else date.max


def latest_rows(session: Session, days: Days, wanted: Sequence[Duty], day: date) -> dict[str, Row]:
    """The latest day of each duty that has come on a day, or is so near that it is listed."""
    until = {duty.code: _later(day, duty.ahead_days).isoformat() for duty in wanted}
    return {row["duty"]: row for row in store.latest(session.db, days, until)}


def _now(session: Session, days: Days, wanted: Sequence[Duty], day: date) -> Iterator[DueLine]:
    rows = latest_rows(session, days, wanted, day)
    for duty in wanted:
        row = rows.get(duty.code)
        if row is None or row["dealt_on"] == row["on_day"]:
            continue
        left, since = 0, ""
        if row["nth"] > 1:
            left, since = store.left_before(session.db, days, duty.code, row["on_day"], row["dealt_on"])
        yield line_of(session.pack, duty, row["on_day"], left, since)


def _ahead(session: Session, days: Days, wanted: Sequence[Duty], first: date, last: date) -> Iterator[DueLine]:
    if last <= first:
        return
    for duty in wanted:
        begin, end = _later(first, duty.ahead_days).isoformat(), _later(last, duty.ahead_days).isoformat()
        for on in store.open_between(session.db, days, duty.code, begin, end):
            yield line_of(session.pack, duty, on)


def number_of(pack: Pack, code: str) -> int:
    """The number lines of a duty stand under where others have their member's."""
    codes = [duty.code for duty in pack.duties]
    return NO_PERSON - 1 - (codes.index(code) if code in codes else len(codes))


def key_of(code: str, on: str) -> str:
    """What a day of a duty is known by."""
    return f"{DUTY}:{code}:{on}"


def line_of(pack: Pack, duty: Duty, on: str, left: int = 0, since: str = "") -> DueLine:
    """The line of a day of a duty, nobody's yet; `left` earlier days of it are undone, the first of them `since`."""
    listed_on = (date.fromisoformat(on) - timedelta(days=duty.ahead_days)).isoformat()
    return DueLine(
        due_on=listed_on,
        followup_id=None,
        member_id=number_of(pack, duty.code),
        name=duty.name,
        mobile=None,
        wechat=None,
        key=key_of(duty.code, on),
        kind=DUTY,
        plan=None,
        step=None,
        purpose=purpose_of(duty),
        script=None,
        original_due_on=listed_on,
        due_at=None,
        attempts=0,
        assigned_id=None,
        store_id=None,
        anchor_on=on,
        purchase_id=None,
        item_name=None,
        care=1,
        promotional=0,
        fixed=0,
        reason=why(on, left, since),
        do_not_contact=None,
        do_not_contact_until=None,
        recovering_since=None,
        distress_since=None,
        complaint_since=None,
        duty=duty.code,
    )


def purpose_of(duty: Duty) -> str:
    """What is to be done: the duty, and what is handed in."""
    return _("{duty}: {deliver}").format(duty=duty.name, deliver=duty.deliver) if duty.deliver else duty.name


def why(on: str, left: int = 0, since: str = "") -> str:
    """Why now, and how many earlier days were left undone."""
    said = [_("due on {day}").format(day=on)]
    if left:
        text = ngettext("{count} earlier one not done, of {day}", "{count} earlier ones not done, since {day}", left)
        said.append(text.format(count=left, day=since))
    return _(", ").join(said)


def line_of_key(session: Session, text: str) -> DueLine | None:
    """The line of a key, whatever became of it; None where the text is no key of a duty or the duty has no such day."""
    parts = KEY.fullmatch(text.strip())
    duty = duty_of(session.pack, parts[1].lower()) if parts else None
    if parts is None or duty is None or not _is_date(parts[2]):
        return None
    found = lines_between(session, [duty], parts[2], parts[2])
    return found[0] if found else None


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def duty_of(pack: Pack, code: str) -> Duty | None:
    """The duty of that code."""
    return next((duty for duty in pack.duties if duty.code == code), None)


def lines_between(session: Session, wanted: Sequence[Duty], first: str, last: str) -> list[DueLine]:
    """Every day of some duties between two days as a line in its state, oldest first."""
    return [line for line, _row in past_lines(session, wanted, first, last)]


def past_lines(session: Session, wanted: Sequence[Duty], first: str, last: str) -> list[tuple[DueLine, Row]]:
    """The same with what was done: the line open now is as the due list has it, others say what became of them."""
    known = {duty.code: duty for duty in wanted}
    rows = with_states(session, wanted, first, last)
    now = {line.key: line for line in duties(session, session.today, session.today) if line.duty in known}
    who = who_does(session, wanted)
    found = []
    for row in rows:
        duty = known[row["duty"]]
        line = now.get(key_of(duty.code, row["due_on"])) or line_of(session.pack, duty, row["due_on"])
        state = "open" if row["state"] == "ahead" else row["state"]
        reason = row["reason"] or row["delivered"] if state in ("done", "skipped") else line.reason
        found.append((line._replace(state=state, assigned_id=row["staff_id"] or who[duty.code], reason=reason), row))
    return found


def with_states(session: Session, wanted: Sequence[Duty], first: str, last: str) -> list[Row]:
    """The days of some duties between two days with what was done; each has a `state`, also where nothing was.

    Undone is `missed` once a later day of the duty is listed, `ahead` before it is listed itself, else `open`.
    """
    end = max(session.today, date.fromisoformat(last))
    days = days_until(session, _later(end, max((duty.ahead_days for duty in wanted), default=0)))
    rows = store.past(session.db, days, [duty.code for duty in wanted], first, last)
    latest = {code: row["on_day"] for code, row in latest_rows(session, days, wanted, session.today).items()}
    for row in rows:
        if row["state"] is None:
            on = latest.get(row["duty"], "")
            row["state"] = "missed" if row["due_on"] < on else "open" if row["due_on"] == on else "ahead"
    return rows


def listed_past(session: Session, first: str, last: str) -> list[tuple[DueLine, Row]]:
    """What has come of all duties of the pack, listed from one day to another, which may be no days (0000, 9999)."""
    wanted = session.pack.duties
    if not wanted:
        return []
    end = _later(session.today, max(duty.ahead_days for duty in wanted)).isoformat()
    found = past_lines(session, wanted, max(first, "0001-01-01"), end)
    return [(line, row) for line, row in found if row["state"] != "ahead" and first <= line.due_on <= last]
