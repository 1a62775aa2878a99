"""Settling what is owed: payments over several charges, and what is let off. Within the one write."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_
from crmcli.core.money import show_yuan
from crmcli.errors import Failure
from crmcli.features.fee import reminder, store
from crmcli.features.fee.rules import Allotted, allot

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack

Row = dict[str, Any]


class Settlement(NamedTuple):
    """How something is settled: a payment has a way of paying, a waiver its reason as the note."""

    kind: str
    on_day: date
    staff_id: int | None
    pay: str | None = None
    note: str | None = None


class Settled(NamedTuple):
    """An entry that was written: its id, the charge, what went to it, and what is left of it then."""

    id: int
    charge: Row
    amount_fen: int

    @property
    def left_fen(self) -> int:
        """What is owed of the charge after it."""
        return int(self.charge["left_fen"]) - self.amount_fen


def settle(
    db: Connection, pack: Pack, open_charges: Sequence[Row], amount_fen: int | None, how: Settlement, whose: str
) -> list[Settled]:
    """One entry a charge in their order until the amount is used up, all that is left where none is given.

    Raises Failure(refused) where the day lies before the charges or the
    amount is more than what is left of them; `whose` says in the refusal what owes it.
    """
    charges = _of_the_day(open_charges, how.on_day)
    left = sum(charge["left_fen"] for charge in charges)
    amount_fen = left if amount_fen is None else amount_fen
    if amount_fen > left:
        message = N_("{whose} owes {left}, not {amount}.")
        said = show_yuan(amount_fen)
        left_said = show_yuan(left)
        raise Failure("refused", message, field="--amount", value=said, whose=whose, left=left_said, amount=said)
    by_id = {charge["id"]: charge for charge in charges}
    settled = []
    for part in allot(amount_fen, [(charge["id"], charge["left_fen"]) for charge in charges]):
        charge = by_id[part.charge_id]
        settled.append(Settled(store.add_settling(db, _entry(charge, part, how)), charge, part.amount_fen))
    _call_no_more(db, pack, settled, how)
    return settled


def _of_the_day(open_charges: Sequence[Row], on_day: date) -> list[Row]:
    """The charges that stood by a day: nothing is paid before it is charged."""
    charges = [charge for charge in open_charges if charge["on_day"] <= on_day.isoformat()]
    if not charges:
        first = min(charge["on_day"] for charge in open_charges)
        message = N_("{value} lies before the charge of {day}; nothing was owed yet.")
        raise Failure("usage", message, field="--date", value=on_day.isoformat(), day=first)
    return charges


def _entry(charge: Row, part: Allotted, how: Settlement) -> Row:
    return {
        "kind": how.kind,
        "member_id": charge["member_id"],
        "on_day": how.on_day.isoformat(),
        "amount_fen": part.amount_fen,
        "refers_to": charge["id"],
        "item_name": charge["item_name"],
        "fee": charge["fee"],
        "period": charge["period"],
        "pay": how.pay,
        "staff_id": how.staff_id,
        "note": how.note,
    }


def _call_no_more(db: Connection, pack: Pack, settled: Sequence[Settled], how: Settlement) -> None:
    """What is said in calls about it follows what is paid; a call about what is settled is not made any more."""
    parts = {one.charge["id"]: one.amount_fen for one in settled}
    for member_id in {one.charge["member_id"] for one in settled}:
        before = store.open_now(db, member_id)
        after = [charge | {"left_fen": charge["left_fen"] - parts.get(charge["id"], 0)} for charge in before]
        still = [charge for charge in after if charge["left_fen"] > 0]
        reminder.after_settling(db, pack, member_id, still, how.on_day)
