"""Where rows of a list say something else of somebody than what stands there.

A value is replaced where all the rows that speak of it agree, those that come back among them. Where they
do not, what stands there stays and each of them is told: were the first, or the last, to decide, the list
would say something else the next time it is imported, and never be at rest.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_, Finding
from crmcli.features.importing.member_merge import BIRTHDAY, DIFFERS, refuse_misfit, said_of
from crmcli.features.importing.plan import RowRejected
from crmcli.features.member.rules import take_from_id

if TYPE_CHECKING:
    from crmcli.features.importing.known import Known, Person
    from crmcli.features.importing.member_row import MemberRow

NEITHER = N_("{name} stands in row {row} too, with another {field}; what is recorded is kept")

#: Columns that go with another: a phone as it was typed, what a birthday is counted in.
_WITH = {"mobile": ("mobile_typed",), "phone2": ("phone2_typed",), "birthday": BIRTHDAY[1:]}
_BESIDE = frozenset(column for columns in _WITH.values() for column in columns)


class Claim(NamedTuple):
    """What a row says of a field: its columns, and what of them is to be compared."""

    row: MemberRow
    columns: dict[str, Any]
    value: Any


def take_agreed(person: Person, known: Known) -> list[tuple[MemberRow, dict[str, Any]]]:
    """Replaces what every row that speaks of it says otherwise: the first of these rows, and the values before."""
    taken = []
    for field, claims in _disputed(person):
        first = next((claim for claim in claims if not claim.row.refused), None)
        if first is None or len({claim.value for claim in claims}) > 1:
            continue
        row, columns, _value = first
        if _is_held(field, columns, person, known):
            continue
        if field == "id_no":
            columns = _with_hints(row, person, columns)
        taken.append((row, {column: person.values.get(column) for column in columns}))
        known.replace(person, columns)
    return taken


def tell_differing(person: Person) -> None:
    """Remarks on what rows of the person say that was not taken, with a row that speaks against it."""
    for field, claims in _disputed(person):
        standing = _standing(field, person)
        kept = next((claim.row for claim in claims if claim.value == standing), None)
        for row, columns, value in claims:
            if value == standing:
                continue
            others = (claim.row for claim in claims if claim.value != value)
            other = kept or next(others, None) or _misfit(columns, person)
            if other is not None:
                facts = {"name": person.values["name"], "row": other.index + 1, "field": field}
                row.remarks.append(Finding(DIFFERS if kept else NEITHER, facts))


def _disputed(person: Person) -> list[tuple[str, list[Claim]]]:
    """The fields of which some row says something else than what stands there, with all that is said of them."""
    spoken: dict[str, list[Claim]] = {}
    for row in sorted(person.meant, key=lambda row: row.index):
        said = said_of(row, person)
        for field, value in said.items():
            if value is not None and field not in _BESIDE and not field.startswith("_"):
                columns = {column: said.get(column) for column in (field, *_WITH.get(field, ()))}
                spoken.setdefault(field, []).append(Claim(row, columns, _compared(field, columns)))
    return [
        (field, claims)
        for field, claims in spoken.items()
        if any(claim.value != _standing(field, person) for claim in claims)
    ]


def _compared(field: str, columns: dict[str, Any]) -> Any:
    return tuple(columns.get(column) for column in BIRTHDAY) if field == "birthday" else columns.get(field)


def _standing(field: str, person: Person) -> Any:
    return _compared(field, person.values)


def _is_held(field: str, columns: dict[str, Any], person: Person, known: Known) -> bool:
    """Whether a value cannot be taken: an ID or a card of somebody else, or a row shows the old one masked."""
    if field in ("id_no", "card_no") and any(one is not person for one in known.find(field, columns[field])):
        return True
    return _misfit(columns, person) is not None


def _misfit(columns: dict[str, Any], person: Person) -> MemberRow | None:
    """A row of the person whose masked values would not fit these any more."""
    values = {**person.values, **columns}
    return next((row for row in person.meant if row.held and not row.refused and not _fits(row, values)), None)


def _fits(row: MemberRow, values: dict[str, Any]) -> bool:
    try:
        refuse_misfit(row, values)
    except RowRejected:
        return False
    return True


def _with_hints(row: MemberRow, person: Person, columns: dict[str, Any]) -> dict[str, Any]:
    """An ID, and what it says of birthday and gender where these are not known."""
    hints = {key: value for key, value in row.values.items() if key.startswith("_id_")}
    merged = {**person.values, **columns, **hints}
    row.remarks += take_from_id(merged)
    return {key: value for key, value in merged.items() if value != person.values.get(key)}


def first_rows(people: Iterable[Person]) -> None:
    """Notes with everybody the first row that means them."""
    for person in people:
        person.row = min((row.index for row in person.meant if not row.refused), default=person.row)
