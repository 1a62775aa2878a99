"""A text of several lines: as it is given, or `-` for what stands on standard input."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from crmcli.errors import FieldMissing
from crmcli.language import _
from crmcli.ui.ask import read_line

if TYPE_CHECKING:
    from crmcli.session import Session

STANDARD_INPUT = "-"


def lines_given(text: str | None) -> str | None:
    """The text, `-` read from standard input: all of it in a pipe, up to an empty line in a terminal.

    Blanks at the ends of lines and empty lines around the text go; None where nothing is left.
    """
    if text is not None and text.strip() == STANDARD_INPUT:
        text = _typed() if sys.stdin.isatty() else sys.stdin.read()
    if text is None:
        return None
    return "\n".join(line.rstrip() for line in text.splitlines()).strip() or None


def lines_asked(session: Session, text: str | None, field: str, label: str, *, needed: bool = True) -> str | None:
    """The same, asked for line by line where it is missing and somebody is there.

    Raises Failure(usage) where it is needed, missing, and nobody can be asked.
    """
    found = lines_given(text)
    while found is None and session.interactive:
        print(label, file=sys.stderr)
        found = lines_given(STANDARD_INPUT)
        if not needed:
            break
    if found is None and needed:
        raise FieldMissing(field, label)
    return found


def _typed() -> str:
    """What is typed up to an empty line, or to the end of the input once something stands there."""
    print(_("Several lines; an empty one ends:"), file=sys.stderr)
    lines: list[str] = []
    while True:
        try:
            line = read_line("> ")
        except EOFError:
            if lines:
                break
            raise
        if not line.strip():
            break
        lines.append(line)
    return "\n".join(lines)
