"""How a purchase is paid, by voucher, card and money, and how it is paid back. Within the one write.

A voucher pays first, a card or money the rest. What is paid back goes the other way: money first, then the card's
principal, then its bonus; what a voucher paid never comes back in money, but once all the rest has, the voucher can
be used again. Source: domain/money.md, Purchases and Cards; the order of paying back is ours.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_
from crmcli.core.money import show_yuan
from crmcli.errors import Failure
from crmcli.storage.row import rows

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack

CARD, VOUCHER = "card", "voucher"


class Means(NamedTuple):
    """What a purchase is paid with: a card (so many of its uses, or the rest of the amount) and a voucher."""

    card_id: int | None = None
    sessions: int | None = None
    voucher_id: int | None = None


MONEY = Means()


def paid_with(
    db: Connection, pack: Pack, means: Means, amount_fen: int, pay: str | None, on_day: date
) -> dict[str, Any]:
    """The columns of the entry that say how it was paid, `amount_fen` included. Raises Failure(refused).

    Of a session card the amount is what the uses are worth, whatever is given.
    """
    columns: dict[str, Any] = {"amount_fen": amount_fen, "pay": pay}
    rest = amount_fen
    if means.voucher_id is not None:
        from crmcli.features.points.voucher import usable

        paid = min(int(usable(db, means.voucher_id, on_day)["amount_fen"]), amount_fen)
        rest -= paid
        columns |= {"voucher_id": means.voucher_id, "voucher_fen": paid, "pay": pay if rest else VOUCHER}
    if means.card_id is None:
        return columns
    from crmcli.features.card.movement import card_row, take_amount, take_sessions
    from crmcli.features.card.record import refuse_day

    refuse_day(db, card_row(db, means.card_id), on_day)
    if means.sessions is not None:
        taken = take_sessions(db, means.card_id, means.sessions, on_day)
        columns["amount_fen"] = taken.principal_fen
    else:
        taken = take_amount(db, pack, means.card_id, rest, on_day)
    columns |= {"card_id": means.card_id, "pay": CARD}
    return columns | {
        "principal_fen": -taken.principal_fen,
        "bonus_fen": -taken.bonus_fen,
        "sessions": -taken.sessions,
    }


class Left(NamedTuple):
    """What of a purchase has not been paid back, by where it came from, in 分; `voucher_fen` never comes as money."""

    money_fen: int
    principal_fen: int
    bonus_fen: int
    sessions: int
    voucher_fen: int

    @property
    def total_fen(self) -> int:
        """What can still be paid back."""
        return self.money_fen + self.principal_fen + self.bonus_fen


def left_of(db: Connection, purchase: dict[str, Any]) -> Left:
    """What is left of a purchase to pay back: the purchase and its refunds together."""
    (found,) = rows(
        db,
        "SELECT SUM(amount_fen) AS amount, -SUM(principal_fen) AS principal, -SUM(bonus_fen) AS bonus, "
        "-SUM(sessions) AS sessions, SUM(voucher_fen) AS voucher FROM ledger "
        "WHERE id = :id OR (refers_to = :id AND kind = 'refund')",
        {"id": purchase["id"]},
    )
    money = found["amount"] - found["principal"] - found["bonus"] - found["voucher"]
    return Left(money, found["principal"], found["bonus"], found["sessions"], found["voucher"])


def paid_back(db: Connection, purchase: dict[str, Any], amount_fen: int) -> dict[str, Any]:
    """The columns of a refund that say what goes back where. Raises Failure(refused) above what is left."""
    left = left_of(db, purchase)
    if amount_fen > left.total_fen:
        raise Failure(
            "refused",
            N_("Purchase {id} has {left} left to refund, not {amount}."),
            field="--amount",
            value=show_yuan(amount_fen),
            id=purchase["id"],
            left=show_yuan(left.total_fen),
            amount=show_yuan(amount_fen),
        )
    whole = amount_fen == left.total_fen
    _refuse_card(db, purchase, left, whole=whole)
    money = min(amount_fen, left.money_fen)
    principal = min(amount_fen - money, left.principal_fen)
    voucher = left.voucher_fen if whole else 0
    return {
        "amount_fen": -(amount_fen + voucher),
        "principal_fen": principal,
        "bonus_fen": amount_fen - money - principal,
        "sessions": left.sessions if whole else 0,
        "voucher_id": purchase["voucher_id"] if voucher else None,
        "voucher_fen": -voucher,
        "card_id": purchase["card_id"],
        "pay": purchase["pay"],
    }


def _refuse_card(db: Connection, purchase: dict[str, Any], left: Left, *, whole: bool) -> None:
    """Uses come back whole, and nothing comes back onto a card that is closed or another member's by now."""
    if purchase["card_id"] is None:
        return
    from crmcli.features.card.movement import card_row

    card = card_row(db, purchase["card_id"])
    if left.sessions and not whole:
        message = N_("Purchase {id} used {count} of card {no}; uses come back whole, leave --amount out.")
        facts = {"count": left.sessions, "no": card["no"]}
        raise Failure("refused", message, field="--amount", value=purchase["id"], id=purchase["id"], **facts)
    if card["state"] == "closed":
        message = N_("Purchase {id} was paid by card {no}, which is closed; nothing can come back onto it.")
        raise Failure("refused", message, field="ID", value=purchase["id"], id=purchase["id"], no=card["no"])
    if card["member_id"] != purchase["member_id"]:
        message = N_("Purchase {id} was paid by card {no}, which is {name}'s now; what comes back would be theirs.")
        facts = {"no": card["no"], "name": card["name"]}
        raise Failure("refused", message, field="ID", value=purchase["id"], id=purchase["id"], **facts)
