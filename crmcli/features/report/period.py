"""The days a report is about, and whose. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from crmcli.core.offset import Offset, shift


class Period(NamedTuple):
    """Civil days from first to last, inclusive, of one store or of all (None); `now` is when it is asked."""

    first: date
    last: date
    now: str
    store_id: int | None = None

    @property
    def until(self) -> date:
        """The last day that has come: nothing is owed on days ahead."""
        return min(self.last, date.fromisoformat(self.now[:10]))

    @property
    def values(self) -> dict[str, object]:
        """What the SQL of the sections binds."""
        return {
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "until": self.until.isoformat(),
            "now": self.now,
            "store": self.store_id,
        }

    @property
    def month(self) -> str:
        """2026-10, of a period that is a month."""
        return f"{self.first:%Y-%m}"

    def joined(self, column: str) -> str:
        """The join of the member `m` a column names, where a store is asked about and it is needed."""
        return "" if self.store_id is None else f" JOIN member m ON m.id = {column} "

    def of(self, column: str) -> str:
        """The condition, begun with AND, that keeps to the store; empty for all stores."""
        return "" if self.store_id is None else f" AND {column} = :store"


def month_of(first: date, now: str, store_id: int | None = None) -> Period:
    """The month that begins on a day."""
    return Period(first, shift(first, Offset(1, "mo")) - timedelta(days=1), now, store_id)


def day_of(day: date, now: str, store_id: int | None = None) -> Period:
    """One day."""
    return Period(day, day, now, store_id)


def months_before(period: Period, count: int) -> Period:
    """The month so many months before, seen from the same moment."""
    return month_of(shift(period.first, Offset(-count, "mo")), period.now, period.store_id)


def ratio(part: int, whole: int) -> float | None:
    """A rate from 0 to 1 with four decimals; a rate over nothing is null, not 0. Source: domain/reports.md."""
    return round(part / whole, 4) if whole else None


def average_fen(total_fen: int, count: int) -> int | None:
    """The mean in whole 分, halves away from nought; None over nothing."""
    if not count:
        return None
    size = (2 * abs(total_fen) + count) // (2 * count)
    return -size if total_fen < 0 else size
