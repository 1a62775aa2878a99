"""The robots of group chats: what each is sent, and what its answer means.

Sources: WeCom developer.work.weixin.qq.com/document/path/91770 (text at most 2048 bytes, 20 messages a minute) and
its table of global error codes; DingTalk open.dingtalk.com/document/robots/custom-robot-access (signing, 20 messages
a minute, then 10 minutes closed; a message at most 20000 bytes); Feishu open.feishu.cn "custom bot usage guide"
(signing, 19021 19022 19024, 100 messages a minute and 5 a second, a request of at most 20 KB).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import Any, NamedTuple
from urllib.parse import urlencode

from crmcli.core.findings import N_
from crmcli.features.push.target import DINGTALK, FEISHU, WECOM, Target
from crmcli.features.push.trouble import Trouble, without
from crmcli.features.push.web import Answer


class Limit(NamedTuple):
    """The most bytes of a text, and the most messages a minute."""

    size: int
    per_minute: int


#: DingTalk counts the whole message, Feishu the whole request: some room is left for what stands around the text,
#: and for line breaks, which take two bytes there.
LIMITS = {WECOM: Limit(2048, 20), DINGTALK: Limit(18000, 20), FEISHU: Limit(16000, 100)}

KEY = N_("it does not know the key, or the signature is wrong ({code}: {said}); copy both anew from the robot")
WORDS = N_("the robot only takes messages with one of its keywords ({code}: {said}); give it the keyword “{title}”")
ADDRESS = N_("the robot only takes messages from addresses it knows ({code}: {said}); add this one's")
RATE = N_("too many messages ({code}: {said}); wait ten minutes, then run it again")
SIZE = N_("the message is too long for it ({code}: {said})")
BUSY = N_("the service is busy ({code}: {said})")
SAID_NO = N_("it said no ({code}: {said})")
STATUS = N_("it answered with HTTP status {status}")
MOVED = N_("it answered with HTTP status {status}, a redirect, which is not followed")
NO_ANSWER = N_("its answer cannot be understood, so nobody knows whether the message came in")

#: The services' own codes that say more than no.
_CODES = {
    WECOM: {93000: KEY, 40001: KEY, 45009: RATE, 45033: RATE, 45002: SIZE, 40058: SIZE, -1: BUSY, 60020: ADDRESS},
    DINGTALK: {
        **dict.fromkeys((300001, 400101, 400102, 40014, 400013), KEY),
        **dict.fromkeys((130101, 410100, 302033), RATE),
        460101: SIZE,
        -1: BUSY,
    },
    FEISHU: {19001: KEY, 19021: KEY, 19007: KEY, 19022: ADDRESS, 19024: WORDS, 11232: RATE},
}


def request_of(target: Target, text: str, at: float) -> tuple[str, dict[str, Any]]:
    """The address with its key, and the body, for a moment in seconds."""
    if target.kind == WECOM:
        return f"{target.url}?{urlencode({'key': target.key})}", _text(text)
    if target.kind == DINGTALK:
        signed = {"access_token": target.key}
        if target.secret:
            stamp = str(round(at * 1000))
            signed |= {"timestamp": stamp, "sign": sign_dingtalk(target.secret, stamp)}
        return f"{target.url}?{urlencode(signed)}", _text(text)
    body: dict[str, Any] = {"msg_type": "text", "content": {"text": text}}
    if target.secret:
        stamp = str(int(at))
        body = {"timestamp": stamp, "sign": sign_feishu(target.secret, stamp), **body}
    return target.url + target.key, body


def _text(text: str) -> dict[str, Any]:
    return {"msgtype": "text", "text": {"content": text}}


def sign_dingtalk(secret: str, stamp: str) -> str:
    """HMAC-SHA256 of "time in ms, line break, secret" under the secret, in Base64."""
    return _base64(hmac.new(secret.encode(), f"{stamp}\n{secret}".encode(), hashlib.sha256))


def sign_feishu(secret: str, stamp: str) -> str:
    """HMAC-SHA256 of nothing under "time in s, line break, secret", in Base64."""
    return _base64(hmac.new(f"{stamp}\n{secret}".encode(), b"", hashlib.sha256))


def _base64(made: hmac.HMAC) -> str:
    return base64.b64encode(made.digest()).decode()


def judge(target: Target, answer: Answer, title: str) -> None:
    """Nothing where the message was taken. Raises Trouble where HTTP or the service's own code says otherwise."""
    code, said = _own_code(target.kind, answer.body or {})
    if code not in (0, None):
        raise _refusal(target, code, without(target.secrets, said), title)
    if 300 <= answer.status < 400:
        raise Trouble(MOVED, again=False, status=answer.status)
    if answer.status == 429:
        raise Trouble(RATE, again=False, code=answer.status, said="HTTP")
    if answer.status != 200:
        raise Trouble(STATUS, again=answer.status >= 500, status=answer.status)
    if code is None:
        raise Trouble(NO_ANSWER, again=False)


def _own_code(kind: str, body: dict[str, Any]) -> tuple[Any, str]:
    """The service's own code and words: errcode, or Feishu's code, which was StatusCode once."""
    if kind == FEISHU:
        code = body.get("code", body.get("StatusCode"))
        return code, str(body.get("msg", body.get("StatusMessage", "")))
    return body.get("errcode"), str(body.get("errmsg", ""))


def _refusal(target: Target, code: Any, said: str, title: str) -> Trouble:
    message = _CODES[target.kind].get(code, SAID_NO) if isinstance(code, int) else SAID_NO
    if target.kind == DINGTALK and code == 310000:
        # one code for three settings of its safety; its words tell which
        message = WORDS if "keyword" in said else ADDRESS if "whitelist" in said or "ip" in said.split() else KEY
    if target.kind == FEISHU and code == 9499 and "too many" in said.lower():
        message = RATE
    return Trouble(message, again=message == BUSY, code=code, said=said, title=title)
