"""Cards as people and programs see them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crmcli.core.findings import N_
from crmcli.core.money import show_yuan, yuan
from crmcli.features.card.standing import state_on
from crmcli.features.member.store import member_no
from crmcli.language import _, ngettext
from crmcli.ui.output import Column, shown
from crmcli.ui.table import field_lines

KINDS = {"stored": N_("stored-value card"), "sessions": N_("card of uses")}
#: How a card stands; one past its last day is expired whatever is left on it.
STATES = {
    "live": N_("live"),
    "expired": N_("expired"),
    "lost": N_("reported lost"),
    "frozen": N_("frozen"),
    "closed": N_("closed"),
}
#: What an entry did to a card.
ENTRIES = {
    "card-open": N_("opened"),
    "card-topup": N_("top-up"),
    "card-bonus": N_("bonus"),
    "purchase": N_("used"),
    "refund": N_("refund onto the card"),
    "card-refund": N_("paid back from the card"),
    "card-transfer": N_("transferred"),
    "card-lost": N_("reported lost"),
    "card-replace": N_("replaced"),
    "card-freeze": N_("frozen"),
    "card-unfreeze": N_("no longer frozen"),
    "card-close": N_("closed"),
    "opening-balance": N_("balance before"),
}
COLUMNS = (
    Column("card_no", N_("card no.")),
    Column("name", N_("name")),
    Column("kind", N_("kind"), "text", KINDS),
    Column("total", N_("balance"), "money"),
    Column("sessions_left", N_("uses left"), "int"),
    Column("state", N_("state"), "text", STATES),
    Column("expires_on", N_("valid until"), "day"),
    Column("item", N_("item")),
    Column("principal", N_("principal"), "money"),
    Column("bonus", N_("bonus"), "money"),
    Column("opened_on", N_("opened"), "day"),
    Column("member", N_("member")),
)


def card_listed(card: dict[str, Any], day: str) -> dict[str, Any]:
    """A card with the keys of the contract's `card balance`, as it stands on a day.

    What a session card was paid for and is not used up is its principal, and the total.
    """
    return {
        "card_no": card["no"],
        "kind": card["kind"],
        "named": bool(card["named"]),
        "member": member_no(card["member_id"]),
        "name": card["name"],
        "item": card["item_name"],
        "item_code": card["item"],
        "principal": yuan(card["principal_fen"]),
        "bonus": yuan(card["bonus_fen"]),
        "total": yuan(card["principal_fen"] + card["bonus_fen"]),
        "sessions_left": card["sessions"] if card["kind"] == "sessions" else None,
        "state": state_on(card, day),
        "opened_on": card["opened_on"],
        "expires_on": card["expires_on"],
        "note": card["note"],
    }


def title(card: Mapping[str, Any]) -> str:
    """What a card is called: the item it holds uses of, or that it holds money."""
    return str(card["item_name"]) if card["kind"] == "sessions" else _(KINDS["stored"])


def uses(count: int) -> str:
    """A number of uses in words."""
    return ngettext("{count} use", "{count} uses", count).format(count=count)


def left_words(card: Mapping[str, Any]) -> str:
    """What is left on a card: an amount, or a number of uses."""
    if card["kind"] == "sessions":
        return uses(card["sessions"])
    return show_yuan(card["principal_fen"] + card["bonus_fen"])


def card_line(card: dict[str, Any], day: str) -> str:
    """A card as one of several."""
    return listed_line(card_listed(card, day))


def listed_line(card: Mapping[str, Any]) -> str:
    """The same of a card with the contract's keys: number, what it is, what is left, how it stands."""
    left = shown(Column("total", "", "money"), card["total"])
    if card["kind"] == "sessions":
        left = uses(card["sessions_left"])
    called = card["item"] if card["kind"] == "sessions" else _(KINDS["stored"])
    parts = [card["card_no"], called, left, _(STATES[card["state"]])]
    if card["expires_on"]:
        parts.append(_("until {day}").format(day=card["expires_on"]))
    return "  ".join(parts)


_SHOWN = (
    Column("kind", N_("kind"), "text", KINDS),
    Column("item", N_("item")),
    Column("total", N_("balance"), "money"),
    Column("principal", N_("principal"), "money"),
    Column("bonus", N_("bonus"), "money"),
    Column("sessions_left", N_("uses left"), "int"),
    Column("state", N_("state"), "text", STATES),
    Column("opened_on", N_("opened"), "day"),
    Column("expires_on", N_("valid until"), "day"),
    Column("named", N_("named")),
    Column("former", N_("former numbers")),
    Column("note", N_("note")),
)


def draw_card(card: Mapping[str, Any]) -> None:
    """Prints one card: number and holder, what is on it, how it stands."""
    print(f"{card['card_no']}  {card['member']}  {card['name']}")
    for warning in card["warnings"]:
        print(f"! {warning}")
    former = [one["no"] for one in card["numbers"] if one["until"] is not None]
    values = {**card, "former": former}
    field_lines([(_(c.label), shown(c, values[c.key])) for c in _SHOWN], indent=2)


def number_listed(number: Mapping[str, Any]) -> dict[str, Any]:
    """A number a card bears or bore, with the days from and until which."""
    return {"no": number["no"], "from": number["from_on"], "until": number["until_on"]}
