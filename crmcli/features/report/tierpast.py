"""The tiers of everybody from day to day, replayed, for policies whose figures no sum gives.

Where every ladder counts lifetime consumption the engine counts (`tierrule`); a window that rolls, tiers that are
kept, or payment are gone through once, member by member. Only who ever moved is held.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from crmcli.features.tier import store as tiers
from crmcli.features.tier.counted import entries_of_all
from crmcli.features.tier.replay import HAND, replay
from crmcli.features.tier.rules import PLAIN, Change, Entry, Grant, Ladder

if TYPE_CHECKING:
    from sqlite3 import Connection


def is_plain(ladders: Sequence[Ladder]) -> bool:
    """Whether a tier of any day is what the sum of everything consumed earns."""
    return all(ladder.policy == PLAIN for ladder in ladders)


class Past:
    """Every move of everybody up to a day."""

    def __init__(self, db: Connection, ladders: Sequence[Ladder], last: str) -> None:
        self._ladders = ladders
        self.changes: dict[int, list[Change]] = {}
        grants = tiers.all_grants(db)
        for member_id, entries in entries_of_all(db, ladders):
            self._replay(member_id, entries, grants.pop(member_id, []), last)
        for member_id, given in grants.items():
            self._replay(member_id, [], given, last)

    def _replay(self, member_id: int, entries: Sequence[Entry], grants: Sequence[Grant], last: str) -> None:
        found = replay(self._ladders, entries, grants, last).changes
        if found:
            self.changes[member_id] = found

    def on(self, member_id: int, day: str) -> str:
        """The code of the tier held at the end of a day."""
        changes = self.changes.get(member_id, [])
        place = bisect_right(changes, day, key=lambda change: change.on_day)
        return changes[place - 1].to_tier if place else self._lowest(day)

    def before(self, member_id: int, day: str, entry_id: int) -> str:
        """The code of the tier held when an entry was made, before it; what is given by hand counts from its end."""
        held = None
        for change in self.changes.get(member_id, []):
            of_day = change.cause != HAND and (change.entry_id is None or change.entry_id < entry_id)
            if change.on_day < day or (change.on_day == day and of_day):
                held = change.to_tier
        return held or self._lowest(day)

    def _lowest(self, day: str) -> str:
        ladder = next((one for one in reversed(self._ladders) if one.on_day <= day), self._ladders[0])
        return ladder.rungs[0].code
