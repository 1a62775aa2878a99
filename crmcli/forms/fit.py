"""Text made to fit its cell: a smaller font where there is more of it, a higher row where that is not enough."""

from __future__ import annotations

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
    text = str(placed.value)
    widths = grid.widths[placed.at.left - 1 : placed.at.right]
    room = sum(widths) * _POINTS_A_UNIT + len(widths) * _POINTS_MORE - _PADDING
    height = sum(grid.heights[placed.at.top - 1 : placed.at.bottom])
    # boxes are as wide as a Han character on paper
    text = text.translate(_WIDE)
    if "\n" not in text and width(text) * SIZES["body"] / 2 <= room:
        return placed
    needed = 0.0
    for font, size in SIZES.items():
        needed = needed_height(text, size, room)
        if needed <= height:
            return placed._replace(look=placed.look._replace(font=font))
    last = placed.at.bottom - 1
    grid.heights[last] = min(HIGHEST, grid.heights[last] + needed - height)
    return placed._replace(look=placed.look._replace(font="tiny"))


def needed_height(text: str, size: float, room: float) -> float:
    """Points of height that text of a font size takes in a column of so many points."""
    cells = max(2, int(room / (size / 2)))
    return len(wrap(text, cells)) * size * _LINE + 1
