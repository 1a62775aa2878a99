"""What can come of a call, and the words for it.

Source: domain/followups.md, Doing it.
"""

from __future__ import annotations

from typing import NamedTuple

from crmcli.core.findings import N_, Refused
from crmcli.core.text import fold
from crmcli.language import separator


class Outcome(NamedTuple):
    """What came of a call.

    `closes` ends the follow-up; `again` leaves it open and tries later; `spoken` means that somebody
    was spoken to, so that how they are can be recorded.
    """

    code: str
    label: str
    chinese: str
    closes: bool = False
    again: bool = False
    spoken: bool = False


REACHED = Outcome("reached", N_("reached"), "接通", closes=True, spoken=True)
NO_ANSWER = Outcome("no-answer", N_("no answer"), "未接", again=True)
BUSY = Outcome("busy", N_("busy"), "占线", again=True)
REFUSED = Outcome("refused", N_("refused"), "拒绝", closes=True, spoken=True)
WRONG_NUMBER = Outcome("wrong-number", N_("wrong number"), "错号")
RESCHEDULED = Outcome("rescheduled", N_("rescheduled"), "改期", spoken=True)
DO_NOT_CONTACT = Outcome("do-not-contact", N_("do not contact"), "勿扰", closes=True, spoken=True)
OUTCOMES = (REACHED, NO_ANSWER, BUSY, REFUSED, WRONG_NUMBER, RESCHEDULED, DO_NOT_CONTACT)


def read_outcome(text: str) -> Outcome:
    """The outcome meant by a code or its Chinese word, whole or by its beginning.

    Refused where none or several begin so; both with the choices.
    """
    found = named(text)
    if len(found) == 1:
        return found[0]
    names = choices(found or OUTCOMES)
    if found:
        raise Refused(N_("{value} can be {names}"), value=text, names=names)
    raise Refused(N_("{value} is no outcome; there are {names}. A note stands behind it."), value=text, names=names)


def named(text: str) -> list[Outcome]:
    """The outcomes a text names: the one it is, else all that begin so; none for an empty text."""
    whole = whole_outcome(text)
    if whole is not None:
        return [whole]
    plain = _plain(text)
    return [one for one in OUTCOMES if plain and any(word.startswith(plain) for word in _spellings(one))]


def whole_outcome(text: str) -> Outcome | None:
    """The outcome a text names in full."""
    plain = _plain(text)
    return next((one for one in OUTCOMES if plain in _spellings(one)), None)


def choices(outcomes: tuple[Outcome, ...] | list[Outcome] = OUTCOMES) -> str:
    """The outcomes as they may be typed: reached 接通, no-answer 未接 …"""
    return separator().join(f"{one.code} {one.chinese}" for one in outcomes)


def _spellings(outcome: Outcome) -> tuple[str, str]:
    return (_plain(outcome.code), outcome.chinese)


def _plain(text: str) -> str:
    return fold(text).replace("-", "").replace("_", "")
