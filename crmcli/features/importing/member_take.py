"""How the cells of a members' list are taken, column by column, with the readers of the member's fields.

`TAKE` gives for a field what is done with a cell; a field that is not in it is
read by its own reader on the cell's text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_, Finding, Refused
from crmcli.core.searchkey import member_number
from crmcli.core.sheetday import parse_sheet_day
from crmcli.features.importing.cell import text_of
from crmcli.features.importing.listread import AHEAD
from crmcli.features.importing.member_figure import take_amount, take_points, take_tier
from crmcli.features.importing.member_name import read_name
from crmcli.features.importing.member_number import take_card, take_maskable, take_phones, take_wechat
from crmcli.features.importing.member_row import Born, MemberRow
from crmcli.features.importing.ticks import answers

if TYPE_CHECKING:
    from crmcli.features.importing.member_reader import MemberReader
    from crmcli.features.importing.table import Taken
    from crmcli.sheets.grid import Cell

Take = Callable[["Cell", MemberRow, "MemberReader", "Taken"], None]


_KINDS = {"个人": "person", "单位": "organisation", "企业": "organisation", "公司": "organisation"}
_KINDS |= {"房屋": "unit", "单元": "unit", "person": "person", "organisation": "organisation", "unit": "unit"}
_CALENDARS = dict.fromkeys(("农历", "阴历", "旧历", "农", "阴", "lunar"), "lunar")
_CALENDARS |= dict.fromkeys(("公历", "阳历", "新历", "公", "阳", "solar"), "solar")
_YES = frozenset(("是", "闰", "闰月", "true", "yes", "y", "1", "√", "✓", "✔", "☑"))
_NO = frozenset(("否", "不是", "false", "no", "n", "0", "□"))
_NO_ANSWER = frozenset(("保密", "不便透露"))


def take_name(cell: Cell, row: MemberRow, reader: MemberReader, column: Taken) -> None:
    """The name, whatever else stands in its cell."""
    text = text_of(cell)
    if text:
        read_name(text, row)


def take_no(cell: Cell, row: MemberRow, reader: MemberReader, column: Taken) -> None:
    """Our own number."""
    text = text_of(cell)
    row.number = member_number(text) if text else None
    if text and row.number is None:
        raise Refused(N_("{value} is no member number; it looks like M-00012"), value=text)


def take_gender(cell: Cell, row: MemberRow, reader: MemberReader, column: Taken) -> None:
    """男 or 女; 1 and 0 mean different things in different programs."""
    text = text_of(cell)
    if text in ("0", "1", "2"):
        row.remarks.append(Finding(N_("{value} is no gender by itself; it is left out"), {"value": text}))
    elif text and text not in _NO_ANSWER:
        row.values |= reader.once("gender", text)


def take_ticked_gender(cell: Cell, row: MemberRow, reader: MemberReader, column: Taken) -> None:
    """A tick in a column 男 or 女."""
    if text_of(cell).lower() in _YES | {"男", "女"}:
        row.values["gender"] = column.field.removeprefix("gender_")


def take_birthday(cell: Cell, row: MemberRow, reader: MemberReader, column: Taken) -> None:
    """Kept until the calendar's column is read too."""
    row.born = Born(cell, column.index, column.head, column.meant.calendar)  # type: ignore[arg-type]


def take_calendar(cell: Cell, row: MemberRow, reader: MemberReader, column: Taken) -> None:
    """The calendar a birthday is counted in."""
    text = text_of(cell).lower()
    if text and text not in _CALENDARS:
        raise Refused(N_("{value} is no calendar; write 公历 or 农历"), value=text)
    row.calendar = _CALENDARS.get(text)  # type: ignore[assignment]


def take_leap(cell: Cell, row: MemberRow, reader: MemberReader, column: Taken) -> None:
    """Whether a lunar birthday lies in a leap month."""
    text = str(cell).strip().lower()
    if text and text not in _YES | _NO:
        raise Refused(N_("{value} is neither yes nor no; write 是 or 否"), value=str(cell))
    row.leap = text in _YES


