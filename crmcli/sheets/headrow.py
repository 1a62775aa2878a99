"""The titles of a head of one row or two: groups over their parts, Chinese over English."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from crmcli.sheets.grid import Cell, Grid

Known = Callable[[str], bool]

_MARKS = re.compile(r"[*＊:：\u200b-\u200f\ufeff]|[（(【\[](?:必填|选填|必填项|选填项)[】）)\]]")
_BLANK = re.compile(r"\s+")
_ENGLISH = re.compile(r"[A-Za-z][A-Za-z_ ./-]+")
_LONGEST_GROUP = 10


class Titles(NamedTuple):
    """Where the head begins, how many rows it has, and each column's title."""

    row: int
    rows: int
    columns: dict[int, str]


def clean_title(cell: Cell) -> str:
    """The title without marks for required fields, colons and blanks; one blank stays between Latin words."""
    if cell is None:
        return ""
    text = _MARKS.sub("", str(cell)).strip()
    return _BLANK.sub(_between, text)


def _between(found: re.Match[str]) -> str:
    before, after = found.string[found.start() - 1], found.string[found.end()]
    return " " if before.isascii() and after.isascii() else ""


def titles_of(grid: Grid, row: int, known: Known) -> Titles:
    """The head that has its known titles in ``row``: with the groups above them or the parts below."""
    own = _cleaned(grid, row)
    above = _groups_above(grid, row)
    if above:
        columns = {c: _joined(above.get(c, ""), title) for c, title in own.items() if title}
        columns |= {c: title for c, title in _cleaned(grid, row - 1).items() if title and c not in columns}
        return Titles(row - 1, 2, dict(sorted(columns.items())))
    if not _is_second_row(grid, row, known):
        return Titles(row, 1, {c: title for c, title in own.items() if title})
    below = _cleaned(grid, row + 1)
    groups = _spans(grid, row, own) or _open_groups(own, below)
    columns = {}
    for c in sorted(own.keys() | below.keys()):
        title = _merged_title(own.get(c, ""), below.get(c, ""), groups.get(c, ""), known)
        if title:
            columns[c] = title
    return Titles(row, 2, columns)


def _cleaned(grid: Grid, row: int) -> dict[int, str]:
    return {column: clean_title(cell) for column, cell in enumerate(grid.rows[row])}


def _joined(group: str, title: str) -> str:
    return f"{group}-{title}" if group and group != title else title


def _merged_title(first: str, second: str, group: str, known: Known) -> str:
    """A part under its group is joined to it; of two names for a column the known one counts, then the Chinese."""
    if group and second:
        return _joined(group, second)
    if not first or not second or known(first) or first == second:
        return first or second
    if known(second) or (first.isascii() and not second.isascii()):
        return second
    return first if second.isascii() else f"{first}-{second}"


def _spans(grid: Grid, row: int, titles: dict[int, str]) -> dict[int, str]:
    """The title of each column that lies in a cell merged across columns of this row only."""
    found: dict[int, str] = {}
    for top, left, bottom, right in grid.merged:
        if top == bottom == row and right > left and titles.get(left):
            found |= dict.fromkeys(range(left, right + 1), titles[left])
    return found


def _open_groups(own: dict[int, str], below: dict[int, str]) -> dict[int, str]:
    """Groups of a head without merges: a title with parts below it reaches over the blanks to its right."""
    found: dict[int, str] = {}
    group = ""
    for column in sorted(own.keys() | below.keys()):
        if own.get(column):
            reaches = below.get(column) and not own.get(column + 1) and below.get(column + 1)
            group = own[column] if reaches else ""
        if group and below.get(column):
            found[column] = group
    return found


def _groups_above(grid: Grid, row: int) -> dict[int, str]:
    """The groups in the row above, where it holds some; a title over the whole list is none."""
    if row == 0:
        return {}
    titles = _cleaned(grid, row - 1)
    spans = _spans(grid, row - 1, titles)
    names = {titles[column] for column in titles if titles[column]}
    is_plain = all(len(name) <= _LONGEST_GROUP and not any(map(str.isdigit, name)) for name in names)
    has_colon = any(isinstance(cell, str) and (":" in cell or "：" in cell) for cell in grid.rows[row - 1])
    return spans if len(names) > 1 and is_plain and not has_colon else {}


def _is_second_row(grid: Grid, row: int, known: Known) -> bool:
    """Whether the row below goes on with the head: parts of groups, English names, known titles."""
    if row + 1 >= len(grid.rows):
        return False
    cells = {c: cell for c, cell in enumerate(grid.rows[row + 1]) if cell is not None and cell != ""}
    if not cells or not all(isinstance(cell, str) for cell in cells.values()):
        return False
    texts = {c: clean_title(cell) for c, cell in cells.items()}
    knowns = sum(map(known, texts.values()))
    if any(not known(text) and any(map(str.isdigit, text)) for text in texts.values()):
        return False
    titles = _cleaned(grid, row)
    if any(top == row and bottom == row + 1 for top, _, bottom, _ in grid.merged):
        return True
    spans = _spans(grid, row, titles)
    if spans and all(c in spans for c in texts):
        return True
    if _is_english(texts, titles, knowns):
        return True
    # 单位 is a title, and what a column 客户类型 holds: a value below a known title makes it a row of the list.
    is_data = any(known(titles.get(c, "")) and not known(text) for c, text in texts.items())
    return not is_data and knowns >= 1 and knowns * 2 >= len(texts)


def _is_english(texts: dict[int, str], titles: dict[int, str], knowns: int) -> bool:
    named = [c for c, title in titles.items() if title]
    if len(set(texts.values())) < 2 or not all(_ENGLISH.fullmatch(text) for text in texts.values()):
        return False
    return knowns >= 1 or (len(named) >= 3 and all(c in texts for c in named))
