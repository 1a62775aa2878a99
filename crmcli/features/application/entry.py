"""What was given for an application, read, checked and put together before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from crmcli.core.findings import N_, Finding, Refused
from crmcli.errors import Failure, bad_field, from_refused
from crmcli.features.application import applicant
from crmcli.features.application.field import Sources, read_amount, read_card_type, read_sources
from crmcli.features.application.record import Application
from crmcli.features.member import entry
from crmcli.features.member import store as members
from crmcli.features.purchase.booking import booking_given
from crmcli.features.purchase.entry import day_given, staff_given
from crmcli.language import _

if TYPE_CHECKING:
    from crmcli.session import Session

T = TypeVar("T")
Row = dict[str, Any]

#: Columns an application never takes from somebody known: how they first came to us stays.
_FIRST = ("source", "source_detail")


class Given(NamedTuple):
    """What stands on the command line: texts by field, the sources as given, and the switches of `member apply`.

    `kind` is that of a new entry.
    """

    texts: Mapping[str, str]
    sources: Sequence[str] = ()
    same_phone_ok: bool = False
    kind: str = "person"


class Read(NamedTuple):
    """An application ready to be written, who it is of where the file knows them, and what is worth telling."""

    application: Application
    known: Row | None
    notes: list[Finding]
    promotion: Row | None = None


def read_application(session: Session, given: Given) -> Read:
    """Everything read and checked; asks what only a person can say. Raises Failure naming the field."""
    texts = given.texts
    day = day_given(session, texts.get("date"))
    staff_id = staff_given(session, texts.get("by"))
    inquiry = applicant.of_inquiry(session, texts["inquiry"]) if "inquiry" in texts else None
    reading = entry.reading_of(session)
    values = entry.read_fields(_of_member(texts), reading)
    sources = _sources(session, given)
    values |= {"source": sources.first, "source_detail": sources.first_detail} if sources.first else {}
    known = _known(session, given, values, inquiry)
    kept = members.member(session.db, known["id"]) if known else None
    person, notes = _person(session, values | {"kind": given.kind}, kept, day)
    own = known["id"] if known else None
    notes = [*reading.notes, *notes]
    told = {key: value for key, value in person.items() if key != "card_no"}
    # a new member's phone was asked about already
    phone_ok = given.same_phone_ok or known is None
    notes += entry.refuse_duplicates(session, told, same_phone_ok=phone_ok, other_than=own)
    applicant.refuse_taken_card(session, values.get("card_no"), own)
    wanted = Application(
        day,
        person,
        own,
        card_no=values.get("card_no"),
        sources=sources.codes,
        source_detail=sources.other,
        salesperson=sources.salesperson,
        inquiry_id=inquiry["id"] if inquiry else None,
        staff_id=staff_id,
        store_id=person.get("store_id") or (kept or {}).get("store_id"),
        note=texts.get("note"),
        recorded_on=session.today,
    )
    wanted, promotion = _with_gift(session, _with_amounts(session, wanted, texts), texts)
    wanted = wanted._replace(occasion=promotion["name"] if promotion else _("application"))
    wanted = _with_bookings(session, wanted, {**(kept or {}), **person}, texts)
    return Read(wanted, known, notes, promotion)


def _of_member(texts: Mapping[str, str]) -> dict[str, str]:
    """The texts of the member's own fields. What is noted beside a promotion's row is no note on the member."""
    unread = {"source", "note"} if "promotion" in texts else {"source"}
    return {key: text for key, text in texts.items() if key not in unread}


def _sources(session: Session, given: Given) -> Sources:
    from crmcli.features.staff.store import people

    names = [row["name"] for row in people(session.db)]
    introduced = "introduced_by" in given.texts
    return read_sources(session.pack, given.sources, given.texts.get("salesperson"), names, introduced=introduced)


def _known(session: Session, given: Given, values: Row, inquiry: Row | None) -> Row | None:
    if inquiry is not None:
        found = applicant.summaries(session, [inquiry["member_id"]])
        known = found[0] if found else None
    else:
        known = applicant.by_number(session, given.texts["name"])
        if known:
            values["name"] = known["name"]
        else:
            who = values | {"kind": given.kind}
            known = applicant.known_applicant(session, who, same_phone_ok=given.same_phone_ok)
    if known is not None:
        applicant.agree_to_take(session, known)
    return known


def _person(session: Session, values: Row, kept: Row | None, day: date) -> tuple[Row, list[Finding]]:
    """The columns that are written: all of somebody new, of somebody known what differs."""
    from crmcli.features.member.models import member_in

    if kept is None:
        fixed = {"standing": "member", "recorded_on": session.today.isoformat()}
        model, notes = member_in({"joined_on": day.isoformat(), **values, **fixed}, session.today)
        return entry.columns_of(model), notes
    whole = {key: value for key, value in kept.items() if key not in ("id", "merged_into")}
    model, notes = member_in(whole | _told(values, kept), session.today)
    columns = model.model_dump(by_alias=True)
    return {key: value for key, value in columns.items() if key in kept and kept[key] != value}, notes


def _told(values: Row, kept: Row) -> Row:
    """What the form says of somebody known; what is kept once only stays, a note is added to the one there is."""
    stays = ("kind", *_FIRST) if kept["source"] else ("kind",)
    told = {key: value for key, value in values.items() if key not in stays}
    if kept["card_no"]:
        told.pop("card_no", None)
    if told.get("mobile") and told["mobile"] == kept["phone2"]:
        told = {key: value for key, value in told.items() if not key.startswith("mobile")}
    if told.get("note") and kept["note"]:
        told["note"] = kept["note"] if told["note"] in kept["note"] else f"{kept['note']}；{told['note']}"
    return told


def _with_amounts(session: Session, wanted: Application, texts: Mapping[str, str]) -> Application:
    return wanted._replace(
        card_type=_read(texts, "card_type", lambda text: read_card_type(session.pack, text)),
        amount_fen=_read(texts, "amount", read_amount),
        joining_fen=_read(texts, "joining_amount", read_amount),
    )


def _with_bookings(session: Session, wanted: Application, person: Row, texts: Mapping[str, str]) -> Application:
    """How the amounts are booked; `person` are the columns of who applies, with an id where they are known."""
    day, staff = wanted.applied_on, wanted.staff_id
    given = {"booked": texts.get("booked"), "book": texts.get("book")}
    card = booking_given(
        session,
        person,
        wanted.amount_fen,
        day,
        staff,
        register="application",
        card_type=wanted.card_type,
        card_no=wanted.card_no,
        **given,
    )
    given = {"booked": texts.get("joining_booked"), "book": texts.get("joining_book")}
    try:
        fee = booking_given(session, person, wanted.joining_fen, day, staff, register="joining", **given)
    except Failure as failure:
        raise _of_joining(failure) from failure
    if card.entry_id is not None and card.entry_id == fee.entry_id:
        message = N_("Purchase {value} cannot stand for the card and the joining fee at once.")
        raise Failure("refused", message, field="--joining-booked", value=card.entry_id)
    return wanted._replace(booking=card, joining_booking=fee)


def _of_joining(failure: Failure) -> Failure:
    """The refusal of a booking, naming the option of the joining fee."""
    options = {"--booked": "--joining-booked", "--book": "--joining-book"}
    if failure.field in options:
        failure.field = options[failure.field]
        failure.finding.facts["field"] = failure.field
    return failure


def _with_gift(session: Session, wanted: Application, texts: Mapping[str, str]) -> tuple[Application, Row | None]:
    bonus = _read(texts, "bonus", read_amount)
    gift = texts.get("gift")
    if "promotion" not in texts:
        from crmcli.features.promotion.rules import gift_text

        gift = _read({"gift": gift}, "gift", gift_text) if gift else None
        return wanted._replace(gift=gift, bonus_fen=bonus or 0), None
    from crmcli.features.promotion.choose import promotion_on
    from crmcli.features.promotion.rules import given_for, steps_read
    from crmcli.features.promotion.store import promotion as promotion_of

    named = promotion_on(session, texts["promotion"], wanted.applied_on, "--promotion")
    promotion = promotion_of(session.db, named["id"]) or named
    try:
        found = given_for(steps_read(promotion["gifts"]), wanted.amount_fen or 0, gift, bonus, texts.get("note"))
    except Refused as refused:
        raise from_refused(refused, field="--gift", value=gift or texts.get("bonus")) from refused
    return wanted._replace(gift=found.gift, bonus_fen=found.bonus_fen, promotion_id=promotion["id"]), promotion


def _read(texts: Mapping[str, str], key: str, read: Callable[[str], T]) -> T | None:
    if key not in texts:
        return None
    try:
        return read(texts[key])
    except Refused as refused:
        raise bad_field(f"--{key.replace('_', '-')}", refused, texts[key]) from refused
