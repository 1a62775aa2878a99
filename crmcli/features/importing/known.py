"""Who the rows of a list may mean: the members of the file that share a key with one, and those the list makes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from crmcli.core.text import fold
from crmcli.features.importing import store
from crmcli.features.member.store import member_no

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from sqlite3 import Connection

    from crmcli.features.importing.member_row import MemberRow


@dataclass(slots=True)
class Person:
    """A member as known while a list is read: as stored, and as the rows so far leave the columns.

    `id` is negative for one the list makes. `row` is the first row of the list that meant
    the person. `figures` are the opening figures held and `opens` those to be written, by kind of
    entry; `sums` what all entries come to, by what a list calls it; `first_on` the day of the first
    purchase. `grants` are the tiers given by hand (day, tier, reason), `gives_tier` one to be given.
    `cards` are those of entries merged into this one. `meant` are the rows that mean the person, `tick` tells
    when one last changed something; see `Known`.
    """

    id: int
    values: dict[str, Any]
    stored: dict[str, Any] | None = None
    row: int | None = None
    figures: dict[str, int] = field(default_factory=dict)
    opens: dict[str, int] = field(default_factory=dict)
    sums: dict[str, int] = field(default_factory=dict)
    grants: list[tuple[str, str, str]] = field(default_factory=list)
    gives_tier: str | None = None
    first_on: str | None = None
    cards: tuple[str, ...] = ()
    meant: list[MemberRow] = field(default_factory=list)
    tick: int = 0

    @property
    def no(self) -> str | None:
        """The number, None while the list has not been written."""
        return member_no(self.id) if self.id > 0 else None

    def called(self) -> str:
        """How the person is named in a sentence: number and name, or name and row."""
        return f"{self.no} {self.values['name']}" if self.no else str(self.values["name"])


#: What people are found by.
_KEYS = ("id_no", "card_no", "wechat", "phone", "name")


@dataclass(slots=True)
class Keys:
    """The texts of a list that may name somebody."""

    numbers: set[int] = field(default_factory=set)
    id_no: set[str] = field(default_factory=set)
    card_no: set[str] = field(default_factory=set)
    phone: set[str] = field(default_factory=set)
    wechat: set[str] = field(default_factory=set)
    name: set[str] = field(default_factory=set)


class Known:
    """The people a list may mean, by every key, exactly as the file will hold them.

    `tick` counts the verdicts on rows; beside every key stands the tick at which those found by it
    last changed, so that a verdict can be seen to rest on what has changed since.
    """

    def __init__(self) -> None:
        self.people: dict[int, Person] = {}
        self.tick = 0
        self._kept: dict[int, int] = {}
        # of each key's values the tick, then the ids of those who have it
        self._by: dict[str, dict[str, list[int]]] = {key: {} for key in _KEYS}
        self._merged: dict[int, list[dict[str, Any]]] = {}
        self._made = 0

    @classmethod
    def of(cls, db: Connection, keys: Keys) -> Known:
        """Reads everybody who shares a key with the list; a merged entry stands for the one it went into."""
        known = cls()
        found: dict[int, dict[str, Any]] = {}
        columns = (("id", keys.numbers), ("id_no", keys.id_no), ("card_no", keys.card_no), ("wechat", keys.wechat))
        for column, values in (*columns, ("mobile", keys.phone), ("phone2", keys.phone), ("name", keys.name)):
            if values:
                found |= {row["id"]: row for row in store.members_with(db, column, values)}
        while missing := {r["merged_into"] for r in found.values() if r["merged_into"]} - found.keys():
            found |= {row["id"]: row for row in store.members_with(db, "id", missing)}
        for row in found.values():
            known._read(row, found)
        return known

    def _read(self, row: dict[str, Any], found: dict[int, dict[str, Any]]) -> None:
        kept = row
        while kept["merged_into"]:
            kept = found[kept["merged_into"]]
        self._kept[row["id"]] = kept["id"]
        person = self.people.setdefault(kept["id"], Person(kept["id"], dict(kept), kept))
        if kept is not row:
            self._merged.setdefault(kept["id"], []).append(row)
            person.cards += (row["card_no"],) if row["card_no"] else ()
        self.register(person, row)

    def load_money(self, db: Connection, today: str) -> None:
        """Adds to everybody found what the ledger says of them today, and the tiers given by hand."""
        ids = list(self.people)
        figures, sums, grants = store.opening_figures(db, ids), store.sums(db, ids, today), store.grants(db, ids)
        first = store.first_purchases(db, ids)
        for person in self.people.values():
            person.figures = figures.get(person.id, {})
            person.sums = sums.get(person.id, {})
            person.grants = grants.get(person.id, [])
            person.first_on = first.get(person.id)

    def add(self, values: dict[str, Any], row: int) -> Person:
        """Somebody the list makes; found by the rows that follow."""
        self._made += 1
        person = Person(-self._made, values, row=row, tick=self.tick)
        self.people[person.id] = person
        self.register(person, values)
        return person

    def by_number(self, number: int) -> Person | None:
        """The person of one of our numbers, of a merged one that of the entry it went into."""
        return self.people.get(self._kept.get(number, 0))

    def find(self, key: str, value: str | None) -> list[Person]:
        """Those who have this value; `key` is id_no, card_no, wechat, phone or name (folded)."""
        found = self._by[key].get(value) if value else None
        return [self.people[number] for number in found[1:]] if found else []

    def changed(self, key: str, value: str) -> int:
        """The tick at which those found by a value, or something of them, last changed."""
        found = self._by[key].get(value)
        return max(found[0], *(self.people[number].tick for number in found[1:]), 0) if found else 0

    @property
    def made(self) -> list[Person]:
        """Those the list makes, in its order."""
        return [person for person in self.people.values() if person.id < 0]

    def register(self, person: Person, values: dict[str, Any]) -> None:
        """Makes a person found by these values."""
        for key, value in _keys_in(values):
            held = self._by[key].get(value)
            if held is None:
                self._by[key][value] = [self.tick, person.id]
            elif person.id not in held[1:]:
                held.append(person.id)
                held[0] = self.tick

    def replace(self, person: Person, values: dict[str, Any]) -> None:
        """Puts values into a person in the place of others, which the person is found by no longer."""
        before = set(_keys_in(person.values))
        person.values |= values
        person.tick = self.tick
        still = set(_keys_in(person.values))
        for merged in self._merged.get(person.id, ()):
            still.update(_keys_in(merged))
        for key, value in before - still:
            held = self._by[key][value]
            held[:] = [self.tick, *(number for number in held[1:] if number != person.id)]
        self.register(person, values)


def _keys_in(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What somebody with these values is found by."""
    for column in ("id_no", "card_no", "wechat"):
        if values.get(column):
            yield column, values[column]
    for column in ("mobile", "phone2"):
        if values.get(column):
            yield "phone", values[column]
    if values.get("name"):
        yield "name", fold(values["name"])
