"""`--book card`: an amount a register notes is money paid for a card. It tops one up, or opens one with it.

`card` alone means the member's only stored card; where there is none one is opened, with the number of the
application or the member's own. `card:NO` names one of several, or the number of the one to be opened; `card:ITEM`
opens a card of uses as the price list has it. Source: domain/money.md, "Booked once".
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_, Refused
from crmcli.core.searchkey import choose
from crmcli.core.text import fold
from crmcli.errors import Failure, bad_field
from crmcli.features.purchase.bonus import NO_BONUS, Bonus, day_on_card, give_noted, given_already, stored_cards

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.features.card.record import NewCard
    from crmcli.features.followup.plan import Planned
    from crmcli.packs.model import Item, Pack
    from crmcli.session import Session

CARD = "card"
FIELD = "--book"
Row = dict[str, Any]


class OnCard(NamedTuple):
    """Money to be put on a card: on one that is there, or on a new one whose member is set when it is written."""

    amount_fen: int
    on_day: date
    staff_id: int | None
    card_id: int | None = None
    new: NewCard | None = None


class Put(NamedTuple):
    """What was put on which card: the entry, the one that gave the bonus, calls to who became a member by it."""

    entry_id: int
    card_id: int
    bonus_id: int | None
    steps: list[Planned]


class Paid(NamedTuple):
    """What was paid, by whom, and what an application says of the card. `person` is the member's row, or the
    columns of one about to be added, then without `id`.
    """

    person: Mapping[str, Any]
    amount_fen: int
    on_day: date
    staff_id: int | None
    card_type: str | None = None
    card_no: str | None = None


def is_card(text: str) -> bool:
    """Whether `--book` names a card and no item of the price list."""
    return fold(text).partition(":")[0] == CARD


def on_card(session: Session, paid: Paid, text: str) -> OnCard:
    """What `--book card`, `card:NO` or `card:ITEM` means, checked before anything is written. Raises Failure."""
    named = text.replace("：", ":").partition(":")[2].strip()
    if named:
        return _named(session, paid, named)
    if paid.card_type == "sessions":
        message = N_("A card of uses is booked with what it is for: --book card:ITEM.")
        raise Failure("usage", message, field=FIELD, value=text)
    if paid.card_no is not None:
        found = _of_number(session, paid, paid.card_no)
        return _onto(session, paid, found) if found is not None else _new(paid, no=paid.card_no)
    return _only(session, paid)


def _named(session: Session, paid: Paid, text: str) -> OnCard:
    found = _of_number(session, paid, text)
    if found is not None:
        return _onto(session, paid, found)
    item = _item(session, text)
    if item is not None:
        return _of_uses(paid, item)
    cards = _stored(session, paid)
    if cards or not any(sign.isdigit() for sign in text):
        message = N_("{value} is neither a card of {name} nor an item of the price list.")
        lines, candidates = _offered(session, cards)
        facts = {"name": paid.person["name"], "lines": lines, "candidates": candidates}
        raise Failure("not-found", message, field=FIELD, value=text, **facts)
    return _new(paid, no=text)


def _of_number(session: Session, paid: Paid, no: str) -> Row | None:
    """The card of a number, where there is one; refused where it is somebody else's."""
    from crmcli.features.card.store import card_of_number
    from crmcli.features.member.store import member_no

    found = card_of_number(session.db, fold(no).upper())
    if found is not None and found["member_id"] != paid.person.get("id"):
        message = N_("Card {value} is of {name} ({member}), not of {who}.")
        facts = {"name": found["name"], "member": member_no(found["member_id"]), "who": paid.person["name"]}
        raise Failure("refused", message, field=FIELD, value=no, **facts)
    return found


def _item(session: Session, text: str) -> Item | None:
    """The item of the price list a text names; refused where it says no number of uses."""
    found = choose(text, session.pack.items, lambda item: (item.name, item.code))
    found = [item for item in found if item.sessions] or found
    if not found:
        return None
    if len(found) > 1:
        message = N_("{value} fits several items: {names}")
        names = [item.name for item in found]
        raise Failure(
            "ambiguous", message, field=FIELD, value=text, names=names, candidates=[{"item": n} for n in names]
        )
    if found[0].sessions is None:
        message = N_(
            "The price list does not say how many uses of {item} a card holds: "
            "crmcli card open MEMBER --item {item} --sessions N, then name its entry with --booked ID."
        )
        raise Failure("refused", message, field=FIELD, value=text, item=found[0].name)
    return found[0]


