"""Figures as people read them: 1,234.50, 83%, +3, and – where nobody knows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from crmcli.language import _

if TYPE_CHECKING:
    from crmcli.features.report.figure import Value
    from crmcli.features.report.heading import Kind

UNKNOWN = "–"


def value_words(value: Value, kind: Kind) -> str:
    """A figure; rates in whole percent."""
    if value is None:
        return UNKNOWN
    if kind == "money":
        return f"{Decimal(value):,.2f}"
    return f"{value:.0%}" if kind == "rate" else f"{value:,}"


def change_words(value: Value, kind: Kind) -> str:
    """A difference with its sign; of rates in percentage points."""
    if value is None:
        return UNKNOWN
    if value == 0:
        return "="
    if kind == "money":
        return f"{Decimal(value):+,.2f}"
    return _("{points} pt").format(points=f"{value * 100:+.0f}") if kind == "rate" else f"{value:+,}"


def month_words(month: str) -> str:
    """2026-10 as a heading says it."""
    year, number = month.split("-")
    return _("{year}-{month:02}").format(year=int(year), month=int(number))


def head_lines(answer: dict[str, Any], organisation: str, store: str | None) -> list[str]:
    """What the report is: the month, whose, of which store, and up to which day where it still runs."""
    first = " · ".join(part for part in (month_words(answer["month"]), organisation, store or _("all stores")) if part)
    if answer["until"] == answer["to"]:
        return [first]
    day = date.fromisoformat(answer["until"])
    return [first, _("The month still runs; counted up to {day}.").format(day=day.isoformat())]
