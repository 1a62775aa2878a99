"""Where a form's labels stand in a sheet that was found: printed by us, shifted, or typed by somebody else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from string import Formatter
from typing import NamedTuple

from crmcli.forms.literal import label_key
from crmcli.forms.model import Cell, Form, Range
from crmcli.sheets.grid import Cell as Raw
from crmcli.sheets.grid import Grid

_LONGEST_LABEL = 60
Place = tuple[int, int]


class Anchor(NamedTuple):
    """A label to find: how it is compared, where it is printed, whether values stand behind it in its cell."""

    key: str
    label: str
    at: Range
    begins: bool
    tail: bool


@dataclass(frozen=True)
class Found:
    """A sheet to be read: its cells by row and column from 1."""

    grid: Grid

    def value(self, row: int, column: int) -> Raw:
        """A cell's value; None outside."""
        if row < 1 or column < 1 or row > len(self.grid.rows) or column > len(self.grid.rows[row - 1]):
            return None
        return self.grid.rows[row - 1][column - 1]

    @cached_property
    def keys(self) -> dict[Place, str]:
        """The short texts of the sheet as labels are compared."""
        return {
            (row, column): label_key(value)
            for row, values in enumerate(self.grid.rows, 1)
            for column, value in enumerate(values, 1)
            if isinstance(value, str) and value.strip()
        }

    @cached_property
    def places(self) -> dict[str, list[Place]]:
        """Where each text stands."""
        found: dict[str, list[Place]] = {}
        for place, key in self.keys.items():
            if len(key) <= _LONGEST_LABEL:
                found.setdefault(key, []).append(place)
        return found


@dataclass(frozen=True)
class Located:
    """Where a form's labels were found, and by how much its head and its tail are shifted."""

    places: dict[Anchor, Place]
    head: Place
    tail: Place | None
    share: float

    def shift(self, anchor_tail: bool) -> Place | None:
        """Rows and columns from where it is printed to where it stands."""
        return self.tail if anchor_tail else self.head


def anchors(form: Form) -> list[Anchor]:
    """The labels of a form, its title apart."""
    last = form.block.last if form.block else 0
    found = []
    for cell in form.cells:
        text = _printed_first(cell)
        key = label_key(text)
        if len(key) > 1 and not cell.title:
            found.append(
                Anchor(key, text.strip(" ：:"), cell.at, bool(cell.pattern), bool(last) and cell.at.top > last)
            )
    return found


def labels_of(form: Form) -> dict[str, str]:
    """Field -> the label it is printed under, for every field that is read back."""
    wanted, found = anchors(form), {}
    rows = form.block.cells if form.block else ()
    head = form.block.first - 1 if form.block else 0
    for cell in (*form.cells, *rows):
        near = [
            anchor
            for anchor in wanted
            if anchor.at == cell.at
            or (cell in rows and (anchor.at.bottom, anchor.at.left) == (head, cell.at.left))
            or (
                anchor.at.right < cell.at.left
                and anchor.at.top <= cell.at.top <= anchor.at.bottom
                and not anchor.begins
            )
        ]
        best = max(near, key=lambda anchor: (anchor.at.left == cell.at.left, anchor.at.right), default=None)
        for name in cell.fields() if best else ():
            if not form.fields[name].derived:
                found[name] = best.label if best else ""
    return found


def _printed_first(cell: Cell) -> str:
    if cell.pattern:
        return next(iter(Formatter().parse(cell.pattern)))[0]
    return cell.label


def locate(form: Form, found: Found) -> Located:
    """Finds the labels. `share` is the part of them that is there, 0 to 1."""
    wanted = anchors(form)
    candidates = {anchor: _candidates(anchor, found) for anchor in wanted}
    head = _shift([anchor for anchor in wanted if not anchor.tail], candidates)
    tail = _shift([anchor for anchor in wanted if anchor.tail], candidates)
    places = {}
    for anchor in wanted:
        shift = tail if anchor.tail else head
        if candidates[anchor]:
            places[anchor] = _nearest(anchor, candidates[anchor], shift or (0, 0))
    return Located(places, head or (0, 0), tail, len(places) / max(1, len(wanted)))


def _candidates(anchor: Anchor, found: Found) -> list[Place]:
    exact = found.places.get(anchor.key, [])
    if not anchor.begins:
        return exact
    return [place for place, key in found.keys.items() if key.startswith(anchor.key)]


def _shift(group: Iterable[Anchor], candidates: dict[Anchor, list[Place]]) -> Place | None:
    """The shift most labels agree on, the smallest of several; None where there is no label."""
    votes = Counter(
        (row - anchor.at.top, column - anchor.at.left) for anchor in group for row, column in candidates[anchor]
    )
    if not votes:
        return None
    return min(votes, key=lambda shift: (-votes[shift], abs(shift[0]) + abs(shift[1])))


def _nearest(anchor: Anchor, places: list[Place], shift: Place) -> Place:
    expected = anchor.at.top + shift[0], anchor.at.left + shift[1]
    return min(places, key=lambda place: abs(place[0] - expected[0]) + abs(place[1] - expected[1]))
