"""Which inquiries of a list the file has already, and the keys of those it has not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any

from crmcli.core.text import fold
from crmcli.features.importing.store import has_key

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.features.inquiry.record import Inquiry


class Asked:
    """The inquiries of the people of a list. Each answers for one row only: the same row twice is two inquiries.

    One is told by person, day and what was asked about; one a list brought also by the key it was given then,
    so that it stays known where somebody has put its item right.
    """

    def __init__(self, found: Iterable[Mapping[str, Any]]) -> None:
        self._free: dict[tuple[int, str, str], list[Mapping[str, Any]]] = {}
        self._keyed: dict[str, Mapping[str, Any]] = {}
        self._used: set[int] = set()
        self._seen: dict[tuple[int, str, str], int] = {}
        for row in found:
            self._free.setdefault((row["member_id"], row["on_day"], fold(row["item"])), []).append(row)
            if row["source_key"]:
                self._keyed[row["source_key"]] = row

    def take(self, person_id: int, day: date, item: str) -> Mapping[str, Any] | None:
        """The inquiry a row is, where it is on record; the next equal row is asked for the next one."""
        place = (person_id, day.isoformat(), fold(item))
        self._seen[place] = self._seen.get(place, 0) + 1
        found = [row for row in self._free.get(place, ()) if row["id"] not in self._used]
        keyed = self._keyed.get(_key(*place, self._seen[place]))
        if not found and keyed and keyed["id"] not in self._used:
            found = [keyed]
        if found:
            self._used.add(found[0]["id"])
        return found[0] if found else None

    def note(self, person_id: int, day: date, item: str) -> None:
        """Nothing is asked for an inquiry the list itself makes: an equal row behind it is another one."""
        self._seen.setdefault((person_id, day.isoformat(), fold(item)), 1)


def key_of(db: Connection, member_id: int, inquiry: Inquiry) -> str:
    """A key for an inquiry of a member that none bears; it says nothing of the person."""
    place = (member_id, inquiry.on_day.isoformat(), fold(inquiry.item))
    return next(key for number in count(1) if not has_key(db, "inquiry", key := _key(*place, number)))


def _key(member_id: int, day: str, item: str, occurrence: int) -> str:
    return f"import:{member_id}:{day}:{item}:{occurrence}"
