"""A form, what is the same on every sheet, and records: the grids to be written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from crmcli.forms.fit import fitted
from crmcli.forms.grid import Grid, Look, Page, Placed, Value
from crmcli.forms.model import Block, Cell, Form
from crmcli.forms.printed import FORMS, filled_in, in_cell

Record = Mapping[str, Any]

#: Excel takes 1 023 page breaks of a sheet; a longer list breaks where its pages are full.
MOST_BREAKS = 1000


def grids(
    form: Form, context: Record, records: Iterable[Record], watch: Callable[[Iterable[Record]], Iterable[Record]] = iter
) -> Iterator[Grid]:
    """The worksheets: one of all rows for a list, one a record for a card; a blank one where there is none.

    Values: text, days as `date`, amounts in 分, the codes of ticked options. What is absent is printed blank.
    `watch` gets the records and gives them on one by one, as they are used.
    """
    if form.kind == "list":
        rows = list(records)
        yield _grid(form, context, rows, sheet_name(form, context), watch(rows))
        return
    # one after the other: two hundred cards need not wait for the last
    waiting = iter(watch(records))
    for record in chain([next(waiting, {})], waiting):
        values = {**context, **record}
        rows = (values.get(form.block.name) if form.block else None) or []
        yield _grid(form, values, rows, sheet_name(form, values), rows)


def sheet_name(form: Form, values: Record) -> str:
    """The tab's name: the sheet's number, else the form's title. Never a person's name."""
    return str(values.get("no") or form.title)


def _grid(form: Form, values: Record, rows: Sequence[Record], name: str, used: Iterable[Record]) -> Grid:
    pages = _pages(form.block, rows)
    grid = Grid(name, form.widths, _page(form, pages), [], _heights(form, pages))
    more = form.block.size * (pages - 1) if form.block else 0
    values = {**values, **_worked_out(form, rows)}
    tail_from = form.block.last if form.block else 0
    for cell in form.cells:
        moved = cell.at.top > tail_from and more
        _place(grid, form, cell, values, down=more if moved else 0)
    if form.block:
        _place_rows(grid, form, form.block, used, form.block.size * pages)
    return grid


def _pages(block: Block | None, rows: Sequence[Record]) -> int:
    return max(1, -(-len(rows) // block.size)) if block else 1


def _page(form: Form, pages: int) -> Page:
    block = form.block
    single = form.kind == "card" and pages == 1
    if block is None or single:
        return Page(form.orientation, single=form.kind == "card")
    ends = (block.first - 1 + block.size * page for page in range(1, min(pages, MOST_BREAKS + 1)))
    return Page(form.orientation, single=False, repeat=block.repeat, breaks=tuple(ends))


def _heights(form: Form, pages: int) -> list[float]:
    if form.block is None:
        return list(form.heights)
    first, last = form.block.first - 1, form.block.last
    return [*form.heights[:first], *form.heights[first:last] * pages, *form.heights[last:]]


def _worked_out(form: Form, rows: Sequence[Record]) -> dict[str, int | None]:
    """Totals and counts of the rows; none where no row has a value, so that a blank form stays blank."""
    found: dict[str, int | None] = {}
    for field in form.fields.values():
        given = [row[key] for row in rows if (key := field.sums or field.counts) and row.get(key) is not None]
        if field.sums:
            found[field.name] = sum(given) if given else None
        elif field.counts:
            found[field.name] = len(given) if given or any(rows) else None
    return found


def _place_rows(grid: Grid, form: Form, block: Block, rows: Iterable[Record], count: int) -> None:
    empty: Record = {}
    waiting = iter(rows)
    for index in range(count):
        values = next(waiting, empty)
        for cell in block.cells:
            _place(grid, form, cell, values, down=index, serial=index + 1)


def _place(grid: Grid, form: Form, cell: Cell, values: Record, *, down: int, serial: int = 0) -> None:
    value, shown = _content(form, cell, values, serial)
    at = cell.at.moved(down) if down else cell.at
    look = Look("title" if cell.title else "body", cell.align or _align(form, cell), cell.valign, shown)
    placed = Placed(at, value, look)
    if isinstance(value, str) and not cell.title:
        placed = fitted(grid, placed, options=bool(cell.field) and form.fields[cell.field].kind == "options")
    grid.cells.append(placed)


def _content(form: Form, cell: Cell, values: Record, serial: int) -> tuple[Value, str]:
    if cell.serial:
        return serial, "count"
    if cell.field:
        return in_cell(form, cell.field, values)
    if cell.pattern:
        return filled_in(form, cell.pattern, values), "general"
    return cell.label or None, "general"


def _align(form: Form, cell: Cell) -> str:
    """Labels, numbers and short values stand in the middle, words where they are read from."""
    if cell.pattern and not cell.title:
        return "left"
    kind = form.fields[cell.field].kind if cell.field else ""
    if kind == "money":
        return "right"
    return "left" if kind and kind not in FORMS else "center"
