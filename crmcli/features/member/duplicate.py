"""Suspected duplicates: pairs of members scored on ID, mobile, name and birthday.

The same name alone never makes a pair. Source: domain/members.md, `member duplicates`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from crmcli.storage.row import insert

if TYPE_CHECKING:
    from sqlite3 import Connection

#: What agreement is worth. Families share a mobile, so a mobile without the name stays below what is shown.
SCORES = {"id_no": 100, "birthday": 60, "mobile": 40, "name": 40}
PAIRS_AT_LEAST = 60


class Pair(NamedTuple):
    """Two members who may be one; `why` are keys of SCORES, the score is at most 100."""

    low_id: int
    low_name: str
    high_id: int
    high_name: str
    score: int
    why: tuple[str, ...]


_PAIRED = """
SELECT a.id, a.name, b.id, b.name,
    a.id_no = b.id_no AS id_no, a.mobile = b.mobile AS mobile, a.name = b.name AS name,
    a.name = b.name AND a.birthday = b.birthday AS birthday
FROM member a JOIN member b ON a.{column} = b.{column} AND a.id < b.id
WHERE a.{column} IS NOT NULL AND a.standing NOT IN ('merged', 'erased') AND b.standing NOT IN ('merged', 'erased')
    AND (:member IS NULL OR :member IN (a.id, b.id)) {also}
    AND NOT EXISTS (SELECT 1 FROM distinct_pair d WHERE d.low_id = a.id AND d.high_id = b.id)
"""


def suspected(db: Connection, member_id: int | None, least: int) -> list[Pair]:
    """The pairs of a score of at least `least`, best first; each column is joined by its own index."""
    found: dict[tuple[int, int], Pair] = {}
    for column, also in (("id_no", ""), ("mobile", ""), ("name", "AND a.birthday = b.birthday")):
        for row in db.execute(_PAIRED.format(column=column, also=also), {"member": member_id}):
            low, low_name, high, high_name, *agree = tuple(row)
            why = _why(dict(zip(("id_no", "mobile", "name", "birthday"), agree, strict=True)))
            score = min(sum(SCORES[reason] for reason in why), 100)
            found[low, high] = Pair(low, low_name, high, high_name, score, why)
    kept = (pair for pair in found.values() if pair.score >= least)
    return sorted(kept, key=lambda pair: (-pair.score, pair.low_id, pair.high_id))


def _why(agree: dict[str, int | None]) -> tuple[str, ...]:
    """What agrees; name and birthday together stand for the name."""
    reasons: Iterable[str] = (reason for reason, same in agree.items() if same)
    return tuple(reason for reason in reasons if not (reason == "name" and agree["birthday"]))


def mark_distinct(db: Connection, one: int, other: int) -> None:
    """Notes for good that two members are not the same person."""
    low, high = sorted((one, other))
    known = db.execute("SELECT 1 FROM distinct_pair WHERE low_id = ? AND high_id = ?", (low, high)).fetchone()
    if known is None:
        insert(db, "distinct_pair", {"low_id": low, "high_id": high})
