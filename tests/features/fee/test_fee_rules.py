"""What a fee comes to, what a payment settles, how old a debt is."""

from __future__ import annotations

import pytest

from crmcli.core.findings import Refused
from crmcli.features.fee.rules import age_of, allot, charged_fen, days_late, parse_quantity, show_quantity

COMES_TO = [
    # price of a unit in 分, thousandths of a unit, 分
    (350, 89_500, 31_325),
    (350, 1_000, 350),
    (333, 1_500, 500),  # 499.5 is rounded up
    (333, 1_499, 499),  # 499.167
    (1, 500, 1),
    (1, 499, 0),
    (350, 0, 0),
    (5_000, 2_000, 10_000),
]


@pytest.mark.parametrize(("price", "quantity", "fen"), COMES_TO)
def test_price_times_quantity_is_rounded_half_up(price: int, quantity: int, fen: int) -> None:
    assert charged_fen(price, quantity) == fen


@pytest.mark.parametrize(
    ("amount", "owed", "parts"),
    [
        (100, [(1, 100)], [(1, 100)]),
        (150, [(1, 100), (2, 100)], [(1, 100), (2, 50)]),
        (100, [(1, 100), (2, 100)], [(1, 100)]),
        (1, [(1, 100), (2, 100)], [(1, 1)]),
        (300, [(7, 100), (3, 100), (9, 100)], [(7, 100), (3, 100), (9, 100)]),
    ],
)
def test_a_payment_settles_one_after_the_other(
    amount: int, owed: list[tuple[int, int]], parts: list[tuple[int, int]]
) -> None:
    assert [tuple(part) for part in allot(amount, owed)] == parts


AGES = [
    ("2026-10-09", 0, "current"),
    ("2026-10-10", 0, "current"),
    ("2026-10-11", 1, "days_1_30"),
    ("2026-11-09", 30, "days_1_30"),
    ("2026-11-10", 31, "days_31_60"),
    ("2026-12-09", 60, "days_31_60"),
    ("2026-12-10", 61, "days_61_90"),
    ("2027-01-08", 90, "days_61_90"),
    ("2027-01-09", 91, "over_90"),
    ("2028-10-10", 731, "over_90"),
]


@pytest.mark.parametrize(("day", "late", "age"), AGES)
def test_ages(day: str, late: int, age: str) -> None:
    assert (days_late("2026-10-10", day), age_of(late)) == (late, age)


@pytest.mark.parametrize(
    ("typed", "milli", "shown"),
    [
        ("89.5", 89_500, "89.5"),
        ("89.5平方米", 89_500, "89.5"),
        ("89.5㎡", 89_500, "89.5"),
        ("１２０", 120_000, "120"),
        ("1,200.125", 1_200_125, "1200.125"),
        ("2.500", 2_500, "2.5"),
        ("0", 0, "0"),
        ("0.001", 1, "0.001"),
        ("1000000", 10**9, "1000000"),
    ],
)
def test_quantities(typed: str, milli: int, shown: str) -> None:
    assert (parse_quantity(typed, "平方米"), show_quantity(milli)) == (milli, shown)


@pytest.mark.parametrize("typed", ["", "x", "-1", "1.2345", "1000001", "12,00", "89.5元", "1e3", "½"])
def test_what_is_no_quantity(typed: str) -> None:
    with pytest.raises(Refused):
        parse_quantity(typed, "平方米")
