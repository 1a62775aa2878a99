"""A message sent to one target: cut, each part tried twice, no faster than the service takes them."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from crmcli.core.findings import Finding
from crmcli.features.push.split import split
from crmcli.features.push.target import MAIL, Target
from crmcli.features.push.trouble import Trouble

#: Before a second try.
MOMENT_SECONDS = 1.0
_MINUTE = 61.0


class Message(NamedTuple):
    """A message: the title, which stands in its first line and names every part, its first line, and the whole text."""

    title: str
    subject: str
    text: str


class Sent(NamedTuple):
    """How many parts have been sent, of how many, and why no more."""

    parts: int
    of: int
    why: Finding | None = None


def parts_of(target: Target, message: Message) -> list[str]:
    """The message as the target gets it."""
    if target.kind == MAIL:
        return [message.text]
    from crmcli.features.push.robot import LIMITS

    return split(message.text, LIMITS[target.kind].size, message.title)


def send(target: Target, message: Message, first: int = 0) -> Sent:
    """Sends the parts from `first` on; ends at the first that is not taken."""
    parts = parts_of(target, message)
    for place in range(first, len(parts)):
        time.sleep(pause_before(place - first, _per_minute(target)))
        try:
            _twice(partial(_give, target, message, parts[place]))
        except Trouble as trouble:
            return Sent(place, len(parts), trouble.finding)
    return Sent(len(parts), len(parts))


def pause_before(place: int, per_minute: int) -> float:
    """Seconds to wait before the message of a place: a minute once as many are out as a minute takes."""
    return _MINUTE if place and place % per_minute == 0 else 0.0


def _per_minute(target: Target) -> int:
    if target.kind == MAIL:
        return 1
    from crmcli.features.push.robot import LIMITS

    return LIMITS[target.kind].per_minute


def _twice(give: Callable[[], None]) -> None:
    try:
        return give()
    except Trouble as trouble:
        if not trouble.again:
            raise
    time.sleep(MOMENT_SECONDS)
    return give()


def _give(target: Target, message: Message, part: str) -> None:
    if target.mailbox is not None:
        from crmcli.features.push.mail import send_mail

        send_mail(target.mailbox, message.subject, part, target.patience)
        return
    from crmcli.features.push.robot import judge, request_of
    from crmcli.features.push.web import post

    url, body = request_of(target, part, time.time())
    judge(target, post(url, body, target.place, target.patience), message.title)
