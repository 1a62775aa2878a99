"""Where a push goes: a robot of a group chat, or a mailbox. Its secrets come from one line of text.

    wecombot://KEY                 or the address WeCom shows: https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…
    dingtalk://SECRET@TOKEN        or https://oapi.dingtalk.com/robot/send?access_token=…&secret=…
    feishu://SECRET@TOKEN          or https://open.feishu.cn/open-apis/bot/v2/hook/…?secret=…   (lark:// likewise)
    mailtos://USER:CODE@qq.com     ?to=a@example.com,b@example.com&smtp=HOST:PORT&security=ssl|starttls|none

A robot's line takes `base=https://HOST` for another address of the service, every line `timeout=SECONDS`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from crmcli.core.findings import N_, Refused
from crmcli.features.push.mailbox import Mailbox, mailbox_of

WECOM, DINGTALK, FEISHU, MAIL = "wecom", "dingtalk", "feishu", "mail"
LABELS = {WECOM: N_("WeCom robot"), DINGTALK: N_("DingTalk robot"), FEISHU: N_("Feishu robot"), MAIL: N_("mail")}

_SCHEMES = {"wecombot": WECOM, "dingtalk": DINGTALK, "feishu": FEISHU, "lark": FEISHU, "mailtos": MAIL}
_BASES = {
    "wecombot": "https://qyapi.weixin.qq.com",
    "dingtalk": "https://oapi.dingtalk.com",
    "feishu": "https://open.feishu.cn",
    "lark": "https://open.larksuite.com",
}
_PATHS = {WECOM: "/cgi-bin/webhook/send", DINGTALK: "/robot/send", FEISHU: "/open-apis/bot/v2/hook/"}
_KEYS = {WECOM: "key", DINGTALK: "access_token"}
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
#: Seconds a connection, and each answer, may take.
PATIENCE, MOST_PATIENCE = 8, 60

NO_TARGET = N_(
    "{name} is no push target; write wecombot://KEY, dingtalk://SECRET@TOKEN, feishu://SECRET@TOKEN or mailtos://…"
)
NO_KEY = N_("{name} has no key; copy the whole address the service shows for its robot")
OPEN_ADDRESS = N_("{name} would send its key in the clear; its base must begin with https://")
NO_PATIENCE = N_("{name} has a timeout that is none; give seconds from 1 to {most}")


class Target(NamedTuple):
    """A target. `url` is without the key, `place` what people may see of where it is."""

    name: str
    kind: str
    place: str
    url: str
    key: str
    secret: str
    patience: int
    mailbox: Mailbox | None = None

    def __repr__(self) -> str:
        return f"Target({self.name!r}, {self.kind})"

    @property
    def secrets(self) -> list[str]:
        """What must never be told."""
        return [text for text in (self.key, self.secret) if text]


def read_target(text: str, name: str | None = None) -> Target:
    """The target a line says; without a name it is called by its kind and a mark of its own. Raises Refused."""
    try:
        parts = urlsplit(text.strip())
        asked = dict(parse_qsl(parts.query))
    except ValueError:
        raise Refused(NO_TARGET, name=name or "CRMCLI_PUSH") from None
    scheme = parts.scheme if parts.scheme in _SCHEMES else _scheme_of_address(parts)
    kind = _SCHEMES.get(scheme, "")
    called = name or f"{kind}-{hashlib.sha256(text.strip().encode()).hexdigest()[:6]}"
    if not kind:
        raise Refused(NO_TARGET, name=name or "CRMCLI_PUSH")
    patience = _patience(asked.get("timeout", str(PATIENCE)), called)
    if kind == MAIL:
        box = mailbox_of(parts, asked, called)
        return Target(called, kind, box.place, "", "", box.code, patience, box)
    base = urlsplit(asked.get("base") or _BASES[scheme])
    if base.scheme != "https" and not (base.scheme == "http" and base.hostname in _LOOPBACK):
        raise Refused(OPEN_ADDRESS, name=called)
    key, secret = _key(parts, kind, asked) if parts.scheme in ("http", "https") else _own_key(parts)
    secret = secret or asked.get("secret", "")
    if not key or not (key + secret).isascii() or not (key + secret).isprintable():
        raise Refused(NO_KEY, name=called)
    return Target(called, kind, base.netloc, f"{base.scheme}://{base.netloc}{_PATHS[kind]}", key, secret, patience)


def _scheme_of_address(parts: SplitResult) -> str:
    """Of an address as the service shows it, which of ours it is; empty for any other."""
    if parts.scheme != "https":
        return ""
    known = {base: scheme for scheme, base in _BASES.items()}
    return known.get(f"https://{parts.netloc}", "")


def _key(parts: SplitResult, kind: str, asked: Mapping[str, str]) -> tuple[str, str]:
    if kind == FEISHU:
        return (parts.path.removeprefix(_PATHS[FEISHU]) if parts.path.startswith(_PATHS[FEISHU]) else ""), ""
    return (asked.get(_KEYS[kind], "") if parts.path == _PATHS[kind] else ""), ""


def _own_key(parts: SplitResult) -> tuple[str, str]:
    """KEY, or SECRET@KEY."""
    secret, _at, key = parts.netloc.rpartition("@")
    return unquote(key), unquote(secret)


def _patience(text: str, name: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_PATIENCE):
        raise Refused(NO_PATIENCE, name=name, most=MOST_PATIENCE)
    return int(text)
