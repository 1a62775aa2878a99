"""What purchase commands have in common: the day and the person given."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from crmcli.core.findings import N_, Refused
from crmcli.errors import bad_field

if TYPE_CHECKING:
    from crmcli.session import Session


def day_given(session: Session, text: str | None, field: str = "--date") -> date:
    """The day of an entry, today where none is given; a day to come is refused."""
    if text is None:
        return session.today
    from crmcli.core.day import parse_day

    try:
        day = parse_day(text, session.today)
        if day > session.today:
            raise Refused(N_("{value} lies ahead; what is recorded has happened"), value=text)
    except Refused as refused:
        raise bad_field(field, refused, text) from refused
    return day


def staff_given(session: Session, text: str | None) -> int | None:
    """The person of the staff named, else the operator."""
    if text is None:
        return session.operator_id
    from crmcli.features.staff.operator import choose_person
    from crmcli.features.staff.store import people

    return int(choose_person(people(session.db), text, "--by")["id"])
