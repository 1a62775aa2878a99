"""A card balance a list brings along 卡内余额: it opens a stored card with it. Within the one write.

The card bears the number the list or the file gives the member, where no card bore it yet, else the next one of the
house. Source: domain/money.md, Opening; what `card open` does for one member, for many at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.text import fold
from crmcli.features.card.number import next_card_number
from crmcli.features.importing import store
from crmcli.features.importing.figures import KINDS

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.features.importing.known import Person
    from crmcli.packs.model import Pack

BALANCE = KINDS["balance"]


class Holder(NamedTuple):
    """Somebody whose balance opens a card, and the card's number."""

    person: Person
    no: str


def number_cards(db: Connection, pack: Pack, people: Iterable[Person], opened_on: date) -> list[Holder]:
    """The number of every card the list opens. Who had none bears it from now on as their own."""
    holding = [person for person in people if person.opens.get(BALANCE)]
    if not holding:
        return []
    own = [_upper(person) for person in holding]
    used = store.card_numbers_among(db, [no for no in own if no])
    named = {_upper(person) for person in people}
    holders = []
    for person, no in zip(holding, own, strict=True):
        if not no or no in used:
            no = _next(db, pack, opened_on, named)
        used.add(no)
        if not person.values.get("card_no"):
            person.values["card_no"] = no
        holders.append(Holder(person, no))
    return holders


def _upper(person: Person) -> str:
    return fold(person.values.get("card_no") or "").upper()


def _next(db: Connection, pack: Pack, opened_on: date, named: set[str]) -> str:
    """The next number of the house that nobody on the list goes by either."""
    while True:
        no = next_card_number(db, pack, opened_on)
        if no not in named:
            return no


def open_cards(
    db: Connection, holders: Sequence[Holder], ids: dict[int, int], opened_on: date, staff_id: int | None
) -> None:
    """The cards, their numbers, and what each holds as an opening entry of its own; `ids` are those of new members."""
    if not holders:
        return
    day, first = opened_on.isoformat(), store.next_id(db, "card")
    numbered = [(first + place, ids.get(one.person.id, one.person.id), one) for place, one in enumerate(holders)]
    store.insert_rows(
        db,
        "card",
        ("id", "member_id", "kind", "opened_on", "staff_id", "store_id"),
        (
            (card_id, member, "stored", day, staff_id, one.person.values.get("store_id"))
            for card_id, member, one in numbered
        ),
    )
    store.insert_rows(
        db, "card_number", ("card_id", "no", "from_on"), ((card_id, one.no, day) for card_id, _member, one in numbered)
    )
    held = ((card_id, member, one.person.opens[BALANCE]) for card_id, member, one in numbered)
    store.insert_rows(
        db,
        "ledger",
        ("kind", "card_id", "member_id", "on_day", "amount_fen", "principal_fen", "staff_id"),
        ((BALANCE, card_id, member, day, balance, balance, staff_id) for card_id, member, balance in held),
    )
