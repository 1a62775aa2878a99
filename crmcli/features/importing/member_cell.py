"""From the cells of a members' list to the values of a row, by the readers of the member's fields."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_, Finding, Refused
from crmcli.core.mask import is_masked
from crmcli.core.money import parse_amount
from crmcli.core.phone import parse_phone, split_phones
from crmcli.core.searchkey import choose, member_number
from crmcli.core.sheetday import parse_sheet_day
from crmcli.core.text import normal_name
from crmcli.errors import Failure
from crmcli.features.importing.cell import number_text, remembered, text_of
from crmcli.features.importing.member_name import read_name
from crmcli.features.importing.member_row import Contact, Held, MemberRow
from crmcli.features.importing.plan import reason_of
from crmcli.features.importing.ticks import ticked
from crmcli.features.member.field import FIELDS, Reading

if TYPE_CHECKING:
    from crmcli.features.importing.table import Table, Taken
    from crmcli.features.tier.rules import Ladder
    from crmcli.sheets.grid import Cell

Take = Callable[["Cell", MemberRow], None]

MASKED = N_("{value} is masked; give the whole text")
ERROR = N_("{head} holds an error of Excel and is left out")
UNCALCULATED = N_("{head} holds a formula nobody has worked out: open the file in Excel, save it, import it again")
NO_TRUTH = N_("{head} holds {value}, which says nothing; it is left out")

#: Fields whose few values are read once each.
_FEW = ("gender", "id_type", "industry", "occupation", "interest", "consent", "store", "owner")
_PLAIN = ("employer", "guardian", "do_not_contact")
_DAYS = ("joined_on", "guardian_consent_on", "do_not_contact_until")
_KINDS = {"个人": "person", "单位": "organisation", "企业": "organisation", "公司": "organisation", "房屋": "unit", "单元": "unit"}
_CALENDARS = {**dict.fromkeys(("农历", "阴历", "农", "阴", "旧历", "lunar"), "lunar")}
_CALENDARS |= dict.fromkeys(("公历", "阳历", "公", "阳", "新历", "solar"), "solar")
_YES = frozenset(("是", "闰", "闰月", "true", "yes", "y", "1", "√", "✓", "✔", "☑"))
_NO = frozenset(("否", "不是", "false", "no", "n", "0", "□"))
_SAME_AS_MOBILE = frozenset(("同号", "手机同号", "微信同号", "同手机", "同手机号", "同电话", "手机号", "同上"))
_WECHAT = re.compile(r"(?:微信号?|wechat|wx|vx)[:：\s]*([A-Za-z][-_A-Za-z0-9]{5,19})", re.IGNORECASE)
_CARD_PREFIX = re.compile(r"^(?:NO|№|卡号)[.:：\s]*(?=[A-Z0-9])")
_UNIT = re.compile("[万千百亿元块wk]", re.IGNORECASE)


class MemberReader:
    """Reads the rows of one table. Texts that stand in many rows are looked up once."""

    def __init__(self, table: Table, reading: Reading, ladder: Ladder) -> None:
        self.reading = reading
        self.date1904 = table.grid.date1904
        self._ladder = ladder
        self._grid = table.grid
        self._wide = _card_width(table)
        self._tier = remembered(self._read_tier)
        self._kept: dict[str, Callable[[str], dict[str, Any]]] = {}
        self._columns = [(column, self._taker(column)) for column in table.columns]
        self._troubled = {row for row, _ in (*table.grid.errors, *table.grid.uncalculated)}

    def read(self, index: int, cells: list[Cell]) -> MemberRow:
        """The row's values; what cannot be read stands in its reasons."""
        row = MemberRow(index)
        self.reading.notes = row.remarks
        self.reading.id_type = None
        if index in self._troubled:
            self._tell_trouble(row)
        width = len(cells)
        for column, take in self._columns:
            cell = cells[column.index] if column.index < width else None
            if cell is None:
                continue
            if type(cell) is bool and column.field != "birthday_leap":
                row.remarks.append(Finding(NO_TRUTH, {"head": column.head, "value": str(cell).upper()}))
                continue
            try:
                take(cell, row)
            except (Refused, Failure) as error:
                row.refuse(reason_of(error), column.index)
        return row

    def _tell_trouble(self, row: MemberRow) -> None:
        for column, _take in self._columns:
            place = (row.index, column.index)
            if place in self._grid.errors:
                row.remarks.append(Finding(ERROR, {"head": column.head}))
            if place in self._grid.uncalculated:
                row.refuse(Finding(UNCALCULATED, {"head": column.head}), column.index)

    def _taker(self, column: Taken) -> Take:
        """What reads a column."""
        field = column.field
        own = getattr(self, f"_take_{field}", None)
        if own is not None:
            return own  # type: ignore[no-any-return]
        if field in ("spend", "balance"):
            return self._amount(field, column.meant.factor)
        if field == "birthday":
            return lambda cell, row: setattr(row, "birthday", (cell, column.index, column.meant.calendar))
        if field in _DAYS:
            return self._day(field)
        if field in ("mobile", "phone2"):
            return self._phones(field)
        return self._by_field(field)

    def _by_field(self, field: str) -> Take:
        """The member field's own reader on the cell's text; a masked text is held."""
        read = FIELDS[field].read
        if field in _FEW:
            kept = remembered(lambda text: read(text, self.reading))
            return lambda cell, row: _update(row, kept, text_of(cell))
        masked = field in ("address", "email", "guardian_phone", "id_no")
        as_text = number_text if field in ("guardian_phone", "id_no") else text_of

        def take(cell: Cell, row: MemberRow) -> None:
            text = as_text(cell)
            if masked and text and _is_masked(text):
                row.held[field] = Held(text, Finding(MASKED, {"value": text}))
            elif text:
                row.values |= read(text, self.reading)

        return take

    def _day(self, field: str) -> Take:
        ahead = field == "do_not_contact_until"

        def take(cell: Cell, row: MemberRow) -> None:
            day = parse_sheet_day(cell, self.reading.today, date1904=self.date1904, century_pivot=not ahead)
            if day is not None:
                row.values[field] = day.isoformat()

        return take

    def _phones(self, field: str) -> Take:
        main = field == "mobile"

        def take(cell: Cell, row: MemberRow) -> None:
            text = number_text(cell)
            if not text:
                return
            if not main and _is_other_contact(text, row):
                return
            for typed in split_phones(text):
                if _is_masked(typed):
                    row.held[field] = Held(typed, Finding(MASKED, {"value": typed}))
                    continue
                number = FIELDS[field].read(typed, self.reading)[field]
                kind = parse_phone(number, area_code=self.reading.area_code).kind
                row.phones.append(Contact(number, typed, main, kind not in ("service", "short")))

        return take

    def _amount(self, field: str, factor: int) -> Take:
        def take(cell: Cell, row: MemberRow) -> None:
            value = cell if isinstance(cell, int | float) else text_of(cell)
            if value == "":
                return
            if factor > 1 and isinstance(value, str) and _UNIT.search(value):
                message = N_("{value} names a unit, and the head of the column names another; write the number alone")
                raise Refused(message, value=value)
            row.figures[field] = parse_amount(value) * factor

        return take

    # Fields with rules of their own in a list

    def _take_name(self, cell: Cell, row: MemberRow) -> None:
        text = text_of(cell)
        if not text:
            return
        if "*" in text or "＊" in text:
            row.held["name"] = Held(normal_name(text), Finding(MASKED, {"value": text}))
            return
        read_name(text, row)

    def _take_no(self, cell: Cell, row: MemberRow) -> None:
        text = text_of(cell)
        if text:
            row.number = member_number(text)
            if row.number is None:
                raise Refused(N_("{value} is no member number; it looks like M-00012"), value=text)

    def _take_card_no(self, cell: Cell, row: MemberRow) -> None:
        text = number_text(cell)
        if not text:
            return
        if isinstance(cell, int) and self._wide and len(text) < self._wide:
            message = N_("{value} may be {padded}: Excel drops noughts in front; write the number as text")
            raise Refused(message, value=text, padded=text.zfill(self._wide))
        row.values |= FIELDS["card_no"].read(_CARD_PREFIX.sub("", text.upper()), self.reading)

    def _take_wechat(self, cell: Cell, row: MemberRow) -> None:
        text = text_of(cell)
        if text in _SAME_AS_MOBILE:
            text = next((phone.number for phone in row.phones), "")
        if text:
            row.values |= FIELDS["wechat"].read(text, self.reading)

    def _take_gender(self, cell: Cell, row: MemberRow) -> None:
        text = text_of(cell)
        if text in ("0", "1", "2"):
            row.remarks.append(Finding(N_("{value} is no gender by itself; it is left out"), {"value": text}))
        elif text:
            self._once("gender", text, row)

    def _take_gender_male(self, cell: Cell, row: MemberRow) -> None:
        if text_of(cell).lower() in _YES | {"男"}:
            row.values["gender"] = "male"

    def _take_gender_female(self, cell: Cell, row: MemberRow) -> None:
        if text_of(cell).lower() in _YES | {"女"}:
            row.values["gender"] = "female"

    def _take_birthday_calendar(self, cell: Cell, row: MemberRow) -> None:
        text = text_of(cell)
        if text and text not in _CALENDARS:
            raise Refused(N_("{value} is no calendar; write 公历 or 农历"), value=text)
        row.calendar = _CALENDARS.get(text)  # type: ignore[assignment]

    def _take_birthday_leap(self, cell: Cell, row: MemberRow) -> None:
        text = str(cell).strip().lower()
        if text and text not in _YES | _NO:
            raise Refused(N_("{value} is neither yes nor no; write 是 or 否"), value=str(cell))
        row.leap = text in _YES

    def _take_interest(self, cell: Cell, row: MemberRow) -> None:
        text = "、".join(ticked(text_of(cell)))
        if text:
            self._once("interest", text, row)

    def _take_source(self, cell: Cell, row: MemberRow) -> None:
        words = ticked(text_of(cell))
        if not words:
            return
        self._once("source", words[0], row)
        detail = row.values.pop("source_detail", None)
        if detail:
            row.introducer = row.introducer or detail
        if len(words) > 1:
            row.values["source_detail"] = "、".join([*([detail] if detail else []), *words[1:]])

    def _take_introduced_by(self, cell: Cell, row: MemberRow) -> None:
        row.introducer = text_of(cell) or row.introducer

    def _take_class(self, cell: Cell, row: MemberRow) -> None:
        text = text_of(cell)
        if text:
            self._once("class", {"是": "重点", "否": "普通"}.get(text, text), row)

    def _take_kind(self, cell: Cell, row: MemberRow) -> None:
        text = text_of(cell)
        if text:
            kind = _KINDS.get(text, text.lower())
            if kind not in _KINDS.values():
                names = "、".join(_KINDS)
                raise Refused(N_("{value} is no kind of customer; there are {names}"), value=text, names=names)
            row.values["kind"] = kind

    def _take_note(self, cell: Cell, row: MemberRow) -> None:
        text = " ".join(text_of(cell).split())
        if text:
            row.notes.append(text)

    def _take_tier(self, cell: Cell, row: MemberRow) -> None:
        text = text_of(cell)
        if text:
            row.tier = self._tier(text)

    def _take_points(self, cell: Cell, row: MemberRow) -> None:
        text = re.sub("(?:积分|分|点)$", "", text_of(cell))
        if not text:
            return
        points, rest = divmod(parse_amount(text), 100)
        if rest:
            raise Refused(N_("{value} is no number of points; points are whole"), value=text)
        row.figures["points"] = points

    def _read_tier(self, text: str) -> str:
        found = choose(text, self._ladder.rungs, lambda rung: (rung.name, rung.code))
        if len(found) != 1:
            names = "、".join(rung.name for rung in self._ladder.rungs)
            raise Refused(N_("{value} is no tier; there are {names}"), value=text, names=names)
        return found[0].code

    def _once(self, field: str, text: str, row: MemberRow) -> None:
        if field not in self._kept:
            self._kept[field] = remembered(lambda text: FIELDS[field].read(text, self.reading))
        row.values |= self._kept[field](text)


def _update(row: MemberRow, read: Callable[[str], dict[str, Any]], text: str) -> None:
    if text:
        row.values |= read(text)


def _is_masked(text: str) -> bool:
    return not text.isalnum() and is_masked(text)


def _is_other_contact(text: str, row: MemberRow) -> bool:
    """Whether a cell for other contacts holds a WeChat name or an e-mail address, which is then taken."""
    wechat = _WECHAT.fullmatch(text)
    if wechat:
        row.values.setdefault("wechat", wechat[1])
    elif "@" in text:
        row.values.setdefault("email", FIELDS["email"].read(text, Reading_NONE)["email"])
    return wechat is not None or "@" in text


def _card_width(table: Table) -> int:
    """The one length of the table's cards where some begin with 0, else 0: a shorter number has lost noughts."""
    places = table.indexes("card_no")
    texts = [cells[place] for _, cells in table.rows for place in places if place < len(cells)]
    cards = {cell.strip() for cell in texts if isinstance(cell, str) and cell.strip().isdigit()}
    widths = {len(card) for card in cards}
    return widths.pop() if len(widths) == 1 and any(card.startswith("0") for card in cards) else 0
