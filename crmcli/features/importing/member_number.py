"""Takes the cells of a members' list that hold numbers: phones, cards, IDs, WeChat names, and what may be masked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crmcli.core.findings import N_, Finding, Refused
from crmcli.core.mask import is_masked
from crmcli.core.phone import parse_phone, split_phones
from crmcli.features.importing.cell import number_text, text_of
from crmcli.features.importing.member_row import Contact, Held, MemberRow
from crmcli.features.member.field import FIELDS

if TYPE_CHECKING:
    from crmcli.features.importing.member_reader import MemberReader
    from crmcli.features.importing.table import Taken
    from crmcli.sheets.grid import Cell

MASKED = N_("{value} is masked; give the whole of it")
RUN_TOGETHER = N_("{value} is taken for two numbers: {numbers}")
SHIFTED = N_("{value} looks like an ID number, not a card: have the columns been shifted?")

_SAME_AS_MOBILE = frozenset(("同号", "手机同号", "微信同号", "同手机", "同手机号", "同电话", "手机号", "同上"))
_WECHAT = re.compile(r"(?:微信号?|wechat|wx|vx)[:：\s]*([A-Za-z][-_A-Za-z0-9]{5,19})", re.IGNORECASE)
_LIKE_ID = re.compile(r"[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]")
_CARD_PREFIX = re.compile(r"^(?:NO|№|卡号)[.:：\s]*(?=[A-Z0-9])")


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
