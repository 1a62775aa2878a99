"""Who the rows of a list may mean: the members of the file that share a key with one, and those the list makes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from crmcli.core.text import fold
from crmcli.features.importing import store
from crmcli.features.member.store import member_no

if TYPE_CHECKING:
    from sqlite3 import Connection


@dataclass(slots=True)
class Person:
    """A member as known while a list is read: as stored, and as the rows so far leave the columns.

    `id` is negative for one the list makes. `row` is the first row of the list that meant
    the person. `figures` are the opening figures held and `opens` those to be written, by kind of
    entry; `sums` what all entries come to, by what a list calls it; `first_on` the day of the first
    purchase. `grants` are the tiers given by hand (tier, reason), `gives_tier` one to be given.
    """

    id: int
    values: dict[str, Any]
    stored: dict[str, Any] | None = None
    row: int | None = None
    figures: dict[str, int] = field(default_factory=dict)
    opens: dict[str, int] = field(default_factory=dict)
    sums: dict[str, int] = field(default_factory=dict)
    grants: list[tuple[str, str]] = field(default_factory=list)
    gives_tier: str | None = None
    first_on: str | None = None

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
    """The people a list may mean, by every key."""

    def __init__(self) -> None:
        self.people: dict[int, Person] = {}
        self._kept: dict[int, int] = {}
        self._by: dict[str, dict[str, list[int]]] = {key: {} for key in _KEYS}
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
        self.register(person, row)

    def load_money(self, db: Connection) -> None:
        """Adds to everybody found what the ledger says of them, and the tiers given by hand."""
        ids = list(self.people)
        figures, sums, grants = store.opening_figures(db, ids), store.sums(db, ids), store.grants(db, ids)
        first = store.first_purchases(db, ids)
        for person in self.people.values():
            person.figures = figures.get(person.id, {})
            person.sums = sums.get(person.id, {})
            person.grants = grants.get(person.id, [])
            person.first_on = first.get(person.id)

    def add(self, values: dict[str, Any], row: int) -> Person:
        """Somebody the list makes; found by the rows that follow."""
        self._made += 1
        person = Person(-self._made, values, row=row)
        self.people[person.id] = person
        self.register(person, values)
        return person

    def by_number(self, number: int) -> Person | None:
        """The person of one of our numbers, of a merged one that of the entry it went into."""
        return self.people.get(self._kept.get(number, 0))

    def find(self, key: str, value: str | None) -> list[Person]:
        """Those who have this value; `key` is id_no, card_no, wechat, phone or name (folded)."""
        found = self._by[key].get(value) if value else None
        return [self.people[number] for number in found] if found else []

    @property
    def made(self) -> list[Person]:
        """Those the list makes, in its order."""
        return [person for person in self.people.values() if person.id < 0]

    def register(self, person: Person, values: dict[str, Any]) -> None:
        """Makes a person found by these values."""
        for column in ("id_no", "card_no", "wechat"):
            if values.get(column):
                self._note(column, values[column], person.id)
        for column in ("mobile", "phone2"):
            if values.get(column):
                self._note("phone", values[column], person.id)
        if values.get("name"):
            self._note("name", fold(values["name"]), person.id)

    def _note(self, key: str, value: str, person_id: int) -> None:
        held = self._by[key].setdefault(value, [])
        if person_id not in held:
            held.append(person_id)
