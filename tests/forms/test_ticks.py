"""Ticked options as people type them."""

from __future__ import annotations

import pytest
from formcase import FORMS

from crmcli.core.findings import Refused
from crmcli.forms.literal import split_pattern
from crmcli.forms.tick import read_ticks

GENDER = FORMS["complaint"].fields["gender"]
CHANNEL = FORMS["intake"].fields["channel"]
SOURCE = FORMS["intake"].fields["source"]
JOINED = FORMS["application"].fields["source"]
INDUSTRY = FORMS["application"].fields["industry"]
APPROVAL = FORMS["event"].fields["approval"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # as printed, by hand, with any sign for a tick
        ("□男 □女", []),
        ("□男 ☑女", ["female"]),
        ("☑男 □女", ["male"]),
        ("■男 □女", ["male"]),
        ("□男 √女", ["female"]),
        ("√男 □女", ["male"]),
        ("✓男 □女", ["male"]),
        ("✔男 ☐女", ["male"]),
        ("V男 □女", ["male"]),
        ("ｖ男 □女", ["male"]),
        ("□ 男　□ 女", []),
        ("☑ 男　□ 女", ["male"]),
        ("☑男□女", ["male"]),
        # behind the word
        ("男√ 女", ["male"]),
        ("男 女√", ["female"]),
        ("男√女□", ["male"]),
        ("男□ 女☑", ["female"]),
        ("男 V 女", ["male"]),
        ("男 □ 女 √", ["female"]),
        # beside the printed box
        ("□男√ □女", ["male"]),
        ("□男 □女√", ["female"]),
        ("√□男 □女", ["male"]),
        ("□男 √□女", ["female"]),
        ("□√男 □女", ["male"]),
        # only the word
        ("男", ["male"]),
        ("女 ", ["female"]),
        ("男 女", []),
        ("", []),
    ],
)
def test_one_of_two(text: str, codes: list[str]) -> None:
    assert read_ticks(GENDER, text).codes == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("☑户外广告 □媒体 ☑报纸 □邮政 □其他", ["outdoor", "newspaper"]),
        ("户外广告、报纸", ["outdoor", "newspaper"]),
        ("报纸，户外广告", ["outdoor", "newspaper"]),
        ("户外广告√ 媒体 报纸√ 邮政 其他", ["outdoor", "newspaper"]),
        ("√报纸 □邮政", ["newspaper"]),
        ("□ 户 外 广 告　■ 媒 体　□ 报 纸　□ 邮 政　□ 其 他", ["media"]),
        ("□户外广告 □媒体 □报纸 □邮政 □其他", []),
        ("户外广告 媒体 报纸 邮政 其他", []),
        ("□户外广告\n☑媒体\n□报纸\n□邮政\n☑其他", ["media", "other"]),
    ],
)
def test_several(text: str, codes: list[str]) -> None:
    assert read_ticks(SOURCE, text).codes == codes


@pytest.mark.parametrize(
    ("text", "codes", "words"),
    [
        ("☑业务员_李娜_ □报纸 ☑其他____", ["salesperson", "other"], {"salesperson": "李娜", "source_other": None}),
        ("□单页 √业务员：李娜 □报纸", ["salesperson"], {"salesperson": "李娜", "source_other": None}),
        ("☑其他 抖音", ["other"], {"salesperson": None, "source_other": "抖音"}),
        ("☑其他（短视频 直播）", ["other"], {"salesperson": None, "source_other": "短视频 直播"}),
        ("□业务员李娜 ☑报纸", ["newspaper"], {"salesperson": None, "source_other": None}),
        ("业务员李娜√ 报纸", ["salesperson"], {"salesperson": "李娜", "source_other": None}),
    ],
)
def test_words_beside_an_option(text: str, codes: list[str], words: dict[str, str | None]) -> None:
    assert read_ticks(JOINED, text) == (codes, words)


def test_the_longer_of_two_options_is_meant() -> None:
    assert read_ticks(APPROVAL, "□同意 √不同意").codes == ["no"]
    assert read_ticks(APPROVAL, "不同意").codes == ["no"]
    assert read_ticks(INDUSTRY, "ＩＴ√").codes == ["it"]
    assert read_ticks(INDUSTRY, "☑其他（请注明:农业)").words == {"industry_other": "农业"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("☑男 ☑女", "男, 女 are ticked and only one may be: leave one tick"),
        ("男√ 女√", "男, 女 are ticked and only one may be: leave one tick"),
        ("☑保密 □男 □女", "保密 is none of the options: tick one of 男, 女"),
        ("□男 □女 ☑未知", "未知 is none of the options: tick one of 男, 女"),
        ("先生", "先生 is none of the options: tick one of 男, 女"),
        ("不是女", "不是女 is none of the options: tick one of 男, 女"),
        ("□男√□女", "男√□女 may belong to either of two options: put the tick over the box of the one meant"),
    ],
)
def test_what_cannot_be_told_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        read_ticks(GENDER, text)
    assert str(refused.value) == sentence


def test_an_unticked_option_that_does_not_exist_is_left_alone() -> None:
    assert read_ticks(CHANNEL, "□电话咨询 ☑现场咨询 □网络咨询").codes == ["on-site"]


def test_long_runs_of_blanks_take_no_time() -> None:
    import time

    began = time.process_time()
    for text in ("□户外广告 □单页 □业务员" + " " * 30_000 + "x", "小礼品(" + " " * 30_000):
        assert split_pattern(FORMS["promotion"], "小礼品({gift}) 赠送金额({bonus})", text) is None
        read_ticks(JOINED, "□报纸" + text)
    assert time.process_time() - began < 3
