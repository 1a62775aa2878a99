"""The demo workbooks: made again cell for cell, invented people only, what README.md says of them."""

import os
import re
import subprocess
import sys
import tomllib
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from borax.calendars.lunardate import LunarDate
from dateutil.relativedelta import relativedelta
from openpyxl import load_workbook

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "data" / "demo"
DEMO_DAY = date(2026, 11, 2)
MEMBER_ROWS, PURCHASE_ROWS = 320, 700
BAD_MEMBERS = {19, 50, 78, 110, 139, 167, 196, 225, 252, 291}
DOUBLED, DOUBLE = 76, 261
BAD_PURCHASES = {72, 116, 158, 281, 353, 397, 497, 589}
STEPS = [
    relativedelta(days=1),
    relativedelta(days=3),
    relativedelta(days=6),
    relativedelta(months=1),
    relativedelta(months=3),
    relativedelta(months=6),
]

Row = dict[str, Any]


def table(name: str, head_row: int, count: int) -> dict[int, Row]:
    """The rows below the head by their row in the sheet."""
    sheet = load_workbook(DEMO / name).worksheets[0]
    lines = list(sheet.iter_rows(min_row=head_row, max_row=head_row + count, values_only=True))
    return {
        number: dict(zip(map(str, lines[0]), line, strict=True))
        for number, line in enumerate(lines[1:], start=head_row + 1)
    }


@pytest.fixture(scope="module")
def members() -> dict[int, Row]:
    return {row["序号"]: row for row in table("members.xlsx", 4, MEMBER_ROWS).values()}


@pytest.fixture(scope="module")
def purchases() -> dict[int, Row]:
    return table("purchases.xlsx", 3, PURCHASE_ROWS)


@pytest.fixture(scope="module")
def items() -> dict[str, Row]:
    text = (ROOT / "data" / "packs" / "clinic" / "items.toml").read_text(encoding="utf-8")
    return {item["name"]: item for item in tomllib.loads(text)["items"]}


def grid(path: Path) -> dict[str, Any]:
    book = load_workbook(path)
    return {
        sheet.title: {
            "merged": sorted(map(str, sheet.merged_cells.ranges)),
            "cells": {
                cell.coordinate: (cell.value, cell.number_format)
                for line in sheet.iter_rows()
                for cell in line
                if cell.value is not None
            },
        }
        for sheet in book.worksheets
    }


def mobiles(cell: object) -> list[str]:
    """Every run of seven and more digits in a phone cell, blanks, dashes, +86 and a power of ten undone."""
    text = str(cell or "")
    if power := re.fullmatch(r"1\.(\d{10})E\+10", text):
        text = "1" + power[1]
    if re.fullmatch(r"\d{3}[ -]\d{4}[ -]\d{4}", text):
        text = re.sub("[ -]", "", text)
    return re.findall(r"\d{7,}", text)


def day_of(cell: object) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    found = re.fullmatch(r"(\d{4})\D?(\d\d?)\D?(\d\d?)\D?", str(cell))
    assert found, cell
    return date(*map(int, found.groups()))


def month_day(cell: object) -> tuple[int, ...] | None:
    """Month and day of a birthday with both in figures, whatever stands before them."""
    if isinstance(cell, datetime):
        return cell.month, cell.day
    found = re.search(r"(?:^|\D)(\d\d?) ?[-./．月] ?(\d\d?) ?日?$", str(cell))
    return tuple(map(int, found.groups())) if found else None


def yuan(cell: object) -> float:
    text = re.sub("[￥,元]", "", str(cell))
    return float(text[:-1]) * 10_000 if text.endswith("万") else float(text)


def test_making_them_again_gives_the_same_cells(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, str(DEMO / "make.py"), "--output", str(tmp_path)]
    subprocess.run(command, check=True, env=environment)
    for name in ("members.xlsx", "purchases.xlsx"):
        assert grid(tmp_path / name) == grid(DEMO / name)


