"""Takes the cells of a members' list that say what somebody brings along: tier, spend, points, balance."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crmcli.core.findings import N_, Refused
from crmcli.core.money import parse_amount
from crmcli.features.importing.cell import text_of
from crmcli.features.importing.member_row import MemberRow

if TYPE_CHECKING:
    from crmcli.features.importing.member_reader import MemberReader
    from crmcli.features.importing.table import Taken
    from crmcli.sheets.grid import Cell

_UNIT = re.compile("[万千百亿元块wk]", re.IGNORECASE)


def take_tier(cell: Cell, row: MemberRow, reader: MemberReader, column: Taken) -> None:
    """The tier the list gives."""
    text = text_of(cell)
    row.tier = reader.tier(text) if text else None


def take_amount(cell: Cell, row: MemberRow, reader: MemberReader, column: Taken) -> None:
    """An opening amount in 分; the head may name a unit such as 万元."""
    value = cell if type(cell) in (int, float) else text_of(cell)
    if value == "":
        return
    if column.meant.factor > 1 and isinstance(value, str) and _UNIT.search(value):
        message = N_("{value} names a unit and so does the head of its column; write the number alone")
        raise Refused(message, value=value)
    row.figures[column.field] = parse_amount(value) * column.meant.factor  # type: ignore[arg-type]


def take_points(cell: Cell, row: MemberRow, reader: MemberReader, column: Taken) -> None:
    """Points are whole."""
    text = re.sub("(?:积分|分|点)$", "", text_of(cell))
    if not text:
        return
    points, rest = divmod(parse_amount(text), 100)
    if rest:
        raise Refused(N_("{value} is no number of points; points are whole"), value=text)
    row.figures["points"] = points
