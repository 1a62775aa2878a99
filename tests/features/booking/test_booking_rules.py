"""Whose time is taken, and when it is free again."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.interval import DAY_MINUTES, Interval
from crmcli.features.booking.rules import next_free, outside, overlaps

MORNING, DAY = (540, 720), ((540, 720), (810, 1080))


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        ((540, 570), (540, 570), True),
        ((540, 570), (569, 600), True),
        ((540, 570), (570, 600), False),
        ((570, 600), (540, 570), False),
        ((540, 720), (600, 610), True),
        ((600, 610), (540, 720), True),
        ((0, 1), (1439, 1440), False),
    ],
)
def test_two_stretches_overlap_where_they_share_a_minute(one: Interval, other: Interval, common: bool) -> None:
    assert overlaps(one, other) is common


@pytest.mark.parametrize(
    ("wanted", "held", "hours", "free"),
    [
        ((540, 570), [], (), (540, 570)),
        ((540, 570), [(540, 570)], (), (570, 600)),
        ((540, 570), [(540, 570), (580, 600)], (), (600, 630)),
        ((540, 570), [(540, 570), (600, 630)], (), (570, 600)),
        ((550, 580), [(540, 570)], (), (570, 600)),
        ((540, 570), [(0, 1440)], (), None),
        ((1410, 1440), [(1400, 1420)], (), None),
        ((700, 730), [(690, 710)], DAY, (810, 840)),
        ((480, 510), [(480, 500)], DAY, (540, 570)),
        ((1050, 1080), [(1050, 1060)], DAY, None),
    ],
)
def test_what_is_free_next(
    wanted: Interval, held: list[Interval], hours: tuple[Interval, ...], free: Interval | None
) -> None:
    assert next_free(wanted, held, hours) == free


@pytest.mark.parametrize(
    ("wanted", "hours", "is_outside"),
    [
        ((540, 570), (), False),
        ((540, 570), DAY, False),
        ((530, 570), DAY, True),
        ((700, 830), DAY, True),
        ((1060, 1080), DAY, False),
        ((1060, 1081), DAY, True),
    ],
)
def test_outside_the_working_hours(wanted: Interval, hours: tuple[Interval, ...], is_outside: bool) -> None:
    assert outside(wanted, hours) is is_outside


def stretches() -> Any:
    return st.tuples(st.integers(0, DAY_MINUTES - 1), st.integers(1, 240)).map(
        lambda pair: (pair[0], min(pair[0] + pair[1], DAY_MINUTES))
    )


@given(stretches(), st.lists(stretches(), max_size=6), st.sampled_from([(), DAY]))
def test_what_is_free_is_free_and_nothing_sooner_is(
    wanted: Interval, held: list[Interval], hours: tuple[Interval, ...]
) -> None:
    length = wanted[1] - wanted[0]

    def fits(begin: int) -> bool:
        stretch = (begin, begin + length)
        return stretch[1] <= DAY_MINUTES and not outside(stretch, hours) and not any(overlaps(stretch, h) for h in held)

    every = [begin for begin in range(wanted[0], DAY_MINUTES) if fits(begin)]
    assert next_free(wanted, held, hours) == ((every[0], every[0] + length) if every else None)
