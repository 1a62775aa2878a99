"""What purchase commands have in common: the item, the day and the person given."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from crmcli.core.findings import N_, Refused
from crmcli.errors import Failure, bad_field
from crmcli.features.purchase.rules import items_named, nearest_items
from crmcli.ui.ask import one_of

if TYPE_CHECKING:
    from crmcli.packs.model import Item
    from crmcli.session import Session


def item_given(session: Session, text: str) -> Item:
    """The one item of the price list a text names; several are offered in a terminal, refused elsewhere."""
    found = items_named(session.pack, text)
    if not found:
        near = nearest_items(session.pack, text)
        message = N_("{value} is not in the price list. What is not listed is booked as 其他.")
        if near:
            message = N_("{value} is not in the price list. Nearest: {names}. What is not listed is booked as 其他.")
        candidates = [{"item": name} for name in near]
        raise Failure("not-found", message, field="--item", value=text, names=near, candidates=candidates)
    return one_of(
        session,
        found,
        lambda item: item.name,
        lambda: Failure(
            "ambiguous",
            N_("{value} fits several items: {names}"),
            field="--item",
            value=text,
            names=[item.name for item in found],
            candidates=[{"item": item.name, "code": item.code} for item in found],
        ),
    )


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
