"""Lists as CSV, for programs: English keys, plain values, a byte-order mark for Excel."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TextIO

from crmcli.sheets.cellxml import yuan
from crmcli.sheets.column import Column

# What Excel would run, and what would then be mistaken for the mark that stops it.
_RUNS = re.compile(r"'*[=+\-@\t\r]")
_UNENCODABLE = re.compile("[\x00\ud800-\udfff]")


def write_csv(target: Path | TextIO, columns: Sequence[Column], rows: Iterable[Sequence[object]]) -> None:
    """Writes UTF-8 with a byte-order mark: keys as head, money as yuan (19800.00), days and times ISO 8601.

    Text that begins with = + - @ or a tab gets an apostrophe in front, so that no
    program runs it; reading the file here takes it off again. A stream must be text in UTF-8.
    """
    if isinstance(target, Path):
        with target.open("w", encoding="utf-8-sig", newline="") as stream:
            _write(stream, columns, rows, "\r\n")
    else:
        target.write("\ufeff")
        _write(target, columns, rows, "\n")


def _write(stream: TextIO, columns: Sequence[Column], rows: Iterable[Sequence[object]], end: str) -> None:
    writer = csv.writer(stream, lineterminator=end)
    writer.writerow([column.key for column in columns])
    convert = [_CONVERTERS.get(column.kind, _text) for column in columns]
    writer.writerows([as_csv(value) for as_csv, value in zip(convert, row, strict=True)] for row in rows)


def _text(value: object) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else _plain(value)
    text = _UNENCODABLE.sub("", text)
    return "'" + text if _RUNS.match(text) else text


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _money(value: object) -> str:
    return yuan(value) if isinstance(value, int) and not isinstance(value, bool) else _other(value)


def _other(value: object) -> str:
    return _text(value) if isinstance(value, str) else _plain(value)


_CONVERTERS: dict[str, Callable[[object], str]] = {
    "int": _other,
    "number": _other,
    "percent": _other,
    "day": _other,
    "time": _other,
    "money": _money,
}
