"""Whom a row of a members' list means: somebody of the file, somebody an earlier row made, or nobody yet.

Our own number decides; then ID and card, whose names must agree; then a phone or WeChat
name together with the name, since families share phones; then name and birthday where
only one of the two has a phone. A name alone is never enough for a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmcli.core.findings import N_, Finding
from crmcli.core.mask import fits_mask
from crmcli.core.text import fold
from crmcli.features.importing.plan import RowRejected

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crmcli.features.importing.known import Known, Person
    from crmcli.features.importing.member_row import MemberRow

NO_SUCH_NUMBER = N_("there is no member {no}")
OTHER_NAME = N_("{value} belongs to {who}; the row names {name}")
SEVERAL = N_("the row fits several members: {who}")
OTHER_ID = N_("{who} has another ID number; if these are two people, add the second by hand")
SAME_PHONE = N_("same phone as {who}")
SAME_BIRTHDAY = N_("same name and birthday as {who}")

#: Masked values that may tell which of several people of a name is meant.
_TELLING = ("mobile", "phone2", "id_no")


def person_meant(row: MemberRow, known: Known) -> Person | None:
    """The person a row means, None for somebody new. Raises RowRejected where it may be several."""
    if row.number is not None:
        person = known.by_number(row.number)
        if person is None:
            raise RowRejected(Finding(NO_SUCH_NUMBER, {"no": f"M-{row.number:05d}"}), fields=("no",))
        _refuse_taken(row, person, known)
        return person
    name = name_of(row)
    found = _by_number_of_theirs(row, name, known) or _by_contact(row, name, known)
    row.by_name = not found
    found = found or _by_name(row, name, known)
    if len(found) > 1:
        raise RowRejected(Finding(SEVERAL, {"who": called(found)}), fields=("name",))
    person = found[0] if found else None
    if person is None:
        _tell_neighbours(row, name, known)
    else:
        _refuse_other_id(row, person)
        _refuse_taken(row, person, known)
    return person


def name_of(row: MemberRow) -> str:
    """The row's name in the form names are compared in; empty where it has none."""
    held = row.held.get("name")
    return fold(str(row.values.get("name") or (held.text if held else "")))


def called(people: Iterable[Person]) -> str:
    """People in a sentence."""
    return "、".join(person.called() for person in people)


def _has_name(person: Person, name: str) -> bool:
    stored = fold(str(person.values.get("name") or ""))
    return stored == name or ("*" in name and fits_mask(name, stored))


def _by_number_of_theirs(row: MemberRow, name: str, known: Known) -> list[Person]:
    """Those who have the row's ID or card; the names must agree."""
    found: dict[int, Person] = {}
    for field in ("id_no", "card_no"):
        value = row.values.get(field)
        owners = known.find(field, value)
        same = [person for person in owners if not name or _has_name(person, name)]
        if owners and not same:
            facts = {"value": value, "who": called(owners), "name": row.written or name}
            raise RowRejected(Finding(OTHER_NAME, facts), fields=(field, "name"))
        found |= {person.id: person for person in same}
    return list(found.values())


def _by_contact(row: MemberRow, name: str, known: Known) -> list[Person]:
    """Those of the row's name who have one of its phones, or its WeChat name."""
    owners = [person for phone in row.telling_phones() for person in known.find("phone", phone)]
    owners += known.find("wechat", row.values.get("wechat"))
    return list({person.id: person for person in owners if name and _has_name(person, name)}.values())


def _by_name(row: MemberRow, name: str, known: Known) -> list[Person]:
    """Those of the row's name whom a masked number tells apart, a hot line, or the birthday."""
    named = known.find("name", name)
    masks = [row.held[field].text for field in _TELLING if field in row.held]
    if masks:
        return [person for person in named if all(_has_number(person, mask) for mask in masks)]
    lines = {phone.number for phone in row.phones if not phone.names_somebody}
    behind = [person for person in named if lines & {person.values.get("mobile"), person.values.get("phone2")}]
    birthday = row.values.get("birthday")
    if behind:
        return [person for person in behind if person.values.get("birthday") in (birthday, None) or not birthday]
    if birthday and not str(birthday).startswith("-"):
        same = [person for person in named if person.values.get("birthday") == birthday]
        return [person for person in same if not (row.phones and person.values.get("mobile"))]
    return _told_by_name(row, named)


def _told_by_name(row: MemberRow, named: list[Person]) -> list[Person]:
    """Organisations and flats, which a name alone tells, where the row has no phone of theirs."""
    kind = row.values.get("kind", "person")
    return [] if kind == "person" or row.telling_phones() else [p for p in named if p.values.get("kind") == kind]


def _has_number(person: Person, mask: str) -> bool:
    return any(fits_mask(mask, str(person.values[field])) for field in _TELLING if person.values.get(field))


def _refuse_other_id(row: MemberRow, person: Person) -> None:
    given, stored = row.values.get("id_no"), person.values.get("id_no")
    if given and stored and given != stored:
        raise RowRejected(Finding(OTHER_ID, {"who": person.called()}), fields=("id_no",))


def _refuse_taken(row: MemberRow, person: Person, known: Known) -> None:
    """Refuses an ID or card that somebody else has."""
    for field in ("id_no", "card_no"):
        value = row.values.get(field)
        others = [other for other in known.find(field, value) if other.id != person.id]
        if others and value != person.values.get(field):
            facts = {"value": value, "who": called(others), "name": person.called()}
            raise RowRejected(Finding(OTHER_NAME, facts), fields=(field,))


def _tell_neighbours(row: MemberRow, name: str, known: Known) -> None:
    """Notes who shares a phone, or name and birthday, with somebody new."""
    same = {person.id: person for phone in row.telling_phones() for person in known.find("phone", phone)}
    if same:
        row.remarks.append(Finding(SAME_PHONE, {"who": called(same.values())}))
    birthday = row.values.get("birthday")
    twins = [person for person in known.find("name", name) if birthday and person.values.get("birthday") == birthday]
    if twins:
        row.remarks.append(Finding(SAME_BIRTHDAY, {"who": called(twins)}))
