"""Text made to fit its cell: a smaller font where there is more of it, a higher row where that is not enough."""

from __future__ import annotations

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
_WIDE = str.maketrans(dict.fromkeys(UNTICKED + TICKED, "口"))


def fitted(grid: Grid, placed: Placed) -> Placed:
    """The cell with the largest font its text fits in; else its last row grows and the text is tiny."""
    widths = grid.widths[placed.at.left - 1 : placed.at.right]
    room = sum(widths) * _POINTS_A_UNIT + len(widths) * _POINTS_MORE - _PADDING
    height = sum(grid.heights[placed.at.top - 1 : placed.at.bottom])
    font, more = _fit(str(placed.value), room, height)
    if more:
        last = placed.at.bottom - 1
        grid.heights[last] = min(HIGHEST, grid.heights[last] + more)
    return placed if font == "body" else placed._replace(look=placed.look._replace(font=font))


@lru_cache(maxsize=1024)  # a list prints the same options in every row
def _fit(text: str, room: float, height: float) -> tuple[str, float]:
    """The font, and the points of height that are missing with it."""
    # boxes are as wide as a Han character on paper
    text = text.translate(_WIDE)
    if "\n" not in text and width(text) * SIZES["body"] / 2 <= room:
        return "body", 0.0
    needed = 0.0
    for font, size in SIZES.items():
        needed = needed_height(text, size, room)
        if needed <= height:
            return font, 0.0
    return "tiny", needed - height


def needed_height(text: str, size: float, room: float) -> float:
    """Points of height that text of a font size takes in a column of so many points."""
    cells = max(2, int(room / (size / 2)))
    return len(wrap(text, cells)) * size * _LINE + 1
