"""The end of a card: what is left is paid back, then it is closed. All of it within the one write.

Only principal is ever paid back; a bonus, and uses that were given, stay on the card and lapse when it is closed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.core.money import show_yuan
from crmcli.errors import Failure
from crmcli.features.card.life import Act, Done, card_entry, refuse_before_last
from crmcli.features.card.movement import Held, held_now, lowest_from, share
from crmcli.features.card.present import uses
from crmcli.features.card.record import SESSIONS, refuse_day
from crmcli.features.card.standing import refuse_unless
from crmcli.features.purchase.paying import NO_MONEY

if TYPE_CHECKING:
    from sqlite3 import Connection


def pay_back(
    db: Connection, card_id: int, amount_fen: int | None, sessions: int | None, pay: str | None, act: Act
) -> Done:
    """Pays back so much principal, or so many uses of a session card, all that is left where neither is given.

    Gives what was taken off the card; its principal is what was paid back. Uses are worth their share of the price
    that was paid. Raises Failure(refused) with the figures.
    """
    card = refuse_unless(db, card_id, "refund", act.on_day)
    refuse_day(db, card, act.on_day)
    if pay in NO_MONEY:
        message = N_("A card is paid back in money: cash, transfer and the like, not with {value}.")
        raise Failure("refused", message, field="--pay", value=pay)
    lowest = lowest_from(db, card_id, act.on_day.isoformat())
    if card["kind"] == SESSIONS:
        taken = _uses(card, lowest, amount_fen, sessions)
    else:
        taken = Held(_principal(card, lowest, amount_fen, sessions))
    columns = {"amount_fen": -taken.principal_fen, "pay": pay or _paid_last(db, card_id)}
    return Done(card_entry(db, card, "card-refund", act, Held().minus(taken), **columns), taken)


def _principal(card: dict[str, Any], lowest: Held, amount_fen: int | None, sessions: int | None) -> int:
    if sessions is not None:
        raise _refused(N_("Card {no} of {name} holds money, no uses; give --amount."), card, "--sessions", sessions)
    left = {"left": show_yuan(lowest.principal_fen), "bonus": show_yuan(lowest.bonus_fen)}
    if lowest.principal_fen == 0:
        message = N_("Card {no} of {name} has no principal left to pay back.")
        if lowest.bonus_fen:
            message = N_(
                "Card {no} of {name} has no principal left to pay back; its bonus of {bonus} is never paid back."
            )
        raise _refused(message, card, "card", card["no"], **left)
    if amount_fen is None:
        return lowest.principal_fen
    value = show_yuan(amount_fen)
    if amount_fen <= 0:
        raise _refused(N_("{value} pays nothing back; give an amount above 0"), card, "--amount", value)
    if amount_fen > lowest.principal_fen:
        message = N_("Card {no} of {name} has {left} of principal left to pay back, not {value}.")
        raise _refused(message, card, "--amount", value, **left)
    return amount_fen


def _uses(card: dict[str, Any], lowest: Held, amount_fen: int | None, sessions: int | None) -> Held:
    if amount_fen is not None:
        message = N_("Card {no} of {name} holds uses of {item}, no money; give --sessions.")
        raise _refused(message, card, "--amount", show_yuan(amount_fen), item=card["item_name"])
    left = {"left": uses(lowest.sessions)}
    if lowest.sessions == 0:
        raise _refused(N_("Card {no} of {name} has no uses left to pay back."), card, "card", card["no"])
    if lowest.principal_fen == 0:
        message = N_(
            "Card {no} of {name} has {left} left that were given; nothing is paid back for them. "
            "To let them lapse: crmcli card close {no}"
        )
        raise _refused(message, card, "card", card["no"], **left)
    count = lowest.sessions if sessions is None else sessions
    if count < 1:
        raise _refused(N_("{value} pays nothing back; give 1 or more uses"), card, "--sessions", count)
    if count > lowest.sessions:
        message = N_("Card {no} of {name} has {left} left to pay back, not {value}.")
        raise _refused(message, card, "--sessions", count, **left)
    return Held(share(lowest.principal_fen, lowest.sessions, count), 0, count)


def _paid_last(db: Connection, card_id: int) -> str | None:
    """The way money last came onto a card; it goes back that way where no other is given."""
    found = db.execute(
        "SELECT pay FROM ledger WHERE card_id = ? AND kind IN ('card-open', 'card-topup') AND amount_fen > 0 "
        "ORDER BY on_day DESC, id DESC LIMIT 1",
        (card_id,),
    ).fetchone()
    return found[0] if found else None


def close(db: Connection, card_id: int, lapses: Held, act: Act) -> int:
    """Ends a card. What was given and is left lapses as a movement of the closing entry; it must be `lapses`.
    Gives the entry's id.

    Raises Failure(refused) while anything is left that was paid for.
    """
    card = refuse_unless(db, card_id, "close", act.on_day)
    refuse_before_last(db, card, act.on_day)
    held = held_now(db, card_id)
    if held.principal_fen:
        message = N_("Card {no} of {name} still holds {left} that was paid for. Pay it back: crmcli card refund {no}")
        facts = {"left": show_yuan(held.principal_fen)}
        if held.sessions:
            message = N_("Card {no} of {name} still holds {uses} worth {left}. Pay them back: crmcli card refund {no}")
        raise _refused(message, card, "card", card["no"], uses=uses(held.sessions), **facts)
    if held != lapses:
        raise Failure("busy", N_("Card {no} has been used just now; nothing was closed. Try again."), no=card["no"])
    return card_entry(db, card, "card-close", act, Held().minus(held))


def _refused(message: str, card: dict[str, Any], field: str, value: Any, **facts: Any) -> Failure:
    return Failure("refused", message, field=field, value=value, no=card["no"], name=card["name"], **facts)
