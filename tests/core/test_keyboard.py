import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.text import undo_input_method


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # options
        (["——json"], ["--json"]),
        (["－－json"], ["--json"]),
        (["–json"], ["--json"]),
        (["—json"], ["--json"]),
        (["-—json"], ["--json"]),
        (["－h"], ["-h"]),
        (["−h"], ["-h"]),
        (["--sort", "－spend"], ["--sort", "-spend"]),
        (["——first—deal"], ["--first-deal"]),
        (["--ｆｉｒｓｔ－deal"], ["--first-deal"]),
        (["——limit＝１０"], ["--limit=10"]),
        (["——as=“王芳”"], ["--as=王芳"]),
        (["--note=电话没接，明天再打"], ["--note=电话没接，明天再打"]),
        # no options
        (["——王芳"], ["——王芳"]),
        (["——"], ["——"]),
        (["—see the note"], ["—see the note"]),
        (["-5"], ["-5"]),
        (["－－", "——json"], ["--", "——json"]),
        (["“——json”"], ["——json"]),
        # full width
        (["１，２００。５０"], ["1,200.50"]),
        (["２０２６－１０－３１"], ["2026-10-31"]),
        (["2026。10。31"], ["2026.10.31"]),
        (["１５：３０"], ["15:30"]),
        (["。"], ["."]),
        (["ＷＦ５６７８"], ["WF5678"]),
        (["王芳　５６７８"], ["王芳 5678"]),
        (["ａ＠ｂ．ｃｎ"], ["a@b.cn"]),
        (["没接，明天（周一）１５：３０再打！"], ["没接，明天（周一）15：30再打！"]),
        (["3～5天"], ["3～5天"]),
        (["￥1，200"], ["￥1，200"]),
        # quotes
        (["“王小明”"], ["王小明"]),
        (["”王小明”"], ["王小明"]),
        (["‘王小明’"], ["王小明"]),
        (["＂王小明＂"], ["王小明"]),
        (["“王", "小明", "来过”", "x"], ["王 小明 来过", "x"]),
        (["--note=“明天", "再打”"], ["--note=明天 再打"]),
        (["“王小明", "x"], ["“王小明", "x"]),
        (["“好”他说“行”"], ["“好”他说“行”"]),
        (["他说“行”"], ["他说“行”"]),
        (["don’t"], ["don’t"]),
        (["“”"], [""]),
        (["“"], ["“"]),
        (["“王", "说“好”"], ["“王", "说“好”"]),
        ([], []),
    ],
)
def test_what_an_input_method_does_is_undone(typed: list[str], meant: list[str]) -> None:
    assert undo_input_method(typed) == meant


@given(st.lists(st.text(alphabet=st.characters(max_codepoint=127))))
def test_an_english_command_line_stays_as_it_is(arguments: list[str]) -> None:
    assert undo_input_method(arguments) == arguments


@given(st.lists(st.text(alphabet="王芳，。：（）“”‘’—－–-=abＡ１ ０　～、"), max_size=4))
def test_no_character_of_a_chinese_text_is_lost(arguments: list[str]) -> None:
    undone = undo_input_method(arguments)
    assert len(undone) <= len(arguments)
    assert [sign for text in undone for sign in text if sign in "王芳"] == [
        sign for text in arguments for sign in text if sign in "王芳"
    ]
