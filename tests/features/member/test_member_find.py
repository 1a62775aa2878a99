"""`member find`: one box for everything a clerk may know of a member."""

from __future__ import annotations

import pytest

from harness import Desk

PEOPLE = (
    ("王小明", "19900005678", "A0012"),
    ("单小姐", "19900000012", "A0013"),
    ("欧阳娜娜", "19900000034", "A0014"),
    ("阿依古丽·买买提", "19900000023", "A0015"),
    ("诸葛亮", "19900000056", "B7788"),
    ("吕绿", "19900000067", "B7789"),
)


@pytest.fixture
def people(desk: Desk) -> Desk:
    for name, mobile, card in PEOPLE:
        desk.json("member", "add", name, "--mobile", mobile, "--card-no", card)
    return desk


FOUND = [
    ("小明", ["王小明"]),
    ("明", ["王小明"]),
    ("王小明", ["王小明"]),
    ("xm", ["王小明"]),
    ("wxm", ["王小明"]),
    ("xiaoming", ["王小明"]),
    ("wangxiaoming", ["王小明"]),
    ("XiaoMing", ["王小明"]),
    ("5678", ["王小明"]),
    ("19900005678", ["王小明"]),
    ("王小明5678", ["王小明"]),
    ("王5678", ["王小明"]),
    ("wxm5678", ["王小明"]),
    ("m1", ["王小明"]),
    ("M-00001", ["王小明"]),
    ("A0012", ["王小明"]),
    ("a0012", ["王小明"]),
    ("shan", ["单小姐"]),
    ("dan", ["单小姐"]),
    ("sxj", ["单小姐"]),
    ("ouyang", ["欧阳娜娜"]),
    ("娜娜", ["欧阳娜娜"]),
    ("买买提", ["阿依古丽·买买提"]),
    ("諸葛", ["诸葛亮"]),
    ("zgl", ["诸葛亮"]),
    ("lvlv", ["吕绿"]),
    ("lulu", ["吕绿"]),
    ("lyulyu", ["吕绿"]),
    ("6789", []),
    ("没有", []),
    (".", ["吕绿"]),
]


@pytest.mark.parametrize(("text", "names"), FOUND)
def test_who_is_found(people: Desk, text: str, names: list[str]) -> None:
    assert [row["name"] for row in people.json("member", "find", text)] == names


def test_a_whole_name_wins_over_a_part(people: Desk) -> None:
    people.json("member", "add", "小明", "--mobile", "19900000099")
    assert [row["name"] for row in people.json("member", "find", "小明")] == ["小明"]
    assert people.json("member", "show", "小明")["no"] == "M-00007"


def test_an_edited_name_is_found_by_the_new_one_only(people: Desk) -> None:
    people.json("member", "edit", "王小明", "--name", "王大伟")
    assert people.json("member", "find", "小明") == []
    assert [row["no"] for row in people.json("member", "find", "wdw")] == ["M-00001"]


def test_nothing_found_is_an_empty_list_and_no_failure(people: Desk) -> None:
    result = people.ok("member", "find", "没有")
    assert (result.out, result.err) == ("No member fits.\n", "")


def test_masked_unless_revealed_and_reveals_are_logged(people: Desk) -> None:
    assert people.json("member", "find", "wxm")[0]["mobile"] == "199****5678"
    assert people.json("member", "find", "wxm", "--reveal")[0]["mobile"] == "19900005678"
    people.ok("config", "set", "mask", "off")
    assert people.json("member", "find", "wxm")[0]["mobile"] == "19900005678"
