"""A year as it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmcli.core.dayform import FIRST_YEAR, LAST_YEAR
from crmcli.core.findings import N_
from crmcli.errors import Failure

if TYPE_CHECKING:
    from crmcli.session import Session

_WORDS = {"去年": -1, "今年": 0, "明年": 1}


def year_given(session: Session, text: str | None, field: str) -> int:
    """The year in 2027, 2027年 or 明年, the business day's where none is given; Failure(usage) for anything else."""
    if text is None:
        return session.today.year
    word = text.strip()
    if word in _WORDS:
        return session.today.year + _WORDS[word]
    digits = word.removesuffix("年")
    if digits.isascii() and digits.isdecimal() and FIRST_YEAR <= int(digits) <= LAST_YEAR:
        return int(digits)
    message = N_("{value} is no year; write it such as {year}")
    raise Failure("usage", message, field=field, value=text, year=session.today.year)
