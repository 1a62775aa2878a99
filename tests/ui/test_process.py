"""Without a terminal: no locale, closed streams, a reader that goes away, narrow columns."""

from __future__ import annotations

import os
import subprocess

import pytest
from process import COMMAND, environment, run_piped

from harness import Desk


@pytest.fixture
def one(desk: Desk) -> Desk:
    desk.ok("member", "add", "王小明", "--mobile", "19900005678", "--birthday", "1990-05-03")
    return desk


def shell(desk: Desk, line: str) -> subprocess.CompletedProcess[bytes]:
    """A line of sh with the command as $CRMCLI."""
    env = environment(desk.folder, CRMCLI=" ".join(COMMAND), CRMCLI_LANG="en")
    return subprocess.run(["sh", "-c", line], cwd=desk.folder, env=env, capture_output=True, check=False, timeout=60)


def test_without_a_locale_it_speaks_chinese_in_utf_8(one: Desk) -> None:
    result = run_piped(one.folder, "member", "list")
    head = result.out.split("\n")[0].split()
    assert (result.status, head[:4], result.err) == (0, ["编号", "姓名", "等级", "手机"], "")
    assert "M-00001  王小明  银卡  199****5678" in result.out


LOCALES = [
    ({}, "没有找到会员。\n"),
    ({"LC_ALL": "C"}, "没有找到会员。\n"),
    ({"LANG": "POSIX"}, "没有找到会员。\n"),
    ({"LANG": "zh_TW.UTF-8"}, "没有找到会员。\n"),
    ({"LANG": "en_US.UTF-8"}, "No member fits.\n"),
    ({"LANG": "de_DE.UTF-8"}, "No member fits.\n"),
    ({"LC_ALL": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, "No member fits.\n"),
    ({"CRMCLI_LANG": "zh_CN", "LANG": "en_US.UTF-8"}, "没有找到会员。\n"),
    ({"CRMCLI_LANG": "en", "LANG": "zh_CN.GBK"}, "No member fits.\n"),
]


@pytest.mark.parametrize(("variables", "said"), LOCALES)
def test_which_language_is_spoken(desk: Desk, variables: dict[str, str], said: str) -> None:
    result = run_piped(desk.folder, "find", "王", env=environment(desk.folder, **variables))
    assert (result.status, result.out) == (0, said)


def test_a_pipe_gets_whole_lines_and_no_colours_whatever_the_width(one: Desk) -> None:
    wide = run_piped(one.folder, "member", "list", env=environment(one.folder, COLUMNS="200"))
    narrow = run_piped(one.folder, "member", "list", env=environment(one.folder, COLUMNS="30"))
    assert narrow.out == wide.out
    assert len(narrow.out.split("\n")) == 3
    assert "\x1b" not in narrow.out


@pytest.mark.parametrize("command", ["member list", "schema member show", "--help", "pack show clinic"])
def test_a_reader_that_goes_away_is_no_failure(one: Desk, command: str) -> None:
    # a reader that is gone before the first line is written
    result = shell(one, f"($CRMCLI {command}; echo $? >status) | true")
    assert (result.returncode, result.stderr) == (0, b"")
    assert (one.folder / "status").read_text().strip() == "0"


STREAMS = [
    (">&-", "member list", 0, b""),
    (">&-", "member show 没有", 4, b"No member fits"),
    ("2>&-", "member show 没有", 4, b""),
    ("<&-", "member list", 0, b""),
    ("<&-", "member add 李四", 2, b"Mobile is missing"),
    (">&- 2>&- <&-", "member show 没有", 4, b""),
]


@pytest.mark.parametrize(("closed", "command", "status", "err"), STREAMS)
def test_closed_streams(one: Desk, closed: str, command: str, status: int, err: bytes) -> None:
    result = shell(one, f"$CRMCLI {command} {closed}")
    assert result.returncode == status, result
    assert result.stderr.startswith(err)
    assert b"Traceback" not in result.stderr


def test_a_write_with_its_answer_shut_off_is_written_and_the_file_is_whole(one: Desk) -> None:
    assert shell(one, "$CRMCLI member add 李四 --mobile 19900000045 >&- 2>&- <&-").returncode == 0
    assert [row["name"] for row in one.json("member", "list")] == ["王小明", "李四"]
    assert all(check["ok"] for check in one.json("doctor"))


def test_a_full_disk_under_the_answer_is_one_sentence(one: Desk) -> None:
    if not os.path.exists("/dev/full"):  # noqa: PTH110
        pytest.skip("no such device here")
    result = shell(one, "$CRMCLI member list > /dev/full")
    assert result.returncode == 1
    assert len(result.stderr.decode().strip().split("\n")) == 1
    assert b"Traceback" not in result.stderr


def test_nothing_is_asked_where_nobody_sits(desk: Desk) -> None:
    result = run_piped(
        desk.folder, "member", "add", "王小明", stdin=b"19900005678\n", env=environment(desk.folder, CRMCLI_LANG="en")
    )
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("Mobile is missing")


def test_a_beginning_of_a_name_is_not_enough_in_a_script(desk: Desk) -> None:
    result = run_piped(desk.folder, "mem", "list", env=environment(desk.folder, CRMCLI_LANG="en"))
    assert (result.status, result.out) == (2, "")
    assert result.err == "There is no command crmcli mem. Nearest: member. All: crmcli --help\n"


def test_the_set_day_is_not_said_in_a_pipe(one: Desk) -> None:
    result = run_piped(one.folder, "member", "list", "--today", "2026-11-02")
    assert (result.status, result.err) == (0, "")


def test_a_python_module_is_the_same_command(desk: Desk) -> None:
    from crmcli import __version__

    assert run_piped(desk.folder, "--version").out == f"crmcli {__version__}\n"
