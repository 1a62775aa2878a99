"""What a report is asked about: month, day, store."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.findings import N_, Refused
from crmcli.errors import Failure, bad_field
from crmcli.features.report.period import Period, day_of, month_of

if TYPE_CHECKING:
    from crmcli.session import Session


class Place(NamedTuple):
    """The store asked about: `id` None takes everybody, as also the only store of a file does."""

    id: int | None
    name: str | None


def store_given(session: Session, text: str | None) -> Place:
    """The store a text names, or all. Raises Failure where there is none of that name."""
    if text is None:
        return Place(None, None)
    from crmcli.features.followup.whose import choose_store
    from crmcli.features.staff.store import stores

    store_id, name = choose_store(session, text)
    # in a file of one store everybody is of that store, whether it was written down or not
    return Place(store_id if len(stores(session.db)) > 1 else None, name)


def month_given(session: Session, text: str | None, place: Place) -> Period:
    """The month a text names, this one where none is given. Raises Failure for one that lies ahead."""
    first = session.today.replace(day=1)
    if text is not None:
        from crmcli.core.month import parse_month

        try:
            first = parse_month(text, session.today)
        except Refused as refused:
            raise bad_field("--month", refused, text) from refused
    period = month_of(first, _now(session), place.id)
    if period.first > session.today:
        message = N_("{month} lies ahead; there is nothing to report of it yet. This month is {today}.")
        today = f"{session.today:%Y-%m}"
        raise Failure("usage", message, field="--month", value=text or period.month, month=period.month, today=today)
    return period


def day_given(session: Session, text: str | None, place: Place) -> Period:
    """The day a text names, today where none is given. Raises Failure for one that lies ahead."""
    day = session.today
    if text is not None:
        from crmcli.core.day import parse_day

        try:
            day = parse_day(text, session.today)
        except Refused as refused:
            raise bad_field("--date", refused, text) from refused
    if day > session.today:
        message = N_("{value} lies ahead; there is nothing to report of it yet.")
        raise Failure("usage", message, field="--date", value=day.isoformat())
    return day_of(day, _now(session), place.id)


def _now(session: Session) -> str:
    return session.now.isoformat(timespec="seconds")
