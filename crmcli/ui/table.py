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


def rich_table(heads: Sequence[str], rows: Cells, right: Sequence[bool]) -> None:
    """A table that fits the terminal, long cells folded."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    plain = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    table = Table(box=box.ASCII if plain else box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for head, to_right in zip(heads, right, strict=True):
        table.add_column(Text(head), justify="right" if to_right else "left", overflow="fold")
    for row in rows:
        # Text, since rich would read [brackets] in the data as markup
        table.add_row(*(Text(cell) for cell in row))
    Console(highlight=False).print(table)


def field_lines(pairs: Sequence[tuple[str, str]], indent: int = 0) -> None:
    """Label and value, one pair a line, values aligned; empty values are left out."""
    shown = [(label, value) for label, value in pairs if value]
    room = max((width(label) for label, _value in shown), default=0)
    for label, value in shown:
        lines = value.split("\n")
        print(" " * indent + pad(label, room) + "  " + lines[0])
        for line in lines[1:]:
            print(" " * (indent + room + 2) + line)
