"""A value as it stands on paper: in a cell of its own, or among other words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from string import Formatter
from typing import Any

from crmcli.core.money import show_yuan
from crmcli.core.text import fold
from crmcli.forms.grid import Value
from crmcli.forms.model import Form
from crmcli.forms.option import option_line
from crmcli.sheets.cellxml import plain_text

#: How the kinds are shown in a cell of their own; all others are plain.
FORMS = {"code": "text", "day": "day", "birthday": "day", "money": "money", "count": "count"}

# before it Excel counts a 29 February 1900 that never was
FIRST_DAY = date(1900, 3, 1)


def cleaned(value: object) -> str | None:
    """Text as a sheet holds it: no control characters, no blanks at its ends; None where nothing is left."""
    if isinstance(value, list | tuple):
        return "\n".join(f"{number}. {cleaned(part) or ''}" for number, part in enumerate(value, 1)) or None
    text = plain_text(value).strip() if value is not None else ""
    return text if fold(text) else None  # signs nobody sees are nothing


def in_cell(form: Form, name: str, values: Mapping[str, Any]) -> tuple[Value, str]:
    """What a cell of its own holds for a field, and how it is shown. Amounts come in 分."""
    field, value = form.fields[name], values.get(name)
    if field.kind == "options":
        return _options(form, name, values), "general"
    if value is None:
        return field.blank or None, "general"
    if field.kind == "money":
        return Decimal(value) / 100, "money"
    if field.kind == "count":
        return int(value), "count"
    if isinstance(value, date):
        return (value, "day") if value >= FIRST_DAY else (value.isoformat(), "text")
    text = cleaned(value)
    if field.lead and text and (foreign := _unlisted(form, field.lead, values)):
        text = f"{foreign} {text}"
    return text or field.blank or None, "text" if field.kind == "code" else "general"


def in_words(form: Form, name: str, values: Mapping[str, Any]) -> str:
    """What stands for a field among other words."""
    field, value = form.fields[name], values.get(name)
    if field.kind == "options":
        return _options(form, name, values)
    if value is None:
        return field.blank
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if field.kind == "money":
        return show_yuan(value)
    return cleaned(value) or field.blank


def filled_in(form: Form, pattern: str, values: Mapping[str, Any]) -> str:
    """A pattern with the values in the places of its braces."""
    parts = Formatter().parse(pattern)
    return "".join(text + (in_words(form, name, values) if name else "") for text, name, _form, _conversion in parts)


def _options(form: Form, name: str, values: Mapping[str, Any]) -> str:
    leads = {field.lead for field in form.fields.values()}
    return option_line(form.fields[name], values, lenient=name in leads)


def _unlisted(form: Form, name: str, values: Mapping[str, Any]) -> str | None:
    """The value of some options that is none of them, without blanks."""
    value = values.get(name)
    known = [option.code for option in form.fields[name].options]
    text = cleaned(value) if isinstance(value, str) and value not in known else None
    return "".join(text.split()) if text else None
