"""A sheet's file taken as a form; everything wrong with it is told at once."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from string import Formatter
from typing import Any

from crmcli.core.findings import N_
from crmcli.forms.document import Fault, Faults, FormFault, Table, parsed
from crmcli.forms.layout import check_layout
from crmcli.forms.model import GAP, KINDS, Block, Cell, Field, Form, Option, Range

_AT = re.compile(r"([A-Z]{1,2})([1-9][0-9]{0,2})(?::([A-Z]{1,2})([1-9][0-9]{0,2}))?")
_SPAN = re.compile(r"([1-9][0-9]{0,2})(?:-([1-9][0-9]{0,2}))?")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_NOWHERE = Range(1, 1, 1, 1)
ALIGN = ("left", "center", "right")
VALIGN = ("center", "top", "bottom")


def load(path: Path) -> Form:
    """The form in a file. Raises FormFault with all faults where it has any."""
    form, faults = _read(path)
    if form is None or faults:
        raise FormFault(faults)
    return form


def check(path: Path) -> list[Fault]:
    """Everything wrong with a sheet's file; nothing where it can be used."""
    return _read(path)[1]


def _read(path: Path) -> tuple[Form | None, list[Fault]]:
    faults = Faults(path.name)
    values = parsed(path, faults)
    if faults.found:
        return None, faults.found
    root = Table(values, faults)
    form = _form(root, path)
    root.done()
    if not faults.found:
        check_layout(form, faults)
    return form, faults.found


def _form(root: Table, path: Path) -> Form:
    block = root.table("rows")
    form = Form(
        name=path.stem,
        title=root.text("title"),
        kind=root.choice("kind", ("list", "card")),
        orientation=root.choice("orientation", ("portrait", "landscape")),
        prefix=root.text("prefix", ""),
        widths=tuple(_number(root, "widths", width) for width in _listed(root, "widths")),
        heights=_heights(root),
        fields=_fields(root),
        cells=tuple(_cell(table) for table in root.tables("cells")),
        block=_block(block) if block else None,
        file=path.name,
    )
    if form.kind == "list" and form.block is None:
        root.fault("rows", N_("{where}: a list has rows that repeat; write [rows] and its keys below"))
    return form


def _listed(table: Table, key: str) -> list[Any]:
    value = table.get(key, required=True)
    if value is not None and (not isinstance(value, list) or not value):
        table.fault(key, N_("{where}: this is not a list of numbers; write it such as [4, 10, 11]"))
    return value if isinstance(value, list) else []


