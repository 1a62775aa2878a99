"""TAB: what is offered, and that the shells really ask for it."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from process import environment, run_on_terminal, run_piped

from crmcli.complete import offers
from crmcli.lazy import COMMANDS, SHORTCUTS
from crmcli.ui.command import LazyGroup, load_command
from crmcli.ui.shellscript import SCRIPTS
from harness import Desk


@pytest.fixture
def some(desk: Desk) -> Desk:
    for name, mobile in (("王小明", "19900005678"), ("王芳", "19900001234"), ("单小姐", "19900000012")):
        desk.ok("member", "add", name, "--mobile", mobile)
    desk.ok("member", "add", "王芳", "--mobile", "19900001235")
    desk.ok("staff", "add", "李娜", "--role", "回访专员")
    desk.ok("buy", "王小明", "--item", "激光祛斑", "--amount", "5", "--date", "2026-10-30", "--as", "陈静")
    desk.ok("config", "alias", "熟客", "member", "list", "--tier", "--as", "陈静")
    return desk


def values(*words: str, shell: str = "zsh") -> list[str]:
    return [value for value, _told in offers(words, shell)]


OFFERED = [
    (["mem"], ["member"]),
    (["d"], ["demo", "duty", "doctor", "due", "done"]),
    (["熟"], ["熟客"]),
    (["member", "u"], ["upgrade"]),
    (["member", ""], ["add", "apply", "find", "show", "list", "edit", "history", "duplicates", "tier", "upgrade"]),
    (["member", "show", "单"], ["单小姐"]),
    (["member", "show", "xm"], ["王小明"]),
    (["member", "show", "xiaoming"], ["王小明"]),
    (["member", "show", "5678"], ["王小明"]),
    (["member", "show", "dan"], ["单小姐"]),
    (["member", "show", "王芳"], ["M-00002", "M-00004"]),
    (["member", "show", "王芳1235"], ["M-00004"]),
    (["member", "show", ""], []),
    (["show", "单"], ["单小姐"]),
    (["——json", "show", "单"], ["单小姐"]),
    (["show", "--db", "crm.db", "单"], ["单小姐"]),
    (["member", "list", "--tier", ""], ["银卡", "白金卡", "尊享卡"]),
    (["member", "list", "--tier=尊"], ["--tier=尊享卡"]),
    (["member", "list", "--standing", "p"], ["prospect"]),
    (["member", "list", "--sort", "-sp"], []),
    (["member", "list", "--owner", "ln"], ["李娜"]),
    (["member", "upgrade", "王小明", "--to", "zx"], ["尊享卡"]),
    (["member", "edit", "王小明", "--clear", "no"], ["note"]),
    (["member", "add", "张三", "--introduced-by", "单"], ["单小姐"]),
    (["member", "apply", "张三", "--card-type", "单"], ["单项卡"]),
    (["member", "apply", "张三", "--salesperson", "李"], ["李娜"]),
    (["member", "add", "张三", "--st"], ["--store"]),
    (["purchase", "add", "王小明", "--item", "pmjg"], ["皮秒激光嫩肤"]),
    (["buy", "王小明", "--item", "双眼"], ["切开双眼皮", "埋线双眼皮"]),
    (["member", "apply", "王小明", "--book", "card"], ["card"]),
    (["member", "apply", "王小明", "--book", "双眼"], ["切开双眼皮", "埋线双眼皮"]),
    (["buy", "王小明", "--by", "陈"], ["陈静"]),
    (["purchase", "refund", "wxm"], ["王小明"]),
    (["--as", ""], ["陈静", "李娜"]),
    (["member", "list", "--as", "李"], ["李娜"]),
    (["member", "list", "--format", "x"], ["xlsx"]),
    (["followup", "done", ""], ["1"]),
    (["done", "1"], ["1"]),
    (["done", "单"], ["单小姐"]),
    (["followup", "reschedule", ""], ["1"]),
    (["followup", "log", "单"], ["单小姐"]),
    (["followup", "add", "单小姐", "--to", "李"], ["李娜"]),
    (["as", "lina"], ["李娜"]),
    (["pack", "show", ""], ["clinic", "club"]),
    (["import", "p"], ["purchases", "promotions"]),
    (["config", "set", "ma"], ["mask"]),
    (["import", "m"], ["members"]),
    (["export", ""], ["intake", "complaint", "promotion", "application"]),
    (["export", "application", "单"], ["单小姐"]),
    (["export", "application", "单小姐", "xm"], ["王小明"]),
    (["export", "intake", "--pr"], ["--print"]),
    (["nonsense", "x"], []),
    (["member", "nonsense", ""], []),
    (["member", "list", "--nonsense", ""], []),
    (["--db", "missing.db", "show", "单"], []),
    (["member", "list", "--db", ""], []),
]


@pytest.mark.parametrize(("words", "expected"), OFFERED, ids=" ".join)
def test_what_is_offered(some: Desk, words: list[str], expected: list[str]) -> None:
    assert values(*words) == expected


OFFERED_OF_CASES = [
    (["complaint", "answer", "ts"], ["TS-2026-0001"]),
    (["complaint", "answer", "单"], ["单小姐"]),
    (["complaint", "reopen", "ts"], ["TS-2026-0002"]),
    (["case", "show", "TS-2026"], ["TS-2026-0002", "TS-2026-0001"]),
    (["complaint", "confirm", "1", "--opinion", "不"], ["不满意", "不表态"]),
    (["complaint", "route", "1", "--to", "pf"], ["皮肤科"]),
    (["complaint", "log", "--channel", "官"], ["官网留言"]),
    (["complaint", "severity", "1", "严"], ["严重"]),
    (["complaint", "wait", "1", "--for", ""], ["customer", "third-party"]),
    (["complaint", "list", "--state", "re"], ["resolved"]),
    (["case", "log", "--kind", "建"], ["建议"]),
]


@pytest.mark.parametrize(("words", "expected"), OFFERED_OF_CASES, ids=" ".join)
def test_what_is_offered_of_cases(some: Desk, words: list[str], expected: list[str]) -> None:
    for more in ((), ("--resolve", "道歉", "--opinion", "满意", "--close")):
        some.ok("complaint", "log", "单小姐", "--matter", "态度", "--summary", "冷淡", *more, "--as", "陈静")
    assert values(*words) == expected


def test_everything_is_offered_at_the_start(bare: Desk) -> None:
    assert values("") == [*COMMANDS, *SHORTCUTS]
    assert values() == [*COMMANDS, *SHORTCUTS]


def test_options_of_a_command_and_of_every_command(some: Desk) -> None:
    found = values("purchase", "add", "王小明", "-")
    assert {"--item", "--amount", "--date", "--quantity", "--db", "--as", "--json", "--yes"} <= set(found)
    assert "--version" in values("-")


def test_no_phone_number_is_ever_offered_or_told(some: Desk) -> None:
    for words in (["show", "王"], ["show", "5678"], ["done", ""], ["show", "199"]):
        told = "".join(value + help_text for value, help_text in offers(words, "zsh"))
        assert "199000" not in told


def test_a_mistake_never_writes_into_the_line(bare: Desk) -> None:
    bare.path.write_bytes(b"no database")
    assert values("show", "王") == []
    assert run_piped(bare.folder, "show", "王", env=environment(bare.folder, _CRMCLI_COMPLETE="zsh")) == (0, "", "")


def test_bash_hands_over_quotes_and_cuts_at_equals(some: Desk) -> None:
    assert values("show", '"单', shell="bash") == ["单小姐"]
    assert values("member", "list", "--tier", "=", "尊", shell="bash") == ["尊享卡"]
    assert values("member", "list", "--tier", "=", shell="bash") == ["银卡", "白金卡", "尊享卡"]


def test_the_protocol_of_each_shell(some: Desk) -> None:
    def asked(shell: str, *words: str, **more: str) -> list[str]:
        env = environment(some.folder, _CRMCLI_COMPLETE=shell, CRMCLI_LANG="en", **more)
        result = run_piped(some.folder, *words, env=env)
        assert (result.status, result.err) == (0, "")
        return result.out.splitlines()

    assert asked("bash", "show", "单") == ["单小姐"]
    assert asked("zsh", "show", "单") == ["单小姐\tM-00003 单小姐 银卡"]
    assert [line.split("\t")[0] for line in asked("fish", "member", "ti")] == ["tier"]
    # Windows PowerShell drops an empty word, so the word to complete comes beside the line
    assert asked("powershell", "show", _CRMCLI_WORD="单") == ["单小姐\tM-00003 单小姐 银卡"]
    assert asked("powershell", "--as", _CRMCLI_WORD="")[0].startswith("陈静\t")


def test_every_named_parameter_is_one_of_a_command() -> None:
    from crmcli.features import offer

    known = {name: load_command(name, lazy) for name, lazy in COMMANDS.items()}
    commands = {}
    for name, command in known.items():
        if isinstance(command, LazyGroup):
            commands |= {f"{name} {part}": load_command(part, lazy) for part, lazy in command.lazy.items()}
        else:
            commands[name] = command
    parameters = {(path, parameter.name) for path, command in commands.items() for parameter in command.params}
    assert [key for key in offer._OF_COMMAND if key not in parameters] == []
    assert [name for name in offer._OF_NAME if name not in {name for _path, name in parameters}] == []


# The shells themselves

SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], 'eval "$(crmcli --show-completion bash)"'),
    "zsh": (["zsh", "-f", "-i"], "crmcli --show-completion zsh >zsh.sh; . ./zsh.sh"),
    "fish": (["fish", "--no-config", "-i"], "crmcli --show-completion fish | source"),
}
LINES = [
    ("crmcli mem", "crmcli member "),
    ("crmcli member show 单", "crmcli member show 单小姐"),
    ("crmcli --as 李", "crmcli --as 李娜"),
    ("crmcli followup reschedule ", "crmcli followup reschedule 1"),
]


@pytest.fixture
def path_with_crmcli(some: Desk) -> str:
    """A PATH where `crmcli` is this program."""
    folder = some.folder / "bin"
    folder.mkdir()
    script = folder / "crmcli"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m crmcli "$@"\n', "utf-8")
    script.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(("line", "completed"), LINES)
def test_tab_completes_in_the_shell(some: Desk, path_with_crmcli: str, shell: str, line: str, completed: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} here")
    program, setup = SHELLS[shell]
    env = environment(some.folder, PATH=path_with_crmcli, LANG="C.UTF-8", TERM="xterm", PS1="$ ")
    keys = (f"{setup}\n", f"{line}\t")
    screen = run_on_terminal(some.folder, program=program, env=env, keys=keys, patience=20, until=completed)
    assert completed in screen.text


@pytest.mark.parametrize("shell", SCRIPTS)
def test_the_script_is_shown(bare: Desk, shell: str) -> None:
    assert run_piped(bare.folder, "--show-completion", shell).out == SCRIPTS[shell]


@pytest.mark.parametrize(("shell", "start"), [("bash", ".bashrc"), ("zsh", ".zshrc")])
def test_installing_twice_changes_the_start_up_file_once(bare: Desk, shell: str, start: str) -> None:
    home = bare.folder / "home"
    home.mkdir()
    (home / start).write_text("alias ll='ls -l'", "utf-8")
    env = environment(bare.folder, SHELL=f"/bin/{shell}")
    first = run_piped(bare.folder, "--install-completion", env=env)
    text = (home / start).read_text("utf-8")
    second = run_piped(bare.folder, "--install-completion", shell, env=env)
    assert (first.status, second.status) == (0, 0)
    assert text == (home / start).read_text("utf-8")
    script = home / "crmcli" / f"completion.{shell}"
    assert text == f"alias ll='ls -l'\n. \"{script}\"\n"
    assert script.read_text("utf-8") == SCRIPTS[shell]


def test_fish_reads_its_own_folder(bare: Desk) -> None:
    home = bare.folder / "home"
    assert run_piped(bare.folder, "--install-completion", "fish").status == 0
    assert (home / ".config" / "fish" / "completions" / "crmcli.fish").read_text("utf-8") == SCRIPTS["fish"]


@pytest.mark.parametrize("words", [["--show-completion", "tcsh"], ["--install-completion", "tcsh"]], ids=" ".join)
def test_another_shell_is_named_what_there_is(bare: Desk, words: list[str]) -> None:
    result = run_piped(bare.folder, *words, env=environment(bare.folder, CRMCLI_LANG="en"))
    assert (result.status, result.out) == (2, "")
    assert result.err == f"Name the shell: crmcli {words[0]} bash|zsh|fish|powershell|pwsh.\n"
    assert not Path(bare.folder / "home").exists()