def take_day(cell: Cell, row: MemberRow, reader: MemberReader, column: Taken) -> None:
    """A day; only the end of 勿扰 may lie ahead, so that two figures are no year there."""
    ahead = column.field == "do_not_contact_until"
    day = parse_sheet_day(cell, reader.reading.today, date1904=reader.date1904, century_pivot=not ahead)
    if day is not None and day > reader.reading.today and not ahead:
        raise Refused(AHEAD, value=day.isoformat())
    if day is not None:
        row.values[column.field] = day.isoformat()


def take_do_not_contact(cell: Cell, row: MemberRow, reader: MemberReader, column: Taken) -> None:
    """A reason, or only yes; a no is none."""
    text = " ".join(text_of(cell).split())
    if text and text.lower() not in _NO:
        row.values["do_not_contact"] = text


def take_interest(cell: Cell, row: MemberRow, reader: MemberReader, column: Taken) -> None:
    """Several answers, ticked or written."""
    text = "、".join(answers(text_of(cell)))
    if text:
        row.values |= reader.once(column.field, text)


def take_source(cell: Cell, row: MemberRow, reader: MemberReader, column: Taken) -> None:
    """How somebody came: the first answer, in brackets the introducer; further answers stand beside it."""
    text = text_of(cell)
    if not text:
        return
    values, introducer = reader.source(text)
    row.introducer = row.introducer or introducer
    row.values |= values


def source_of(text: str, reader: MemberReader) -> tuple[dict[str, Any], str | None]:
    """The columns that say how somebody came, and the introducer named in brackets."""
    words = [text] if reader.reading.pack.code("source", text) else answers(text)
    if not words:
        return {}, None
    values = dict(reader.once("source", words[0]))
    introducer = values.pop("source_detail", None)
    if len(words) > 1:
        values["source_detail"] = "、".join([*filter(None, [introducer]), *words[1:]])
    return values, introducer


def take_introducer(cell: Cell, row: MemberRow, reader: MemberReader, column: Taken) -> None:
    """Who brought somebody; who that is, is looked up later."""
    row.introducer = " ".join(text_of(cell).split()) or row.introducer


def take_class(cell: Cell, row: MemberRow, reader: MemberReader, column: Taken) -> None:
    """重点 or not."""
    text = text_of(cell)
    if text:
        row.values |= reader.once("class", {"是": "重点", "否": "普通"}.get(text, text))


def is_kind(text: str) -> bool:
    """Whether a text says what kind of customer somebody is."""
    return text.strip().lower() in _KINDS


def take_kind(cell: Cell, row: MemberRow, reader: MemberReader, column: Taken) -> None:
    """A person, an organisation or a flat."""
    text = text_of(cell).lower()
    if text and text not in _KINDS:
        raise Refused(N_("{value} is no kind of customer; there are {names}"), value=text, names=list(_KINDS))
    if text:
        row.values["kind"] = _KINDS[text]


def take_note(cell: Cell, row: MemberRow, reader: MemberReader, column: Taken) -> None:
    """Free text; several columns stand one behind the other."""
    text = " ".join(text_of(cell).split())
    if text:
        row.notes.append(text)


TAKE: dict[str, Take] = {
    **dict.fromkeys(("address", "email", "guardian_phone", "id_no"), take_maskable),
    **dict.fromkeys(("mobile", "phone2"), take_phones),
    **dict.fromkeys(("gender_male", "gender_female"), take_ticked_gender),
    **dict.fromkeys(("joined_on", "guardian_consent_on", "do_not_contact_until"), take_day),
    **dict.fromkeys(("spend", "balance"), take_amount),
    **dict.fromkeys(("interest", "consent"), take_interest),
    "name": take_name,
    "do_not_contact": take_do_not_contact,
    "no": take_no,
    "card_no": take_card,
    "wechat": take_wechat,
    "gender": take_gender,
    "birthday": take_birthday,
    "birthday_calendar": take_calendar,
    "birthday_leap": take_leap,
    "source": take_source,
    "introduced_by": take_introducer,
    "class": take_class,
    "kind": take_kind,
    "note": take_note,
    "tier": take_tier,
    "points": take_points,
}
