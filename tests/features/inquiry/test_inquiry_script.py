"""What the pack says on the phone to people who ask."""

from __future__ import annotations

from typing import Any

import pytest

NAMES = ["接起电话", "问价格", "问效果和疼不疼", "拿别家比较", "约定到院", "反复咨询没定下来"]


def test_all_scripts_in_the_order_of_the_pack(desk: Any) -> None:
    assert [one["name"] for one in desk.json("inquiry", "script")] == NAMES


def test_of_prices_it_neither_agrees_nor_refuses_and_aims_at_a_visit(desk: Any) -> None:
    (price,) = desk.json("inquiry", "script", "price")
    assert (price["code"], price["name"]) == ("price", "问价格")
    assert "既不答应，也不回绝" in price["script"]
    assert "约到院" in price["script"]


@pytest.mark.parametrize(
    ("word", "codes"), [("价格", ["price"]), ("疼", ["effect"]), ("jiage", ["price"]), ("到院", ["closing"])]
)
def test_by_a_part_of_its_name(word: str, codes: list[str], desk: Any) -> None:
    assert [one["code"] for one in desk.json("inquiry", "script", word)] == codes


def test_a_word_that_fits_none_names_what_there_is(desk: Any) -> None:
    error = desk.refused(4, "inquiry", "script", "天气")
    assert (error["field"], error["value"]) == ("WORD", "天气")
    assert error["message"] == "There is no script for 天气; there are " + ", ".join(NAMES) + "."


def test_a_pack_without_scripts_says_so(bare: Any) -> None:
    bare.init("club")
    assert bare.json("inquiry", "script") == []
    assert bare.ok("inquiry", "script").out == "The pack has no scripts for the phone.\n"
