"""Targets: how they are written, where, and who may read them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crmcli.core.findings import Refused
from crmcli.features.push.target import read_target
from harness import Desk

WECOM = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send"
DING = "https://oapi.dingtalk.com/robot/send"
FEISHU = "https://open.feishu.cn/open-apis/bot/v2/hook/"


@pytest.mark.parametrize(
    ("text", "kind", "url", "key", "secret"),
    [
        ("wecombot://K-1", "wecom", WECOM, "K-1", ""),
        (f"{WECOM}?key=K-1", "wecom", WECOM, "K-1", ""),
        ("dingtalk://TOKEN", "dingtalk", DING, "TOKEN", ""),
        ("dingtalk://SECa@TOKEN", "dingtalk", DING, "TOKEN", "SECa"),
        (f"{DING}?access_token=TOKEN&secret=SECa", "dingtalk", DING, "TOKEN", "SECa"),
        ("feishu://sec@TOK", "feishu", FEISHU, "TOK", "sec"),
        (f"{FEISHU}TOK", "feishu", FEISHU, "TOK", ""),
        (f"{FEISHU}TOK?secret=sec", "feishu", FEISHU, "TOK", "sec"),
        ("lark://TOK", "feishu", "https://open.larksuite.com/open-apis/bot/v2/hook/", "TOK", ""),
        (
            "wecombot://K?base=https://proxy.example:8443",
            "wecom",
            "https://proxy.example:8443/cgi-bin/webhook/send",
            "K",
            "",
        ),
    ],
)
def test_a_robot_as_it_is_written(text: str, kind: str, url: str, key: str, secret: str) -> None:
    target = read_target(text, "组")
    assert (target.name, target.kind, target.url, target.key, target.secret) == ("组", kind, url, key, secret)
    assert key not in repr(target) + target.place


@pytest.mark.parametrize(
    ("text", "server", "security", "login", "to"),
    [
        ("mailtos://me:code@qq.com", "smtp.qq.com:465", "ssl", "me@qq.com", ("me@qq.com",)),
        ("mailtos://me:c@163.com?to=a@x.cn,b@x.cn", "smtp.163.com:465", "ssl", "me@163.com", ("a@x.cn", "b@x.cn")),
        ("mailtos://me%40x.cn:c%2F%40@y.cn?security=starttls", "smtp.y.cn:587", "starttls", "me@x.cn", ("me@x.cn",)),
        ("mailtos://me:c@x.cn?smtp=mail.x.cn:2465&from=desk@x.cn", "mail.x.cn:2465", "ssl", "me@x.cn", ("desk@x.cn",)),
    ],
)
def test_a_mailbox_as_it_is_written(text: str, server: str, security: str, login: str, to: tuple[str, ...]) -> None:
    box = read_target(text, "m").mailbox
    assert box is not None
    assert (box.place, box.security, box.user, box.to) == (server, security, login, to)


@pytest.mark.parametrize(
    "text",
    [
        *("", "K", "wecom://K", "wechat://K", "https://example.com/send?key=K", "http://qyapi.weixin.qq.com/x?key=K"),
        *(
            "wecombot://",
            f"{WECOM}?kay=K",
            f"{WECOM}/other?key=K",
            "wecombot://K?base=http://example.com",
            "feishu://钥匙",
        ),
        *("wecombot://K?timeout=0", "wecombot://K?timeout=900", "wecombot://K?timeout=x", "https://[::1?key=K"),
        *("mailtos://qq.com", "mailtos://me:c@qq.com?to=nobody", "mailtos://me:c@qq.com?security=none"),
        *("mailtos://me:c@qq.com?smtp=h:99999", "mailtos://me:c@qq.com?security=tls", "mailtos://me:c@q?to=a@b%0AX:c"),
    ],
)
def test_what_is_no_target_is_refused_without_its_key(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read_target(text, "组")
    assert set(refused.value.facts) <= {"name", "most"}
    assert refused.value.facts["name"] == "组"


def test_a_target_without_a_name_is_called_by_its_kind_and_a_mark_of_its_own() -> None:
    first, second = read_target("wecombot://A"), read_target("wecombot://B")
    assert first.name != second.name
    assert first.name == read_target("wecombot://A").name
    assert first.name.startswith("wecom-")


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The user's own folder of settings, where push.toml is looked for."""
    monkeypatch.delenv("CRMCLI_PUSH", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    made = tmp_path / "config" / "crmcli"
    made.mkdir(parents=True)
    return made


def write(folder: Path, text: str, mode: int = 0o600) -> Path:
    path = folder / "push.toml"
    path.write_text(text, "utf-8")
    path.chmod(mode)
    return path


def rows(desk: Desk, status: int = 0) -> list[Any]:
    result = desk("push", "--json")
    assert result.status == status, result
    return [(row["name"], row["kind"], row["place"], row["tested"]) for row in result.json]


def test_targets_of_the_file_and_of_the_variable_stand_together(desk: Desk, folder: Path) -> None:
    assert desk.json("push") == []
    assert f"Write one into {folder}/push.toml" in desk.ok("push").out
    write(folder, '\ufeff"前台群" = "wecombot://K1"\nchief = "mailtos://me:code@qq.com"\n')
    desk.env(CRMCLI_PUSH="group=dingtalk://T  chief=feishu://T2")
    assert rows(desk) == [
        ("group", "dingtalk", "oapi.dingtalk.com", None),
        ("chief", "feishu", "open.feishu.cn", None),
        ("前台群", "wecom", "qyapi.weixin.qq.com", None),
    ]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o644])
