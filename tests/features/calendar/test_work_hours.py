"""The hours working-time clocks count in: the pack's, on the days that are entered."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from crmcli.core.workhours import WorkHours, add_working_time
from crmcli.errors import Failure
from crmcli.features.calendar.store import work_hours_of
from crmcli.session import Session
from crmcli.ui.options import Shared


def hours(path: Path) -> WorkHours:
    session = Session(Shared(db=str(path)))
    try:
        return work_hours_of(session)
    finally:
        session.close()


def test_four_hours_before_national_day(closing: Any) -> None:
    """30 September at 17:50; the 8th is the first working day, the 10th a Saturday that is made up."""
    start = datetime(2026, 9, 30, 17, 50)
    found = hours(closing.path)
    assert add_working_time(start, 240, found) == datetime(2026, 10, 8, 14, 20)
    assert add_working_time(start, 10 + 450 + 450 + 450, found) == datetime(2026, 10, 10, 18, 0)
    closing.ok("calendar", "set", "2026-10-08", "off")
    assert add_working_time(start, 240, hours(closing.path)) == datetime(2026, 10, 9, 14, 20)


def test_a_pack_without_hours_counts_none(desk: Any) -> None:
    with pytest.raises(Failure) as failure:
        hours(desk.path)
    assert failure.value.sentence() == (
        'The pack clinic has no working hours: write hours = ["09:00-12:00", "13:30-18:00"] into it.'
    )
