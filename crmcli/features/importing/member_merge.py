"""What a row of a members' list, or a sheet, makes of the person it means."""

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
BIRTHDAY = ("birthday", "birthday_calendar", "birthday_leap")
#: What an ID says besides, until `take_from_id` has taken it.
_HINTS = ("_id_birthday", "_id_gender")


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
    """Puts what a sheet says newly into the person and gives the changes. Raises RowRejected.

    A sheet of somebody an earlier one meant only fills what is empty: else their order would decide,
    and they would never be at rest.
    """
    refuse_misfit(row, person.values)
    merged = {**person.values, **said_of(row, person)}
    row.remarks += take_from_id(merged)
    fresh = {key: value for key, value in merged.items() if value is not None and value != person.values.get(key)}
    for typed, number in _BESIDE.items():
        if number not in fresh:
            fresh.pop(typed, None)
    if person.row is not None:
        fresh = _only_empty(row, person, fresh)
    if fresh:
        _check({**person.values, **fresh}, today)
    changes = changes_of(row, person, fresh)
    person.values |= fresh
    known.register(person, fresh)
    return changes


def fill_person(row: MemberRow, person: Person, known: Known, today: date) -> tuple[list[Change], bool]:
    """Puts what a row of a list says into what is empty: the changes, and whether it says something otherwise.

    What stands there is replaced only once every row of the person is read, and where they agree; see
    `member_agree`. The row must do as a whole all the same. Raises RowRejected.
    """
    refuse_misfit(row, person.values)
    stored, said = person.values, said_of(row, person)
    told = {key: value for key, value in said.items() if value is not None and value != stored.get(key)}
    hints = {key: told.pop(key) for key in _HINTS if key in told}
    for typed, number in _BESIDE.items():
        if number not in told:
            told.pop(typed, None)
    fills = {key for key in told if stored.get(_BESIDE.get(key, key)) is None}
    wanted = {**stored, **told}
    if "id_no" not in told or "id_no" in fills:
        wanted |= hints
        row.remarks += take_from_id(wanted)
    if wanted != stored:
        refuse_misfit(row, wanted)
        _check(wanted, today)
    fresh = {key: wanted[key] for key in wanted if key in fills or (key not in told and wanted[key] != stored.get(key))}
    changes = changes_of(row, person, fresh)
    person.values |= fresh
    known.register(person, fresh)
    return changes, any(key not in fills for key in told)


def changes_of(row: MemberRow, person: Person, values: dict[str, Any]) -> list[Change]:
    """What a row gives somebody, beside what stood there."""
    return [
        Change(row.index, person.no, person.values["name"], key, person.values.get(key), value)
        for key, value in values.items()
        if key not in _BESIDE
    ]


def said_of(row: MemberRow, person: Person) -> dict[str, Any]:
    """The row's values; where it says in other words what is stored, that."""
    said, stored = dict(row.values), person.values
    if note := row.note():
        said["note"] = stored["note"] if note in (stored.get("note") or "") else note
    mobile = said.get("mobile")
    if mobile and mobile == stored.get("phone2") and mobile != stored.get("mobile") and not said.get("phone2"):
        # our own lists show the second phone where there is no mobile
        del said["mobile"], said["mobile_typed"]
        said["phone2"] = mobile
    if said.get("card_no") in person.cards:
        # the card of an entry that was merged into this one stays there, and means this one
        said["card_no"] = stored.get("card_no")
    if not row.calendar_said and said.get("birthday") == stored.get("birthday"):
        # the list does not say which calendar; what is known of it stays
        said |= {key: stored.get(key) for key in BIRTHDAY}
    return said


def refuse_misfit(row: MemberRow, values: dict[str, Any]) -> None:
    """A masked value, and a text that is none by itself, may only repeat what stands there."""
    for field, held in row.held.items():
        places = ("mobile", "phone2") if field == "mobile" else (field,)
        if not any(fits_mask(held.text, str(values[place])) for place in places if values.get(place)):
            raise RowRejected(Finding(DOES_NOT_FIT, {"value": held.text}), fields=(field,))


def _only_empty(row: MemberRow, person: Person, fresh: dict[str, Any]) -> dict[str, Any]:
    differing = [key for key in fresh if person.values.get(key) is not None]
    for key in differing:
        if key not in _BESIDE and key not in BIRTHDAY[1:]:
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
