"""How a card stands on a day, and what can be done with it then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.card import store
from crmcli.features.card.movement import card_row

if TYPE_CHECKING:
    from sqlite3 import Connection

LIVE, LOST, FROZEN, CLOSED, EXPIRED = STATES = ("live", "lost", "frozen", "closed", "expired")

#: What is said of a card that cannot be had for something, by how it stands.
_SAID = {
    LIVE: N_("Card {no} of {name} is neither frozen nor reported lost; it can be used."),
    LOST: N_(
        "Card {no} of {name} has been reported lost since {day}. "
        "A new number: crmcli card replace {no}; found again: crmcli card unfreeze {no}"
    ),
    FROZEN: N_("Card {no} of {name} has been frozen since {day}. To use it again: crmcli card unfreeze {no}"),
    CLOSED: N_("Card {no} of {name} was closed on {day}."),
    EXPIRED: N_("Card {no} of {name} expired on {day}. A later last day: crmcli card extend {no}"),
}
#: Command -> how a card must not stand for it.
_REFUSED = {
    "use": (LOST, FROZEN, CLOSED, EXPIRED),
    "topup": (LOST, FROZEN, CLOSED, EXPIRED),
    "lost": (LOST, FROZEN, CLOSED),
    "replace": (FROZEN, CLOSED),
    "freeze": (LOST, FROZEN, CLOSED, EXPIRED),
    "unfreeze": (LIVE, EXPIRED, CLOSED),
    "transfer": (LOST, FROZEN, CLOSED, EXPIRED),
    # what is left of an expired card is still its holder's money
    "refund": (LOST, FROZEN, CLOSED),
    "close": (CLOSED,),
    "extend": (CLOSED,),
}


def state_on(card: dict[str, Any], today: str) -> str:
    """How a card (its `state` and `expires_on`) stands: live until the end of its last day, then expired."""
    if card["state"] == LIVE and card["expires_on"] is not None and card["expires_on"] < today:
        return EXPIRED
    return str(card["state"])


def refuse_unless(db: Connection, card_id: int, command: str, today: date) -> dict[str, Any]:
    """The card, where a command can be had of it as it stands; raises Failure(refused) with the way out elsewhere."""
    card = card_row(db, card_id)
    state = state_on(card, today.isoformat())
    if state not in _REFUSED[command]:
        return card
    day = card["expires_on"] if state == EXPIRED else since(db, card_id)
    raise Failure(
        "refused", _SAID[state], field="card", value=card["no"], no=card["no"], name=card["name"], day=day, state=state
    )


def fits(command: str, today: date) -> Callable[[dict[str, Any]], bool]:
    """Whether a command can be had of a card as it stands, for `select.card_given`."""
    return lambda card: state_on(card, today.isoformat()) not in _REFUSED[command]


def since(db: Connection, card_id: int) -> str | None:
    """The day from which a card stands as it does; None where nothing ever happened to it."""
    happened = store.state_entries(db, card_id)
    return str(happened[-1]["on_day"]) if happened else None
