"""Reads the rows of a members' list: for each column what takes its cells, for each row what they say."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_, Finding, Refused
from crmcli.core.searchkey import choose
from crmcli.errors import Failure
from crmcli.features.importing.cell import remembered, text_of
from crmcli.features.importing.listread import tell_trouble
from crmcli.features.importing.member_row import MemberRow
from crmcli.features.importing.member_take import TAKE, source_of
from crmcli.features.importing.plan import reason_of
from crmcli.features.member.field import FIELDS, Reading

if TYPE_CHECKING:
    from crmcli.features.importing.table import Table, Taken
    from crmcli.features.tier.rules import Ladder
    from crmcli.sheets.grid import Cell

NOT_STAFF = N_("{head} {value} is not on the staff and is left out; add them (crmcli staff add) and import again")
NO_STORE = N_("{head} {value} is no store of this file and is left out")
NO_TRUTH = N_("{head} holds {value}, which says nothing; it is left out")

#: The kind of ID is read before its number, phones before the word that the WeChat name is the phone.
_ORDER = {"id_type": -1, "wechat": 1}
#: Fields whose few values are looked up once each.
_FEW = ("id_type", "industry", "occupation", "store", "owner", "owner_source")


class MemberReader:
    """Reads the rows of one table. Texts that stand in many rows are looked up once."""

    def __init__(self, table: Table, reading: Reading, ladder: Ladder) -> None:
        self.reading = reading
        self.date1904 = table.grid.date1904
        self.card_width = _card_width(table)
        self.source = remembered(lambda text: source_of(text, self))
        self.tier = remembered(lambda text: _tier(text, ladder))
        self._kept: dict[str, Callable[[str], dict[str, Any]]] = {}
        columns = sorted(table.columns, key=lambda column: (_ORDER.get(column.field, 0), column.index))
        self._columns = [(column.index, column, TAKE.get(column.field, _take_plain)) for column in columns]
        self._grid = table.grid
        self._troubled = {row for row, _column in (*table.grid.errors, *table.grid.uncalculated)}

    def read(self, index: int, cells: list[Cell]) -> MemberRow:
        """The row's values; what cannot be read stands in its reasons."""
        row = MemberRow(index)
        self.reading.notes = row.remarks
        self.reading.id_type = None
        if index in self._troubled:
            tell_trouble(self._grid, [column for _, column, _ in self._columns], row)
        width = len(cells)
        for place, column, take in self._columns:
            cell = cells[place] if place < width else None
            if cell is None:
                continue
            if type(cell) is bool and column.field != "birthday_leap":
                row.remarks.append(Finding(NO_TRUTH, {"head": column.head, "value": str(cell).upper()}))
                continue
            try:
                take(cell, row, self, column)
            except (Refused, Failure) as error:
                row.refuse(reason_of(error), place)
        return row

    def once(self, field: str, text: str) -> dict[str, Any]:
        """What the field's reader makes of a text, asked once for each text."""
        if field not in self._kept:
            self._kept[field] = remembered(partial(self._read, field))
        return self._kept[field](text)

    def _read(self, field: str, text: str) -> dict[str, Any]:
        return FIELDS[field].read(text, self.reading)


def _take_plain(cell: Cell, row: MemberRow, reader: MemberReader, column: Taken) -> None:
    """The field's own reader on the cell's text."""
    text = text_of(cell)
    if not text:
        return
    if column.field in ("store", "owner"):
        # a list may name people who have left: no reason to leave the member out
        try:
            row.values |= reader.once(column.field, text)
        except (Refused, Failure):
            message = NO_STORE if column.field == "store" else NOT_STAFF
            row.remarks.append(Finding(message, {"head": column.head, "value": text}))
    elif column.field in _FEW:
        row.values |= reader.once(column.field, text)
        if column.field == "id_type":
            reader.reading.id_type = row.values["id_type"]
    else:
        row.values |= FIELDS[column.field].read(text, reader.reading)


def _tier(text: str, ladder: Ladder) -> str:
    found = choose(text, ladder.rungs, lambda rung: (rung.name, rung.code))
    if len(found) != 1:
        names = [rung.name for rung in ladder.rungs]
        raise Refused(N_("{value} is no tier; there are {names}"), value=text, names=names)
    return found[0].code


def _card_width(table: Table) -> int:
    """The one length of the table's cards where some begin with 0, else 0: a shorter number has lost noughts."""
    places = table.indexes("card_no")
    texts = [cells[place] for _, cells in table.rows for place in places if place < len(cells)]
    cards = {cell.strip() for cell in texts if isinstance(cell, str) and cell.strip().isdigit()}
    widths = {len(card) for card in cards}
    return widths.pop() if len(widths) == 1 and any(card.startswith("0") for card in cards) else 0
