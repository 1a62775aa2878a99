"""What the commands that close an appointment have in common: the one write, and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.core.interval import clock
from crmcli.errors import Failure
from crmcli.features.booking import store
from crmcli.features.booking.present import STATES, booking_listed, whole_words
from crmcli.features.booking.record import close
from crmcli.features.booking.select import FIELD, refuse_closed
from crmcli.features.followup.ahead import day_words
from crmcli.language import _
from crmcli.ui.output import wrote

if TYPE_CHECKING:
    from crmcli.session import Session

Row = dict[str, Any]


def close_as(session: Session, booking: Row, state: str, reason: str | None = None) -> None:
    """Closes an appointment, looked at anew within the write, and says what it did and what follows."""
    with session.write(f"booking {'cancel' if state == 'cancelled' else state}") as operation:
        fresh = refuse_closed(session, store.booking(operation.db, booking["id"]), booking["id"])
        call = close(session, operation.db, fresh, state, reason)
    now = store.booking(session.db, booking["id"]) or {}
    answer = booking_listed(session, now) | {"operation": operation.number}
    words = whole_words(session.pack, now)
    text = _("{words}: {state}").format(words=words, state=_(STATES[state]))
    wrote(session, answer, text, hint=_call_words(call) if call else "")


def _call_words(call: Row) -> str:
    text = _("to call: {id} {purpose}, due {day}")
    return text.format(id=call["id"], purpose=call["purpose"], day=day_words(call["due_on"]))


def refuse_before(session: Session, booking: Row, *, by_the_minute: bool) -> None:
    """Refuses to tick off what has not been yet: before its day, or with `by_the_minute` before its time."""
    now = session.now
    minute = now.hour * 60 + now.minute
    today = now.date().isoformat()
    early = booking["on_day"] == today and by_the_minute and minute < booking["from_minute"]
    if booking["on_day"] <= today and not early:
        return
    message = N_("{name} is booked for {day}, {time}, which has not come yet. Another time: crmcli booking move {id}")
    facts = {"name": booking["name"], "day": booking["on_day"], "time": clock(booking["from_minute"])}
    raise Failure("refused", message, field=FIELD, value=booking["id"], id=booking["id"], **facts)
