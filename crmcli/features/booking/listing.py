"""Which appointments `booking list` shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_, Refused
from crmcli.errors import Failure, bad_field
from crmcli.features.booking.present import STATES
from crmcli.features.followup.ahead import day_words
from crmcli.features.member.find import resolve
from crmcli.features.staff.operator import choose_person
from crmcli.features.staff.store import people
from crmcli.language import _, ngettext

if TYPE_CHECKING:
    from crmcli.session import Session


class Filter(NamedTuple):
    """What is wanted as conditions on the appointments `b`, and the days from first to last; None without an end."""

    conditions: list[str]
    values: dict[str, Any]
    first: str | None
    last: str | None


def read_filter(
    session: Session,
    day: str | None,
    from_day: str | None,
    to_day: str | None,
    with_: str | None,
    member: str | None,
    state: str | None,
) -> Filter:
    """The filter the options give: today's where no day is named, a member's of all days. Raises Failure."""
    if day is not None and (from_day is not None or to_day is not None):
        message = N_("--date is one day; leave it away with --from and --to.")
        raise Failure("usage", message, field="--date", value=day)
    first = last = _day(session, day, "--date")
    first = _day(session, from_day, "--from") or first
    last = _day(session, to_day, "--to") or last
    if first is None and last is None and member is None:
        first = last = session.today.isoformat()
    wanted = {
        "b.on_day >= :first": ("first", first),
        "b.on_day <= :last": ("last", last),
        "b.person_id = :person": ("person", _person(session, with_)),
        "b.member_id = :member": ("member", resolve(session, member, "--member")["id"] if member else None),
        "b.state = :state": ("state", _state(state) if state else None),
    }
    given = {condition: pair for condition, pair in wanted.items() if pair[1] is not None}
    return Filter(list(given), dict(given.values()), first, last)


def sheet_note(wanted: Filter, count: int) -> str:
    """The head of a day's sheet: the day with its weekday and how many; nothing where it is not one day."""
    if wanted.first is None or wanted.first != wanted.last:
        return ""
    counted = ngettext("{count} appointment", "{count} appointments", count).format(count=count)
    return f"{day_words(wanted.first)} · {counted}"


def _day(session: Session, text: str | None, field: str) -> str | None:
    if text is None:
        return None
    from crmcli.core.day import parse_day

    try:
        return parse_day(text, session.today).isoformat()
    except Refused as refused:
        raise bad_field(field, refused, text) from refused


def _person(session: Session, text: str | None) -> int | None:
    return int(choose_person(people(session.db), text, "--with")["id"]) if text else None


def _state(text: str) -> str:
    word = text.strip().lower()
    for code, label in STATES.items():
        if word in (code, label, _(label)):
            return code
    message = N_("There is no state {value}; there are {names}.")
    names = [code if code == _(label) else f"{code} {_(label)}" for code, label in STATES.items()]
    raise Failure("usage", message, field="--state", value=text, names=names)
