"""A mailbox to send from, and whom to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import SplitResult, unquote

from crmcli.core.findings import N_, Refused

SSL, STARTTLS, NONE = "ssl", "starttls", "none"
_PORTS = {SSL: 465, STARTTLS: 587, NONE: 25}
_LOOPBACK = ("127.0.0.1", "localhost", "::1")

NO_MAILBOX = N_("{name} names no mailbox; write mailtos://USER:CODE@qq.com?to=somebody@example.com")
NO_SECURITY = N_("{name}: security is ssl, starttls or, on this machine only, none")
NO_SERVER = N_("{name}: smtp is HOST or HOST:PORT")


class Mailbox(NamedTuple):
    """Who sends through which server, how the line is protected, and to whom. `code` is what a program logs in with."""

    host: str
    port: int
    security: str
    user: str
    code: str
    sender: str
    to: tuple[str, ...]

    def __repr__(self) -> str:
        return f"Mailbox({self.host}:{self.port})"

    @property
    def place(self) -> str:
        """What people may see: the server."""
        return f"{self.host}:{self.port}"


def mailbox_of(parts: SplitResult, asked: Mapping[str, str], name: str) -> Mailbox:
    """The mailbox of mailtos://USER:CODE@DOMAIN?…; USER may be a whole address. Raises Refused."""
    try:
        domain, user, code = parts.hostname or "", unquote(parts.username or ""), unquote(parts.password or "")
    except ValueError:
        raise Refused(NO_MAILBOX, name=name) from None
    login = user if "@" in user else f"{user}@{domain}"
    sender = asked.get("from") or login
    to = tuple(address.strip() for address in asked.get("to", sender).split(",") if address.strip())
    addresses = (sender, *to)
    if not domain or not user or not to or not all(_is_address(address) for address in addresses):
        raise Refused(NO_MAILBOX, name=name)
    security = asked.get("security", SSL)
    host, port = _server(asked.get("smtp") or f"smtp.{domain}", security, name)
    if security not in _PORTS or (security == NONE and host not in _LOOPBACK):
        raise Refused(NO_SECURITY, name=name)
    return Mailbox(host, port, security, login, code, sender, to)


def _server(text: str, security: str, name: str) -> tuple[str, int]:
    host, colon, port = text.rpartition(":")
    if not colon:
        return text, _PORTS.get(security, 0)
    if not host or not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise Refused(NO_SERVER, name=name)
    return host, int(port)


def _is_address(text: str) -> bool:
    user, at, domain = text.partition("@")
    return bool(user and at and domain) and text.isprintable() and not any(sign in text for sign in " <>\"'\\")
