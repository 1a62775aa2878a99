"""Reads the rows of a list of purchases: day, item, amount, and whatever says who bought."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from crmcli.core.findings import N_, Finding, Refused
from crmcli.core.mask import is_masked
from crmcli.core.money import parse_amount
from crmcli.core.phone import parse_phone, split_phones
from crmcli.core.searchkey import member_number
from crmcli.core.text import normal_name
from crmcli.errors import Failure
from crmcli.features.importing.cell import number_text, remembered, text_of
from crmcli.features.importing.listread import past_day, read_cells
from crmcli.features.importing.plan import ListRow
from crmcli.features.purchase.rules import items_named, nearest_items

if TYPE_CHECKING:
    from crmcli.features.importing.table import Table, Taken
    from crmcli.packs.model import Item, Pack
    from crmcli.session import Session
    from crmcli.sheets.grid import Cell

NO_ITEM = N_("{value} is not in the price list; nearest: {names}. What is not listed is booked as 其他")
SEVERAL_ITEMS = N_("{value} fits several items: {names}")
NEGATIVE = N_("{value} is negative; pay the purchase back with crmcli purchase refund")
NO_QUANTITY = N_("{value} is no quantity; give a whole number from 1")
NO_PAY = N_("{value} is no way of paying; there are {names}")
NOT_STAFF = N_(
    "{value} is not on the staff: add them first (crmcli staff add), or the purchase is taken without a name"
)

#: What tills and lists call the ways of paying -> the pack's code.
_PAY_WORDS = {
    **dict.fromkeys(("微信", "支付宝", "扫码", "二维码", "云闪付"), "mobile-pay"),
    **dict.fromkeys(("银行卡", "信用卡", "借记卡", "POS", "POS机", "pos"), "bank-card"),
    **dict.fromkeys(("会员卡", "储值卡", "储值", "卡扣", "余额"), "card"),
    **dict.fromkeys(("银行转账", "汇款", "对公转账"), "transfer"),
}

#: What a row cannot be taken without.
REQUIRED = ("date", "item", "amount")


@dataclass(slots=True)
class PurchaseRow(ListRow):
    """What the cells of a row say. `values` are date, item, amount (分), quantity, pay, by, note."""

    number: int | None = None
    name: str | None = None
    card_no: str | None = None
    phones: list[str] = field(default_factory=list)
    masked: str | None = None


class PurchaseReader:
    """Reads the rows of one table; items, people and ways of paying are looked up once each."""

    def __init__(self, session: Session, table: Table, area_code: str | None) -> None:
        self.today = session.today
        self.table = table
        self.area_code = area_code
        self._item = remembered(lambda text: _item(session.pack, text))
        self._pay = remembered(lambda text: _pay(session.pack, text))
        self._by = remembered(lambda text: _by(session, text))

    def read(self, index: int, cells: list[Cell]) -> PurchaseRow:
        """The row's values; what cannot be read stands in its reasons."""
        row = PurchaseRow(index)
        read_cells(self.table, self.table.columns, REQUIRED, cells, row, self._take)
        return row

    def _take(self, column: Taken, cell: Cell, row: PurchaseRow) -> None:
        name = column.field
        if name in ("name", "card_no", "mobile", "no"):
            self._take_who(name, cell, row)
        elif name == "date":
            self._take_day(cell, row)
        elif text := text_of(cell):
            self._take_what(column, cell, text, row)

    def _take_day(self, cell: Cell, row: PurchaseRow) -> None:
        day = past_day(cell, self.today, date1904=self.table.grid.date1904)
        if day is not None:
            row.values["date"] = day

    def _take_what(self, column: Taken, cell: Cell, text: str, row: PurchaseRow) -> None:
        name = column.field
        if name == "item":
            row.values["item"] = self._item(text)
        elif name == "quantity":
            row.values["quantity"] = _quantity(text)
        elif name == "amount":
            row.values["amount"] = _amount(cell, text, column.meant.factor)
        elif name == "pay":
            row.values["pay"] = self._pay(text)
        elif name == "note":
            row.values["note"] = "；".join(filter(None, [row.values.get("note"), " ".join(text.split())]))
        elif name == "by":
            try:
                row.values["by"] = self._by(text)
            except Failure:
                row.remarks.append(Finding(NOT_STAFF, {"value": text}))

    def _take_who(self, name: str, cell: Cell, row: PurchaseRow) -> None:
        text = text_of(cell) if name == "name" else number_text(cell)
        if not text:
            return
        if name == "no":
            row.number = member_number(text)
        elif name == "name":
            row.name = normal_name(text)
        elif name == "card_no":
            row.card_no = "".join(text.split()).upper()
        elif is_masked(text):
            row.masked = text
        else:
            row.phones += [parse_phone(typed, area_code=self.area_code).number for typed in split_phones(text)]


def _item(pack: Pack, text: str) -> Item:
    found = items_named(pack, text)
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused(SEVERAL_ITEMS, value=text, names=[item.name for item in found])
    raise Refused(NO_ITEM, value=text, names=nearest_items(pack, text) or "-")


def _pay(pack: Pack, text: str) -> str:
    from crmcli.features.member.field import code_of

    return code_of(pack, "pay", _PAY_WORDS.get(text.removesuffix("支付"), text), NO_PAY)


def _by(session: Session, text: str) -> int:
    from crmcli.features.staff.operator import choose_person
    from crmcli.features.staff.store import people

    return int(choose_person(people(session.db), text, "by")["id"])


def _quantity(text: str) -> int:
    plain = text.rstrip("次个件支盒套瓶").strip()
    number = parse_amount(plain) if plain else 0
    if number < 100 or number % 100:
        raise Refused(NO_QUANTITY, value=text)
    return number // 100


def _amount(cell: Cell, text: str, factor: int) -> int:
    value = cell if type(cell) in (int, float) else text
    amount = parse_amount(value, allow_negative=True) * factor  # type: ignore[arg-type]
    if amount < 0:
        raise Refused(NEGATIVE, value=text)
    return amount


def key_of(member_id: int, on_day: date, item: Item, amount_fen: int, quantity: int, occurrence: int) -> str:
    """What marks a purchase as taken from a list: the same row of the same sale never comes in twice.

    `occurrence` counts equal rows of one sheet from 1: the same row twice is two purchases.
    """
    return f"import:{member_id}:{on_day.isoformat()}:{item.code}:{amount_fen}:{quantity}:{occurrence}"
