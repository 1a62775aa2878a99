"""An inquiry from what the clerk typed: read, checked, what is missing asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_, Finding, Refused
from crmcli.core.money import parse_amount
from crmcli.errors import Failure, bad_field
from crmcli.features.inquiry import store
from crmcli.features.inquiry.person import Person, person_asking
from crmcli.features.inquiry.record import Inquiry
from crmcli.features.inquiry.rules import (
    CHANNELS,
    PHONE,
    RESULTS,
    Choice,
    item_fitting,
    read_channel,
    read_result,
    source_words,
)
from crmcli.features.member import entry as member_entry
from crmcli.features.purchase import store as ledger
from crmcli.features.purchase.entry import day_given, staff_given
from crmcli.features.staff.store import store_of
from crmcli.language import _, listed
from crmcli.ui.ask import asked, optional

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from crmcli.session import Session

#: How long a call may be said to have taken; more is a slip of the finger.
MINUTES_AT_MOST = 600


class Options(NamedTuple):
    """The options of `inquiry log` as they were typed."""

    name: str | None = None
    phone: str | None = None
    channel: str | None = None
    item: str | None = None
    sources: Sequence[str] = ()
    first_deal: bool = False
    amount: str | None = None
    by: str | None = None
    day: str | None = None
    minutes: int | None = None
    result: str | None = None
    address: str | None = None
    note: str | None = None
    wechat: str | None = None
    same_phone_ok: bool = False


class Read(NamedTuple):
    """The inquiry to be recorded, who asks, and what is worth telling."""

    inquiry: Inquiry
    person: Person
    notes: list[Finding]


def read_inquiry(session: Session, given: Options) -> Read:
    """The inquiry the options name; in a terminal what is missing is asked for, one question each."""
    _consistent(given)
    asks = None in (given.name, given.phone or given.wechat, given.channel, given.item)
    name = asked(session, given.name, "--name", _("Name"), _checked(session, "name", "--name"))
    given = given._replace(name=name)
    if not given.wechat or given.phone:
        given = given._replace(
            phone=asked(session, given.phone, "--phone", _("Phone"), _checked(session, "mobile", "--phone"))
        )
    on_day = day_given(session, given.day)
    channel = asked(
        session, given.channel, "--channel", _label(_("Channel"), CHANNELS), _reading(read_channel, "--channel")
    )
    item, code = asked(session, given.item, "--item", _("Item asked about"), lambda text: _item(session, text))
    if asks and session.interactive:
        given = _ask_more(session, given, channel)
    reading = member_entry.reading_of(session)
    sources, detail = _sources(reading, given.sources)
    person = person_asking(session, _columns(given, reading, sources, detail), same_phone_ok=given.same_phone_ok)
    if given.first_deal:
        _refuse_second_first(session, person, on_day)
    staff_id = staff_given(session, given.by)
    inquiry = Inquiry(
        person.row["id"] if person.row else None,
        on_day,
        channel,
        item,
        code,
        person.columns,
        sources,
        detail,
        given.first_deal,
        _amount(given.amount) if given.amount else None,
        minutes=_minutes(given.minutes),
        result=_reading(read_result, "--result")(given.result) if given.result else None,
        staff_id=staff_id,
        store_id=store_of(session.db, staff_id),
        note=" ".join(given.note.split()) or None if given.note else None,
        recorded_on=session.today,
    )
    return Read(inquiry, person, [*reading.notes, *person.notes])


def _consistent(given: Options) -> None:
    if given.amount and not given.first_deal:
        message = N_("An amount goes with a first deal: add --first-deal, or book it with crmcli purchase add.")
        raise Failure("usage", message, field="--amount", value=given.amount)


def _ask_more(session: Session, given: Options, channel: str) -> Options:
    """The rest of the paper form, for somebody who is being asked anyway; Enter leaves a question out."""
    if not given.sources:
        names = listed(code.name for code in session.pack.codes.get("source", ()))
        said = optional(session, _("Heard of us by ({choices})").format(choices=names))
        given = given._replace(sources=(said,) if said else ())
    if not given.first_deal:
        from crmcli.ui.ask import confirm

        given = given._replace(first_deal=not session.shared.yes and confirm(session, _("A first deal?")))
    if given.first_deal and not given.amount:
        given = given._replace(amount=_again(session, _("Amount of the first deal"), _amount))
    if channel == PHONE and not given.result and not given.first_deal:
        given = given._replace(result=_again(session, _label(_("Result"), RESULTS), _reading(read_result, "--result")))
    return given


def _again(session: Session, label: str, check: Any) -> str | None:
    """An answer that may be left out, asked for again while it cannot be taken."""
    import sys

    while True:
        text = optional(session, label)
        try:
            if text:
                check(text)
        except Failure as failure:
            print(failure.sentence(), file=sys.stderr)
        else:
            return text


def _label(question: str, choices: Iterable[Choice]) -> str:
    """A question with the answers that may be given."""
    return _("{question} ({choices})").format(question=question, choices=listed(_(one.label) for one in choices))


def _reading(read: Any, field: str) -> Any:
    """A reader whose refusals name the option."""

    def reading(text: str) -> Any:
        try:
            return read(text)
        except Refused as refused:
            raise bad_field(field, refused, text) from refused

    return reading


def _checked(session: Session, key: str, option: str) -> Callable[[str], str]:
    """Gives the text as it is, where the member's field takes it."""
    check = _reading(member_entry.checker(session, key), option)

    def checked(text: str) -> str:
        check(text)
        return text

    return checked


