"""The record the membership form is printed from, and what of it is read back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crmcli.core.birthday import parse_birthday
from crmcli.core.findings import Refused
from crmcli.features.application.rules import birthday_printed, gift_words, read_gift
from crmcli.features.application.sheet import application_record
from crmcli.features.form.choose import form_of
from crmcli.forms.fill import grids
from crmcli.session import Session
from crmcli.ui.options import Shared
from harness import Desk

Record = Callable[..., dict[str, Any]]


@pytest.fixture
def record() -> Record:
    """The record of a member of a file."""

    def read(path: Path, member_id: int = 1) -> dict[str, Any]:
        session = Session(Shared(db=str(path)))
        try:
            return application_record(session, member_id)
        finally:
            session.close()

    return read


def test_the_whole_record(asked: Desk, record: Record) -> None:
    person = ("--gender", "女", "--birthday", "1990-11-01", "--address", "南通市崇川区", "--employer", "某某公司")
    more = ("--email", "a@example.cn", "--wechat", "wx1", "--id-no", "E12345678", "--id-type", "护照")
    lists = ("--interest", "健身", "--interest", "游泳", "--industry", "农业", "--occupation", "企业管理者")
    money = ("--card-type", "充值卡", "--card-no", "0012", "--amount", "5000", "--joining-amount", "200")
    told = ("--source", "业务员(李娜)", "--source", "邮政", "--source", "其他(展会)", "--promotion", "秋季")
    asked.ok("member", "apply", "王小明", "--mobile", "19900005678", *person, *more, *lists, *money, *told)
    assert record(asked.path) == {
        "applied_on": date(2026, 10, 31),
        "card_type": "stored",
        "card_no": "0012",
        "amount": 500000,
        "name": "王小明",
        "gender": "女",
        "age": 35,
        "birthday": date(1990, 11, 1),
        "address": "南通市崇川区",
        "phone": "19900005678",
        "employer": "某某公司",
        "email": "a@example.cn",
        "wechat": "wx1",
        "id_type": "passport",
        "id_no": "E12345678",
        "interest": ["fitness", "other"],
        "interest_other": "游泳",
        "source": ["salesperson", "other"],
        "salesperson": "李娜",
        "source_other": "展会、邮政",
        "industry": "other",
        "industry_other": "农业",
        "occupation": "manager",
        "occupation_other": None,
        "joining_amount": 20000,
        "gift": "球拍；赠送金额 500.00",
    }


def test_what_was_booked_stands_before_what_was_noted(club: Desk, record: Record) -> None:
    club.ok("member", "add", "李红", "--mobile", "19900001234")
    bought = club.json("purchase", "add", "李红", "--item", "其他", "--amount", "4800")["id"]
    club.ok("member", "apply", "李红", "--mobile", "19900001234", "--amount", "4800", "--booked", bought, "--yes")
    assert record(club.path)["amount"] == 480000


def test_a_member_without_an_application_prints_from_the_member(desk: Desk, record: Record) -> None:
    words = ("--joined-on", "2025-03-01", "--birthday", "农历1990年五月初三", "--source", "业务员(李娜)")
    desk.ok("member", "add", "李红", "--mobile", "19900001234", "--card-no", "A1", *words)
    found = record(desk.path)
    told = {key: value for key, value in found.items() if value not in (None, [])}
    assert told == {
        "applied_on": date(2025, 3, 1),
        "card_no": "A1",
        "name": "李红",
        "age": 34,
        "birthday": "农历1990年5月3日",
        "phone": "19900001234",
        "source": ["salesperson"],
        "salesperson": "李娜",
    }


def test_of_several_applications_the_last_is_printed(club: Desk, record: Record) -> None:
    for card, amount in (("A1", "100"), ("B2", "200")):
        club.ok("member", "apply", "李红", "--mobile", "19900001234", "--card-no", card, "--amount", amount, "--yes")
    found = record(club.path)
    assert (found["card_no"], found["amount"]) == ("B2", 20000)


CERTIFICATES = [
    ("resident", "11010519491231002X", "resident", "11010519491231002X"),
    ("护照", "E12345678", "passport", "E12345678"),
    ("军官证", "南字第1234567号", "军官证", "军官证 南字第1234567号"),
    ("其他", "A1234567", "其他", "其他 A1234567"),
]


@pytest.mark.parametrize(("kind", "number", "printed", "cell"), CERTIFICATES)
def test_a_certificate_that_is_neither_option_is_named(
    desk: Desk, record: Record, kind: str, number: str, printed: str, cell: str
) -> None:
    desk.ok("member", "add", "李红", "--mobile", "19900001234", "--id-type", kind, "--id-no", number)
    found = record(desk.path)
    assert found["id_type"] == printed
    [grid] = grids(form_of("application"), {}, [found])
    cells = {str(placed.at): placed.value for placed in grid.cells}
    assert ("☑" in str(cells["B8:D8"])) == (printed in ("resident", "passport"))
    assert str(cells["G8:H8"]).startswith(
        "军官证 " if printed == "军官证" else "其他 " if printed == "其他" else number
    )


def test_every_code_of_every_pack_can_be_printed(bare: Desk, record: Record) -> None:
    for pack in ("clinic", "club"):
        place = ("--db", f"{pack}.db")
        bare.ok(*place, "init", "--pack", pack, "--open")
        session = Session(Shared(db=f"{pack}.db"))
        lists = {kind: [code.code for code in session.pack.codes[kind]] for kind in ("source", "interest")}
        session.close()
        words = [word for kind, codes in lists.items() for code in codes for word in (f"--{kind}", code)]
        bare.ok(*place, "member", "apply", "李红", "--mobile", "19900001234", *words)
        found = record(Path(f"{pack}.db"))
        [grid] = grids(form_of("application"), {}, [found])
        assert all("☑" in str(cell.value) for cell in grid.cells if str(cell.at) in ("B9:H9", "B10:H10"))


GIFTS = [
    (None, 0, None),
    ("毛巾", 0, "毛巾"),
    (None, 20000, "赠送金额 200.00"),
    ("球拍", 50050, "球拍；赠送金额 500.50"),
    ("毛巾，水壶", 100000000, "毛巾，水壶；赠送金额 1,000,000.00"),
]


@pytest.mark.parametrize(("gift", "bonus_fen", "words"), GIFTS)
def test_gift_and_amount_given_are_one_line_and_read_back(gift: str | None, bonus_fen: int, words: str | None) -> None:
    assert gift_words(gift, bonus_fen) == words
    assert read_gift(words) == (gift, bonus_fen)


WRITTEN = [
    ("", (None, 0)),
    ("体验券两张", ("体验券两张", 0)),
    ("赠送金额：500元", (None, 50000)),
    ("毛巾 赠送金额500", ("毛巾", 50000)),
    ("小礼品(毛巾) 赠送金额(500)", ("毛巾", 50000)),
    ("小礼品(    ) 赠送金额(    )", (None, 0)),
    ("赠送金额", (None, 0)),
]


@pytest.mark.parametrize(("words", "read"), WRITTEN)
def test_gifts_as_people_write_them(words: str, read: tuple[str | None, int]) -> None:
    assert read_gift(words) == read


def test_an_amount_given_in_words_that_are_none_is_refused() -> None:
    with pytest.raises(Refused):
        read_gift("毛巾；赠送金额 很多")


BIRTHDAYS = ["1990-05-03", "05-03", "农历1990-05-03", "农历1990年闰五月初三", "农历腊月三十", "--02-29"]


@pytest.mark.parametrize("text", BIRTHDAYS)
def test_a_birthday_as_printed_is_read_as_the_same(text: str) -> None:
    today = date(2026, 10, 31)
    born = parse_birthday(text, today)
    printed = birthday_printed(born.text, born.calendar, born.leap)
    assert isinstance(printed, date) == (born.calendar == "solar" and born.year is not None)
    assert parse_birthday(str(printed), today) == born
