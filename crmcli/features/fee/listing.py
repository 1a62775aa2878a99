"""What is owed now or was owed on a day gone by, for the lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.fee import store
from crmcli.features.fee.entry import day_named

if TYPE_CHECKING:
    from crmcli.session import Session


def day_of(session: Session, text: str | None) -> str:
    """The day asked for, today where none is given; what will be owed on a day to come nobody knows."""
    day = day_named(session, text, "--on") or session.today
    if day > session.today:
        message = N_("{value} lies ahead; what is owed is known up to today.")
        raise Failure("usage", message, field="--on", value=day.isoformat())
    return day.isoformat()


def open_charges(
    session: Session, of_a_day: bool, day: str, member_id: int | None = None, fee: str | None = None
) -> list[dict[str, Any]]:
    """What is owed now, which is kept, or what was owed at the end of a day, which is reckoned from the entries."""
    if of_a_day:
        return store.open_on(session.db, day, member_id, fee)
    return store.open_now(session.db, member_id, fee)