def test_layout_of_the_members() -> None:
    book = grid(DEMO / "members.xlsx")
    assert list(book) == ["会员登记", "说明"]
    cells, merged = book["会员登记"]["cells"], book["会员登记"]["merged"]
    assert merged == ["A1:O1", "A2:O2", "A325:B325", "A326:O326"]
    assert [name for name in cells if name.endswith("3") and name[1:] == "3"] == []
    assert cells["A4"][0] == "序号"
    assert cells["A324"][0] == MEMBER_ROWS
    assert (cells["A325"][0], cells["C325"][0]) == ("合计", "320人")
    assert cells["A326"][0].startswith("备注：")


def test_layout_of_the_purchases(purchases: dict[int, Row]) -> None:
    book = grid(DEMO / "purchases.xlsx")
    assert list(book) == ["消费明细"]
    cells, merged = book["消费明细"]["cells"], book["消费明细"]["merged"]
    assert merged == ["A1:J1", "A2:J2", "A705:J705"]
    assert cells["A3"][0] == "日期"
    assert len(purchases) == PURCHASE_ROWS
    assert cells["A704"][0] == "合计"
    good = [row for number, row in purchases.items() if number not in BAD_PURCHASES]
    assert cells["G704"][0] == sum(yuan(row["金额"]) for row in good)


def test_every_phone_is_of_the_invented_range(members: dict[int, Row], purchases: dict[int, Row]) -> None:
    cells = [row[head] for row in members.values() for head in ("*联系电话（必填）", "其他联系方式", "备注")]
    cells += [row["联系电话"] for row in purchases.values()]
    found = [number for cell in cells for number in mobiles(cell)]
    assert len(found) > 950
    short = mobiles(members[50]["*联系电话（必填）"])
    assert [number for number in found if not re.fullmatch(r"1990000\d{4}", number)] == short


def test_phones_are_shared_only_by_the_family(members: dict[int, Row]) -> None:
    found = Counter(
        number
        for place, row in members.items()
        if place != DOUBLE
        for head in ("*联系电话（必填）", "其他联系方式")
        for number in mobiles(row[head])
    )
    family = {number for place in (146, 147, 148) for number in mobiles(members[place]["*联系电话（必填）"])}
    assert {number: count for number, count in found.items() if count > 1} == {family.pop(): 3}
    assert not family


def test_every_member_but_one_can_be_reached(members: dict[int, Row]) -> None:
    unreachable = [place for place, row in members.items() if not mobiles(row["*联系电话（必填）"])]
    assert unreachable == [167]


def test_ids_are_valid_but_two_and_of_no_real_district(members: dict[int, Row]) -> None:
    """The check character closes the sum of digit times power of two to 1 modulo 11 (GB 11643-1999)."""
    invalid, old = [], []
    for place, row in members.items():
        if row["身份证号"] is None:
            continue
        number = str(row["身份证号"]).upper()
        if not re.fullmatch(r"(11|31|32|33|41)9999\d{11}[\dX]", number):
            (old if re.fullmatch(r"119999\d{9}", number) else invalid).append(place)
            continue
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
        values = [10 if sign == "X" else int(sign) for sign in number]
        if sum(value * 2 ** (17 - at) for at, value in enumerate(values)) % 11 != 1:
            invalid.append(place)
        assert row["性别"] in (None, "男" if values[16] % 2 else "女")
    assert invalid == [19, 196]
    assert len(old) == 1
    assert sum(row["身份证号"] is not None for row in members.values()) > 15


def test_one_row_stands_twice_and_no_card_otherwise(members: dict[int, Row]) -> None:
    assert members[DOUBLE] | {"序号": DOUBLED} == members[DOUBLED]
    cards = Counter(row["会员卡号"] for place, row in members.items() if place != DOUBLE and row["会员卡号"])
    assert set(cards.values()) == {1}
    names = Counter(row["*姓  名"] for place, row in members.items() if place != DOUBLE)
    assert {name for name, count in names.items() if count > 1} == {"王芳", "刘燕"}


def test_tiers_are_earned_but_three(members: dict[int, Row]) -> None:
    higher = []
    for place, row in members.items():
        if place in BAD_MEMBERS:
            continue
        spent = yuan(row["累计消费（元）"] or 0)
        earned = "尊享卡" if spent >= 50_000 else "白金卡" if spent >= 20_000 else "银卡"
        if row["会员等级"] != earned:
            higher.append((place, earned, row["会员等级"]))
    assert higher == [(49, "银卡", "白金卡"), (131, "银卡", "尊享卡"), (222, "银卡", "白金卡")]