def test_a_file_others_can_read_is_not_read(mode: int, desk: Desk, folder: Path) -> None:
    path = write(folder, 'a = "wecombot://K1"\n', mode)
    result = desk("push", "--json")
    assert (result.status, result.json[0]["why"]) == (
        1,
        f"{path} can be read by others, and it holds keys. Run: chmod 600 {path}",
    )
    assert result.error["message"] == result.json[0]["why"]
    (line,) = [row for row in desk("doctor", "--json").json if row["check"] == "push"]
    assert (line["ok"], line["message"]) == (False, result.json[0]["why"])
    path.chmod(0o600)
    assert rows(desk) == [("a", "wecom", "qyapi.weixin.qq.com", None)]
    (line,) = [row for row in desk("doctor", "--json").json if row["check"] == "push"]
    assert (line["ok"], line["message"]) == (True, "1 push targets: a; to try them: crmcli push --test")


def test_what_cannot_be_read_of_it_is_said_and_the_rest_stands(desk: Desk, folder: Path) -> None:
    write(folder, 'a = "wecombot://K1"\nb = "telegram://SECRET9"\nc = 5\n')
    result = desk("push", "--json")
    assert [(row["name"], row["why"]) for row in result.json] == [
        ("a", None),
        ("c", 'c in push.toml is no text; write "name" = "wecombot://KEY"'),
        (
            "b",
            "b is no push target; write wecombot://KEY, dingtalk://SECRET@TOKEN, feishu://SECRET@TOKEN or mailtos://…",
        ),
    ]
    assert "SECRET9" not in result.out + result.err
    write(folder, "前台 = wecombot://SECRET9\n")
    result = desk("push", "--json")
    assert result.status == 1
    assert "push.toml cannot be read: " in result.json[0]["why"]
    assert "SECRET9" not in result.out + result.err


def test_the_keys_are_nowhere_in_the_file_of_the_desk(desk: Desk, folder: Path) -> None:
    write(folder, 'a = "dingtalk://SECRET9@TOKEN9?base=http://127.0.0.1:9&timeout=1"\n')
    assert desk("due", "--push").status == 1
    desk("push", "--test")
    desk.ok("schedule", "due", "--push", "all")
    for path in desk.folder.rglob("crm.db*"):
        assert b"SECRET9" not in path.read_bytes()
        assert b"TOKEN9" not in path.read_bytes()
