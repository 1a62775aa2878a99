"""What a Chinese clerk reads: every line of every help, and the parser's complaints, without English words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from crmcli.lazy import COMMANDS
from crmcli.ui.command import LazyGroup, load_command
from crmcli.ui.metavar import METAVARS, longest
from harness import Desk

HAN = re.compile(r"[一-鿿]")


def commands() -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command and group with the words that lead to it."""
    for name, lazy in COMMANDS.items():
        command = load_command(name, lazy)
        yield (name,), command
        if isinstance(command, LazyGroup):
            for part, inner in command.lazy.items():
                yield (name, part), load_command(part, inner)


ALL = list(commands())


@pytest.fixture
def chinese(desk: Desk) -> Desk:
    desk.env(CRMCLI_LANG="zh_CN")
    return desk


@pytest.mark.parametrize("path", [(), *(path for path, _command in ALL)], ids=" ".join)
def test_every_line_of_a_help_is_chinese(chinese: Desk, path: tuple[str, ...]) -> None:
    lines = chinese.ok(*path, "--help").out.splitlines()
    assert lines[0].startswith("用法：crmcli")
    # under 简写 stands what a short way is short for
    told = [line for line in lines[1:] if line.strip() and not re.fullmatch(r"  [a-z]+ +crmcli [a-z ]+", line)]
    # a spelling too long for its column stands on a line of its own
    unread = [line for line in told if not HAN.search(line) and not line.startswith("  --")]
    assert unread == []


@pytest.mark.parametrize(("path", "command"), ALL, ids=[" ".join(path) for path, _command in ALL])
def test_every_word_for_a_value_is_in_the_table(path: tuple[str, ...], command: Any) -> None:
    words = set()
    for parameter in getattr(command, "params", ()):
        if parameter.param_type_name == "argument":
            words.add((parameter.metavar or parameter.name).rstrip("_").upper())
        elif not parameter.is_flag and parameter.opts != ["--help"]:
            words.add(parameter.metavar or longest(parameter.opts).lstrip("-").replace("-", "_").upper())
    assert words - set(METAVARS) == set()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("xx", "没有命令 crmcli xx。相近的有："),
        ("member fnd 王", "没有命令 crmcli member fnd。相近的有：find。全部命令：crmcli member --help"),
        ("member list --teir 银卡", "crmcli member list 没有选项 --teir。试试：--owner、--store、--tier"),
        ("member list --tier", "--tier 后面要写内容。"),
        ("member list --limit 很多", "--limit 不能填“很多”。用法见：crmcli member list --help"),
        ("undo 上一步", "操作号 不能填“上一步”。用法见：crmcli undo --help"),
        ("member show 王 小 明", "多写了：小 明。带空格的内容请加引号。用法见：crmcli member show --help"),
        ("member show", "缺少会员（姓名、手机尾号或编号），请写在命令后面。"),
        ("member add 王小明", "缺少手机，请填 --mobile。"),
        ("followup due --format pdf", "没有“pdf”这种格式，可选：table、json、csv、xlsx。"),
        ("followup due --db 没有.db", "没有数据文件 没有.db。请用 crmcli init 新建，或用 --db 指定已有的文件。"),
    ],
)
def test_what_the_parser_refuses_is_said_in_chinese(chinese: Desk, words: str, sentence: str) -> None:
    result = chinese(*words.split())
    assert (result.status in (2, 4), result.out) == (True, "")
    assert result.err.startswith(sentence)


def test_a_list_in_a_sentence_is_parted_as_the_language_parts_it(desk: Desk) -> None:
    assert desk("member", "list", "--format", "pdf").err == "pdf is no format; there are table, json, csv, xlsx.\n"
    desk.env(CRMCLI_LANG="zh_CN")
    assert desk("member", "list", "--format", "pdf").err == "没有“pdf”这种格式，可选：table、json、csv、xlsx。\n"
