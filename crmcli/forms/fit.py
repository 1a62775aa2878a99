"""Text made to fit its cell: a smaller font where there is more of it, a higher row where that is not enough."""

from __future__ import annotations

import re
from functools import lru_cache

from crmcli.core.text import width, wrap
from crmcli.forms.grid import Grid, Placed
from crmcli.forms.option import TICKED, UNTICKED

#: Fonts from the usual one down, with their sizes in points.
SIZES = {"body": 11.0, "small": 9.0, "tiny": 7.5}
TITLE_SIZE = 20.0
HIGHEST = 409.0  # points; Excel has no higher row

# a column is seven pixels a unit and five more, a half-width sign of SimSun half its size; 96 pixels are 72 points
_POINTS_A_UNIT = 7 * 72 / 96
_POINTS_MORE = 5 * 72 / 96
_PADDING = 3.0
_LINE = 1.3
_BEFORE_A_BOX = re.compile(f" +(?=[{UNTICKED}{TICKED}])")
_WIDE = str.maketrans(dict.fromkeys(UNTICKED + TICKED, "口"))


def fitted(grid: Grid, placed: Placed, *, options: bool = False) -> Placed:
    """The cell with the largest font its text fits in; else its last row grows and the text is tiny.

    Where `options` take more than a line, each line begins with a box.
    """
    widths = grid.widths[placed.at.left - 1 : placed.at.right]
    room = sum(widths) * _POINTS_A_UNIT + len(widths) * _POINTS_MORE - _PADDING
    height = sum(grid.heights[placed.at.top - 1 : placed.at.bottom])
    font, more, text = _fit(str(placed.value), room, height, options)
    if more:
        last = placed.at.bottom - 1
        grid.heights[last] = min(HIGHEST, grid.heights[last] + more)
    return placed._replace(value=text, look=placed.look._replace(font=font))


@lru_cache(maxsize=1024)  # a list prints the same options in every row
def _fit(text: str, room: float, height: float, options: bool) -> tuple[str, float, str]:
    """The font, the points of height that are missing with it, and the text in the lines it is to be read in."""
    if "\n" not in text and _width(text) * SIZES["body"] / 2 <= room:
        return "body", 0.0, text
    if options and len(_BEFORE_A_BOX.findall(text)) == 1:
        # yes or no: rather smaller than in two lines
        for font, size in SIZES.items():
            if _width(text) * size / 2 <= room:
                return font, 0.0, text
    needed, lines = 0.0, text
    for font, size in SIZES.items():
        cells = max(2, int(room / (size / 2)))
        if options:
            lines = _boxes_first(text, cells)
        needed = len(wrap(lines.translate(_WIDE), cells)) * size * _LINE + 1
        if needed <= height:
            return font, 0.0, lines
    return "tiny", needed - height, lines


def _width(text: str) -> int:
    """Boxes are as wide as a Han character on paper."""
    return width(text.translate(_WIDE))


def _boxes_first(text: str, cells: int) -> str:
    """Options in lines of so many cells, each option whole."""
    options = _BEFORE_A_BOX.split(text)
    lines = [options[0]]
    for blank, option in zip(_BEFORE_A_BOX.findall(text), options[1:], strict=True):
        if _width(lines[-1] + blank + option) > cells:
            lines.append(option)
        else:
            lines[-1] += blank + option
    return "\n".join(lines)