def _number(table: Table, key: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not 0 < value <= 409:
        table.fault(key, N_("{where}: {value} is not a number above 0 and up to 409"), value=value)
        return 1.0
    return float(value)


def _heights(root: Table) -> tuple[float, ...]:
    """The heights of rows 1 to the last one; every row has one."""
    table = root.table("heights", required=True)
    rows: dict[int, float] = {}
    for key in table.values if table else ():
        assert table
        span = _SPAN.fullmatch(key)
        value = _number(table, key, table.get(key))
        if span is None:
            table.fault(key, N_('{where}: these are no rows; write them such as "4" or "4-13"'))
            continue
        for row in range(int(span[1]), int(span[2] or span[1]) + 1):
            if row in rows:
                table.fault(key, N_("{where}: row {row} has a height already"), row=row)
            rows[row] = value
    for row in range(1, max(rows, default=0)):
        if row not in rows:
            root.fault("heights", N_("{where}: row {row} has no height; add it"), row=row)
    return tuple(rows.get(row, 15.0) for row in range(1, max(rows, default=0) + 1))


def _fields(root: Table) -> dict[str, Field]:
    table = root.table("fields", required=True)
    found: dict[str, Field] = {}
    for name in list(table.values) if table else ():
        assert table
        if not _NAME.fullmatch(name):
            table.fault(name, N_("{where}: {value} is no name; use letters a-z, digits and _"), value=name)
        one = table.table(name)
        if one is None:
            continue
        found[name] = field = _field(one, name)
        one.done()
        for option in field.options:
            if option.write in table.values:
                table.fault(
                    name, N_("{where}: {value} is the name of another field; take another one"), value=option.write
                )
            elif option.write:
                found[option.write] = Field(option.write, "written")
    return found


def _field(table: Table, name: str) -> Field:
    kind = table.choice("kind", [kind for kind in KINDS if kind != "written"], "text")
    return Field(
        name=name,
        kind=kind,
        blank=table.text("blank", ""),
        personal=table.flag("personal"),
        several=table.flag("several"),
        apart=table.text("apart", " "),
        options=_options(table) if kind == "options" else (),
        counts=table.text("counts", ""),
        sums=table.text("sums", ""),
        lead=table.text("lead", ""),
    )


def _options(table: Table) -> tuple[Option, ...]:
    found: list[Option] = []
    for entry in table.tables("options"):
        option = Option(entry.text("code"), entry.text("text"), entry.text("write", "") or None)
        entry.done()
        if (GAP in option.text) != bool(option.write):
            message = N_("{where}: {gap} in the text and write go together; add the one that is missing")
            entry.fault("write", message, gap=GAP)
        if option.code in [other.code for other in found] or option.text in [other.text for other in found]:
            entry.fault("code", N_("{where}: {value} stands here twice; keep one of them"), value=option.code)
        found.append(option)
    return tuple(found)


def _cell(table: Table) -> Cell:
    cell = Cell(
        at=_range(table, "at"),
        label=table.text("label", ""),
        field=table.text("field", ""),
        pattern=table.text("pattern", ""),
        title=table.flag("title"),
        serial=table.flag("serial"),
        align=table.choice("align", ALIGN, ""),
        valign=table.choice("valign", VALIGN, "center"),
    )
    table.done()
    if sum(map(bool, (cell.label, cell.field, cell.pattern, cell.serial))) > 1:
        table.fault("at", N_("{where}: label, field, pattern and serial exclude each other; keep one"))
    _check_pattern(table, cell.pattern)
    return cell


def _check_pattern(table: Table, pattern: str) -> None:
    try:
        parts = list(Formatter().parse(pattern))
    except ValueError:
        parts = [("", "", "", None)]
    if any(
        name is not None and (not _NAME.fullmatch(name) or form or conversion) for _, name, form, conversion in parts
    ):
        table.fault("pattern", N_("{where}: braces hold the name of a field and nothing else, such as {{amount}}"))


def _range(table: Table, key: str) -> Range:
    text = table.text(key)
    match = _AT.fullmatch(text)
    if match is None:
        if text:
            table.fault(key, N_("{where}: {value} is no range; write it such as A1 or A1:K1"), value=text)
        return _NOWHERE
    top, left = int(match[2]), _column(match[1])
    found = Range(top, left, int(match[4] or top), _column(match[3] or match[1]))
    if found.bottom < top or found.right < left:
        table.fault(key, N_("{where}: {value} ends before it begins; write the upper left cell first"), value=text)
        return _NOWHERE
    return found


def _column(name: str) -> int:
    number = 0
    for sign in name:
        number = number * 26 + ord(sign) - 64
    return number


def _block(table: Table) -> Block:
    first, last = _span(table, "span")
    block = Block(
        name=table.text("name", "rows"),
        first=first,
        last=last,
        repeat=_span(table, "repeat"),
        cells=tuple(_cell(entry) for entry in table.tables("cells")),
    )
    table.done()
    return block


def _span(table: Table, key: str) -> tuple[int, int]:
    text = table.text(key)
    match = _SPAN.fullmatch(text)
    if match is None or int(match[2] or match[1]) < int(match[1]):
        if text:
            table.fault(key, N_("{where}: {value} are no rows; write them such as 4-13"), value=text)
        return 1, 1
    return int(match[1]), int(match[2] or match[1])
