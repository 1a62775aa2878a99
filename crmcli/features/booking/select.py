"""The appointment meant: by its number, or the open one of a member."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.booking import store
from crmcli.features.booking.present import STATES, booking_words
from crmcli.features.member.find import resolve
from crmcli.features.member.numbered import record_of_number
from crmcli.features.member.store import member_no
from crmcli.language import _
from crmcli.ui.ask import asked, one_of

if TYPE_CHECKING:
    from crmcli.session import Session

Row = dict[str, Any]
FIELD = "ID|MEMBER"


def booking_given(session: Session, text: str | None, *, over: bool = False) -> Row:
    """The open appointment of a number, or the one open of a member; several are offered in a terminal, else refused.

    `over` takes of a member's only those whose day has come, as long as there is one.
    """
    label = _("Appointment, or its member")
    return asked(session, text, FIELD, label, lambda typed: _open(session, typed, over=over))


def any_booking(session: Session, text: str | None) -> Row:
    """The appointment of a number in any state, or the one open of a member."""
    label = _("Appointment, or its member")
    return asked(session, text, FIELD, label, lambda typed: _numbered(session, typed) or _open(session, typed))


def refuse_closed(session: Session, booking: Row | None, value: object) -> Row:
    """The appointment where it is open. Raises Failure(refused) that says what became of it."""
    if booking is not None and booking["state"] == "booked":
        return booking
    found = booking or {}
    message = N_("Appointment {id} of {name} is closed: {state} on {day}. To change it: crmcli undo {number}")
    facts = {"id": found["id"], "name": found["name"], "state": _(STATES[found["state"]]), "day": found["closed_on"]}
    number = _closing(session, found["id"])
    raise Failure("refused", message, field=FIELD, value=value, number=number, **facts)


def _closing(session: Session, booking_id: int) -> int | str:
    """The operation that closed an appointment and still holds."""
    from crmcli.storage.standing import Place, makers

    found = makers(session.db, [Place("booking", booking_id, ("state",))], set(), 0)
    return found[-1] if found else "N"


def _open(session: Session, text: str, *, over: bool = False) -> Row:
    numbered = _numbered(session, text)
    if numbered is not None:
        return refuse_closed(session, numbered, text)
    member = resolve(session, text, FIELD)
    found = store.open_of(session.db, member["id"])
    if over:
        found = [one for one in found if one["on_day"] <= session.today.isoformat()] or found
    if found:
        return _one(session, found, text, member["name"])
    message = N_("{name} has no open appointment. To book one: crmcli booking add {no}")
    facts = {"name": member["name"], "no": member_no(member["id"])}
    raise Failure("not-found", message, field=FIELD, value=text, **facts)


def _one(session: Session, found: Sequence[Row], text: str, name: str) -> Row:
    def words(booking: Row) -> str:
        return booking_words(session.pack, booking)

    def several() -> Failure:
        return Failure(
            "ambiguous",
            N_("{name} has {count} open appointments; name one by its number."),
            field=FIELD,
            value=text,
            name=name,
            count=len(found),
            candidates=[{"id": one["id"], "date": one["on_day"], "kind": one["kind"]} for one in found],
            lines=[words(one) for one in found],
        )

    return one_of(session, found, words, several)


def _numbered(session: Session, text: str) -> Row | None:
    return record_of_number(
        session,
        text,
        FIELD,
        lambda number: store.booking(session.db, number),
        missing=N_("There is no appointment {value}. See: crmcli booking list"),
        either=N_(
            "{value} is an appointment of {name} and fits a member as well; write #{value}, or the member's name."
        ),
    )
