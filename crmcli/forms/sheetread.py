"""One found sheet of a form read: what stands once, and the rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from crmcli.core.findings import N_, Finding, Refused
from crmcli.forms.anchor import Anchor, Found, Located, Place, anchors
from crmcli.forms.literal import label_key, split_pattern
from crmcli.forms.model import Block, Cell, Field, Form, Range
from crmcli.forms.reading import Noted, Reading, Record
from crmcli.forms.taken import Source, as_text, nothing, take
from crmcli.sheets.grid import Cell as Raw

_TOTALS = frozenset(("合计", "总计", "小计"))


class _Spot(NamedTuple):
    """A cell of the form that is read, where it stands in the sheet, and the label it is known by."""

    cell: Cell
    at: Range
    label: str


class SheetReader:
    """Reads one sheet into a Reading."""

    def __init__(self, form: Form, found: Found, located: Located, today: date, reading: Reading) -> None:
        self.form, self.found, self.located, self.reading = form, found, located, reading
        self.source = Source(today, found.grid.date1904)
        self._told: set[str] = set()
        self._anchors = anchors(form)

    def read(self) -> None:
        """Adds the sheet's records and findings."""
        record = Record({}, self.found.grid.name, 1 + max(0, self.located.head[0]))
        for cell in self.form.cells:
            if self._is_read(cell):
                self._read_once(cell, record)
        rows = list(self._rows(self.form.block)) if self.form.block else []
        if self.form.kind == "card":
            if self.form.block:
                record.values[self.form.block.name] = [row.values for row in rows]
                record.faulty |= {name for row in rows for name in row.faulty}
            if not record.empty:
                self.reading.records.append(record)
            return
        known = {name: value for name, value in record.values.items() if value not in (None, [])}
        self.reading.context = {**record.values, **self.reading.context, **known}
        self.reading.records += rows

    def _is_read(self, cell: Cell) -> bool:
        return not cell.title and any(not self.form.fields[name].derived for name in cell.fields())

    # What stands once

    def _read_once(self, cell: Cell, record: Record) -> None:
        anchor = self._anchor_of(cell)
        tail = bool(self.form.block) and cell.at.top > (self.form.block.last if self.form.block else 0)
        shift = self.located.shift(tail)
        place = self.located.places.get(anchor) if anchor else None
        if (anchor and place is None) or shift is None:
            self._empty(cell, record)
            self._missing(anchor.label if anchor else cell.at, record, cell)
            return
        if anchor and place:
            expected = anchor.at.moved(*shift)
            own = place[0] - anchor.at.top, place[1] - anchor.at.left
            if own != shift:
                self._moved(anchor.label, expected, place)
            shift = own
        self._take(_Spot(cell, cell.at.moved(*shift), anchor.label if anchor else str(cell.at)), record)

    def _anchor_of(self, cell: Cell) -> Anchor | None:
        """The label a value belongs to: its own cell's, else the nearest on its left."""
        left = [
            anchor
            for anchor in self._anchors
            if anchor.at == cell.at
            or (
                anchor.at.right < cell.at.left
                and anchor.at.top <= cell.at.top <= anchor.at.bottom
                and not anchor.begins
            )
        ]
        return max(left, key=lambda anchor: (anchor.at == cell.at, anchor.at.right), default=None)

    # Rows

    def _rows(self, block: Block) -> Iterator[Record]:
        head = block.first - 1 + self.located.head[0]
        spots = list(self._columns(block, head))
        furniture, beginnings = self._furniture()
        first = 1 + self.located.head[1]
        last = len(self.found.grid.rows)
        if self.form.kind == "card" and self.located.tail is not None:
            last = min(last, block.last + self.located.tail[0])
        for row in range(head + 1, last + 1):
            key = self.found.keys.get((row, first), "")
            if key and (key in furniture or key.startswith(beginnings)):
                continue
            record = Record({}, self.found.grid.name, row)
            for cell, column, label in spots:
                at = Range(row, column, row, column)
                if column:
                    self._take(_Spot(cell, at, label), record)
                else:
                    self._empty(cell, record)
            if not record.empty:
                yield record

    def _columns(self, block: Block, head: int) -> Iterator[tuple[Cell, int, str]]:
        """Each cell of a row with the column its head stands in; 0 where the head is missing."""
        heads = {anchor.at.left: anchor for anchor in self._anchors if anchor.at.bottom == block.first - 1}
        for cell in block.cells:
            if not self._is_read(cell):
                continue
            anchor = heads.get(cell.at.left)
            place = self.located.places.get(anchor) if anchor else None
            if anchor is None:
                yield cell, cell.at.left + self.located.head[1], str(cell.at)
            elif place is None or place[0] != head:
                self._missing(anchor.label, None, cell)
                yield cell, 0, anchor.label
            else:
                yield cell, place[1], anchor.label

    def _furniture(self) -> tuple[frozenset[str], tuple[str, ...]]:
        """What begins a row that is printed and holds no record: heads, totals, remarks, the title again."""
        first = [anchor for anchor in self._anchors if anchor.at.left == 1]
        title = label_key(self.form.title)
        whole = {anchor.key for anchor in first if not anchor.begins} | {title} | _TOTALS
        return frozenset(whole), tuple(anchor.key for anchor in first if anchor.begins) or ("\0",)

    # Values

    def _take(self, spot: _Spot, record: Record) -> None:
        raw, place = self._raw(spot)
        record.cells |= dict.fromkeys(spot.cell.fields(), str(spot.at))
        if place in self.found.grid.errors or place in self.found.grid.uncalculated:
            message = N_("{label}: the formula in {cell} has no value: open the workbook, let it calculate and save it")
            self._fault(message, spot, record, {})
            return
        for field, value in self._parts(spot, raw, record):
            try:
                taken = take(field, value, self.source)
            except Refused as refused:
                record.values |= nothing(field)
                record.faulty.add(field.name)
                reason = Finding(refused.message, refused.facts)
                message = N_("{label} in {cell}: {reason}")
                self._note(message, spot, {"reason": reason, "value": value})
                continue
            record.values |= taken.values
            if taken.masked:
                record.masked.add(field.name)
                record.starred[field.name] = as_text(value)
        self._lead(spot, record)

    def _parts(self, spot: _Spot, raw: Raw, record: Record) -> Iterator[tuple[Field, Raw]]:
        """The fields of a cell with what stands for each."""
        fields = {name: self.form.fields[name] for name in spot.cell.fields()}
        if spot.cell.field:
            yield from ((field, raw) for field in fields.values())
            return
        text = as_text(raw) if raw is not None else ""
        parts = split_pattern(self.form, spot.cell.pattern, text) if text.strip() else dict.fromkeys(fields, "")
        if parts is None and [field.kind for field in fields.values()] == ["options"]:
            parts = dict.fromkeys(fields, text)
        if parts is None:
            facts = {"value": text, "pattern": _shown(spot.cell.pattern)}
            message = N_("{label} in {cell}: {value} is not written as it is printed: {pattern}")
            self._fault(message, spot, record, facts)
            return
        yield from ((fields[name], part or None) for name, part in parts.items())

    def _raw(self, spot: _Spot) -> tuple[Raw, Place]:
        """What stands in a cell's range, in one: people do not always merge. With its place from 0."""
        at = spot.at
        filled = [
            (value, (row - 1, column - 1))
            for row in range(at.top, at.bottom + 1)
            for column in range(at.left, at.right + 1)
            if (value := self.found.value(row, column)) not in (None, "")
        ]
        if len(filled) > 1:
            return " ".join(as_text(value) for value, _place in filled), filled[0][1]
        return filled[0] if filled else (None, (at.top - 1, at.left - 1))

    def _lead(self, spot: _Spot, record: Record) -> None:
        """A certificate that is none of those printed stands by name in front of its number."""
        for name in spot.cell.fields():
            field, text = self.form.fields[name], record.values.get(name)
            if not field.lead or record.values.get(field.lead) is not None or not isinstance(text, str):
                continue
            first, _blank, rest = text.partition(" ")
            if rest and not any(map(str.isdigit, first)):
                options = self.form.fields[field.lead].options
                record.values[field.lead] = next((one.code for one in options if one.text == first), first)
                record.values[name] = rest.strip()

    def _empty(self, cell: Cell, record: Record) -> None:
        for name in cell.fields():
            if not self.form.fields[name].derived:
                record.values |= nothing(self.form.fields[name])

    # What has to be said

    def _fault(self, message: str, spot: _Spot, record: Record, facts: dict[str, Any]) -> None:
        self._empty(spot.cell, record)
        record.faulty |= set(spot.cell.fields())
        self._note(message, spot, facts)

    def _note(self, message: str, spot: _Spot, facts: dict[str, Any]) -> None:
        cell = str(spot.at)
        finding = Finding(message, {"label": spot.label, "cell": cell, **facts})
        self.reading.findings.append(Noted(self.found.grid.name, cell, finding))

    def _missing(self, label: object, record: Record | None, cell: Cell) -> None:
        if str(label) in self._told:
            return
        self._told.add(str(label))
        message = N_("the label {label} is missing, so nothing was read for it: write it as on the printed form")
        finding = Finding(message, {"label": str(label), "value": None})
        self.reading.findings.append(Noted(self.found.grid.name, "", finding))
        if record:
            record.faulty |= set(cell.fields())

    def _moved(self, label: str, expected: Range, place: Place) -> None:
        at = str(Range(*place, *place))
        message = N_("the label {label} stands in {cell} and not in {expected}: what is beside it was read, check it")
        facts = {"label": label, "cell": at, "expected": str(Range(*expected[:2], *expected[:2])), "value": None}
        self.reading.findings.append(Noted(self.found.grid.name, at, Finding(message, facts)))


def _shown(pattern: str) -> str:
    """A pattern with dots for its fields."""
    from string import Formatter

    return "".join(words + ("…" if name else "") for words, name, _form, _conversion in Formatter().parse(pattern))
