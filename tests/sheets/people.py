"""Five invented members, as every ugly file lists them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Person:
    """One member as a clerk would know her; ``spend`` in yuan."""

    card: str
    name: str
    mobile: str
    gender: str
    born: date
    tier: str
    spend: Decimal
    points: int
    note: str


PEOPLE = (
    Person("C0001", "王小明", "19900005678", "男", date(1990, 5, 3), "银卡", Decimal("12800.50"), 128, "怕冷"),
    Person("C0002", "单小姐", "19900000012", "女", date(1985, 12, 30), "白金卡", Decimal("35600.00"), 356, ""),
    Person(
        "C0003",
        "阿依古丽·买买提",
        "19900000023",
        "女",
        date(2001, 2, 28),
        "银卡",
        Decimal("1980.00"),
        19,
        "住人民路12号，3单元，晚上接电话",
    ),
    Person("C0004", "欧阳娜娜", "19900000034", "女", date(1978, 10, 1), "白金卡", Decimal("48888.80"), 488, ""),
    Person("C0005", "李四", "19900000045", "男", date(1969, 7, 15), "银卡", Decimal("0.00"), 0, "转介绍"),
)

TITLES = ("序号", "会员卡号", "姓名", "手机", "性别", "生日", "会员等级", "累计消费", "积分", "备注")


def as_row(number: int, person: Person) -> list[object]:
    """The values below ``TITLES`` as a tidy workbook has them."""
    return [
        number,
        person.card,
        person.name,
        person.mobile,
        person.gender,
        person.born,
        person.tier,
        float(person.spend),
        person.points,
        person.note or None,
    ]


def as_rows() -> list[list[object]]:
    """All five, numbered from 1."""
    return [as_row(number, person) for number, person in enumerate(PEOPLE, 1)]


def as_text_rows() -> list[list[str]]:
    """All five as text: days ISO, amounts with two decimals, blanks empty."""
    rows = []
    for number, person in enumerate(PEOPLE, 1):
        row = ["" if value is None else str(value) for value in as_row(number, person)]
        row[7] = str(person.spend)
        rows.append(row)
    return rows
