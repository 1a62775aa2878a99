"""Help: in both languages, without loading a feature, in a narrow window; the version."""

from __future__ import annotations

import sys

import pytest
from process import run_piped

from crmcli.core.text import width
from crmcli.lazy import COMMANDS, SHORTCUTS
from harness import Desk

LANGUAGES = [("en", "Usage: crmcli COMMAND …"), ("zh_CN", "用法：crmcli 命令 …")]


@pytest.mark.parametrize(("language", "usage"), LANGUAGES)
def test_the_programs_help_names_every_command_and_short_way(bare: Desk, language: str, usage: str) -> None:
    bare.env(CRMCLI_LANG=language)
    lines = bare.ok("--help").out.split("\n")
    assert lines[0] == usage
    begun = {line.split()[0] for line in lines if line.startswith("  ") and line[2:3] != " "}
    assert {*COMMANDS, *SHORTCUTS, "--db", "--format", "--version", "--install-completion"} <= begun


def _commands() -> list[list[str]]:
    from crmcli.ui.command import LazyGroup, load_command

    found = []
    for name, lazy in COMMANDS.items():
        command = load_command(name, lazy)
        found += [[name], *([name, part] for part in command.lazy)] if isinstance(command, LazyGroup) else [[name]]
    return found


@pytest.mark.parametrize("words", _commands(), ids=" ".join)
def test_every_commands_help_is_all_chinese_and_names_its_options(bare: Desk, words: list[str]) -> None:
    bare.env(CRMCLI_LANG="zh_CN")
    text = bare.ok(*words, "--help").out
    assert text.startswith(f"用法：crmcli {' '.join(words)}")
    for english in ("Usage", "Options", "Arguments", "Commands", "On every command", "show this help", "the file to"):
        assert english not in text
    assert "显示帮助" in text
    assert "--db 文件" in text


@pytest.mark.parametrize("words", [["member", "add"], ["purchase", "refund"], ["schema"]], ids=" ".join)
def test_help_in_english(bare: Desk, words: list[str]) -> None:
    text = bare.ok(*words, "--help").out
    assert text.startswith(f"Usage: crmcli {' '.join(words)}")
    assert "On every command" in text


def test_help_needs_no_file_and_wins_over_what_is_missing(bare: Desk) -> None:
    assert bare.ok("purchase", "add", "--help").out == bare.ok("buy", "--help").out
    assert not bare.path.exists()


@pytest.mark.parametrize("columns", [30, 40, 80, 120])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_help_fits_the_window(bare: Desk, language: str, columns: int) -> None:
    bare.env(CRMCLI_LANG=language, COLUMNS=str(columns))
    for words in (["--help"], ["member", "--help"], ["member", "add", "--help"]):
        text = bare.ok(*words).out
        # the names of commands and options are whole whatever the room
        names = [line for line in text.split("\n") if line.startswith("  ") and line[2:3] != " "]
        folded = [line for line in text.split("\n") if line not in names and " " in line.strip()]
        assert [line for line in folded if width(line) > columns and not line.startswith(("Usage", "用法"))] == []


LOADED = """
import sys
from crmcli.app import run
run({words!r})
print(sorted(name for name in sys.modules if name.startswith(("crmcli.features.", "pydantic", "sqlcipher3", "rich."))))
"""


@pytest.mark.parametrize("words", [["--help"], ["--version"]], ids=" ".join)
def test_the_programs_help_loads_no_feature(bare: Desk, words: list[str]) -> None:
    import subprocess

    from process import environment

    program = [sys.executable, "-c", LOADED.format(words=words)]
    done = subprocess.run(
        program, cwd=bare.folder, env=environment(bare.folder), capture_output=True, text=True, check=True
    )
    assert done.stdout.strip().split("\n")[-1] == "[]"


@pytest.mark.parametrize("group", ["member", "purchase", "followup", "staff", "pack", "config"])
def test_a_group_alone_shows_its_help(bare: Desk, group: str) -> None:
    assert bare.ok(group).out == bare.ok(group, "--help").out


def test_the_version(bare: Desk) -> None:
    from crmcli import __version__

    assert bare.ok("--version").out == f"crmcli {__version__}\n"
    assert run_piped(bare.folder, "--version").status == 0
