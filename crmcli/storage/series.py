"""Numbers of registers: PREFIX-YYYY-NNNN, counted per year and file, never given twice.

Source: forms.md, "Common to all". Undo does not give one back, just as it gives no id back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection


def next_number(db: Connection, prefix: str, year: int) -> str:
    """The next number of a series, such as TS-2026-0001; from 10 000 a year on it has more digits. Within a write."""
    return f"{prefix}-{year}-{next_of(db, prefix, year):04d}"


def next_of(db: Connection, series: str, year: int) -> int:
    """The next running number of a series in a year, from 1. Within a write."""
    found = db.execute(
        "INSERT INTO number_series (prefix, year, last) VALUES (?, ?, 1) "
        "ON CONFLICT (prefix, year) DO UPDATE SET last = last + 1 RETURNING last",
        (series, year),
    )
    return int(found.fetchone()[0])