def _item(session: Session, text: str) -> tuple[str, str | None]:
    """The item of the price list meant, else the words as they are; of several one may be chosen in a terminal."""
    found = item_fitting(session.pack, text)
    if len(found) > 1 and session.interactive:
        from crmcli.ui.ask import choose_one

        question = _("Which one? Enter: {text}, as it is.").format(text=text)
        chosen = choose_one(session, question, found, lambda item: item.name)
        found = [chosen] if chosen else []
    if len(found) == 1:
        return found[0].name, found[0].code
    return " ".join(text.split()), None


def _sources(reading: Any, texts: Sequence[str]) -> tuple[tuple[str, ...], str | None]:
    """The codes of the sources, words that are none as they are, and what stood in brackets."""
    from crmcli.features.member.field import FIELDS

    read = [FIELDS["source"].read(word, reading) for word in source_words(texts)]
    details = [one["source_detail"] for one in read if one["source_detail"]]
    return tuple(dict.fromkeys(one["source"] for one in read)), "、".join(details) or None


def _columns(given: Options, reading: Any, sources: tuple[str, ...], detail: str | None) -> dict[str, Any]:
    """The columns of the member table the options fill."""
    texts = {"name": given.name, "mobile": given.phone, "wechat": given.wechat, "address": given.address}
    columns = member_entry.read_fields({key: text for key, text in texts.items() if text}, reading)
    if sources:
        columns |= {"source": sources[0], "source_detail": detail}
    return columns


def _amount(text: str) -> int:
    try:
        return parse_amount(text)
    except Refused as refused:
        raise bad_field("--amount", refused, text) from refused


def _minutes(value: int | None) -> int | None:
    if value is None or 0 <= value <= MINUTES_AT_MOST:
        return value
    message = N_("{field} takes {least} to {most}, not {value}.")
    raise Failure("usage", message, field="--minutes", value=value, least=0, most=MINUTES_AT_MOST)


def _refuse_second_first(session: Session, person: Person, on_day: date) -> None:
    """A first deal is the first: refused for who dealt before that day already."""
    if person.row is None:
        return
    bought = [entry["on_day"] for entry in ledger.entries_of(session.db, person.row["id"]) if entry["amount_fen"] > 0]
    before = [day for day in bought if day < on_day.isoformat()]
    noted = store.first_deal_on(session.db, person.row["id"])
    if before or noted:
        raise Failure(
            "refused",
            N_("{name} dealt with us on {day} already; leave --first-deal away."),
            field="--first-deal",
            value=person.row["name"],
            name=person.row["name"],
            day=min([*before, noted] if noted else before),
        )
