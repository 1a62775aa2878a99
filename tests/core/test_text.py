import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.findings import Refused
from crmcli.core.text import fold, normal_name, pad, simplified, width, wrap

NAMES = st.text(
    alphabet="王小明李芳阿卜杜拉买提欧阳ABcd12 \u3000\u00a0\u200b\ufeff·•・.．（）()①㎡ＡＢ０⼀é\u0301𠮷々〇\t"
)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("王小明", "王小明"),
        ("  王 小 明 ", "王小明"),
        ("张　三", "张三"),
        ("张\u00a0三", "张三"),
        ("王\u200b小\ufeff明\u202e", "王小明"),
        ("王小明\r\n", "王小明"),
        ("王\x00小\x1b明", "王小明"),
        ("王\ud800小明\ufffe", "王小明"),
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉 ・ 买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉.买买提", "阿卜杜拉·买买提"),
        ("Tom  Lee", "Tom Lee"),
        ("Tom\u00a0李", "Tom 李"),
        ("J.Smith", "J.Smith"),
        ("Ｔｏｍ １号店", "Tom 1号店"),
        ("⼀⼆三", "一二三"),
        ("南通一院（东区）", "南通一院（东区）"),
        ("①号店", "①号店"),
        ("Jose\u0301", "José"),
        ("𠮷田", "𠮷田"),
        ("王" * 60, "王" * 60),
    ],
)
def test_normal_name_is_what_a_person_sees(typed: str, name: str) -> None:
    assert normal_name(typed) == name


@pytest.mark.parametrize("typed", ["", "  ", "\u3000\u200b", "\x00", "\u3164\u2800"])
def test_a_name_of_nothing_visible_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="A name is missing; give 1 to 60 characters"):
        normal_name(typed)


def test_a_name_of_61_characters_is_refused_with_its_length() -> None:
    with pytest.raises(Refused) as refused:
        normal_name("王" * 61)
    assert refused.value.facts == {"value": "王" * 61, "count": 61, "limit": 60}


@given(NAMES | st.text())
def test_a_normal_name_stays_itself_and_folds_to_the_same(typed: str) -> None:
    try:
        name = normal_name(typed)
    except Refused:
        return
    assert normal_name(name) == name
    assert fold(name) == fold(typed)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ｔｏｍ Lee", "tomlee"),
        ("王 小　明", "王小明"),
        ("阿卜杜拉 • 买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉･买买提", "阿卜杜拉·买买提"),
        ("3.5", "3.5"),
        ("A\u200b\u00adB", "ab"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("①（VIP）", "1(vip)"),
        ("❤\ufe0f", "❤"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(NAMES)
def test_fold_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "simple"),
    [
        ("諸葛亮", "诸葛亮"),
        ("餘慶", "余庆"),
        ("於曉燕", "于晓燕"),
        ("乾隆諸葛", "乾隆诸葛"),
        ("王小明", "王小明"),
        ("沈默", "沈默"),
        ("Ｔom 陳", "tom陈"),
        ("Tom Lee", "tomlee"),
    ],
)
def test_simplified_gives_a_folded_simplified_text(text: str, simple: str) -> None:
    assert simplified(text) == simple


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("abc", 3),
        ("王小明", 6),
        ("王a", 3),
        ("￥12", 4),
        ("。，", 4),
        ("𠮷", 2),
        ("e\u0301", 1),
        ("王\u200b", 2),
        ("□·—", 3),
        ("ＡＢ", 4),
        ("ｱ", 1),
        ("😀", 2),
        ("각", 2),
        ("\t", 0),
    ],
)
def test_width_counts_terminal_cells(text: str, cells: int) -> None:
    assert width(text) == cells


def test_pad_fills_and_never_clips() -> None:
    assert [pad("王a", 5), pad("王a", 5, "right"), pad("王小明", 4), pad("", 2)] == ["王a  ", "  王a", "王小明", "  "]


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("", 10, [""]),
        ("王小明", 10, ["王小明"]),
        ("王小明来过", 6, ["王小明", "来过"]),
        ("电话没接，明天再打", 8, ["电话没", "接，明天", "再打"]),
        ("电话没接", 7, ["电话没", "接"]),
        ("周一（上午）来", 6, ["周一", "（上", "午）来"]),
        ("hello big world", 9, ["hello big", "world"]),
        ("hello world", 5, ["hello", "world"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("王Tom李", 4, ["王", "Tom", "李"]),
        ("一\n二\n\n三", 10, ["一", "二", "", "三"]),
        ("王小", 1, ["王", "小"]),
        ("e\u0301e\u0301", 1, ["e\u0301", "e\u0301"]),
    ],
)
def test_wrap(text: str, cells: int, lines: list[str]) -> None:
    assert wrap(text, cells) == lines


@given(st.text(alphabet="王小明，。（）“”ab c\u0301\n\u3000，!e、"), st.integers(2, 20))
def test_wrap_loses_only_blanks_and_stays_within_its_cells(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    assert [line for line in lines if width(line) > cells] == []
