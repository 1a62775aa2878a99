"""Sheets of invented people as workbooks, filled in as the program writes them or as somebody typed them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from forms.invented import APPLICATION, COMPLAINT, INTAKE, PROMOTION, WORDS
from openpyxl import load_workbook

from crmcli.forms.load import load
from crmcli.forms.render import render
from crmcli.place import data_dir

Values = dict[str, Any]

#: The people of these tests have no ID: what a sheet says of one is tested by the members' list.
PERSON: Values = APPLICATION | {"name": "王小明", "phone": "19900005678", "id_type": "passport", "id_no": "E12345678"}
ROW: Values = INTAKE | {"item": "健身年卡"}
CASE: Values = COMPLAINT | {"no": None, "id_no": None, "card_no": None, "matter": "更衣室卫生"}
GUEST: Values = PROMOTION | {"name": "王小明", "phone": "19900005678"}
PERIOD: Values = {"promotion": "国庆优惠", "from_on": date(2026, 10, 1), "to_on": date(2026, 10, 7)}


def filled(path: Path, form: str, *records: Values, **context: Any) -> Path:
    """A workbook of a form with these records."""
    shipped = load(data_dir() / "forms" / f"{form}.toml")
    render(shipped, {**WORDS, **context}, list(records)).save(path)
    return path


def typed(path: Path, **cells: Any) -> Path:
    """The first sheet of a workbook with cells typed over."""
    book = load_workbook(path)
    for cell, value in cells.items():
        book.worksheets[0][cell] = value
    book.save(path)
    return path


def counts(answer: Values) -> tuple[int, int, int, int, int]:
    """read, create, update, unchanged, rejected; what was read is always the sum of the others."""
    found = tuple(answer[key] for key in ("read", "create", "update", "unchanged", "rejected"))
    assert found[0] == sum(found[1:])
    return found  # type: ignore[return-value]
