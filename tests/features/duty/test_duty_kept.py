"""What is kept of duties agrees with working it out, whatever is done in whatever order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from dutycase import WEEKLY, due, on
from hypothesis import given, settings
from hypothesis import strategies as st
from opened import opened

from crmcli.core.recurrence import no_rule, occurrences

RULES = ("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", "FREQ=YEARLY")


@settings(max_examples=60)
@given(st.sampled_from(RULES), st.dates(date(2024, 1, 1), date(2030, 1, 1)), st.integers(0, 400), st.integers(0, 400))
def test_another_span_gives_the_same_days(rule: str, first: date, before: int, after: int) -> None:
    last = first + timedelta(days=after)
    wide = list(occurrences(rule, first - timedelta(days=before), last))
    assert [day for day in wide if day >= first] == list(occurrences(rule, first, last))


@settings(max_examples=200)
@given(st.text(alphabet="FREQ=DAILYWKMOBSTPUN;,-0123456789", max_size=30))
def test_whatever_is_written_is_judged(text: str) -> None:
    """Nothing hangs and nothing breaks: it is a rule that gives days, or it is told why not."""
    if no_rule(text) is None:
        assert next(occurrences(text, date(2024, 1, 1), date(2032, 12, 31)), None) is not None


def test_a_day_at_a_time_each_comes_once_and_none_is_lost(begin: Callable[..., Any]) -> None:
    """Forty days at the desk, some away, each duty done on some days: due, done and missed sum to what came."""
    daily = WEEKLY | {"code": "daily", "name": "日检", "rule": "FREQ=DAILY"}
    desk = begin(WEEKLY, daily)
    start = date(2026, 11, 1)
    seen: set[str] = set()
    for place in range(40):
        day = start + timedelta(days=place)
        if 11 <= place <= 18:
            continue
        on(desk, day.isoformat())
        lines = [line[0] for line in due(desk)]
        assert len({line.split(":")[1] for line in lines}) == len(lines)
        seen |= set(lines)
        if place % 3:
            desk.ok("duty", "done", "daily")
        if place % 10 == 4:
            desk.ok("duty", "done", "weekly")
    shown = desk.json("duty", "show", "daily")
    assert shown["due"] == 40
    assert shown["done"] + shown["missed"] + shown["skipped"] + (shown["due_on"] is not None) == 40
    assert [row["due_on"] for row in reversed(shown["history"])] == [
        (start + timedelta(days=place)).isoformat() for place in range(40)
    ]
    assert len([key for key in seen if key.startswith("duty:daily")]) == 32


def test_every_derived_table_stays_right(begin: Callable[..., Any]) -> None:
    from crmcli.features.derived import derivation
    from crmcli.session import Session
    from crmcli.storage import verify
    from crmcli.ui.options import Shared

    desk = on(begin(WEEKLY), "2026-11-18")
    desk.ok("duty", "done", "周报")
    desk.ok("duty", "skip", "duty:weekly:2026-11-09", "--reason", "院庆")
    session = Session(Shared(db=str(desk.path)))
    try:
        with opened(desk.path) as db:
            assert verify.derived_differences(db, derivation(session)) == {}
            assert verify.fact_faults(db) == []
    finally:
        session.close()
