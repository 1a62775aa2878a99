"""What is said of a card that money or a bonus noted in a register came onto."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.money import show_yuan, yuan
from crmcli.features.member.store import member_no
from crmcli.features.purchase import store
from crmcli.features.purchase.bonus import MONEY_ON_CARDS
from crmcli.language import _

if TYPE_CHECKING:
    from crmcli.features.purchase.booking import Booked, Booking
    from crmcli.session import Session

Row = dict[str, Any]


class Carded(NamedTuple):
    """The answer's `card`, the lines a clerk reads, and what the law has against the card."""

    answer: Row | None
    lines: list[str]
    warnings: list[str]


def carded(session: Session, booking: Booking, done: Booked, member_id: int, bonus_fen: int = 0) -> Carded:
    """What came onto which card by a booking; `bonus_fen` is what was noted as given."""
    money = _entry(session, done.entry_id)
    money = money if money is not None and money["kind"] in MONEY_ON_CARDS else None
    bonus = _entry(session, done.bonus_id)
    left = _still_noted(member_id, bonus_fen) if bonus_fen and bonus is None else []
    first = money or bonus
    if first is None:
        return Carded(None, left, [])
    from crmcli.features.card.store import card

    held = card(session.db, first["card_id"]) or {}
    lines = [_line(held, money, bonus)]
    if bonus is not None and bonus["card_id"] != first["card_id"]:
        # uses have no bonus pocket: what was given is on the member's stored card
        lines = [_line(held, money, None), _line(card(session.db, bonus["card_id"]) or {}, None, bonus)]
        bonus = None
    warnings = _warnings(session, held, money) if money is not None and booking.card is not None else []
    return Carded(_answer(held, money, bonus), [*lines, *left], warnings)


def booked_words(done: Booked, said: Carded, amount_fen: int) -> str:
    """That an amount is a purchase of the ledger, or noted only; nothing where it is money on a card."""
    if done.entry_id is None:
        return _("noted, not booked") if amount_fen else ""
    on_card = said.answer is not None and said.answer["entry"] == done.entry_id
    return "" if on_card else _("booked: purchase {id}").format(id=done.entry_id)


def _entry(session: Session, entry_id: int | None) -> Row | None:
    return store.entry(session.db, entry_id) if entry_id is not None else None


def _answer(held: Row, money: Row | None, bonus: Row | None) -> Row:
    return {
        "card_no": held["no"],
        "kind": held["kind"],
        "opened": money is not None and money["kind"] == "card-open",
        "amount": yuan(money["amount_fen"] if money else 0),
        "bonus": yuan(bonus["bonus_fen"] if bonus else 0),
        "total": yuan(held["principal_fen"] + held["bonus_fen"]),
        "sessions_left": held["sessions"] if held["kind"] == "sessions" else None,
        "entry": (money or bonus or {})["id"],
    }


def _line(held: Row, money: Row | None, bonus: Row | None) -> str:
    from crmcli.features.card.present import left_words

    if money is None:
        text = _("{bonus} given on card {no}, which holds {left}")
    elif money["kind"] == "card-open":
        text = _("card {no} opened: paid {amount}, it holds {left}")
        text = _("card {no} opened: paid {amount}, {bonus} given, it holds {left}") if bonus else text
    else:
        text = _("card {no} topped up: paid {amount}, it holds {left}")
        text = _("card {no} topped up: paid {amount}, {bonus} given, it holds {left}") if bonus else text
    return text.format(
        no=held["no"],
        left=left_words(held),
        amount=show_yuan(money["amount_fen"] if money else 0),
        bonus=show_yuan(bonus["bonus_fen"] if bonus else 0),
    )


def _still_noted(member_id: int, bonus_fen: int) -> list[str]:
    text = _("{bonus} given is on no card yet: crmcli purchase book {no}")
    return [text.format(bonus=show_yuan(bonus_fen), no=member_no(member_id))]


def _warnings(session: Session, held: Row, money: Row) -> list[str]:
    from crmcli.features.card.entry import warnings_of

    begins = money["kind"] == "card-open"
    return warnings_of(session, held, paid_fen=money["amount_fen"], pay=money["pay"], begins=begins)