def test_six_birthdays_fall_in_the_days_after_the_demo(members: dict[int, Row]) -> None:
    found = Counter(month_day(row["出生日期"]) for row in members.values())
    window = {day: count for day, count in found.items() if day and (11, 2) <= day <= (11, 5)}
    assert window == {(11, 2): 1, (11, 3): 2, (11, 4): 1, (11, 5): 1}
    assert [row["*姓  名"] for row in members.values() if row["出生日期"] == "农历九月廿五"] == ["孙婉珍"]
    assert LunarDate(2026, 9, 25).to_solar_date() == date(2026, 11, 3)


def test_introducers_are_members_who_came_before(members: dict[int, Row]) -> None:
    place_of = {str(row["*姓  名"]): place for place, row in members.items() if place not in BAD_MEMBERS}
    late = []
    for place, row in members.items():
        told = re.search("（(.*)）", row["信息来源"] or "")
        if friend := row["介绍人"] or (told and told[1]):
            assert str(row["信息来源"]).startswith("朋友介绍")
            if place_of[friend] >= place:
                late.append(place)
    assert late == []


def test_good_purchases_name_an_item_near_its_price(purchases: dict[int, Row], items: dict[str, Row]) -> None:
    for number, row in purchases.items():
        if number in BAD_PURCHASES:
            continue
        price = items[row["项目"]].get("price")
        if price is None:
            assert row["备注"]
        else:
            assert 0.8 <= yuan(row["金额"]) / (price * row["数量"]) <= 1.0
    assert {purchases[number]["项目"] for number in (158, 589)} & set(items) == set()


def test_good_purchases_name_one_member(members: dict[int, Row], purchases: dict[int, Row]) -> None:
    known = [row for place, row in members.items() if place != DOUBLE and place not in BAD_MEMBERS]
    cards = {row["会员卡号"] for row in known}
    people = {(str(row["*姓  名"]).replace("　", ""), mobiles(row["*联系电话（必填）"])[0]) for row in known}
    nobody, by_card_only = set(), 0
    for number, row in purchases.items():
        if row["会员姓名"]:
            known_person = (row["会员姓名"], str(row["联系电话"])) in people
            if not known_person or (row["会员卡号"] and row["会员卡号"] not in cards):
                nobody.add(number)
        else:
            by_card_only += 1
            if row["会员卡号"] not in cards:
                nobody.add(number)
    assert nobody == {72, 281, 497}
    assert by_card_only > 20


def test_one_purchase_stands_twice(purchases: dict[int, Row]) -> None:
    seen: dict[tuple[object, ...], list[int]] = {}
    for number, row in purchases.items():
        if number not in BAD_PURCHASES:
            whom = row["会员姓名"] or row["会员卡号"]
            key = (day_of(row["日期"]), whom, str(row["联系电话"]), row["项目"])
            seen.setdefault(key, []).append(number)
    assert [places for places in seen.values() if len(places) > 1] == [[447, 450]]


def test_purchases_stand_by_day_in_the_five_months(purchases: dict[int, Row]) -> None:
    days = [day_of(row["日期"]) for number, row in purchases.items() if number != 116]
    assert days == sorted(days)
    assert (days[0], days[-1]) == (date(2026, 6, 1), date(2026, 10, 31))


def test_calls_of_the_demo_day(purchases: dict[int, Row], items: dict[str, Row]) -> None:
    """20 due on the day; 7 overdue where the import was on 31 October, those a later step takes along left out."""
    due, overdue, treated = 0, 0, Counter[str]()
    for number, row in purchases.items():
        if number in BAD_PURCHASES or items[row["项目"]]["group"] not in ("整形", "激光"):
            continue
        treated[str(row["会员姓名"] or row["会员卡号"]) + str(row["联系电话"])] += 1
        open_steps = [day for step in STEPS if (day := day_of(row["日期"]) + step) >= date(2026, 10, 31)]
        latest = max((day for day in open_steps if day <= DEMO_DAY), default=None)
        due += latest == DEMO_DAY
        overdue += latest is not None and latest < DEMO_DAY
    assert (due, overdue) == (20, 7)
    assert set(treated.values()) == {1}
