"""Appointments as people and programs see them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.core.interval import clock
from crmcli.core.mask import mask_phone
from crmcli.features.booking.reminder import kind_name
from crmcli.features.followup.ahead import day_words
from crmcli.features.member.store import member_no
from crmcli.language import _
from crmcli.ui.output import Column

if TYPE_CHECKING:
    from crmcli.packs.model import Pack
    from crmcli.session import Session

Row = dict[str, Any]

STATES = {
    "booked": N_("agreed"),
    "came": N_("came"),
    "no-show": N_("did not come"),
    "cancelled": N_("cancelled"),
}
COLUMNS = (
    Column("id", N_("id"), "int"),
    Column("date", N_("day"), "day"),
    Column("time", N_("time")),
    Column("name", N_("name")),
    Column("kind_name", N_("booked for")),
    Column("with", N_("who receives")),
    Column("state", N_("state"), "text", STATES),
    Column("mobile", N_("mobile")),
    Column("member", N_("member no.")),
    Column("note", N_("note")),
)


def booking_listed(session: Session, booking: Row) -> Row:
    """An appointment with the keys of `booking list`; the number is masked unless it is revealed."""
    since, until = booking["from_minute"], booking["until_minute"]
    mobile = booking["mobile"]
    return {
        "id": booking["id"],
        "member": member_no(booking["member_id"]),
        "name": booking["name"],
        "mobile": mask_phone(mobile) if mobile and session.masked else mobile,
        "kind": booking["kind"],
        "kind_name": kind_name(session.pack, booking["kind"]),
        "date": booking["on_day"],
        "time": f"{clock(since)}–{clock(until)}",
        "from": _moment(session, booking["on_day"], since),
        "until": _moment(session, booking["on_day"], until),
        "minutes": until - since,
        "with": booking["person"],
        "state": booking["state"],
        "made_on": booking["made_on"],
        "made_by": booking["maker"],
        "followup": str(booking["followup_id"]) if booking["followup_id"] is not None else None,
        "call": str(booking["call_id"]) if booking["call_id"] is not None else None,
        "closed_on": booking["closed_on"],
        "reason": booking["reason"],
        "note": booking["note"],
    }


def _moment(session: Session, day: str, minute: int) -> str:
    """A minute of a day with the desk's offset; 24:00 is the next day's beginning."""
    start = datetime.combine(date.fromisoformat(day), datetime.min.time(), session.now.tzinfo)
    return (start + timedelta(minutes=minute)).isoformat(timespec="seconds")


def booking_words(pack: Pack, booking: Row) -> str:
    """An appointment as one line: number, when, what for, with whom."""
    parts = [str(booking["id"]), when_words(booking), kind_name(pack, booking["kind"]), booking["person"] or ""]
    return "  ".join(part for part in parts if part)


def when_words(booking: Row) -> str:
    """Day with its weekday, from when to when."""
    return f"{day_words(booking['on_day'])} {clock(booking['from_minute'])}–{clock(booking['until_minute'])}"


def whole_words(pack: Pack, booking: Row) -> str:
    """The same as a part of a sentence: whose, what for, when, with whom."""
    facts = {
        "id": booking["id"],
        "name": booking["name"],
        "kind": kind_name(pack, booking["kind"]),
        "when": when_words(booking),
        "with": booking["person"],
    }
    text = _("{id} {name} · {kind}: {when}, with {with}") if booking["person"] else _("{id} {name} · {kind}: {when}")
    return text.format(**facts)
