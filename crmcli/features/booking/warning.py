"""What is worth a word about the time of an appointment, and no reason to refuse it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from crmcli.core.interval import interval_text
from crmcli.core.workday import is_day_off
from crmcli.features.booking import store
from crmcli.features.booking.present import booking_words
from crmcli.features.booking.rules import outside
from crmcli.features.calendar.note import warn_of_years
from crmcli.features.calendar.store import calendar_of
from crmcli.features.followup.ahead import day_words
from crmcli.language import _, listed

if TYPE_CHECKING:
    from crmcli.features.booking.entry import When
    from crmcli.session import Session


def warnings_of(session: Session, when: When, member_id: int, but: int | None = None) -> list[str]:
    """A day off, a time nobody works at, other appointments the member has already."""
    said = []
    if session.pack.days_off_count:
        day, calendar = date.fromisoformat(when.day), calendar_of(session)
        if is_day_off(day, calendar):
            said.append(_("{day} is a day off").format(day=day_words(when.day)))
        if calendar.known_years is not None and day.year not in calendar.known_years:
            said += warn_of_years(session, [day.year])
    if outside(when.span, session.pack.hours):
        hours = listed(interval_text(interval) for interval in session.pack.hours)
        said.append(_("outside the working hours, {hours}").format(hours=hours))
    for other in store.open_of(session.db, member_id):
        if other["id"] != but:
            said.append(_("there is another appointment: {words}").format(words=booking_words(session.pack, other)))
    return said
