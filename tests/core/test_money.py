from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.findings import Refused
from crmcli.core.money import LIMIT_FEN, capitals, parse_amount, show_yuan, yuan

FEN = st.integers(0, LIMIT_FEN - 1)


@pytest.mark.parametrize(
    ("given_", "fen"),
    [
        ("1200", 120000),
        ("0", 0),
        ("0.50", 50),
        ("0.5", 50),
        ("1,200.50", 120050),
        ("1，200", 120000),
        ("1,200,000", 120000000),
        ("￥1200", 120000),
        ("¥1200", 120000),
        ("￥ 1,200.50 元", 120050),
        ("人民币1200元", 120000),
        ("RMB 1200", 120000),
        ("1200元", 120000),
        ("1200元整", 120000),
        ("1200块", 120000),
        ("1200块钱", 120000),
        ("１２００", 120000),
        ("1200。50", 120050),
        ("2万", 2000000),
        ("1.5万", 1500000),
        ("1.50万元", 1500000),
        ("1,200万", 1200000000),
        ("5w", 5000000),
        ("3K", 300000),
        ("2w5", 2500000),
        ("两万五", 2500000),
        ("2万5", 2500000),
        ("2万5千", 2500000),
        ("2万5000", 2500000),
        ("十万五", 10500000),
        ("三千八", 380000),
        ("三千八百块", 380000),
        ("2千500", 250000),
        ("一百五", 15000),
        ("一百零五", 10500),
        ("两千零五十", 205000),
        ("1万零5百", 1050000),
        ("一万零三百二十", 1032000),
        ("十五", 1500),
        ("二十五", 2500),
        ("二〇〇", 20000),
        ("一点五万", 1500000),
        ("三千万", 3000000000),
        ("1亿5", 15000000000),
        ("3块5", 350),
        ("三块五毛", 350),
        ("12块5毛8", 1258),
        ("5角", 50),
        ("五分", 5),
        ("壹仟贰佰元整", 120000),
        ("人民币壹仟贰佰元整", 120000),
        ("贰佰圆正", 20000),
        ("壹拾万柒仟元零伍角叁分", 10700053),
        ("壹万陆仟肆佰零玖元零贰分", 1640902),
        ("零元整", 0),
        ("免费", 0),
        ("赠送", 0),
        (1200, 120000),
        (1200.0, 120000),
        (1200.1, 120010),
        (1200.1000000000001, 120010),
        (0.1 + 0.2, 30),
        (123456789.12000001, 12345678912),
        (9999999999.99, 999999999999),
        (Decimal("1200.10"), 120010),
        (Decimal("1200.1000"), 120010),
        (Decimal("1E+3"), 100000),
        ("9,999,999,999.99", 999999999999),
    ],
)
def test_parse_amount(given_: str | int | float | Decimal, fen: int) -> None:
    assert parse_amount(given_) == fen


NOT_AN_AMOUNT = "is not an amount; write for example 1200, 1,200.50 or 1.5万"
MORE_THAN_FEN = "has more than two decimals; write yuan and fen, such as 0.50"
TWO_WAYS = "may be read in two ways: a comma only parts thousands (1,200), a point begins the decimals"
TOO_LARGE = "is too large; an amount stays below 10,000,000,000 yuan"


