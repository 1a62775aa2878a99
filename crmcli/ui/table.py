"""Tables for the eye: folded in a terminal, whole and aligned in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from crmcli.core.text import pad, width

Cells = Sequence[Sequence[str]]


def plain_table(heads: Sequence[str], rows: Cells, right: Sequence[bool]) -> None:
    """Aligned columns two spaces apart, nothing cut; for pipes, files and a scheduled job."""
    flat = [[cell.replace("\n", " ") for cell in row] for row in rows]
    widths = [max([width(head), *(width(row[place]) for row in flat)]) for place, head in enumerate(heads)]
    for row in [list(heads), *flat]:
        cells = [pad(cell, widths[place], "right" if right[place] else "left") for place, cell in enumerate(row)]
        print("  ".join(cells).rstrip())


#: A column wider than this is long text, which may be folded; others are dropped rather than folded.
FOLDS_FROM = 24
#: What rich puts beside a table of one column, and between two columns.
_AROUND, _BETWEEN = 2, 3


def rich_table(heads: Sequence[str], rows: Cells, right: Sequence[bool]) -> list[str]:
    """A table that fits the terminal: long texts folded, and the last columns left out where there is no room.

    A number folded into three lines is no number any more, so a narrow window shows fewer
    columns; gives the heads it left out.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    count = fitting(heads, rows, console.width)
    plain = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    table = Table(box=box.ASCII if plain else box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for head, to_right in zip(heads[:count], right[:count], strict=True):
        table.add_column(Text(head), justify="right" if to_right else "left", overflow="fold")
    for row in rows:
        # Text, since rich would read [brackets] in the data as markup
        table.add_row(*(Text(cell) for cell in row[:count]))
    console.print(table)
    return list(heads[count:])


def fitting(heads: Sequence[str], rows: Cells, room: int) -> int:
    """How many of the columns, from the first, stand side by side in so many cells; at least one."""
    needed, count = _AROUND - _BETWEEN, 0
    for place, head in enumerate(heads):
        longest = max([width(head), *(width(row[place]) for row in rows)])
        needed += _BETWEEN + min(longest, FOLDS_FROM)
        if count and needed > room:
            break
        count += 1
    return count


def field_lines(pairs: Sequence[tuple[str, str]], indent: int = 0) -> None:
    """Label and value, one pair a line, values aligned; empty values are left out."""
    shown = [(label, value) for label, value in pairs if value]
    room = max((width(label) for label, _value in shown), default=0)
    for label, value in shown:
        lines = value.split("\n")
        print(" " * indent + pad(label, room) + "  " + lines[0])
        for line in lines[1:]:
            print(" " * (indent + room + 2) + line)
