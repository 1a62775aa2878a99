"""The books of a file kept a second time, in plain Python from its facts alone: what every balance must come to."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

from crmcli.storage.schema import DERIVED, FACTS

Row = dict[str, Any]


class Books(NamedTuple):
    """What the facts come to: by member spend, points held less owed, points owed; by card what it holds."""

    spend_fen: dict[int, int]
    points: dict[int, int]
    owed: dict[int, int]
    cards: dict[int, tuple[int, int, int]]


def everything(db: Any) -> dict[str, list[tuple[Any, ...]]]:
    """Facts and what is kept of them, as an undo must give them back."""
    tables = (*FACTS, *DERIVED)
    return {table: sorted(map(tuple, db.execute(f"SELECT * FROM {table}")), key=repr) for table in tables}


def rows(db: Any, table: str, key: str = "id") -> list[Row]:
    """The rows of a table in order of a column."""
    return [dict(row) for row in db.execute(f"SELECT * FROM {table} ORDER BY {key}")]


def audited(db: Any) -> Books:
    """The books, after everything that must never be was looked for in them."""
    ledger, uses = rows(db, "ledger"), rows(db, "lot_use")
    cards = _cards(ledger, {card["id"]: card["member_id"] for card in rows(db, "card")})
    owed = _lots(ledger, uses)
    _purchases(ledger)
    return Books(_spend(ledger), _sum(ledger, "member_id", "points"), owed, cards)


def _sum(entries: list[Row], key: str, what: str) -> dict[int, int]:
    total: dict[int, int] = defaultdict(int)
    for entry in entries:
        total[entry[key]] += entry[what]
    return dict(total)


def _spend(ledger: list[Row]) -> dict[int, int]:
    total: dict[int, int] = defaultdict(int)
    for entry in ledger:
        if entry["kind"] in ("purchase", "refund", "opening-spend"):
            total[entry["member_id"]] += entry["amount_fen"] + entry["bonus_fen"] - entry["voucher_fen"]
    return dict(total)


def _cards(ledger: list[Row], holders: dict[int, int]) -> dict[int, tuple[int, int, int]]:
    held: dict[int, tuple[int, int, int]] = dict.fromkeys(holders, (0, 0, 0))
    by_day: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for entry in ledger:
        if entry["card_id"] is not None:
            by_day[entry["on_day"], entry["card_id"]].append(entry)
    for (_day, card), entries in sorted(by_day.items(), key=lambda one: one[0]):
        moved = [sum(entry[what] for entry in entries) for what in ("principal_fen", "bonus_fen", "sessions")]
        principal, bonus, sessions = (was + by for was, by in zip(held[card], moved, strict=True))
        held[card] = (principal, bonus, sessions)
        assert min(held[card]) >= 0, f"card {card} is below zero at the end of {_day}: {held[card]}"
    for card, holder in holders.items():
        by_member = _sum([entry for entry in ledger if entry["card_id"] == card], "member_id", "principal_fen")
        others = {member: fen for member, fen in by_member.items() if member != holder and fen}
        assert not others, f"principal of card {card} of {holder} stands with {others}"
    return held


def _lots(ledger: list[Row], uses: list[Row]) -> dict[int, int]:
    entries = {entry["id"]: entry for entry in ledger}
    taken, covered = _sum(uses, "lot_id", "points"), _sum(uses, "entry_id", "points")
    for use in uses:
        lot, spender = entries[use["lot_id"]], entries[use["entry_id"]]
        assert use["member_id"] == lot["member_id"] == spender["member_id"]
        assert lot["points"] > 0 > spender["points"]
        if lot["expires_on"] and spender["kind"] != "points-expire":
            assert use["on_day"] <= lot["expires_on"], f"lot {lot['id']} was spent after it lapsed: {use}"
        if lot["unlocks_on"] and spender["kind"] == "points-redeem":
            assert use["on_day"] >= lot["unlocks_on"], f"lot {lot['id']} was spent while locked: {use}"
    owed: dict[int, int] = defaultdict(int)
    for entry in ledger:
        assert taken.get(entry["id"], 0) <= max(entry["points"], 0), f"lot {entry['id']} is overdrawn"
        short = max(-entry["points"], 0) - covered.get(entry["id"], 0)
        assert short >= 0
        # only what a refund took back of spent points is ever owed
        assert short == 0 or entry["kind"] in ("refund", "points-referral-back"), entry
        owed[entry["member_id"]] += short
    return dict(owed)


def _purchases(ledger: list[Row]) -> None:
    back = _sum([entry for entry in ledger if entry["kind"] == "refund"], "refers_to", "amount_fen")
    using: dict[int, int] = defaultdict(int)
    for entry in ledger:
        if entry["kind"] == "purchase":
            assert entry["amount_fen"] + back.get(entry["id"], 0) >= 0, (
                f"more than purchase {entry['id']} was paid back"
            )
        if entry["voucher_id"] is not None:
            using[entry["voucher_id"]] += 1 if entry["voucher_fen"] > 0 else -1
    assert all(times in (0, 1) for times in using.values()), f"vouchers used twice: {dict(using)}"
