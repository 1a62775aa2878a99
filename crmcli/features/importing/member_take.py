"""How the cells of a members' list are taken, column by column, with the readers of the member's fields.

`TAKE` gives for a field what is done with a cell; a field that is not in it is
read by its own reader on the cell's text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_, Finding, Refused
from crmcli.core.mask import is_masked
from crmcli.core.money import parse_amount
from crmcli.core.phone import parse_phone, split_phones
from crmcli.core.searchkey import member_number
from crmcli.core.sheetday import parse_sheet_day
from crmcli.features.importing.cell import number_text, text_of
from crmcli.features.importing.member_name import read_name
from crmcli.features.importing.member_row import Born, Contact, Held, MemberRow
from crmcli.features.importing.ticks import answers
from crmcli.features.member.field import FIELDS

if TYPE_CHECKING:
    from crmcli.features.importing.member_reader import MemberReader
    from crmcli.features.importing.table import Taken
    from crmcli.sheets.grid import Cell

Take = Callable[["Cell", MemberRow, "MemberReader", "Taken"], None]

MASKED = N_("{value} is masked; give the whole of it")
RUN_TOGETHER = N_("{value} is taken for two numbers: {numbers}")
SHIFTED = N_("{value} looks like an ID number, not a card: have the columns been shifted?")
AHEAD = N_("{value} lies ahead; what is recorded has happened")

_KINDS = {"个人": "person", "单位": "organisation", "企业": "organisation", "公司": "organisation"}
_KINDS |= {"房屋": "unit", "单元": "unit", "person": "person", "organisation": "organisation", "unit": "unit"}
_CALENDARS = dict.fromkeys(("农历", "阴历", "旧历", "农", "阴", "lunar"), "lunar")
_CALENDARS |= dict.fromkeys(("公历", "阳历", "新历", "公", "阳", "solar"), "solar")
_YES = frozenset(("是", "闰", "闰月", "true", "yes", "y", "1", "√", "✓", "✔", "☑"))
_NO = frozenset(("否", "不是", "false", "no", "n", "0", "□"))
_SAME_AS_MOBILE = frozenset(("同号", "手机同号", "微信同号", "同手机", "同手机号", "同电话", "手机号", "同上"))
_WECHAT = re.compile(r"(?:微信号?|wechat|wx|vx)[:：\s]*([A-Za-z][-_A-Za-z0-9]{5,19})", re.IGNORECASE)
_LIKE_ID = re.compile(r"[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]")
_NO_ANSWER = frozenset(("保密", "不便透露"))
_CARD_PREFIX = re.compile(r"^(?:NO|№|卡号)[.:：\s]*(?=[A-Z0-9])")
_UNIT = re.compile("[万千百亿元块wk]", re.IGNORECASE)


def masked(text: str) -> bool:
    """Whether something was taken out of a number or an address."""
    return not text.isalnum() and is_masked(text)


def take_maskable(cell: Cell, row: MemberRow, reader: MemberReader, column: Taken) -> None:
    """Addresses, e-mails, IDs, the guardian's phone: a masked one is held until it is known whose it is."""
    field = column.field
    text = number_text(cell) if field in ("id_no", "guardian_phone") else text_of(cell)
    if text and masked(text):
        row.held[field] = Held(text, Finding(MASKED, {"value": text}))
    elif text:
        row.values |= FIELDS[field].read(text, reader.reading)


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


def take_card(cell: Cell, row: MemberRow, reader: MemberReader, column: Taken) -> None:
    """A card number; one that Excel holds as a number may have lost its noughts."""
    text = number_text(cell)
    if not text:
        return
    if type(cell) is int and len(text) < reader.card_width:
        message = N_("{value} may be {padded}: Excel drops noughts in front; write the number as text")
        raise Refused(message, value=text, padded=text.zfill(reader.card_width))
    if _LIKE_ID.fullmatch(text.upper()):
        raise Refused(SHIFTED, value=text)
    row.values |= FIELDS["card_no"].read(_CARD_PREFIX.sub("", text.upper()), reader.reading)


def take_phones(cell: Cell, row: MemberRow, reader: MemberReader, column: Taken) -> None:
    """One number or several; a masked one is held."""
    text = number_text(cell)
    if not text or (column.field == "phone2" and _is_other_contact(text, row, reader)):
        return
    for typed in [text] if text.isdigit() and len(text) <= 13 else _phones_in(text, row):
        if masked(typed):
            row.held[column.field] = Held(typed, Finding(MASKED, {"value": typed}))
            continue
        number = FIELDS[column.field].read(typed, reader.reading)[column.field]
        is_mobile = len(number) == 11 and number[0] == "1"
        names = is_mobile or parse_phone(number, area_code=reader.reading.area_code).kind not in ("service", "short")
        row.phones.append(Contact(number, typed, column.field == "mobile", names))


def _phones_in(text: str, row: MemberRow) -> list[str]:
    """The numbers of a cell, without words that say there is none: 19900005678/无."""
    typed = [part for part in split_phones(text) if number_text(part)]
    if len(typed) > 1 and text.isdigit():
        row.remarks.append(Finding(RUN_TOGETHER, {"value": text, "numbers": typed}))
    return typed


def _is_other_contact(text: str, row: MemberRow, reader: MemberReader) -> bool:
    """Whether a cell for other contacts holds a WeChat name or an e-mail address, which is then taken."""
    wechat = _WECHAT.fullmatch(text)
    if wechat:
        row.values.setdefault("wechat", wechat[1])
    elif "@" in text:
        row.values |= FIELDS["email"].read(text, reader.reading)
    return wechat is not None or "@" in text


def take_wechat(cell: Cell, row: MemberRow, reader: MemberReader, column: Taken) -> None:
    """A WeChat name, or the word that it is the mobile."""
    text = text_of(cell)
    if text in _SAME_AS_MOBILE:
        text = next((phone.number for phone in row.phones), "")
    if text:
        row.values |= FIELDS["wechat"].read(text, reader.reading)


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
