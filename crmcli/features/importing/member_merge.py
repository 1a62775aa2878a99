"""What a row of a members' list makes of the person it means."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_, Finding
from crmcli.core.mask import fits_mask
from crmcli.features.importing.plan import Change, RowRejected
from crmcli.features.member.rules import CHILD_BELOW, is_reachable, take_from_id, unguarded_age

if TYPE_CHECKING:
    from crmcli.features.importing.known import Known, Person
    from crmcli.features.importing.member_row import MemberRow

NO_NAME = N_("the name is missing")
UNREACHABLE = N_("there is no phone and no WeChat name to reach {name} by")
CHILD = N_("{name} is {age}: below {limit} guardian and day of the guardian's consent are needed")
DIFFERS = N_("{name} stands in row {row} too, with another {field}; that one is kept")
DOES_NOT_FIT = N_("{value} does not fit what is recorded; a masked value is never written")

#: Columns that say the same as another one, and do not count as a difference of their own.
_BESIDE = {"mobile_typed": "mobile", "phone2_typed": "phone2"}
_BIRTHDAY = ("birthday", "birthday_calendar", "birthday_leap")


def new_person(row: MemberRow, known: Known, today: date) -> Person:
    """Somebody the row makes. Raises RowRejected."""
    if row.held:
        raise RowRejected(*(held.otherwise for held in row.held.values()), fields=tuple(row.held))
    if not row.values.get("name"):
        raise RowRejected(Finding(NO_NAME), fields=("name",))
    values = {"kind": "person", "standing": "member", **row.values, "recorded_on": today.isoformat()}
    if note := row.note():
        values["note"] = note
    row.remarks += take_from_id(values)
    _check(values, today)
    return known.add({key: value for key, value in values.items() if value is not None}, row.index)


def update_person(row: MemberRow, person: Person, known: Known, today: date) -> list[Change]:
    """Puts what the row says newly into the person and gives the changes. Raises RowRejected.

    A row of somebody an earlier row of the list meant only fills what is empty: else
    the order of rows would decide, and the list would never be at rest.
    """
    _refuse_held(row, person)
    merged = {**person.values, **_given(row, person)}
    row.remarks += take_from_id(merged)
    fresh = {key: value for key, value in merged.items() if value is not None and value != person.values.get(key)}
    for typed, number in _BESIDE.items():
        if number not in fresh:
            fresh.pop(typed, None)
    if person.row is not None:
        fresh = _only_empty(row, person, fresh)
    if fresh:
        _check({**person.values, **fresh}, today)
    changes = [
        Change(row.index, person.no, person.values["name"], key, person.values.get(key), value)
        for key, value in fresh.items()
        if key not in _BESIDE
    ]
    person.values |= fresh
    known.register(person, fresh)
    return changes


def _given(row: MemberRow, person: Person) -> dict[str, Any]:
    """The row's values, without what only repeats what is stored in other words."""
    given = dict(row.values)
    stored = person.values
    if note := row.note():
        given["note"] = stored["note"] if note in (stored.get("note") or "") else note
    if given.get("mobile") and given["mobile"] == stored.get("phone2"):
        # our own lists show the second phone where there is no mobile
        for key in ("mobile", "mobile_typed"):
            given.pop(key)
    if not row.calendar_said and given.get("birthday") == stored.get("birthday"):
        # the list does not say which calendar; what is known of it stays
        for key in _BIRTHDAY:
            given.pop(key, None)
    return given


def _refuse_held(row: MemberRow, person: Person) -> None:
    """A masked value, and a text that is none by itself, may only repeat what is stored."""
    for field, held in row.held.items():
        places = ("mobile", "phone2") if field == "mobile" else (field,)
        if not any(fits_mask(held.text, str(person.values[place])) for place in places if person.values.get(place)):
            raise RowRejected(Finding(DOES_NOT_FIT, {"value": held.text}), fields=(field,))


def _only_empty(row: MemberRow, person: Person, fresh: dict[str, Any]) -> dict[str, Any]:
    differing = [key for key in fresh if person.values.get(key) is not None]
    for key in differing:
        if key not in _BESIDE and key not in _BIRTHDAY[1:]:
            facts = {"name": person.values["name"], "row": (person.row or 0) + 1, "field": key}
            row.remarks.append(Finding(DIFFERS, facts))
    return {key: value for key, value in fresh.items() if key not in differing}


def _check(values: dict[str, Any], today: date) -> None:
    """What the fields allow together; see features.member.rules."""
    if not is_reachable(values):
        raise RowRejected(Finding(UNREACHABLE, {"name": values["name"]}), fields=("mobile", "phone2", "wechat"))
    columns = {"birthday": None, "birthday_calendar": None, "birthday_leap": None, **values}
    age = unguarded_age(columns, today)
    if age is not None:
        facts = {"name": values["name"], "age": age, "limit": CHILD_BELOW}
        raise RowRejected(Finding(CHILD, facts), fields=("birthday", "guardian", "guardian_consent_on"))
