"""Whom a row means: numbers, cards, phones and names, masked values, families, introducers, organisations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from features.importing.lists import counts, members, query, reasons, remarks

Imported = Callable[..., dict[str, Any]]

HEAD = ["姓名", "手机", "会员卡号", "生日", "备注"]
KNOWN = ["王小明", "19900005678", "A1", "1990-05-03", "怕冷"]


@pytest.fixture
def known(imported: Imported) -> Imported:
    """A file with M-00001 王小明."""
    assert counts(imported(HEAD, KNOWN)) == (1, 0, 0, 0)
    return imported


def one(desk: Any) -> dict[str, Any]:
    return members(desk.path)["王小明"]


SAME_PERSON = [
    (["姓名", "手机"], ["王小明", "19900005678"]),
    (["姓名", "手机"], ["王　小明", "+86 199-0000-5678"]),
    (["姓名", "手机"], ["王小明", "199****5678"]),
    (["姓名", "卡号"], ["王小明", "A1"]),
    (["会员编号", "姓名"], ["M-00001", "王小明"]),
    (["会员编号", "手机"], ["M-00001", "199****5678"]),
    (["会员编号", "姓名"], ["M-00001", "王*明"]),
    (["姓名", "生日"], ["王小明", "1990-05-03"]),
]


@pytest.mark.parametrize(("head", "row"), SAME_PERSON)
def test_means_the_one_who_is_there(head: list[str], row: list[str], known: Imported) -> None:
    answer = known(head, row)
    assert (counts(answer), answer["operation"]) == ((0, 0, 1, 0), None)


REFUSED: list[tuple[list[str], list[Any], str]] = [
    (["姓名", "卡号"], ["李四", "A1"], "A1 belongs to M-00001 王小明; the row names 李四"),
    (["会员编号", "姓名"], ["M-00009", "王小明"], "there is no member M-00009"),
    (
        ["姓名", "手机"],
        ["王小明", "199****0000"],
        "199****0000 is masked; give the whole of it",
    ),
    (
        ["会员编号", "手机"],
        ["M-00001", "199****0000"],
        "199****0000 does not fit what is recorded; a masked value is never written",
    ),
    (["姓名", "备注"], ["李四", "新客"], "there is no phone and no WeChat name to reach 李四 by"),
    (["姓名", "手机"], [None, "19900000077"], "the name is missing"),
    (
        ["姓名", "手机", "生日"],
        ["李小小", "19900000077", "2015-01-01"],
        "李小小 is 11: below 14 guardian and day of the guardian's consent are needed",
    ),
]


@pytest.mark.parametrize(("head", "row", "why"), REFUSED)
def test_is_sent_back(head: list[str], row: list[Any], why: str, known: Imported, desk: Any) -> None:
    before = members(desk.path)
    answer = known(head, row)
    assert (counts(answer), reasons(answer), answer["operation"]) == ((0, 0, 0, 1), {2: [why]}, None)
    assert members(desk.path) == before


def test_a_masked_value_is_never_written(known: Imported, desk: Any) -> None:
    answer = known(["会员编号", "手机", "备注"], ["M-00001", "199****5678", "周末来"])
    assert counts(answer) == (0, 1, 0, 0)
    assert (one(desk)["mobile"], one(desk)["note"]) == ("19900005678", "周末来")


def test_a_family_shares_a_phone(known: Imported, desk: Any) -> None:
    answer = known(["姓名", "手机"], ["李红", "19900005678"])
    assert (counts(answer), remarks(answer)) == ((1, 0, 0, 0), {2: ["same phone as M-00001 王小明"]})
    assert sorted(members(desk.path)) == ["李红", "王小明"]
    assert counts(known(["姓名", "手机"], ["李红", "19900005678"], ["王小明", "19900005678"])) == (0, 0, 2, 0)


def test_the_same_name_and_another_phone_are_two_people(known: Imported, desk: Any) -> None:
    assert counts(known(["姓名", "手机"], ["王小明", "19900000099"])) == (1, 0, 0, 0)
    found = query(desk.path, "SELECT name, mobile FROM member ORDER BY id")
    assert [tuple(row.values()) for row in found] == [("王小明", "19900005678"), ("王小明", "19900000099")]


def test_a_name_that_several_have_needs_more(known: Imported) -> None:
    known(["姓名", "手机", "生日"], ["王小明", "19900000099", "1990-05-03"])
    answer = known(["姓名", "手机", "其他电话"], ["王小明", "19900005678", "19900000099"])
    assert reasons(answer) == {2: ["the row fits several members: M-00001 王小明、M-00002 王小明"]}


def test_a_birthday_twice_is_remarked(known: Imported) -> None:
    answer = known(["姓名", "手机", "生日"], ["王小明", "19900000099", "1990-05-03"])
    assert (counts(answer), remarks(answer)) == ((1, 0, 0, 0), {2: ["same name and birthday as M-00001 王小明"]})


def test_one_list_names_the_same_person_twice(imported: Imported, desk: Any) -> None:
    rows = [["赵甲", "19900000001", "A7", None, "怕冷"], ["赵甲", "19900000001", None, "1990-05-03", "怕热"]]
    answer = imported(HEAD, *rows)
    assert counts(answer) == (1, 1, 0, 0)
    assert remarks(answer) == {3: ["赵甲 stands in row 2 too, with another note; that one is kept"]}
    assert members(desk.path)["赵甲"] == {
        "name": "赵甲",
        "mobile": "19900000001",
        "card_no": "A7",
        "birthday": "1990-05-03",
        "birthday_calendar": "solar",
        "birthday_leap": 0,
        "note": "怕冷",
    }
    again = imported(HEAD, *rows)
    assert (counts(again), again["operation"]) == ((0, 0, 2, 0), None)


def test_a_card_of_two_names_in_one_list(imported: Imported) -> None:
    answer = imported(HEAD, ["赵甲", "19900000001", "A7"], ["赵乙", "19900000002", "A7"])
    assert (counts(answer), reasons(answer)) == ((1, 0, 0, 1), {3: ["A7 belongs to 赵甲; the row names 赵乙"]})


def test_a_list_changes_what_it_says_otherwise(known: Imported, desk: Any) -> None:
    answer = known(HEAD, ["王小明", "19900005678", "A2", None, "怕热"])
    assert counts(answer) == (0, 1, 0, 0)
    place = {"sheet": "会员", "row": 2, "no": "M-00001", "name": "王小明"}
    assert answer["changes"] == [
        {**place, "field": "card_no", "old": "A1", "new": "A2"},
        {**place, "field": "note", "old": "怕冷", "new": "怕热"},
    ]
    assert (one(desk)["card_no"], one(desk)["note"], one(desk)["birthday"]) == ("A2", "怕热", "1990-05-03")


def test_a_card_somebody_else_has_is_not_moved(known: Imported) -> None:
    known(HEAD, ["赵甲", "19900000001", "A7"])
    answer = known(["会员编号", "卡号"], ["M-00002", "A1"])
    assert reasons(answer) == {2: ["A1 belongs to M-00001 王小明; the row names M-00002 赵甲"]}


def test_introducers_of_the_list_the_file_and_nowhere(known: Imported, desk: Any) -> None:
    head = ["姓名", "手机", "介绍人"]
    rows = [
        ["赵甲", "19900000001", "赵乙"],
        ["赵乙", "19900000002", "王小明"],
        ["赵丙", "19900000003", "M-00001"],
        ["赵丁", "19900000004", "白一"],
        ["赵戊", "19900000005", "赵戊"],
    ]
    answer = known(head, *rows)
    assert counts(answer) == (5, 0, 0, 0)
    nobody = "is nobody of the list or the file; the name stays in the note on the source"
    assert remarks(answer) == {5: [f"白一 {nobody}"], 6: [f"赵戊 {nobody}"]}
    found = {name: (row.get("introduced_by"), row.get("source_detail")) for name, row in members(desk.path).items()}
    assert found == {
        "王小明": (None, None),
        "赵甲": (3, "赵乙"),
        "赵乙": (1, "王小明"),
        "赵丙": (1, "M-00001"),
        "赵丁": (None, "白一"),
        "赵戊": (None, "赵戊"),
    }
    again = known(head, *rows)
    assert (counts(again), again["operation"]) == ((0, 0, 5, 0), None)


def test_an_introducer_added_later_is_a_change(known: Imported) -> None:
    known(["姓名", "手机"], ["赵甲", "19900000001"])
    answer = known(["姓名", "手机", "介绍人"], ["赵甲", "19900000001", "王小明"])
    assert counts(answer) == (0, 1, 0, 0)
    assert [(change["field"], change["new"]) for change in answer["changes"]] == [
        ("source_detail", "王小明"),
        ("introduced_by", "M-00001 王小明"),
    ]


def test_organisations_need_no_phone_and_are_found_by_name(imported: Imported, desk: Any) -> None:
    head = ["姓名", "手机", "客户类型"]
    rows = [
        ["东海大药房", None, "单位"],
        ["1幢502", None, "房屋"],
        ["城南某某有限公司", None, None],
        ["赵甲", "19900000001", "个人"],
    ]
    assert counts(imported(head, *rows)) == (4, 0, 0, 0)
    kinds = {name: values.get("kind", "person") for name, values in members(desk.path).items()}
    assert kinds == {
        "东海大药房": "organisation",
        "1幢502": "unit",
        "城南某某有限公司": "organisation",
        "赵甲": "person",
    }
    assert counts(imported(head, *rows)) == (0, 0, 4, 0)


def test_a_hot_line_is_nobody_s_number_but_no_reason_to_come_in_twice(imported: Imported) -> None:
    head = ["姓名", "手机", "生日"]
    rows = [["赵甲", "95588", None], ["钱乙", "95588", None], ["孙丙", "95588", "1990-05-03"]]
    assert counts(imported(head, *rows)) == (3, 0, 0, 0)
    assert counts(imported(head, *rows)) == (0, 0, 3, 0)
    assert counts(imported(head, ["孙丙", "95588", "1991-06-04"])) == (1, 0, 0, 0)


def test_an_unknown_kind_of_customer_comes_back_and_a_column_of_others_is_left(imported: Imported) -> None:
    head = ["姓名", "手机", "客户类型"]
    answer = imported(head, ["赵甲", "19900000001", "个人"], ["赵乙", "19900000002", "外星"])
    assert list(reasons(answer)) == [3]
    answer = imported(head, ["赵甲", "19900000001", "金卡客户"])
    assert (counts(answer), answer["ignored"]) == ((0, 0, 1, 0), {"客户类型": "holds no kinds of customer"})


def test_numbers_of_other_programs_are_cards(imported: Imported, desk: Any) -> None:
    assert counts(imported(["编号", "姓名", "手机"], ["V001", "赵甲", "19900000001"])) == (1, 0, 0, 0)
    assert members(desk.path)["赵甲"]["card_no"] == "V001"


def test_a_guardian_lets_a_child_in(imported: Imported, desk: Any) -> None:
    head = ["姓名", "手机", "生日", "监护人", "监护人电话", "监护人同意日期"]
    row = ["李小小", "19900000077", "2015-01-01", "李大", "19900000078", "2026-10-01"]
    assert counts(imported(head, row)) == (1, 0, 0, 0)
    kept = members(desk.path)["李小小"]
    assert (kept["guardian"], kept["guardian_phone"], kept["guardian_consent_on"]) == (
        "李大",
        "19900000078",
        "2026-10-01",
    )
