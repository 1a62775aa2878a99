"""Working times as the pack writes them."""

from __future__ import annotations

import pytest

from crmcli.core.findings import Refused
from crmcli.core.interval import check_intervals, interval_text, parse_interval


@pytest.mark.parametrize(
    ("text", "interval", "written"),
    [
        ("09:00-12:00", (540, 720), "09:00-12:00"),
        ("9:00-12:00", (540, 720), "09:00-12:00"),
        (" 13:30 - 18:00 ", (810, 1080), "13:30-18:00"),
        ("13:30–18:00", (810, 1080), "13:30-18:00"),
        ("13:30~18:00", (810, 1080), "13:30-18:00"),
        ("00:00-24:00", (0, 1440), "00:00-24:00"),
        ("23:59-24:00", (1439, 1440), "23:59-24:00"),
    ],
)
def test_read_and_written(text: str, interval: tuple[int, int], written: str) -> None:
    assert parse_interval(text) == interval
    assert interval_text(interval) == written


NO_TIME = "{0} is no working time: write it such as 09:00-12:00 or 18:00-24:00"
EARLY = "{0} ends before it begins"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", NO_TIME),
        ("9-12", NO_TIME),
        ("09:00", NO_TIME),
        ("09:00-12:60", NO_TIME),
        ("09:00-24:01", NO_TIME),
        ("09:00-25:00", NO_TIME),
        ("24:00-24:00", NO_TIME),
        ("09:00-12:00-13:00", NO_TIME),
        ("０９:00-12:00", NO_TIME),
        ("12:00-09:00", EARLY),
        ("09:00-09:00", EARLY),
        ("22:00-06:00", EARLY),
    ],
)
def test_refused(text: str, message: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_interval(text)
    assert str(refusal.value) == message.format(text)


@pytest.mark.parametrize(
    ("intervals", "message"),
    [
        ([(540, 720), (700, 800)], "11:40-13:20 begins before the one in front of it has ended"),
        ([(810, 1080), (540, 720)], "09:00-12:00 begins before the one in front of it has ended"),
        ([(720, 540)], "12:00-09:00 ends before it begins"),
        ([(540, 1441)], "09:00-24:01 ends before it begins"),
    ],
)
def test_intervals_that_do_not_fit_together(intervals: list[tuple[int, int]], message: str) -> None:
    with pytest.raises(Refused) as refusal:
        check_intervals(intervals)
    assert str(refusal.value) == message


def test_intervals_may_touch() -> None:
    check_intervals([(0, 540), (540, 1440)])
