"""A card as it was at the end of a day, from its entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.card import store
from crmcli.features.card.movement import held_on

if TYPE_CHECKING:
    from sqlite3 import Connection

#: What the last of these entries says of how a card stands; live where there is none.
_STATES = {"card-lost": "lost", "card-freeze": "frozen", "card-close": "closed"}


def card_on(db: Connection, card: dict[str, Any], day: str) -> dict[str, Any]:
    """A card (a row of `store.card`) with number, holder, state and what it held at the end of a day.

    Raises Failure(refused) for a day on which it was not there yet.
    """
    if day < card["opened_on"]:
        message = N_("Card {no} of {name} was opened on {opened}; {value} lies before that.")
        facts = {"no": card["no"], "name": card["name"], "opened": card["opened_on"]}
        raise Failure("refused", message, field="--on", value=day, candidates=(), lines=(), **facts)
    happened = [entry for entry in store.state_entries(db, card["id"]) if entry["on_day"] <= day]
    borne = [one["no"] for one in store.numbers_of(db, card["id"]) if one["from_on"] <= day]
    holder = store.holder_on(db, card["id"], day)
    return {
        **card,
        **held_on(db, card["id"], day)._asdict(),
        "no": borne[-1] if borne else card["no"],
        "state": _STATES.get(happened[-1]["kind"], "live") if happened else "live",
        **({"member_id": holder["member_id"], "name": holder["name"]} if holder else {}),
    }