def _of_uses(paid: Paid, item: Item) -> OnCard:
    from crmcli.core.offset import parse_offset, shift

    new = _new(paid).new
    assert new is not None
    until = shift(paid.on_day, parse_offset(item.valid)) if item.valid else None
    uses = new._replace(kind="sessions", item=item, sessions=item.sessions or 0, expires_on=until)
    return OnCard(paid.amount_fen, paid.on_day, paid.staff_id, new=uses)


def _only(session: Session, paid: Paid) -> OnCard:
    """The member's only stored card, else a new one; one that is lost or frozen is refused by its own rule."""
    from crmcli.features.card.present import card_line
    from crmcli.ui.ask import one_of

    if paid.person.get("id") is None:
        return _new(paid)
    live = stored_cards(session.db, paid.person["id"], paid.on_day)
    found = live or [card for card in _stored(session, paid) if card["state"] in ("lost", "frozen")]
    if not found:
        return _new(paid)

    def several() -> Failure:
        message = N_("{name} has {count} cards that will do; name one with --book card:NO.")
        lines, candidates = _offered(session, found)
        facts = {"name": paid.person["name"], "count": len(found), "lines": lines, "candidates": candidates}
        return Failure("ambiguous", message, field=FIELD, value=CARD, **facts)

    today = session.today.isoformat()
    return _onto(session, paid, one_of(session, found, lambda card: card_line(card, today), several))


def _stored(session: Session, paid: Paid) -> list[Row]:
    from crmcli.features.card.store import cards_of

    if paid.person.get("id") is None:
        return []
    cards = cards_of(session.db, paid.person["id"])
    return [card for card in cards if card["kind"] == "stored" and card["state"] != "closed"]


def _offered(session: Session, cards: list[Row]) -> tuple[list[str], list[Row]]:
    from crmcli.features.card.present import card_line, card_listed

    today = session.today.isoformat()
    keys = ("card_no", "total", "state")
    listed = [card_listed(card, today) for card in cards]
    return [card_line(card, today) for card in cards], [{key: one[key] for key in keys} for one in listed]


def _onto(session: Session, paid: Paid, card: Row) -> OnCard:
    """Money noted before the card was there comes onto it on its first day."""
    day = day_on_card(session.db, card, paid.on_day)
    return OnCard(paid.amount_fen, day, paid.staff_id, card_id=card["id"])


def _new(paid: Paid, no: str | None = None) -> OnCard:
    from crmcli.features.card.number import read_number
    from crmcli.features.card.record import NewCard

    try:
        number = read_number(no) if no is not None else None
    except Refused as refused:
        raise bad_field(FIELD, refused, no) from refused
    new = NewCard(0, "stored", paid.on_day, no=number, amount_fen=paid.amount_fen, staff_id=paid.staff_id)
    return OnCard(paid.amount_fen, paid.on_day, paid.staff_id, new=new._replace(store_id=paid.person.get("store_id")))


def put_on_card(db: Connection, pack: Pack, onto: OnCard, member_id: int, bonus: Bonus = NO_BONUS) -> Put:
    """Tops the card up or opens it, the bonus on top of it. Within the one write. Raises Failure(refused)."""
    from crmcli.features.card.record import give_bonus, open_card, top_up

    given = given_already(db, bonus, member_id)
    of_uses = onto.new is not None and onto.new.kind == "sessions"
    on_top = 0 if given is not None or of_uses else bonus.bonus_fen
    if onto.new is not None:
        opened = open_card(db, pack, onto.new._replace(member_id=member_id, bonus_fen=on_top, note=bonus.note))
        entry_id, card_id, steps = opened.entry_id, opened.card_id, opened.steps
    else:
        card_id, steps = onto.card_id or 0, []
        if onto.amount_fen:
            money = (onto.amount_fen, on_top, None, onto.on_day, onto.staff_id, bonus.note)
            entry_id = top_up(db, card_id, *money)
        else:
            entry_id = give_bonus(db, card_id, on_top, onto.on_day, onto.staff_id, bonus.note)
    if of_uses:
        given = give_noted(db, bonus, member_id)
    return Put(entry_id, card_id, entry_id if on_top else given, steps)
