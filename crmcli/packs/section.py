"""One table of a pack, asked for its values key by key.

Each question checks the value and gives something of the right type also where it is at
fault, so that one reading finds all faults. What nobody asked for is unknown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from crmcli.core.findings import N_
from crmcli.packs.document import Document
from crmcli.packs.lines import Route

CODE = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
# any day does to try an offset on; in a month of 28 days 28d and 1mo are told to be the same
ANCHOR = date(2001, 2, 1)
LATEST = date(2011, 2, 1)
MOST_YUAN = 10**10
UNSPEAKABLE = ("Cc", "Cs", "Zl", "Zp")  # control characters, halves of characters, line and paragraph ends


class Section:
    """A table at `route` of a document, called `label` when people are told about it."""

    def __init__(self, document: Document, values: dict[str, Any], route: Route = (), label: str = "") -> None:
        self.document = document
        self.values = values
        self.route = route
        self.label = label
        self.asked: set[str] = set()

    def fault(self, key: str, message: str, /, **facts: Any) -> None:
        """Notes a fault at one of this table's keys."""
        self.document.fault((*self.route, key), self._dotted(key), message, **facts)

    def get(self, key: str, *, required: bool = False) -> Any:
        """The value as it stands, None where there is none."""
        self.asked.add(key)
        self.document.known.add(self._dotted(key))
        if required and key not in self.values:
            self.fault(key, N_("{where}: {key} is missing; add it"), key=key)
        return self.values.get(key)

    def text(self, key: str, default: str | None = None) -> str:
        """Text on one line, trimmed and not empty; required where there is no default."""
        value = self.get(key, required=default is None)
        if value is None:
            return default or ""
        if not isinstance(value, str):
            self.fault(key, N_("{where}: {value} is not text; put it in quotes"), value=value)
        elif not value.strip() and default is None:
            self.fault(key, N_("{where}: the text is empty; write something"))
        elif any(unicodedata.category(sign) in UNSPEAKABLE for sign in value.strip()):
            self.fault(key, N_("{where}: line breaks and control characters cannot be said; take them out"))
        else:
            return value.strip()
        return ""

    def code(self, key: str = "code", default: str | None = None) -> str:
        """A word for programs: letters, digits and hyphens."""
        value = self.text(key, default)
        if value and not CODE.fullmatch(value):
            message = N_("{where}: {value} is no code; use letters a-z, digits and hyphens, such as day-1")
            self.fault(key, message, value=value)
        return value

    def choice(self, key: str, choices: Sequence[str], default: str | None = None) -> str:
        """One of some words."""
        value = self.text(key, default)
        if value and value not in choices:
            self.not_among(key, value, choices)
        return value

    def not_among(self, key: str, value: str, choices: Sequence[str]) -> None:
        """Notes a word that is none of the known ones; that there are none at all is a fault already."""
        there = [choice for choice in choices if choice]
        near = nearest(value, there)
        if near:
            self.fault(key, N_("{where}: {value} is not known; did you mean {near}?"), value=value, near=near)
        elif there:
            message = N_("{where}: {value} is not known; take one of {choices}")
            self.fault(key, message, value=value, choices=there)

    def flag(self, key: str) -> bool:
        """True or false; false where nothing is said."""
        value = self.get(key)
        if value is not None and not isinstance(value, bool):
            self.fault(key, N_("{where}: {value} is neither true nor false; write one of them"), value=value)
        return value is True

    def whole(self, key: str, least: int, most: int, *, optional: bool = False) -> int | None:
        """A whole number within bounds, both included."""
        value = self.get(key, required=not optional)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            message = N_("{where}: {value} is not a whole number from {least} to {most}")
            self.fault(key, message, value=value, least=least, most=most)
            return None
        return value

    def decimal(self, key: str, least: Decimal, most: Decimal) -> Decimal | None:
        """An exact number within bounds, written as a number or as text; None where there is none."""
        value = self.get(key)
        if value is None:
            return None
        number = exact(value)
        if number is None or not least <= number <= most:
            message = N_("{where}: {value} is not a number from {least} to {most}, such as 0.95")
            self.fault(key, message, value=value, least=least, most=most)
            return None
        return number

    def yuan(self, key: str, *, required: bool = False) -> int | None:
        """An amount in yuan, given in 分; None where there is none."""
        value = self.get(key, required=required)
        if value is None:
            return None
        number = exact(value)
        if number is None or not 0 <= number <= MOST_YUAN or number * 100 % 1:
            message = N_("{where}: {value} is not an amount in yuan; write it such as 20000 or 19999.99")
            self.fault(key, message, value=value)
            return None
        return int(number * 100)

    def offset(self, key: str, *, least: int = 0, optional: bool = False) -> str:
        """A time after an anchor, such as 6d or 1mo, of at least so many of its unit; empty where there is none."""
        value = self.text(key, "" if optional else None)
        return self.as_offset(key, value, least=least) if value else ""

    def as_offset(self, key: str, value: str, *, least: int) -> str:
        """A text as an offset, in the one way programs write it; empty where it is none."""
        from crmcli.core.day import parse_offset, shift

        try:
            offset = parse_offset(value)
            if offset.count >= least and shift(ANCHOR, offset) <= LATEST:
                return str(offset)
        except ValueError:
            pass
        message = N_("{where}: {value} is not a time from {least}d to 10y; write it such as 1d, 2w, 6mo or 1y")
        self.fault(key, message, value=value, least=least)
        return ""

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of texts."""
        value = self.get(key, required=required)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(part, str) and part.strip() for part in value):
            self.fault(key, N_('{where}: this is not a list of texts; write it such as ["1d", "2d"]'))
            return ()
        return tuple(part.strip() for part in value)

    def table(self, key: str, *, optional: bool = False) -> Section | None:
        """The table under a key."""
        value = self.get(key, required=not optional)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.fault(key, N_("{where}: this is not a table; write [{key}] and its keys below"), key=key)
            return None
        return Section(self.document, value, (*self.route, key), self._dotted(key))

    def tables(self, key: str) -> list[Section]:
        """The tables of a list, each called by its code in what people are told."""
        value = self.get(key, required=True)
        if value is None:
            return []
        if not isinstance(value, list) or not value or not all(isinstance(part, dict) for part in value):
            self.fault(key, N_("{where}: this is not a list of tables; write [[{key}]] for each"), key=key)
            return []
        return [self._entry(key, index, part) for index, part in enumerate(value)]

    def done(self) -> None:
        """Notes every key nobody asked for."""
        for key in sorted(self.values.keys() - self.asked):
            near = nearest(key, sorted(self.asked))
            if near:
                message = N_("{where}: there is no key {key}; did you mean {near}?")
                self.fault(key, message, key=key, near=near)
            else:
                message = N_("{where}: there is no key {key}; known are {choices}")
                self.fault(key, message, key=key, choices=sorted(self.asked))

    def _entry(self, key: str, index: int, values: dict[str, Any]) -> Section:
        code = values.get("code")
        name = code if isinstance(code, str) and code else str(index + 1)
        return Section(self.document, values, (*self.route, key, index), f"{self._dotted(key)}.{name}")

    def _dotted(self, key: str) -> str:
        return f"{self.label}.{key}" if self.label else key


def exact(value: object) -> Decimal | None:
    """A finite number from TOML's numbers or digits as text; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The known word most like one, or None where none is near."""
    import difflib

    return next(iter(difflib.get_close_matches(word, known, n=1, cutoff=0.6)), None)
