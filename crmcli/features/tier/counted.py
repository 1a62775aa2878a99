"""All SQL of the entries tiers are made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from crmcli.features.ledger.counting import COUNTINGS
from crmcli.features.tier.rules import PAYMENT, Entry, Ladder

if TYPE_CHECKING:
    from sqlite3 import Connection

_CONSUMED, _PAID = (COUNTINGS[counts].total_fen for counts in ("consumption", PAYMENT))
#: The day of what an entry pays back.
_OF_DAY = "CASE WHEN l.kind = 'refund' THEN (SELECT p.on_day FROM ledger p WHERE p.id = l.refers_to) END"
_ENTRY = f"l.id, l.kind, l.on_day, {_CONSUMED}, {_PAID}, {_OF_DAY}"


def _counts(ladders: Sequence[Ladder]) -> str:
    """The condition of the entries that count under any of the ladders."""
    return " OR ".join(f"({COUNTINGS[counts].condition})" for counts in sorted({one.policy.counts for one in ladders}))


def entries_of(db: Connection, member_id: int, ladders: Sequence[Ladder]) -> list[Entry]:
    """The entries of a member that count towards a tier, in order of day."""
    found = db.execute(
        f"SELECT {_ENTRY} FROM ledger l WHERE l.member_id = ? AND ({_counts(ladders)}) ORDER BY l.on_day, l.id",
        (member_id,),
    )
    return [Entry(*row) for row in found]


def entries_of_touched(db: Connection, ladders: Sequence[Ladder]) -> Iterator[tuple[int, list[Entry]]]:
    """The same of everybody in temp.touched who has any, member by member as they are read."""
    return _by_member(db, "touched t CROSS JOIN ledger l ON l.member_id = t.member_id", ladders)


def entries_of_all(db: Connection, ladders: Sequence[Ladder]) -> Iterator[tuple[int, list[Entry]]]:
    """The same of everybody, in one pass."""
    # a member has a kind of its own, and the conditions say no table
    members = "(SELECT id AS member_id FROM member) m"
    return _by_member(db, f"{members} CROSS JOIN ledger l ON l.member_id = m.member_id", ladders)


def _by_member(db: Connection, tables: str, ladders: Sequence[Ladder]) -> Iterator[tuple[int, list[Entry]]]:
    found = db.execute(
        f"SELECT l.member_id, {_ENTRY} FROM {tables} WHERE ({_counts(ladders)}) ORDER BY l.member_id, l.on_day, l.id"
    )
    for member_id, entries in groupby(found, lambda row: int(row[0])):
        yield member_id, [Entry(*row[1:]) for row in map(tuple, entries)]
