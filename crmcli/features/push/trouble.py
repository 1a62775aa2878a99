"""What stopped a message: why, and whether it is worth another try."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Iterable

from crmcli.core.findings import N_, Finding

REFUSED = N_("the connection was refused")
UNKNOWN_HOST = N_("{host} cannot be found; is this machine online?")
SLOW = N_("no answer within {seconds} s")
BROKEN = N_("the connection broke off")
CERTIFICATE = N_("its certificate cannot be trusted; is the machine's clock right?")
OTHER = N_("it could not be reached ({reason})")


class Trouble(Exception):
    """A message that was not taken. `again` says whether the same may succeed a moment later."""

    def __init__(self, message: str, /, *, again: bool, **facts: object) -> None:
        super().__init__(message)
        self.finding = Finding(message, facts)
        self.again = again


def unreached(error: Exception, host: str, seconds: int) -> Trouble:
    """What a failed connection comes to. Its own words are not told: they may hold the address with its key."""
    cause = getattr(error, "reason", None)
    cause = cause if isinstance(cause, Exception) else error
    if isinstance(cause, TimeoutError):
        return Trouble(SLOW, again=True, seconds=seconds)
    if isinstance(cause, ssl.SSLError):
        return Trouble(CERTIFICATE, again=False)
    if isinstance(cause, socket.gaierror):
        return Trouble(UNKNOWN_HOST, again=True, host=host)
    if isinstance(cause, ConnectionRefusedError):
        return Trouble(REFUSED, again=True)
    if isinstance(cause, (ConnectionError, http.client.HTTPException, EOFError)):
        return Trouble(BROKEN, again=True)
    return Trouble(OTHER, again=True, reason=type(cause).__name__)


def without(secrets: Iterable[str], text: str) -> str:
    """A service's own words, short, in one line, and without what must not be told."""
    for secret in secrets:
        text = text.replace(secret, "…")
    return " ".join(text.split())[:120]
