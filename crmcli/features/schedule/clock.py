"""A term as the machine's own clock tells it, where that is not the desk's."""

from __future__ import annotations

from datetime import datetime, timedelta

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.schedule.term import LAST_MONTH_DAY, Term

OTHER_DAY = N_(
    "{value} is another day of the month on this machine's clock, which no crontab can say; give another time or day."
)


def on_machine(term: Term, shift: timedelta) -> Term:
    """The term on a clock that is `shift` ahead. Raises Failure where the day of the month does not fit any more."""
    moment = datetime(2001, 1, 1, term.at.hour, term.at.minute) + shift
    days = (moment.date() - datetime(2001, 1, 1).date()).days
    if term.month_day is not None:
        day = term.month_day + days
        if not 1 <= day <= LAST_MONTH_DAY:
            raise Failure("usage", OTHER_DAY, field="--at", value=f"{term.at:%H:%M}")
        return Term(moment.time(), month_day=day)
    return Term(moment.time(), tuple(sorted((day + days) % 7 for day in term.weekdays)))
