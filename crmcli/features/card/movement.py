"""What a card holds and what is taken from it: never below zero on any day, in the order the pack says.

Called within the one write, where nobody can slip in between the look and the taking.
Source: domain/money.md, Cards.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_
from crmcli.core.money import show_yuan
from crmcli.errors import Failure
from crmcli.features.ledger.underway import OF_THIS_WRITE
from crmcli.storage.row import rows

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack

BONUS_FIRST = "bonus-first"


class Held(NamedTuple):
    """What is on a card, or taken from it: 分 of principal and of bonus, and uses."""

    principal_fen: int = 0
    bonus_fen: int = 0
    sessions: int = 0

    @property
    def total_fen(self) -> int:
        """Principal and bonus together."""
        return self.principal_fen + self.bonus_fen

    def plus(self, other: Held) -> Held:
        """Both together."""
        return Held(*(mine + its for mine, its in zip(self, other, strict=True)))

    def minus(self, other: Held) -> Held:
        """The one without the other."""
        return Held(*(mine - its for mine, its in zip(self, other, strict=True)))

    def least(self, other: Held) -> Held:
        """The smaller of each."""
        return Held(*(min(mine, its) for mine, its in zip(self, other, strict=True)))


def split(order: str, held: Held, amount_fen: int) -> Held:
    """How much of an amount comes from which pocket; `order` is the pack's. Needs total_fen >= amount_fen."""
    if order == BONUS_FIRST:
        bonus = min(held.bonus_fen, amount_fen)
        return Held(amount_fen - bonus, bonus)
    principal = min(held.principal_fen, amount_fen)
    return Held(principal, amount_fen - principal)


def share(principal_fen: int, left: int, used: int) -> int:
    """What some of the uses left are worth, in 分, rounded down; the last use takes what is left of the price paid."""
    return principal_fen * used // left if left else 0


def held_now(db: Connection, card_id: int) -> Held:
    """What a card holds, the entries of the write under way included."""
    kept = db.execute(
        "SELECT principal_fen, bonus_fen, sessions FROM card_state WHERE card_id = ?", (card_id,)
    ).fetchone()
    fresh = db.execute(
        "SELECT SUM(l.principal_fen), SUM(l.bonus_fen), SUM(l.sessions) FROM image i CROSS JOIN ledger l "
        f"WHERE {OF_THIS_WRITE} AND l.id = i.row_id AND l.card_id = ?",
        (card_id,),
    ).fetchone()
    return Held(*(kept or (0, 0, 0))).plus(Held(*(value or 0 for value in fresh)))


def held_on(db: Connection, card_id: int, day: str) -> Held:
    """What a card held at the end of a day."""
    later = db.execute(
        "SELECT SUM(principal_fen), SUM(bonus_fen), SUM(sessions) FROM ledger WHERE card_id = ? AND on_day > ?",
        (card_id, day),
    ).fetchone()
    return held_now(db, card_id).minus(Held(*(value or 0 for value in later)))


def lowest_from(db: Connection, card_id: int, day: str) -> Held:
    """The least of each pocket at the end of any day from `day` on: what can be taken on it."""
    held = lowest = held_now(db, card_id)
    later = db.execute(
        "SELECT SUM(principal_fen), SUM(bonus_fen), SUM(sessions) FROM ledger WHERE card_id = ? AND on_day > ? "
        "GROUP BY on_day ORDER BY on_day DESC",
        (card_id, day),
    )
    for moved in later:
        held = held.minus(Held(*moved))
        lowest = lowest.least(held)
    return lowest


def card_row(db: Connection, card_id: int) -> dict[str, Any]:
    """A card with its present number, state and holder's name."""
    return rows(
        db,
        "SELECT c.*, m.name, m.standing, COALESCE(s.state, 'live') AS state, "
        "(SELECT n.no FROM card_number n WHERE n.card_id = c.id ORDER BY n.id DESC LIMIT 1) AS no "
        "FROM card c JOIN member m ON m.id = c.member_id LEFT JOIN card_state s ON s.card_id = c.id WHERE c.id = ?",
        (card_id,),
    )[0]


#: Why a card cannot be used, by its state, and the way out.
_NOT_USABLE = {
    "lost": N_("Card {no} of {name} is reported lost. A new one: crmcli card replace {no}"),
    "frozen": N_("Card {no} of {name} is frozen. To use it again: crmcli card unfreeze {no}"),
    "closed": N_("Card {no} of {name} is closed."),
}


def refuse_unusable(card: dict[str, Any], on_day: date) -> None:
    """Refuses a card that is lost, frozen, closed or past its last day."""
    facts = {"no": card["no"], "name": card["name"]}
    if card["state"] in _NOT_USABLE:
        raise Failure("refused", _NOT_USABLE[card["state"]], field="card", value=card["no"], **facts)
    if card["expires_on"] is not None and card["expires_on"] < on_day.isoformat():
        message = N_("Card {no} of {name} expired on {day}.")
        raise Failure("refused", message, field="card", value=card["no"], day=card["expires_on"], **facts)


def take_amount(db: Connection, pack: Pack, card_id: int, amount_fen: int, on_day: date) -> Held:
    """What an amount takes from which pocket of a stored card. Raises Failure(refused) by how much it lacks."""
    card = card_row(db, card_id)
    refuse_unusable(card, on_day)
    if card["kind"] != "stored":
        message = N_("Card {no} of {name} holds uses of {item}, no money.")
        facts = {"no": card["no"], "name": card["name"], "item": card["item_name"]}
        raise Failure("refused", message, field="--amount", value=show_yuan(amount_fen), **facts)
    lowest = lowest_from(db, card_id, on_day.isoformat())
    if amount_fen > lowest.total_fen:
        message = N_("Card {no} of {name} has {left}, {lacking} less than {amount}.")
        raise Failure(
            "refused",
            message,
            field="--amount",
            value=show_yuan(amount_fen),
            no=card["no"],
            name=card["name"],
            left=show_yuan(lowest.total_fen),
            lacking=show_yuan(amount_fen - lowest.total_fen),
            amount=show_yuan(amount_fen),
        )
    return split(pack.card_rules.order, lowest, amount_fen)


def take_sessions(db: Connection, card_id: int, sessions: int, on_day: date) -> Held:
    """What some uses take from a session card: the uses, and their share of the price that was paid for it."""
    card = card_row(db, card_id)
    refuse_unusable(card, on_day)
    facts: dict[str, Any] = {"no": card["no"], "name": card["name"]}
    if card["kind"] != "sessions":
        message = N_("Card {no} of {name} holds money, no uses; give --amount.")
        raise Failure("refused", message, field="--sessions", value=sessions, **facts)
    lowest = lowest_from(db, card_id, on_day.isoformat())
    if sessions > lowest.sessions:
        message = N_("Card {no} of {name} has {left} uses left, {lacking} less than {sessions}.")
        facts |= {"left": lowest.sessions, "lacking": sessions - lowest.sessions}
        raise Failure("refused", message, field="--sessions", value=sessions, sessions=sessions, **facts)
    return Held(share(lowest.principal_fen, lowest.sessions, sessions), 0, sessions)
