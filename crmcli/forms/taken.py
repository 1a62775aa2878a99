"""A cell's value taken as what a field holds."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, NamedTuple

from crmcli.core.findings import N_, Refused
from crmcli.core.mask import is_masked
from crmcli.core.money import parse_amount
from crmcli.core.sheetday import parse_sheet_day
from crmcli.core.text import fold
from crmcli.forms.model import Field
from crmcli.forms.printed import cleaned
from crmcli.forms.tick import read_ticks
from crmcli.sheets.grid import Cell as Raw

_LAST_EXACT = 10**15  # Excel keeps fifteen figures of a number


class Source(NamedTuple):
    """What a sheet's values are read with: the business day, and from when its workbook counts days."""

    today: date
    date1904: bool = False


class Taken(NamedTuple):
    """What was read: values by field (an option's written words are fields too), and whether it was masked."""

    values: dict[str, Any]
    masked: bool = False


def take(field: Field, raw: Raw, source: Source) -> Taken:
    """The values of one field's cell; None for what is not given. Raises Refused where it cannot be read."""
    if field.kind == "options":
        return _ticks(field, raw)
    if raw is None or (isinstance(raw, str) and fold(raw) in ("", fold(field.blank))):
        return Taken({field.name: None})
    if field.personal and isinstance(raw, str) and is_masked(raw):
        return Taken({field.name: None}, masked=True)
    return Taken({field.name: _value(field, raw, source)})


def nothing(field: Field) -> dict[str, Any]:
    """A field's values where there is no cell to read."""
    empty: dict[str, Any] = {field.name: [] if field.several else None}
    return empty | {option.write: None for option in field.options if option.write}


def _ticks(field: Field, raw: Raw) -> Taken:
    if raw is None or raw == "":
        return Taken(nothing(field))
    ticks = read_ticks(field, as_text(raw))
    codes: Any = ticks.codes if field.several else next(iter(ticks.codes), None)
    return Taken({field.name: codes, **ticks.words})


def _value(field: Field, raw: Raw, source: Source) -> Any:
    if field.kind == "money":
        return _amount(raw)
    if field.kind == "count":
        return _count(raw)
    if field.kind == "day":
        return parse_sheet_day(raw, source.today, date1904=source.date1904, century_pivot=False)
    if field.kind == "birthday":
        return _birthday(raw, source)
    return cleaned(as_text(raw))


def _amount(raw: Raw) -> int:
    if isinstance(raw, date | time):
        raise Refused(N_("{value} is a day where an amount belongs: write the amount"), value=as_text(raw))
    return parse_amount(raw if isinstance(raw, int | float) else str(raw), allow_negative=True)


def _count(raw: Raw) -> int:
    text = fold(as_text(raw)).removesuffix("岁").removesuffix("周")
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise Refused(N_("{value} is not a whole number: write it in figures"), value=as_text(raw))
    return int(text)


def _birthday(raw: Raw, source: Source) -> date | str | None:
    """A whole day as a day; what lacks a year or a day, or is lunar, as it was written."""
    try:
        return parse_sheet_day(raw, source.today, date1904=source.date1904)
    except Refused:
        return cleaned(as_text(raw))


def as_text(raw: Raw) -> str:
    """A cell as text: whole numbers in all their figures, days as 2026-10-31. Raises Refused for cut numbers."""
    if isinstance(raw, datetime):
        return raw.date().isoformat() if raw.time() == time() else raw.isoformat(" ", "minutes")
    if isinstance(raw, date | time):
        return raw.isoformat()
    if isinstance(raw, int | float) and not isinstance(raw, bool) and abs(raw) >= _LAST_EXACT:
        message = N_("{value} was kept as a number and has lost its last figures: type it again as text")
        raise Refused(message, value=f"{raw:g}")
    if isinstance(raw, float):
        return f"{raw:.15g}"
    return str(raw)
