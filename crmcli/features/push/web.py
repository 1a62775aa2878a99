"""One POST of JSON that ends, whatever the other side does."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

from crmcli.features.push.trouble import SLOW, Trouble, unreached

T = TypeVar("T")
#: Of an answer no more is read.
_MOST_BYTES = 65536


class Answer(NamedTuple):
    """What came back: the status of HTTP, and the body where it is a JSON object."""

    status: int
    body: dict[str, Any] | None


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows nothing: a message must not be carried to somebody else."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        """Never."""


def post(url: str, body: Mapping[str, Any], host: str, seconds: int) -> Answer:
    """Sends and reads the answer, also one that says no. Raises Trouble where none came."""
    data = json.dumps(body, ensure_ascii=False).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json; charset=utf-8"}, method="POST")

    def send() -> Answer:
        opener = urllib.request.build_opener(_Stay)
        try:
            with opener.open(request, timeout=seconds) as answer:
                return Answer(answer.status, _read(answer.read(_MOST_BYTES)))
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, _read(error.read(_MOST_BYTES)))

    try:
        return within(2 * seconds, send)
    except (OSError, EOFError, urllib.error.URLError) as error:
        raise unreached(error, host, seconds) from None
    except Trouble:
        raise
    except Exception as error:
        # http.client's own, such as an answer that is none
        raise unreached(error, host, seconds) from None


def within(seconds: int, work: Callable[[], T]) -> T:
    """What `work` gives, or Trouble after so many seconds: a name that is looked up, and an answer that comes byte by
    byte, know no time limit of their own.
    """
    came: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            came.append(work())
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not came:
        raise Trouble(SLOW, again=True, seconds=seconds)
    return came[0]


def _read(data: bytes) -> dict[str, Any] | None:
    try:
        read = json.loads(data)
    except ValueError:
        return None
    return read if isinstance(read, dict) else None
