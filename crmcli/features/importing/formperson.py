"""The people of filled sheets: their cells read as those of a members' list, so that both know the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crmcli.core.money import yuan
from crmcli.features.importing.known import Keys
from crmcli.features.importing.member_reader import MemberReader
from crmcli.features.importing.member_row import MemberRow, finish
from crmcli.features.importing.synonym import Meant
from crmcli.features.importing.table import Table, Taken
from crmcli.forms.anchor import labels_of
from crmcli.sheets.grid import Grid
from crmcli.sheets.head import Head

if TYPE_CHECKING:
    from crmcli.features.importing.filled import Filled, Sheets
    from crmcli.session import Session
    from crmcli.sheets.grid import Cell

#: Fields whose masked values tell people of one name apart.
TELLING = ("phone", "phone2", "id_no")


def table_of(sheets: Sheets, fields: Mapping[str, str], places: Iterable[int]) -> Table:
    """Records as the rows of a list; `fields` are the form's fields and what a list calls each.

    A row's index is the record's place, a column's that of the field.
    """
    labels = labels_of(sheets.form)
    columns = [
        Taken(column, labels.get(field, field), Meant(meaning, 0))
        for column, (field, meaning) in enumerate(fields.items())
    ]
    wanted = list(places)
    money = {field for field in fields if sheets.form.fields[field].kind == "money"}
    rows = [(place, [_value(sheets.records[place], field, field in money) for field in fields]) for place in wanted]
    grid = Grid(sheets.form.title, [[]] * (1 + max(wanted, default=0)))
    head = Head(0, 1, {column.index: column.head for column in columns}, 0, len(wanted) - 1, [])
    return Table(Path(sheets.path), grid, head, columns, {}, [], [], rows)


def people_of(
    session: Session, sheets: Sheets, fields: Mapping[str, str], places: Iterable[int]
) -> dict[int, MemberRow]:
    """What each record says of a person, by its place; what cannot be taken stands in the row's reasons."""
    from crmcli.features.member.entry import reading_of
    from crmcli.features.tier.store import ladder_in_force

    table = table_of(sheets, fields, places)
    reader = MemberReader(table, reading_of(session), ladder_in_force(session.db))
    found = {}
    for place, cells in table.rows:
        row = reader.read(place, cells)
        finish(row, session.today, date1904=False)
        found[place] = row
    return found


def keys_of(rows: Iterable[MemberRow]) -> Keys:
    """The texts that may name somebody of the file."""
    keys = Keys()
    for row in rows:
        for column in ("id_no", "card_no", "wechat", "name"):
            if row.values.get(column):
                getattr(keys, column).add(row.values[column])
        keys.phone.update(phone.number for phone in row.phones)
    return keys


def _value(filled: Filled, field: str, is_money: bool) -> Cell:
    """A field's cell; a masked number stands as it is, since it may tell which of several people is meant."""
    value = filled.values.get(field)
    if value is None and field in TELLING:
        return filled.record.starred.get(field)
    return _cell(value, is_money)


def _cell(value: Any, is_money: bool) -> Cell:
    """A value of a record as a cell: several in one text, an amount in yuan."""
    if is_money:
        return None if value is None else yuan(value)
    if isinstance(value, list):
        return "、".join(value) or None
    if isinstance(value, str | int | date) or value is None:
        return value
    return str(value)
