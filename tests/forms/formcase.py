"""The six forms and what a test does with them: render, save, read."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from invented import AROUND, RECORDS, WORDS

from crmcli.forms.load import load
from crmcli.forms.model import Form
from crmcli.forms.read import read_form
from crmcli.forms.reading import Reading
from crmcli.forms.render import render

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 10, 31)
NAMES = ("intake", "complaint", "promotion", "application", "event", "plan")
NUMBERS = dict(zip(("F1", "F2", "F3", "F4", "F5", "F6"), NAMES, strict=True))
FORMS: dict[str, Form] = {name: load(ROOT / "data" / "forms" / f"{name}.toml") for name in NAMES}


def context(name: str) -> dict[str, Any]:
    """What stands on every sheet of an invented house."""
    return {**WORDS, **AROUND.get(name, {})}


def written(folder: Path, name: str, records: list[dict[str, Any]]) -> Path:
    """A workbook of invented records."""
    path = folder / f"{name}.xlsx"
    render(FORMS[name], context(name), records).save(path)
    return path


def read(name: str, path: Path) -> Reading:
    """What a workbook gives as a form."""
    return read_form(FORMS[name], path, TODAY, list(FORMS.values()))


def said(reading: Reading) -> list[str]:
    """The findings as English sentences."""
    from crmcli.language import said as told

    return [f"{noted.cell} {told(noted.finding)}".strip() for noted in reading.findings]


__all__ = ["FORMS", "NAMES", "NUMBERS", "RECORDS", "ROOT", "TODAY", "context", "read", "said", "written"]
