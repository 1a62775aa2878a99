"""A member's points from movement to movement, with what was held after each. Source: domain/money.md, Points.

What has lapsed stands there on the day after its last one, booked or not, so that booking it changes no line.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.features.points import lot
from crmcli.language import _
from crmcli.storage.row import rows
from crmcli.ui.output import Column

if TYPE_CHECKING:
    from sqlite3 import Connection

BROUGHT = "brought-forward"
KINDS = {
    BROUGHT: N_("brought forward"),
    "purchase": N_("purchase"),
    "refund": N_("refund"),
    "opening-points": N_("points before"),
    "points-hand": N_("by hand"),
    "points-referral": N_("for an introduction"),
    "points-referral-back": N_("introduction taken back"),
    "points-redeem": N_("redeemed"),
    lot.EXPIRE: N_("lapsed"),
}


def statement_of(db: Connection, member_id: int, first: date | None, last: date) -> list[dict[str, Any]]:
    """The movements of a member from a day, or the first one, to another, in order, each with the balance after it.

    Where it begins on a day, a line before the others says what was held then. The balance is what is left of all
    lots, locked ones included, less what is owed.
    """
    moved = _movements(db, member_id, last.isoformat())
    held, lines = 0, []
    begin = first.isoformat() if first is not None else ""
    for entry in moved:
        held += entry["points"]
        if entry["on_day"] >= begin:
            lines.append(_line(entry, held))
    if first is None:
        return lines
    brought = sum(entry["points"] for entry in moved if entry["on_day"] < begin)
    return [_line({"on_day": begin, "kind": BROUGHT, "points": None}, brought), *lines]


def _movements(db: Connection, member_id: int, last: str) -> list[dict[str, Any]]:
    entries = rows(
        db,
        "SELECT l.*, s.name AS by FROM ledger l LEFT JOIN staff s ON s.id = l.staff_id "
        "WHERE l.member_id = ? AND l.points <> 0 AND l.on_day <= ?",
        (member_id, last),
    )
    lapsed = [
        {"id": None, "kind": lot.EXPIRE, "on_day": _day_after(one.expires_on), "points": -one.left, "refers_to": one.id}
        for one in lot.lots_left(db, member_id)
        if one.expires_on is not None and one.has_lapsed(last)
    ]
    # what lapsed had gone before anything of the day moved; of several lots in the order they came
    return sorted(
        [*entries, *lapsed],
        key=lambda one: (
            one["on_day"],
            one["kind"] != lot.EXPIRE,
            one["refers_to"] if one["kind"] == lot.EXPIRE else one["id"],
        ),
    )


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _line(entry: Mapping[str, Any], held: int) -> dict[str, Any]:
    return {
        "entry": entry.get("id"),
        "date": entry["on_day"],
        "kind": entry["kind"],
        "item": entry.get("item_name"),
        "quantity": entry.get("quantity"),
        "points": entry["points"],
        "balance": held,
        "rate": entry.get("rate"),
        "tier": entry.get("tier"),
        "unlocks_on": entry.get("unlocks_on"),
        "expires_on": entry.get("expires_on"),
        "refers_to": entry.get("refers_to"),
        "by": entry.get("by"),
        "note": entry.get("note"),
    }


def _what(line: Mapping[str, Any]) -> str:
    """What happened, in words: the kind, and what was bought or redeemed."""
    said = _(KINDS.get(line["kind"], line["kind"]))
    if not line["item"]:
        return said
    times = "" if line["quantity"] in (None, 1) else f" ×{line['quantity']}"
    return f"{said} {line['item']}{times}"


COLUMNS = (
    Column("date", N_("day"), "day"),
    Column("what", N_("movement"), "text", None, _what),
    Column("points", N_("points"), "int"),
    Column("balance", N_("balance"), "int"),
    Column("unlocks_on", N_("free from"), "day"),
    Column("expires_on", N_("last day"), "day"),
    Column("entry", N_("no."), "int"),
    Column("by", N_("by")),
    Column("note", N_("note")),
)
