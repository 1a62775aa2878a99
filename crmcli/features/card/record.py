"""Opening a card, putting money or a bonus on it. Everything here stands within the one write.

Raises Failure(refused) where a rule of domain/money.md, Cards, does not allow it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_
from crmcli.core.money import show_yuan
from crmcli.errors import Failure
from crmcli.features.card import store
from crmcli.features.card.number import number_for
from crmcli.features.card.standing import refuse_unless
from crmcli.features.followup.begin import welcome
from crmcli.features.inquiry.prospect import make_member
from crmcli.features.member import store as members
from crmcli.features.purchase import store as ledger
from crmcli.features.purchase.paying import NO_MONEY

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.features.followup.plan import Planned
    from crmcli.packs.model import Item, Pack

STORED, SESSIONS = "stored", "sessions"


class NewCard(NamedTuple):
    """A card as it is to be opened; `no` where the customer holds a printed one.

    `amount_fen` is the money paid, `bonus_fen` what is given on top; a session card has an `item` and a number of
    `sessions`, a stored one neither. `expires_on` is the last day it can be used.
    """

    member_id: int
    kind: str
    on_day: date
    named: bool = True
    no: str | None = None
    item: Item | None = None
    sessions: int = 0
    amount_fen: int = 0
    bonus_fen: int = 0
    pay: str | None = None
    expires_on: date | None = None
    staff_id: int | None = None
    store_id: int | None = None
    note: str | None = None


class Opened(NamedTuple):
    """What was written: card, entry, number; a balance of a list that moved onto it; calls to a new member."""

    card_id: int
    entry_id: int
    no: str
    loose_fen: int
    steps: list[Planned]


def open_card(db: Connection, pack: Pack, new: NewCard) -> Opened:
    """Opens a card, paid by `pay`. A prospect becomes a member by it, and the first stored card of a member takes
    over a balance that came along with a list.
    """
    _refuse_wrong(new)
    member = members.member(db, new.member_id) or {}
    no = number_for(db, pack, member, new.no, new.on_day)
    loose_fen = _loose(db, new, member["name"]) if new.kind == STORED else 0
    card_id = store.add_card(db, _columns(new))
    store.add_number(db, card_id, no, new.on_day.isoformat())
    if not member["card_no"]:
        members.edit_member(db, new.member_id, {"card_no": no})
    if loose_fen:
        values = {"kind": "opening-balance", "member_id": new.member_id, "amount_fen": -loose_fen}
        ledger.add_entry(db, {**values, "on_day": new.on_day.isoformat(), "staff_id": new.staff_id, "note": no})
    entry_id = ledger.add_entry(
        db,
        {
            "kind": "card-open",
            "member_id": new.member_id,
            "on_day": new.on_day.isoformat(),
            "card_id": card_id,
            "amount_fen": new.amount_fen,
            "principal_fen": new.amount_fen + loose_fen,
            "bonus_fen": new.bonus_fen,
            "sessions": new.sessions,
            "pay": new.pay,
            "staff_id": new.staff_id,
            "note": new.note,
        },
    )
    # a prospect becomes a member by a card, dated. Source: domain/members.md, Kinds and standing
    make_member(db, member, new.on_day)
    steps = welcome(db, pack, new.member_id, new.on_day) if member["standing"] == "prospect" else []
    return Opened(card_id, entry_id, no, loose_fen, steps)


def top_up(
    db: Connection,
    card_id: int,
    amount_fen: int,
    bonus_fen: int,
    pay: str | None,
    on_day: date,
    staff_id: int | None,
    note: str | None,
) -> int:
    """Money onto a stored card, with what is given on top; gives the entry's id."""
    card = _open_stored(db, card_id, on_day)
    _refuse_no_money(pay)
    if amount_fen < 0 or bonus_fen < 0 or amount_fen + bonus_fen == 0:
        message = N_("{value} tops nothing up; give an amount above 0")
        raise Failure("refused", message, field="--amount", value=show_yuan(amount_fen))
    values = {"kind": "card-topup", "amount_fen": amount_fen, "principal_fen": amount_fen, "bonus_fen": bonus_fen}
    return _entry(db, card, {**values, "pay": pay}, on_day, staff_id, note)


def give_bonus(
    db: Connection, card_id: int, bonus_fen: int, on_day: date, staff_id: int | None, note: str | None
) -> int:
    """A bonus without money onto a stored card, `note` saying what for; gives the entry's id."""
    card = _open_stored(db, card_id, on_day)
    if bonus_fen <= 0:
        message = N_("{value} is no bonus; give an amount above 0")
        raise Failure("refused", message, field="--bonus", value=show_yuan(bonus_fen))
    return _entry(db, card, {"kind": "card-bonus", "bonus_fen": bonus_fen}, on_day, staff_id, note)


