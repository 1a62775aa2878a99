"""The life of a card: lost, found, replaced, frozen, transferred, extended. All of it within the one write.

How a card stands is its last entry of `store.STATE_KINDS`. An entry that ends a state refers to the one that began
it, so that the beginning cannot be taken back alone.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.card import store
from crmcli.features.card.movement import Held, held_now
from crmcli.features.card.standing import refuse_unless
from crmcli.features.member import store as members
from crmcli.features.member.store import member_no
from crmcli.features.purchase.store import add_entry

if TYPE_CHECKING:
    from sqlite3 import Connection

#: Who is no holder of a card.
_GONE = {
    "left": N_("{name} has left; a card is transferred to a member."),
    "merged": N_("{value} was merged into {into}; transfer the card there."),
    "erased": N_("{value} was erased; a card is transferred to a member."),
}


class Act(NamedTuple):
    """When something is done to a card, by whom and why."""

    on_day: date
    staff_id: int | None = None
    reason: str | None = None


class Done(NamedTuple):
    """The entry that was written, the later one of two, and what moved."""

    entry_id: int
    moved: Held


def report_lost(db: Connection, card_id: int, act: Act) -> int:
    """Nothing can be done with the card until it is found or replaced; gives the entry's id."""
    return card_entry(db, refuse_unless(db, card_id, "lost", act.on_day), "card-lost", act)


def freeze(db: Connection, card_id: int, act: Act) -> int:
    """Nothing can be done with the card until it is unfrozen; gives the entry's id."""
    return card_entry(db, refuse_unless(db, card_id, "freeze", act.on_day), "card-freeze", act)


def unfreeze(db: Connection, card_id: int, act: Act) -> int:
    """A frozen card, or a lost one that was found, can be used again; gives the entry's id."""
    card = refuse_unless(db, card_id, "unfreeze", act.on_day)
    return card_entry(db, card, "card-unfreeze", act, refers_to=_ended(db, card_id))


def replace(db: Connection, card_id: int, new_no: str, act: Act) -> int:
    """The card goes on under another number, live again; the old one keeps meaning it. Gives the entry's id.

    `new_no` is nobody's; whoever calls has seen to that.
    """
    card = refuse_unless(db, card_id, "replace", act.on_day)
    day = act.on_day.isoformat()
    store.end_number(db, card_id, day)
    store.add_number(db, card_id, new_no, day)
    if (members.member(db, card["member_id"]) or {}).get("card_no") == card["no"]:
        members.edit_member(db, card["member_id"], {"card_no": new_no})
    return card_entry(db, card, "card-replace", act, refers_to=_ended(db, card_id))


def transfer(db: Connection, card_id: int, to_id: int, act: Act) -> Done:
    """All that is on the card goes to another member; gives what moved. A number that stands with the former moves too.

    Raises Failure(refused) for the same person, and for who has left, was merged or erased.
    """
    from crmcli.features.inquiry.prospect import make_member

    card = refuse_unless(db, card_id, "transfer", act.on_day)
    refuse_before_last(db, card, act.on_day)
    receiver = _receiver(db, card, to_id)
    held = held_now(db, card_id)
    given = card_entry(db, card, "card-transfer", act, Held().minus(held))
    store.edit_card(db, card_id, {"member_id": to_id})
    taken = card_entry(db, {**card, "member_id": to_id}, "card-transfer", act, held, refers_to=given)
    make_member(db, receiver, act.on_day)
    if (members.member(db, card["member_id"]) or {}).get("card_no") == card["no"]:
        members.edit_member(db, card["member_id"], {"card_no": None})
        if receiver["card_no"] is None:
            members.edit_member(db, to_id, {"card_no": card["no"]})
    return Done(taken, held)


def _receiver(db: Connection, card: dict[str, Any], to_id: int) -> dict[str, Any]:
    receiver = members.member(db, to_id) or {}
    facts: dict[str, Any] = {"name": receiver["name"], "no": card["no"], "value": member_no(to_id)}
    if to_id == card["member_id"]:
        raise Failure("refused", N_("Card {no} is {name}'s already; name somebody else."), field="--to", **facts)
    if receiver["standing"] in _GONE:
        into = member_no(receiver["merged_into"]) if receiver["merged_into"] else None
        raise Failure("refused", _GONE[receiver["standing"]], field="--to", into=into, **facts)
    return receiver


def refuse_before_last(db: Connection, card: dict[str, Any], on_day: date) -> None:
    """What moves all that is on a card must not lie before something else that moved on it."""
    last = db.execute("SELECT MAX(on_day) FROM ledger WHERE card_id = ?", (card["id"],)).fetchone()[0]
    if last is not None and last > on_day.isoformat():
        message = N_("Card {no} of {name} has an entry of {day}; {value} lies before it.")
        facts = {"no": card["no"], "name": card["name"], "day": last}
        raise Failure("refused", message, field="--date", value=on_day.isoformat(), **facts)


def extend(db: Connection, card_id: int, expires_on: date, act: Act) -> None:
    """Another, later last day of use. Raises Failure(refused) where there is none, or it is no later."""
    card = refuse_unless(db, card_id, "extend", act.on_day)
    facts = {"no": card["no"], "name": card["name"], "until": card["expires_on"]}
    day = expires_on.isoformat()
    if card["expires_on"] is None:
        message = N_("Card {no} of {name} has no last day; there is nothing to extend.")
        raise Failure("refused", message, field="card", value=card["no"], **facts)
    if day <= card["expires_on"] or expires_on < act.on_day:
        message = N_("Card {no} of {name} can be used until {until}; {value} is no later day of use.")
        raise Failure("refused", message, field="--expires", value=day, **facts)
    note = card["note"] if act.reason is None else "\n".join(filter(None, (card["note"], act.reason)))
    store.edit_card(db, card_id, {"expires_on": day, "note": note})


def card_entry(db: Connection, card: dict[str, Any], kind: str, act: Act, moved: Held = Held(), **columns: Any) -> int:
    """One entry of a card (`movement.card_row`) with what it moved on it; gives its id."""
    return add_entry(
        db,
        {
            "kind": kind,
            "member_id": card["member_id"],
            "card_id": card["id"],
            "on_day": act.on_day.isoformat(),
            "staff_id": act.staff_id,
            "note": act.reason,
            **moved._asdict(),
            **columns,
        },
    )


def _ended(db: Connection, card_id: int) -> int | None:
    """The entry that made a card lost or frozen, where it still is."""
    happened = store.state_entries(db, card_id)
    return int(happened[-1]["id"]) if happened and happened[-1]["kind"] in ("card-lost", "card-freeze") else None
