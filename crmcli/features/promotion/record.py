"""Writing a promotion and a row of its register. Everything here stands within the one write."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crmcli.features.promotion import store
from crmcli.features.promotion.rules import Step, steps_kept
from crmcli.storage.series import next_number

if TYPE_CHECKING:
    from sqlite3 import Connection

PREFIX = "HD"


class Promotion(NamedTuple):
    """A promotion as it is to be recorded."""

    name: str
    from_on: date
    to_on: date
    steps: tuple[Step, ...] = ()
    staff_id: int | None = None
    store_id: int | None = None
    note: str | None = None


class Entry(NamedTuple):
    """A row of a promotion's register as it is to be recorded.

    `amount_fen` is what the desk noted, `booked_id` the ledger's entry of it where there is one. What is given
    goes to the bonus pocket and is never part of the amount; `bonus_booked_id` is the entry that put it there.
    """

    promotion_id: int
    member_id: int
    on_day: date
    amount_fen: int
    gift: str | None = None
    bonus_fen: int = 0
    booked_id: int | None = None
    staff_id: int | None = None
    note: str | None = None
    source_key: str | None = None
    bonus_booked_id: int | None = None


def add_promotion(db: Connection, promotion: Promotion, year: int) -> int:
    """A promotion with the next number of a year; gives its id. Within the one write."""
    return store.add_promotion(
        db,
        {
            "no": next_number(db, PREFIX, year),
            "name": promotion.name,
            "from_on": promotion.from_on.isoformat(),
            "to_on": promotion.to_on.isoformat(),
            "gifts": steps_kept(promotion.steps),
            "staff_id": promotion.staff_id,
            "store_id": promotion.store_id,
            "note": promotion.note,
        },
    )


def register(db: Connection, entry: Entry) -> int:
    """A row of a promotion's register; gives its id. Within the one write."""
    return store.add_entry(db, {**entry._asdict(), "on_day": entry.on_day.isoformat()})
