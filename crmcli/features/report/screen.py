"""The month in a terminal: sections with the month, the month before, the change, the year before.

A narrow window leaves out the year before, then the month before; a pipe gets everything.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.core.text import pad, width, wrap
from crmcli.features.report.figure import Figure, Group, groups, is_empty
from crmcli.features.report.words import change_words, head_lines, month_words, value_words
from crmcli.language import _, listed

if TYPE_CHECKING:
    from crmcli.session import Session

#: So many lines of a list are shown; the workbook and --json have all.
MOST_LINES = 8
LISTS = ("by_item", "by_person", "by_owner", "by_step", "by_duty", "promotions", "earned")
EMPTY = N_("Nothing is on record for this month.")
_NARROWEST, _GAP, _LABEL_AT_LEAST = 40, 2, 16


def draw_monthly(session: Session, answer: dict[str, Any]) -> None:
    """Prints the month."""
    room = max(shutil.get_terminal_size().columns, _NARROWEST) if session.on_terminal else None
    found = groups(answer, session.pack)
    heads = [
        month_words(answer["month"]),
        _("before"),
        _("change"),
        _("year before"),
    ]
    table = [(group, [_cells(figure) for figure in _shown(group)]) for group in found]
    widths = [
        max([width(heads[place]), *(width(cells[place]) for _group, rows in table for cells in rows)])
        for place in range(len(heads))
    ]
    label_room, columns = _fit(room, widths, [_label(one) for group in found for one in _shown(group)])
    for line in head_lines(answer, session.settings.get("organisation", ""), answer["store"]):
        print(line)
    if is_empty(answer):
        print(_(EMPTY))
    for group, rows in table:
        print()
        _row(group.title, [heads[place] for place in columns], [widths[place] for place in columns], label_room)
        for figure, cells in zip(_shown(group), rows, strict=True):
            _row(_label(figure), [cells[place] for place in columns], [widths[place] for place in columns], label_room)
        if len(group.figures) > len(rows):
            print(_("  {count} more: --xlsx FILE, --json").format(count=len(group.figures) - len(rows)))
    left_out = [heads[place] for place in range(len(heads)) if place not in columns]
    if left_out:
        text = _("No room for: {heads}. Everything: a wider window, or --csv, --xlsx FILE.")
        print("\n" + "\n".join(wrap(text.format(heads=listed(left_out)), room or 80)))


def _shown(group: Group) -> list[Figure]:
    return group.figures[:MOST_LINES] if group.key in LISTS else group.figures


def _cells(figure: Figure) -> list[str]:
    kind = figure.kind
    return [
        value_words(figure.now, kind),
        value_words(figure.before, kind),
        change_words(figure.change, kind),
        value_words(figure.year_before, kind),
    ]


def _label(figure: Figure) -> str:
    return ("    " if figure.part else "  ") + figure.label


def _fit(room: int | None, widths: list[int], labels: list[str]) -> tuple[int, list[int]]:
    """How wide the labels may be, and which columns there is room for: the month always, then change, before, year."""
    longest = max(map(width, labels), default=_LABEL_AT_LEAST)
    if room is None:
        return longest, list(range(len(widths)))
    chosen = [0]
    for place in (2, 1, 3):
        taken = sum(widths[one] + _GAP for one in (*chosen, place))
        if room - taken < max(_LABEL_AT_LEAST, min(longest, 24)):
            break
        chosen.append(place)
    taken = sum(widths[one] + _GAP for one in chosen)
    return min(longest, room - taken), sorted(chosen)


def _row(label: str, cells: list[str], widths: list[int], room: int) -> None:
    """A line; a long label goes on below, indented."""
    indent = len(label) - len(label.lstrip())
    pieces = wrap(label.lstrip(), room - indent) if width(label) > room else [label.lstrip()]
    values = "".join(" " * _GAP + pad(cell, size, "right") for cell, size in zip(cells, widths, strict=True))
    print(" " * indent + pad(pieces[0], room - indent) + values)
    for piece in pieces[1:]:
        print(" " * (indent + 2) + piece)
