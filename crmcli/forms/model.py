"""A printed sheet as values: where what stands, and what kind of value belongs there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from string import Formatter
from typing import NamedTuple

#: What a field holds. `words` are the pack's own sentences, printed and never read back;
#: `written` is the word beside an option such as 其他____.
KINDS = ("text", "code", "day", "birthday", "money", "count", "options", "words", "written")
GAP = "____"  # where a word is written beside an option


class Range(NamedTuple):
    """Cells from one corner to the other, rows and columns counted from 1, both included."""

    top: int
    left: int
    bottom: int
    right: int

    def moved(self, rows: int, columns: int = 0) -> Range:
        """The range so many rows further down and columns further right."""
        return Range(self.top + rows, self.left + columns, self.bottom + rows, self.right + columns)

    def __str__(self) -> str:
        first = f"{letters(self.left)}{self.top}"
        last = f"{letters(self.right)}{self.bottom}"
        return first if first == last else f"{first}:{last}"


class Option(NamedTuple):
    """A word to tick; `write` is the field of the word that may be written beside it."""

    code: str
    text: str
    write: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A value of the sheet.

    `blank` is printed where there is no value. `personal` values may come back masked. `several`
    options may be ticked at once; `apart` stands between them. `counts` and `sums` name the field of
    the rows that the value is worked out from. `lead` names the options whose unlisted value is
    printed in front of this one.
    """

    name: str
    kind: str = "text"
    blank: str = ""
    personal: bool = False
    several: bool = False
    apart: str = " "
    options: tuple[Option, ...] = ()
    counts: str = ""
    sums: str = ""
    lead: str = ""

    @property
    def derived(self) -> bool:
        """Whether it is worked out or printed only, so that nothing is read back."""
        return bool(self.counts or self.sums or self.kind == "words")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell or merged range: a label, one field's value, or words with fields in braces.

    Exactly one of `label`, `field` and `pattern` is filled; none where a person writes or signs.
    `serial` is the running number of a row.
    """

    at: Range
    label: str = ""
    field: str = ""
    pattern: str = ""
    title: bool = False
    serial: bool = False
    align: str = ""
    valign: str = "center"

    def fields(self) -> list[str]:
        """The fields it shows."""
        if self.field:
            return [self.field]
        return [name for _text, name, _form, _conversion in Formatter().parse(self.pattern) if name]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that are repeated: the sheet has those `first` to `last` printed, more come page by page.

    `name` is where a card's record keeps them. `repeat` are the rows printed on top of every page.
    """

    name: str
    first: int
    last: int
    repeat: tuple[int, int]
    cells: tuple[Cell, ...]

    @property
    def size(self) -> int:
        """Rows a page."""
        return self.last - self.first + 1


@dataclass(frozen=True)
class Form:
    """A whole sheet. `kind` is list (its records are rows) or card (one worksheet a record)."""

    name: str
    title: str
    kind: str
    orientation: str
    prefix: str
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    fields: Mapping[str, Field]
    cells: tuple[Cell, ...]
    block: Block | None = None
    file: str = field(default="", compare=False)

    @cached_property
    def row_fields(self) -> frozenset[str]:
        """The fields of the repeated rows, words beside their options among them."""
        return self._named(self.block.cells) if self.block else frozenset()

    @cached_property
    def sheet_fields(self) -> frozenset[str]:
        """The fields that stand once on a sheet."""
        return self._named(self.cells)

    def _named(self, cells: Sequence[Cell]) -> frozenset[str]:
        shown = [self.fields[name] for cell in cells for name in cell.fields()]
        beside = [option.write for one in shown for option in one.options if option.write]
        return frozenset([one.name for one in shown] + beside)

    def with_options(self, sets: Mapping[str, Sequence[Option]]) -> Form:
        """The form with option lists of a pack in the place of its own; other names are left alone."""
        fields = {
            name: replace(one, options=tuple(sets[name])) if name in sets and one.kind == "options" else one
            for name, one in self.fields.items()
        }
        return replace(self, fields=fields)


def letters(column: int) -> str:
    """A column's name: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
