"""Tiers replayed: the clinic's edges, windows that roll, tiers that are kept; and against a day-by-day count."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from brute import tiers_by_day
from hypothesis import given
from hypothesis import strategies as st

from crmcli.features.tier.replay import Ahead, Keep, replay
from crmcli.features.tier.rules import Change, Entry, Grant, Ladder, Rung
from crmcli.features.tier.window import leaves_on, window_begin
from crmcli.packs.model import TierPolicy
from crmcli.packs.moneyrule import Retention

RUNGS = (
    Rung("silver", "银卡", 0),
    Rung("platinum", "白金卡", 2_000_000, 1_000_000),
    Rung("prestige", "尊享卡", 5_000_000, 3_000_000),
)


def ladder(
    basis: str = "lifetime", months: int | None = None, fall: str = "step", counts: str = "consumption"
) -> Ladder:
    retention = Retention(months, fall) if months else None
    return Ladder("2020-01-01", RUNGS, TierPolicy(basis, counts, retention))


def bought(*rows: tuple[str, float]) -> list[Entry]:
    """Entries of a day and an amount in yuan; a negative one is a refund."""
    return [
        Entry(number, "purchase" if yuan >= 0 else "refund", day, round(yuan * 100))
        for number, (day, yuan) in enumerate(rows, 1)
    ]


def moves(changes: list[Change]) -> list[tuple[str, str, str]]:
    return [(change.on_day, change.to_tier, change.cause) for change in changes]


LIFETIME: list[tuple[list[tuple[str, float]], list[tuple[str, str, str]]]] = [
    ([("2026-01-05", 19_999.99)], []),
    ([("2026-01-05", 20_000.00)], [("2026-01-05", "platinum", "purchase")]),
    ([("2026-01-05", 49_999.99)], [("2026-01-05", "platinum", "purchase")]),
    ([("2026-01-05", 50_000.00)], [("2026-01-05", "prestige", "purchase")]),
    ([("2026-01-05", 19_999.99), ("2026-02-05", 0.01)], [("2026-02-05", "platinum", "purchase")]),
    (
        [("2026-01-05", 50_000), ("2026-02-05", -0.01), ("2026-03-05", -30_000)],
        [
            ("2026-01-05", "prestige", "purchase"),
            ("2026-02-05", "platinum", "refund"),
            ("2026-03-05", "silver", "refund"),
        ],
    ),
    # entered late: it takes its place by its day
    ([("2026-05-01", 20_000), ("2026-01-05", 20_000)], [("2026-01-05", "platinum", "purchase")]),
]


@pytest.mark.parametrize(("rows", "expected"), LIFETIME)
def test_lifetime_follows_the_sum(rows: list[tuple[str, float]], expected: list[tuple[str, str, str]]) -> None:
    found = replay([ladder()], bought(*rows), (), "2026-12-31")
    assert moves(found.changes) == expected
    assert (found.keep, found.ahead) == (None, [])


WINDOWS = [
    # what was bought on a day counts on that day and not any more twelve months later
    ("2026-03-15", 12, "2027-03-15"),
    ("2024-02-29", 12, "2025-03-01"),
    ("2026-01-31", 1, "2026-03-01"),
    ("2026-02-28", 1, "2026-03-28"),
    ("2026-12-31", 2, "2027-03-01"),
]


@pytest.mark.parametrize(("day", "months", "leaves"), WINDOWS)
def test_the_day_something_leaves_the_window(day: str, months: int, leaves: str) -> None:
    on = date.fromisoformat(leaves)
    assert leaves_on(date.fromisoformat(day), months) == on
    assert window_begin(on, months) > date.fromisoformat(day)
    assert window_begin(on - timedelta(days=1), months) <= date.fromisoformat(day)


def test_a_rolling_window_lowers_by_itself() -> None:
    entries = bought(("2026-01-10", 30_000), ("2026-06-01", 20_000))
    found = replay([ladder("12mo")], entries, (), "2027-01-09")
    assert moves(found.changes) == [("2026-01-10", "platinum", "purchase"), ("2026-06-01", "prestige", "purchase")]
    assert found.ahead == [
        Ahead("2027-01-10", "platinum", 1, "window"),
        Ahead("2027-06-01", "silver", 0, "window"),
    ]
    later = replay([ladder("12mo")], entries, (), "2027-01-10")
    assert moves(later.changes)[2:] == [("2027-01-10", "platinum", "window")]
    assert (later.counted_fen, later.ahead) == (2_000_000, [Ahead("2027-06-01", "silver", 0, "window")])


def test_a_refund_leaves_the_window_with_its_purchase() -> None:
    entries = [
        Entry(1, "purchase", "2026-01-10", 3_000_000),
        Entry(2, "refund", "2026-03-10", -3_000_000, of_day="2026-01-10"),
        Entry(3, "purchase", "2026-06-01", 2_000_000),
        # of something that counts no more
        Entry(4, "refund", "2027-02-01", -100, of_day="2026-01-10"),
    ]
    found = replay([ladder("12mo")], entries, (), "2027-02-02")
    assert moves(found.changes) == [
        ("2026-01-10", "platinum", "purchase"),
        ("2026-03-10", "silver", "refund"),
        ("2026-06-01", "platinum", "purchase"),
    ]
    assert found.counted_fen == 2_000_000


def test_payment_is_counted_where_the_policy_says_so() -> None:
    entries = [Entry(1, "card-topup", "2026-01-10", 0, 2_000_000), Entry(2, "purchase", "2026-02-01", 5_000_000, 0)]
    assert moves(replay([ladder(counts="payment")], entries, (), "2026-12-31").changes) == [
        ("2026-01-10", "platinum", "card-topup")
    ]
    assert moves(replay([ladder()], entries, (), "2026-12-31").changes) == [("2026-02-01", "prestige", "purchase")]


KEPT: list[tuple[str, dict[str, Any], list[tuple[str, float]], list[tuple[str, str, str]]]] = [
    (
        "enough was counted within the period, so that another one begins; then nothing more",
        {"months": 12},
        [("2026-01-10", 15_000), ("2026-03-10", 5_000), ("2026-09-01", 9_999)],
        # 14 999 within 2026-03-10 … 2027-03-09, the day it was reached included; nothing within the next
        [("2026-03-10", "platinum", "purchase"), ("2028-03-10", "silver", "not-kept")],
    ),
    (
        "one step at a time",
        {"months": 12},
        [("2026-01-10", 5_000), ("2026-02-10", 45_000)],
        [
            ("2026-02-10", "prestige", "purchase"),
            # 45 000 within the first period keep it
            ("2028-02-10", "platinum", "not-kept"),
            ("2029-02-10", "silver", "not-kept"),
        ],
    ),
    (
        "to what is earned, under a window that rolls",
        {"basis": "12mo", "months": 24, "fall": "earned"},
        [("2026-01-10", 49_999), ("2026-02-10", 1), ("2027-06-01", 8_000)],
        [
            ("2026-01-10", "platinum", "purchase"),
            ("2026-02-10", "prestige", "purchase"),
            # nothing counts any more, and 8 001 within the period are less than 30 000
            ("2028-02-10", "silver", "not-kept"),
        ],
    ),
    (
        "to what is earned is one step at least",
        {"months": 12, "fall": "earned"},
        [("2026-01-10", 49_999), ("2026-02-10", 1)],
        [
            ("2026-01-10", "platinum", "purchase"),
            ("2026-02-10", "prestige", "purchase"),
            ("2027-02-10", "platinum", "not-kept"),
            ("2028-02-10", "silver", "not-kept"),
        ],
    ),
    (
        "what leaves the window lowers nobody within a period",
        {"basis": "3mo", "months": 12},
        [("2026-01-10", 20_000)],
        [("2026-01-10", "platinum", "purchase"), ("2028-01-10", "silver", "not-kept")],
    ),
    (
        "a refund of what it was reached with lowers at once",
        {"months": 12},
        [("2026-01-10", 20_000), ("2026-02-10", -1)],
        [("2026-01-10", "platinum", "purchase"), ("2026-02-10", "silver", "refund")],
    ),
    (
        "in a later period a refund waits until it ends",
        {"months": 12},
        [("2026-01-10", 20_000), ("2027-02-10", -1)],
        [("2026-01-10", "platinum", "purchase"), ("2028-01-10", "silver", "not-kept")],
    ),
    (
        "who jumped a tier falls back on it, with the day it was reached",
        {"months": 12},
        [("2026-01-10", 50_000), ("2026-02-10", -25_000)],
        [
            ("2026-01-10", "prestige", "purchase"),
            ("2026-02-10", "platinum", "refund"),
            ("2028-01-10", "silver", "not-kept"),
        ],
    ),
    (
        "a tier that was not kept is won back by what it takes to keep it",
        {"months": 12},
        [("2026-01-10", 19_000), ("2026-02-10", 1_000), ("2027-03-01", 9_999), ("2027-04-01", 1)],
        [
            ("2026-02-10", "platinum", "purchase"),
            ("2027-02-10", "silver", "not-kept"),
            ("2027-04-01", "platinum", "purchase"),
            ("2028-04-01", "silver", "not-kept"),
        ],
    ),
]


@pytest.mark.parametrize(("what", "policy", "rows", "expected"), KEPT, ids=[case[0] for case in KEPT])
def test_tiers_that_are_kept(
    what: str, policy: dict[str, Any], rows: list[tuple[str, float]], expected: list[tuple[str, str, str]]
) -> None:
    entries = bought(*rows)
    found = replay([ladder(**policy)], entries, (), "2035-01-01")
    assert moves(found.changes) == expected
    # what lay ahead after the last entry is what came
    then = replay([ladder(**policy)], entries)
    assert [(one.from_on, one.tier, one.cause) for one in then.ahead] == [
        move for move in expected if move[0] > max(entry.on_day for entry in entries)
    ]


def test_what_keeps_a_tier_is_told_with_its_last_day() -> None:
    entries = bought(("2026-01-10", 15_000), ("2026-03-10", 5_000), ("2026-09-01", 700))
    found = replay([ladder(months=12)], entries, (), "2026-10-31")
    assert found.keep == Keep("2026-03-10", "2027-03-09", 1_000_000, 570_000)
    assert found.ahead == [Ahead("2027-03-10", "silver", 0, "not-kept")]
    assert replay([ladder(months=12)], entries, (), "2027-03-09").held.rank == 1
    assert replay([ladder(months=12)], entries, (), "2027-03-10").held.rank == 0


def test_a_hand_given_tier_lifts_until_its_day() -> None:
    grant = Grant(7, 1, "prestige", "2026-02-01", "2026-04-30", "合作")
    found = replay([ladder("12mo")], bought(("2026-01-10", 20_000)), [grant], "2026-05-01")
    assert found.changes == [
        Change("2026-01-10", "silver", "platinum", "purchase", 1),
        Change("2026-02-01", "platinum", "prestige", "hand", None, 7),
        Change("2026-05-01", "prestige", "platinum", "floor-ended"),
    ]
    on_the_last_day = replay([ladder("12mo")], bought(("2026-01-10", 20_000)), [grant], "2026-04-30")
    assert (on_the_last_day.held.rank, on_the_last_day.held.earned_rank) == (2, 1)
    # what lies ahead is of the tier earned
    assert on_the_last_day.ahead == [Ahead("2027-01-10", "silver", 0, "window")]


def test_a_new_ladder_holds_from_its_day_and_rewrites_nothing() -> None:
    old, new = ladder(), Ladder("2026-07-01", RUNGS, TierPolicy("6mo", "consumption", None))
    entries = bought(("2025-01-10", 50_000), ("2026-06-10", 20_000))
    found = replay([old, new], entries, (), "2026-12-31")
    assert moves(found.changes) == [
        ("2025-01-10", "prestige", "purchase"),
        ("2026-07-01", "platinum", "ladder"),
        ("2026-12-10", "silver", "window"),
    ]


def test_retention_that_comes_with_a_new_ladder_begins_on_its_day() -> None:
    new = Ladder("2026-07-01", RUNGS, TierPolicy("lifetime", "consumption", Retention(12, "step")))
    found = replay([ladder(), new], bought(("2025-01-10", 20_000)), (), "2026-07-01")
    assert found.keep == Keep("2026-07-01", "2027-06-30", 1_000_000, 0)
    renamed = Ladder("2026-09-01", (RUNGS[0], RUNGS[1]._replace(name="铂金卡"), RUNGS[2]), new.policy)
    found = replay([ladder(), new, renamed], bought(("2025-01-10", 20_000)), (), "2026-09-01")
    assert found.keep == Keep("2026-07-01", "2027-06-30", 1_000_000, 0)


FIRST = date(2026, 1, 1)
SHORT = (Rung("a", "a", 0), Rung("b", "b", 300, 200), Rung("c", "c", 600, 400), Rung("d", "d", 900))
POLICIES = st.builds(
    lambda basis, retention: Ladder("2026-01-01", SHORT, TierPolicy(basis, "consumption", retention)),
    st.sampled_from(["lifetime", "1mo", "2mo", "3mo"]),
    st.none() | st.builds(Retention, st.integers(1, 3), st.sampled_from(["step", "earned"])),
)


@st.composite
def ledgers(draw: st.DrawFn) -> list[Entry]:
    """Purchases and refunds of up to ten months; a refund is of an earlier purchase and never more than is left."""
    entries: list[Entry] = []
    left: dict[int, int] = {}
    for number in range(1, draw(st.integers(1, 14)) + 1):
        day = FIRST + timedelta(days=draw(st.integers(0, 300)))
        of = draw(st.none() | st.sampled_from(sorted(left))) if left else None
        if of is None or left[of] == 0:
            fen = draw(st.integers(1, 10)) * 100
            left[number] = fen
            entries.append(Entry(number, "purchase", day.isoformat(), fen))
        else:
            back, purchase = draw(st.integers(1, left[of])), entries[of - 1]
            left[of] -= back
            on = max(day.isoformat(), purchase.on_day)
            entries.append(Entry(number, "refund", on, -back, of_day=purchase.on_day))
    return entries


@given(POLICIES, ledgers())
def test_a_replay_agrees_with_a_count_of_every_day(rules: Ladder, entries: list[Entry]) -> None:
    last = FIRST + timedelta(days=600)
    day_by_day = tiers_by_day(rules, entries, FIRST, last)
    whole = replay([rules], entries, (), last.isoformat())
    assert _at_day_ends(rules, whole.changes) == _moved(day_by_day)
    # the order of what is entered on one day does not matter, nor does the order of entering
    turned = [entry._replace(id=len(entries) + 1 - entry.id) for entry in entries]
    assert _at_day_ends(rules, replay([rules], turned, (), last.isoformat()).changes) == _moved(day_by_day)
    # what lies ahead after the last entry is what comes
    then = replay([rules], entries)
    known = date.fromisoformat(max(entry.on_day for entry in entries))
    assert then.held.rank == day_by_day[known]
    ahead = {date.fromisoformat(one.from_on): one.rank for one in then.ahead}
    assert {day: rank for day, rank in ahead.items() if day <= last} == {
        day: rank for day, rank in _moved(day_by_day).items() if day > known
    }
    assert len(then.ahead) < len(SHORT)
    # asked on any day it is the same
    for asked in (known, known + timedelta(days=40)):
        assert replay([rules], entries, (), asked.isoformat()).held.rank == day_by_day[asked]


def _at_day_ends(rules: Ladder, changes: list[Change]) -> dict[date, int]:
    """The days on which the tier at the day's end is another than on the day before."""
    ends = {date.fromisoformat(change.on_day): rules.rank(change.to_tier) for change in changes}
    found, before = {}, 0
    for day, rank in ends.items():
        if rank != before:
            found[day] = rank
        before = rank
    return found


def _moved(by_day: dict[date, int]) -> dict[date, int]:
    first = next(iter(by_day))
    begun = {first: by_day[first]} if by_day[first] else {}
    return begun | {day: by_day[day] for before, day in pairwise(by_day) if by_day[day] != by_day[before]}
