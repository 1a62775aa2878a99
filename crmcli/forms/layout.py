"""What the cells of a sheet owe each other and its fields."""

from __future__ import annotations

from crmcli.core.findings import N_
from crmcli.forms.document import Faults
from crmcli.forms.model import Block, Cell, Form


def check_layout(form: Form, faults: Faults) -> None:
    """Notes cells that overlap or lie outside, rows in the wrong place, and fields that are not there."""
    named = [(f"cells[{index}]", cell) for index, cell in enumerate(form.cells, 1)]
    rows = [(f"rows.cells[{index}]", cell) for index, cell in enumerate(form.block.cells, 1)] if form.block else []
    _check_inside(form, named + rows, faults)
    _check_overlaps(named + rows, faults)
    if form.block:
        _check_block(form, form.block, named, rows, faults)
    _check_fields(form, named + rows, faults)
    if sum(cell.title for _, cell in named) != 1:
        faults.note("cells", N_("{where}: one cell is the title, no more and no less; write title = true there"))


def _check_inside(form: Form, cells: list[tuple[str, Cell]], faults: Faults) -> None:
    rows, columns = len(form.heights), len(form.widths)
    for key, cell in cells:
        if cell.at.bottom > rows or cell.at.right > columns:
            message = N_("{where}: {value} lies outside the sheet, which has {rows} rows and {columns} columns")
            faults.note(f"{key}.at", message, value=str(cell.at), rows=rows, columns=columns)


def _check_overlaps(cells: list[tuple[str, Cell]], faults: Faults) -> None:
    taken: dict[tuple[int, int], str] = {}
    for key, cell in cells:
        places = [
            (row, column)
            for row in range(cell.at.top, cell.at.bottom + 1)
            for column in range(cell.at.left, cell.at.right + 1)
        ]
        other = next((taken[place] for place in places if place in taken), None)
        if other:
            message = N_("{where}: {value} overlaps {other}; a place belongs to one cell")
            faults.note(f"{key}.at", message, value=str(cell.at), other=other)
        taken |= dict.fromkeys(places, f"{key} {cell.at}")


def _check_block(
    form: Form, block: Block, cells: list[tuple[str, Cell]], rows: list[tuple[str, Cell]], faults: Faults
) -> None:
    if block.last >= len(form.heights) + 1 or block.repeat[1] >= block.first:
        faults.note("rows.span", N_("{where}: the rows lie inside the sheet, below those that repeat on every page"))
    for key, cell in cells:
        if cell.at.bottom >= block.first and cell.at.top <= block.last:
            message = N_("{where}: {value} stands among the rows that repeat; write it under rows.cells")
            faults.note(f"{key}.at", message, value=str(cell.at))
    for key, cell in rows:
        if cell.at.top != block.first or cell.at.bottom != block.first:
            message = N_("{where}: {value} is not in row {row}, the first of those that repeat")
            faults.note(f"{key}.at", message, value=str(cell.at), row=block.first)


def _check_fields(form: Form, cells: list[tuple[str, Cell]], faults: Faults) -> None:
    shown: dict[str, str] = {}
    for key, cell in cells:
        for name in cell.fields():
            if name not in form.fields:
                message = N_("{where}: there is no field {value}; there are {choices}")
                faults.note(key, message, value=name, choices=sorted(form.fields))
            elif name in shown:
                message = N_("{where}: the field {value} stands in {other} already; a value has one place")
                faults.note(key, message, value=name, other=shown[name])
            shown[name] = key
    for name, field in form.fields.items():
        if field.kind != "written" and name not in shown:
            faults.note(f"fields.{name}", N_("{where}: no cell shows this field; add one, or take the field out"))
        for key, other in (("counts", field.counts), ("sums", field.sums), ("lead", field.lead)):
            if other and other not in form.fields:
                message = N_("{where}: there is no field {value}; there are {choices}")
                faults.note(f"fields.{name}.{key}", message, value=other, choices=sorted(form.fields))
