"""A local server that plays the robots of WeCom, DingTalk and Feishu, their errors included."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import socket
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

SECRET = "SECprobe0123"


@dataclass
class Reply:
    """What a service answers: by itself yes. `drip` sends the body a byte at a time, `cut` nothing at all."""

    status: int = 200
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0
    drip: bool = False
    cut: bool = False

    @classmethod
    def says(cls, **body: Any) -> Reply:
        return cls(body=json.dumps(body, ensure_ascii=False).encode())


class Robots:
    """One server for all three services. `script` holds the next answers; `seen` what came: path, query, body."""

    def __init__(self) -> None:
        self.script: list[Reply] = []
        self.seen: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        robots = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                parts = urlsplit(self.path)
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                query = {name: values[0] for name, values in parse_qs(parts.query).items()}
                robots.seen.append((parts.path, query, body))
                robots.answer(self, robots.script.pop(0) if robots.script else robots.judge(parts.path, query, body))

            def log_message(self, *_args: object) -> None:
                """Nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def wecom(self, key: str = "KEY-wecom", more: str = "") -> str:
        return f"wecombot://{key}?base={self.base}{more}"

    def dingtalk(self, token: str = "TOKENding", more: str = "") -> str:
        return f"dingtalk://{SECRET}@{token}?base={self.base}{more}"

    def feishu(self, token: str = "TOKENfei", more: str = "") -> str:
        return f"feishu://{SECRET}@{token}?base={self.base}{more}"

    @property
    def texts(self) -> list[str]:
        """The texts that came, in order."""
        return [(body.get("text") or body.get("content"))[_key(body)] for _path, _query, body in self.seen]

    def judge(self, path: str, query: dict[str, str], body: dict[str, Any]) -> Reply:
        """As the service would: right address, right key, right signature, not too long."""
        if path == "/cgi-bin/webhook/send":
            if query != {"key": "KEY-wecom"}:
                return Reply.says(errcode=93000, errmsg="invalid webhook url, hint: [1], from ip: 127.0.0.1")
            if len(body["text"]["content"].encode()) > 2048:
                return Reply.says(
                    errcode=40058, errmsg="text.content exceed max length 2048. invalid Request Parameter"
                )
            return Reply.says(errcode=0, errmsg="ok")
        if path == "/robot/send":
            signed = f"{query['timestamp']}\n{SECRET}"
            right = base64.b64encode(hmac.digest(SECRET.encode(), signed.encode(), "sha256")).decode()
            fresh = abs(time.time() * 1000 - int(query["timestamp"])) < 3_600_000
            if query["access_token"] != "TOKENding":
                return Reply.says(errcode=300001, errmsg="token is not exist")
            return (
                Reply.says(errcode=0, errmsg="ok")
                if right == query["sign"] and fresh
                else Reply.says(errcode=310000, errmsg="sign not match, more: [https://ding-doc.dingtalk.com/doc]")
            )
        assert path == "/open-apis/bot/v2/hook/TOKENfei"
        right = base64.b64encode(hmac.new(f"{body['timestamp']}\n{SECRET}".encode(), digestmod=hashlib.sha256).digest())
        fresh = abs(time.time() - int(body["timestamp"])) < 3600
        if right.decode() != body["sign"] or not fresh:
            return Reply.says(code=19021, msg="sign match fail or timestamp is not within one hour from current time")
        return Reply.says(StatusCode=0, StatusMessage="success", code=0, data={}, msg="success")

    @staticmethod
    def answer(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
        time.sleep(reply.wait)
        try:
            if reply.cut:
                handler.connection.shutdown(socket.SHUT_RDWR)
                return
            handler.send_response(reply.status)
            for name, value in reply.headers.items():
                handler.send_header(name, value)
            body = reply.body or b""
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            if reply.drip:
                for number in range(len(body)):
                    handler.wfile.write(body[number : number + 1])
                    handler.wfile.flush()
                    time.sleep(0.3)
            else:
                handler.wfile.write(body)
        except OSError:
            pass  # who asked has gone


def _key(body: dict[str, Any]) -> str:
    return "content" if "msgtype" in body else "text"
