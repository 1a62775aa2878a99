"""The day a command works on, said where it is not the day of the clock."""

from __future__ import annotations

import sys
from datetime import datetime

from crmcli.core.day import weekday_name
from crmcli.language import _


def tell_day(now: datetime) -> None:
    """One line on standard error."""
    text = _("working as of {day} {weekday} {time}")
    said = text.format(day=now.date().isoformat(), weekday=_(weekday_name(now)), time=now.strftime("%H:%M"))
    print(said, file=sys.stderr)