@pytest.mark.parametrize(
    ("given_", "reason"),
    [
        ("", NOT_AN_AMOUNT),
        ("abc", NOT_AN_AMOUNT),
        ("无", NOT_AN_AMOUNT),
        ("1200+赠200", NOT_AN_AMOUNT),
        ("1200多", NOT_AN_AMOUNT),
        ("1e5", NOT_AN_AMOUNT),
        ("1..2", NOT_AN_AMOUNT),
        ("1.", NOT_AN_AMOUNT),
        ("元", NOT_AN_AMOUNT),
        ("整", NOT_AN_AMOUNT),
        ("万", NOT_AN_AMOUNT),
        ("百元", NOT_AN_AMOUNT),
        ("2万05", NOT_AN_AMOUNT),
        ("2万500", NOT_AN_AMOUNT),
        ("1.5万5", NOT_AN_AMOUNT),
        ("1万2万", NOT_AN_AMOUNT),
        ("1.5元5角", NOT_AN_AMOUNT),
        ("3元50", NOT_AN_AMOUNT),
        ("(-200)", NOT_AN_AMOUNT),
        ("٣", NOT_AN_AMOUNT),
        ("9" * 41, NOT_AN_AMOUNT),
        (True, NOT_AN_AMOUNT),
        (float("nan"), NOT_AN_AMOUNT),
        (float("inf"), NOT_AN_AMOUNT),
        (Decimal("NaN"), NOT_AN_AMOUNT),
        ("0.005", MORE_THAN_FEN),
        ("1.200", MORE_THAN_FEN),
        ("1.2345678万", MORE_THAN_FEN),
        (0.005, MORE_THAN_FEN),
        (12.345, MORE_THAN_FEN),
        (Decimal("0.001"), MORE_THAN_FEN),
        ("12,00", TWO_WAYS),
        ("1.200,50", TWO_WAYS),
        ("1,2345", TWO_WAYS),
        ("1,200,00", TWO_WAYS),
        ("10000000000", TOO_LARGE),
        ("100亿", TOO_LARGE),
        (10**10, TOO_LARGE),
        (1e300, TOO_LARGE),
        ("-200", "is negative; give an amount of 0 or more"),
        (-0.01, "is negative; give an amount of 0 or more"),
    ],
)
def test_what_is_no_amount_is_refused(given_: str | int | float | Decimal, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_amount(given_)
    assert str(refused.value) == f"{given_} {reason}"
    assert refused.value.facts == {"value": str(given_)}


@pytest.mark.parametrize(
    "given_", ["-200", "−200", "(200)", "（200.00）", "负200", "￥-200", "-￥200", "-200元", -200, -200.0]
)
def test_negative_amounts_where_allowed(given_: str | int | float) -> None:
    assert parse_amount(given_, allow_negative=True) == -20000


def test_nothing_is_never_negative() -> None:
    assert [parse_amount("-0"), parse_amount(-0.0), parse_amount("(0.00)")] == [0, 0, 0]


@given(FEN)
def test_every_way_an_amount_is_written_is_read_back(fen: int) -> None:
    written = [yuan(fen), show_yuan(fen), f"￥{show_yuan(fen)}", capitals(fen), f"人民币{capitals(fen)}"]
    assert [parse_amount(text) for text in written] == [fen] * len(written)
    assert parse_amount(Decimal(fen) / 100) == fen
    assert parse_amount(fen / 100) == fen
    assert parse_amount(yuan(-fen), allow_negative=True) == -fen


@given(st.text(alphabet="0123456789,.，。零一二两三十百千万亿元块角毛分整正-()（）￥w", max_size=12))
def test_any_text_gives_an_amount_in_bounds_or_a_refusal(text: str) -> None:
    try:
        fen = parse_amount(text, allow_negative=True)
    except Refused as refused:
        fen, value = 0, refused.facts["value"]
    else:
        value = text.strip()
    assert value == text.strip()
    assert -LIMIT_FEN < fen < LIMIT_FEN


@pytest.mark.parametrize(
    ("fen", "plain", "shown"),
    [
        (0, "0.00", "0.00"),
        (5, "0.05", "0.05"),
        (1980000, "19800.00", "19,800.00"),
        (-50, "-0.50", "-0.50"),
        (-123456789, "-1234567.89", "-1,234,567.89"),
    ],
)
def test_yuan_for_programs_and_for_people(fen: int, plain: str, shown: str) -> None:
    assert (yuan(fen), show_yuan(fen)) == (plain, shown)


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (140950, "壹仟肆佰零玖元伍角"),
        (600714, "陆仟零柒元壹角肆分"),
        (168032, "壹仟陆佰捌拾元叁角贰分"),
        (10700053, "壹拾万柒仟元伍角叁分"),
        (1640902, "壹万陆仟肆佰零玖元零贰分"),
        (32504, "叁佰贰拾伍元零肆分"),
        (1000, "壹拾元整"),
        (0, "零元整"),
        (5, "伍分"),
        (50, "伍角"),
        (53, "伍角叁分"),
        (1980000, "壹万玖仟捌佰元整"),
        (2000500, "贰万零伍元整"),
        (2005000000, "贰仟零伍万元整"),
        (10000000100, "壹亿零壹元整"),
        (10001000000, "壹亿零壹万元整"),
        (30000403400, "叁亿零肆仟零叁拾肆元整"),
        (999999999999, "玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
        (-20000, "负贰佰元整"),
    ],
)
def test_capitals(fen: int, text: str) -> None:
    assert capitals(fen) == text


def test_capitals_end_at_a_million_million() -> None:
    with pytest.raises(ValueError, match="beyond what is written in characters"):
        capitals(10**14)
