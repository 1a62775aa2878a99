"""What a clerk says of somebody of the staff: name, day, department, supervisor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_, Refused
from crmcli.errors import Failure, bad_field
from crmcli.features.staff import store
from crmcli.features.staff.operator import choose_person

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.session import Session

#: What stands for nobody, or for nothing.
NOBODY = ("none", "-", "无", "未分配")
_LONGEST = 60


def new_name(db: Connection, text: str, field: str, *, but: int | None = None) -> str:
    """A name nobody of the staff has or had; Failure(refused) where somebody does."""
    from crmcli.core.text import normal_name

    try:
        name = normal_name(text)
    except Refused as refused:
        raise bad_field(field, refused, text) from refused
    known = store.named(db, name)
    if known is None or known == but:
        return name
    person = store.person(db, known) or {}
    message = N_("{value} is on the staff already ({no}). Tell two people apart, e.g. {value}2.")
    if person["until_on"] is not None:
        message = N_("{value} ({no}) was on the staff until {day}. Tell two people apart, e.g. {value}2.")
    number = store.person_no(known)
    candidates = [{"no": number, "name": name}]
    facts = {"no": number, "day": person["until_on"], "candidates": candidates}
    raise Failure("refused", message, field=field, value=name, **facts)


def day_given(session: Session, text: str | None, field: str) -> str:
    """A day, today where none is given."""
    if text is None:
        return session.today.isoformat()
    from crmcli.core.day import parse_day

    try:
        return parse_day(text, session.today).isoformat()
    except Refused as refused:
        raise bad_field(field, refused, text) from refused


def department_given(text: str) -> str | None:
    """A department in words; None for none."""
    words = " ".join(text.split())
    if words.lower() in NOBODY or not words:
        return None
    if len(words) > _LONGEST:
        message = N_("{value} is too long for a department; give at most {most} characters.")
        raise Failure("usage", message, field="--department", value=text, most=_LONGEST)
    return words


def supervisor_given(db: Connection, text: str, staff_id: int | None = None) -> int | None:
    """The id of whom somebody answers to; None for nobody. Refused: oneself, and who answers to oneself."""
    if text.strip().lower() in NOBODY:
        return None
    found: dict[str, Any] = choose_person(store.people(db), text, "--supervisor")
    above, seen = found["id"], set[int]()
    while above is not None and above not in seen:
        if above == staff_id:
            message = N_("{name} cannot answer to {value}, who answers to {name}.")
            name = store.name_of(db, "staff", above)
            raise Failure("refused", message, field="--supervisor", value=found["name"], name=name)
        seen.add(above)
        above = (store.person(db, above) or {}).get("supervisor_id")
    return int(found["id"])
