"""A text of several lines: as it is given, or `-` for what stands on standard input."""

from __future__ import annotations

import sys

from crmcli.language import _

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


def _typed() -> str:
    print(_("Several lines; an empty one ends:"), file=sys.stderr)
    lines = []
    for line in sys.stdin:
        if not line.strip():
            break
        lines.append(line)
    return "".join(lines)
