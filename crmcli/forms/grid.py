"""A sheet ready to be written: cells with values and looks, merges, sizes and the page. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from crmcli.forms.model import Range

Value = str | int | Decimal | date | None


class Look(NamedTuple):
    """How a cell is written: its font, where the text stands, its number format, whether it has a frame."""

    font: str = "body"
    align: str = "left"
    valign: str = "center"
    form: str = "general"


class Placed(NamedTuple):
    """A value in its cell or merged range."""

    at: Range
    value: Value
    look: Look


class Page(NamedTuple):
    """A4 as it is printed: fit to one page wide, to one page in all where `single`.

    `repeat` are the rows on top of every page, `breaks` the rows after which a page ends.
    """

    orientation: str
    single: bool
    repeat: tuple[int, int] | None = None
    breaks: tuple[int, ...] = ()


@dataclass
class Grid:
    """One worksheet."""

    name: str
    widths: tuple[float, ...]
    page: Page
    cells: list[Placed] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)

    @property
    def merges(self) -> list[Range]:
        """The ranges of more than one cell, in order."""
        return [placed.at for placed in self.cells if placed.at[:2] != placed.at[2:]]