def _entry(
    db: Connection, card: dict[str, Any], values: dict[str, Any], on_day: date, staff_id: int | None, note: str | None
) -> int:
    whose = {"member_id": card["member_id"], "card_id": card["id"]}
    return ledger.add_entry(db, {**whose, **values, "on_day": on_day.isoformat(), "staff_id": staff_id, "note": note})


def _columns(new: NewCard) -> dict[str, Any]:
    return {
        "member_id": new.member_id,
        "kind": new.kind,
        "named": int(new.named),
        "item": new.item.code if new.item else None,
        "item_name": new.item.name if new.item else None,
        "item_group": new.item.group if new.item else None,
        "opened_on": new.on_day.isoformat(),
        "expires_on": new.expires_on.isoformat() if new.expires_on else None,
        "staff_id": new.staff_id,
        "store_id": new.store_id,
        "note": new.note,
    }


def _refuse_wrong(new: NewCard) -> None:
    """Refuses what no card can be: uses of nothing, money of a kind there is not, a last day before the first."""
    if new.kind == SESSIONS and (new.item is None or new.sessions < 1):
        message = N_("A card of uses needs an item and how many uses: --item TEXT --sessions N.")
        raise Failure("refused", message, field="--sessions", value=new.sessions)
    if new.kind == SESSIONS and new.bonus_fen:
        message = N_("A card of uses has no bonus pocket; what is given on top are more uses: --sessions N.")
        raise Failure("refused", message, field="--bonus", value=show_yuan(new.bonus_fen))
    if new.kind == STORED and (new.sessions or new.item is not None):
        message = N_("A stored-value card holds money, no uses; a card of uses is opened with --kind sessions.")
        raise Failure("refused", message, field="--sessions" if new.sessions else "--item", value=new.sessions or None)
    if new.expires_on is not None and new.expires_on < new.on_day:
        message = N_("{value} lies before {day}, the day the card is opened")
        day = new.on_day.isoformat()
        raise Failure("refused", message, field="--expires", value=new.expires_on.isoformat(), day=day)
    _refuse_no_money(new.pay)


def _refuse_no_money(pay: str | None) -> None:
    if pay in NO_MONEY:
        message = N_("A card is paid for with money: cash, transfer and the like, not with {value}.")
        raise Failure("refused", message, field="--pay", value=pay)


def _open_stored(db: Connection, card_id: int, on_day: date) -> dict[str, Any]:
    """The card, where it holds money and stands open on that day."""
    card = refuse_unless(db, card_id, "topup", on_day)
    facts: dict[str, Any] = {"no": card["no"], "name": card["name"]}
    if card["kind"] != STORED:
        message = N_("Card {no} of {name} holds uses of {item}, no money; a new one: crmcli card open {member}")
        facts |= {"item": card["item_name"], "member": members.member_no(card["member_id"])}
        raise Failure("refused", message, field="card", value=card["no"], **facts)
    refuse_day(db, card, on_day)
    return card


def refuse_day(db: Connection, card: dict[str, Any], on_day: date) -> None:
    """Refuses a day on which the card was not there yet, or was somebody else's."""
    day = on_day.isoformat()
    since = store.held_since(db, card["id"])
    if day < card["opened_on"]:
        message = N_("Card {no} of {name} was opened on {day}; {value} lies before that.")
    elif since is not None and day < since:
        message = N_("Card {no} was transferred to {name} on {day}; {value} lies before that.")
    else:
        return
    facts = {"no": card["no"], "name": card["name"], "day": card["opened_on"] if day < card["opened_on"] else since}
    raise Failure("refused", message, field="--date", value=day, candidates=(), lines=(), **facts)


def _loose(db: Connection, new: NewCard, name: str) -> int:
    """What a list brought along for the member and is on no card; a card cannot take it over before it came."""
    loose_fen, came_on = store.loose(db, new.member_id)
    if loose_fen and new.on_day.isoformat() < came_on:
        message = N_("{name} has a card balance of {left} from a list of {day}; a card opened before cannot take it.")
        left = show_yuan(loose_fen)
        value = new.on_day.isoformat()
        raise Failure("refused", message, field="--date", value=value, name=name, left=left, day=came_on)
    return loose_fen
