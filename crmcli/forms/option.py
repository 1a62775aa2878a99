"""Options as they are printed: every one with its box, the ticked ones ☑."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crmcli.core.findings import N_, Refused
from crmcli.core.text import fold
from crmcli.forms.model import GAP, Field, Option
from crmcli.sheets.cellxml import plain_text

BOX, TICKED_BOX = "□", "☑"
UNTICKED = "□☐◻▢○"
TICKED = "☑■√✓✔☒✅●▣◼"
OTHER = "other"

_NO_BOXES = str.maketrans("", "", UNTICKED + TICKED)


def written_in(value: object) -> str | None:
    """A word written beside an option as it is kept: one line, without boxes, ticks and the line it stands on."""
    if value is None:
        return None
    text = " ".join(plain_text(value).translate(_NO_BOXES).split())
    return text.strip("_ ") if fold(text).strip("_") else None


def option_line(field: Field, values: Mapping[str, Any], *, lenient: bool = False) -> str:
    """All options in a row. A value that is none of them ticks 其他 and is written there where there is room.

    Raises Refused for a value that has no place, unless `lenient`.
    """
    ticked, words = _ticked(field, values, lenient)
    parts = []
    for option in field.options:
        text = option.text
        if option.write and option.code in ticked and words.get(option.write):
            # at the end of a line the word stands on what was printed to write on
            word = f"_{words[option.write]}_" if text.endswith(GAP) else str(words[option.write])
            text = text.replace(GAP, word)
        parts.append((TICKED_BOX if option.code in ticked else BOX) + text)
    return field.apart.join(parts)


def _ticked(field: Field, values: Mapping[str, Any], lenient: bool) -> tuple[set[str], dict[str, str | None]]:
    given = values.get(field.name)
    codes = [given] if isinstance(given, str) else list(given or ())
    words = {option.write: written_in(values.get(option.write)) for option in field.options if option.write}
    known = {option.code for option in field.options}
    ticked = {code for code in codes if code in known}
    for code in codes:
        if code in known:
            continue
        other = _other(field)
        if other is None and not lenient:
            raise no_option(field, code)
        if other is not None:
            ticked.add(other.code)
            if other.write and not words[other.write]:
                words[other.write] = written_in(code)
    return ticked, words


def _other(field: Field) -> Option | None:
    return next((option for option in field.options if option.code == OTHER), None)


def no_option(field: Field, value: object) -> Refused:
    """The refusal of what is not among the options."""
    message = N_("{value} is none of the options: tick one of {choices}")
    return Refused(message, value=value, choices=[bare(option) for option in field.options])


def bare(option: Option) -> str:
    """The option's word without the line to write on."""
    return option.text.partition(GAP)[0].rstrip("：（(: ") or option.code
