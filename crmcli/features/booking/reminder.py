"""What the due list owes about appointments, as keyed lines: a reminder beforehand, and afterwards whether they came.

Each has a kind of its own, so that a reminder made does not hide that nobody ticked the appointment off; its tail is
the appointment's id, and its day the appointment's, so that one that is moved brings a new reminder.
Source: domain/trades.md, clinic.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from crmcli.core.interval import clock
from crmcli.features.booking import store
from crmcli.features.followup import store as followups
from crmcli.features.followup.keyed import Lapse
from crmcli.features.followup.script import fill
from crmcli.language import _

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack
    from crmcli.session import Session

KIND = "booking"


def coming(session: Session, first: str, last: str, member_id: int | None) -> Iterator[Lapse]:
    """Appointments of some days whose customers are to be reminded.

    Who agreed on it on the day the reminder would be listed, or later, knows it and is not phoned again.
    """
    notice = session.pack.notices[KIND]
    for row in store.open_between(session.db, first, last, member_id):
        listed_on = date.fromisoformat(row["on_day"]) - timedelta(days=notice.ahead_days)
        if row["made_on"] < listed_on.isoformat():
            why = _("appointment on {day} at {time}: {kind}").format(**_facts(session.pack, row))
            yield _lapse(session.pack, row, row["on_day"], why)


def unticked(session: Session, first: str, last: str, member_id: int | None) -> Iterator[Lapse]:
    """Appointments that are over and that nobody ticked off; each is owed an answer from the day after it on."""
    last = min(last, session.today.isoformat())
    for row in store.open_between(session.db, _day_before(first), _day_before(last), member_id):
        why = _("appointment of {day} at {time}, {kind}: crmcli booking came {id}, or crmcli booking no-show {id}")
        after = date.fromisoformat(row["on_day"]) + timedelta(days=1)
        yield _lapse(session.pack, row, after.isoformat(), why.format(**_facts(session.pack, row)))


def _day_before(day: str) -> str:
    found = date.fromisoformat(day)
    return (found - timedelta(days=1)).isoformat() if found > date.min else day


def _lapse(pack: Pack, row: dict[str, Any], on: str, why: str) -> Lapse:
    # care: they asked to come, whatever else they do not wish to be told
    return Lapse(row, on, why, spoken(pack, row, row["booking_kind"]), str(row["booking_id"]), care=True)


def _facts(pack: Pack, row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": row["booking_id"],
        "day": row["on_day"],
        "time": clock(row["from_minute"]),
        "kind": kind_name(pack, row["booking_kind"]),
    }


def spoken(pack: Pack, row: dict[str, Any], kind: str) -> dict[str, str]:
    """What stands for {kind}, {time} and {day} of an appointment in the pack's words."""
    return {
        "kind": kind_name(pack, kind),
        "time": clock(row["from_minute"]),
        "day": fill("{day}", "", "", row["on_day"]),
    }


def kind_name(pack: Pack, code: str) -> str:
    """The name of a kind of appointment; a code the pack no longer knows stands for itself."""
    found = pack.booking(code)
    return found.name if found else code


def drop_calls(db: Connection, booking: dict[str, Any], on_day: date) -> None:
    """Calls about an appointment that somebody began or moved are cancelled once it is closed or moved.

    A cancelled one gives its key back, since the appointment may be moved there again. Within the one write.
    """
    for number in store.open_calls(db, booking["member_id"], booking["id"]):
        values = {"state": "cancelled", "closed_on": on_day.isoformat(), "key": None}
        followups.edit_followup(db, number, values)
