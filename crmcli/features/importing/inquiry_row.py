"""Reads the rows of a list of inquiries: who asked, how, for what, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_, Finding, Refused
from crmcli.core.money import parse_amount
from crmcli.errors import Failure
from crmcli.features.importing.cell import remembered, text_of
from crmcli.features.importing.listread import past_day, read_cells
from crmcli.features.importing.member_reader import MemberReader
from crmcli.features.importing.member_row import MemberRow, finish
from crmcli.features.importing.plan import ListRow
from crmcli.features.importing.ticks import answers
from crmcli.features.inquiry.rules import CHANNELS, RESULTS, Choice, item_fitting, read_channel, read_result
from crmcli.features.member.entry import reading_of
from crmcli.features.member.field import FIELDS, Reading
from crmcli.features.tier.store import ladder_in_force
from crmcli.language import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from crmcli.features.importing.table import Table, Taken
    from crmcli.session import Session
    from crmcli.sheets.grid import Cell

TWO = N_("{value} are ticked and only one may be: leave one tick")
NO_ANSWER = N_("{value} is neither yes nor no; write 是 or 否")
NEGATIVE = N_("{value} is negative; an inquiry has the amount of the first deal")
NO_MINUTES = N_("{value} is no number of minutes")
NO_NUMBER = N_("{value} is no number of an inquiry")
NOT_STAFF = N_("{value} is not on the staff: add them first (crmcli staff add), or nobody stands as having received")

#: Columns that say who asked.
PERSON = ("no", "name", "mobile", "wechat", "address")
#: What a row cannot be taken without.
REQUIRED = ("date", "channel", "item")
_YES = frozenset(("是", "有", "已办理", "办理", "成交", "yes", "y", "true", "1", "√", "✓", "✔"))
_NO = frozenset(("否", "不是", "未办理", "没有", "未成交", "no", "n", "false", "0"))
_MOST_MINUTES = 600


@dataclass(slots=True)
class InquiryRow(ListRow):
    """What the cells of a row say. `values` are date, channel, item and the like, `person` who asked.

    `sources` are codes of the pack's list or words that are none of it.
    """

    person: MemberRow = field(default_factory=lambda: MemberRow(0))
    sources: tuple[str, ...] = ()
    source_detail: str | None = None


class InquiryReader:
    """Reads the rows of one table; items, people and sources are looked up once each."""

    def __init__(self, session: Session, table: Table, area_code: str | None) -> None:
        self.table, self.today = table, session.today
        self._reading: Reading = reading_of(session)
        self._reading.area_code = area_code or self._reading.area_code
        people = [column for column in table.columns if column.field in PERSON]
        self._person = MemberReader(replace(table, columns=people), self._reading, ladder_in_force(session.db))
        self._columns = [column for column in table.columns if column.field not in PERSON]
        self._item = remembered(lambda text: _item(session, text))
        self._by = remembered(lambda text: staff_named(session, text))
        self._source = remembered(lambda text: _sources(text, self._reading))

    def read(self, index: int, cells: list[Cell]) -> InquiryRow:
        """The row's values; what cannot be read stands in its reasons."""
        person = self._person.read(index, cells)
        finish(person, self.today, date1904=self.table.grid.date1904)
        row = InquiryRow(index, remarks=person.remarks, reasons=person.reasons, columns=person.columns, person=person)
        read_cells(self.table, self._columns, REQUIRED, cells, row, self._take)
        return row

    def _take(self, column: Taken, cell: Cell, row: InquiryRow) -> None:
        name = column.field
        if name == "date":
            day = past_day(cell, self.today, date1904=self.table.grid.date1904)
            if day is not None:
                row.values["date"] = day
        elif name == "first_deal" and isinstance(cell, bool):
            row.values["first_deal"] = cell
        elif text := text_of(cell):
            self._take_text(column, cell, text, row)

    def _take_text(self, column: Taken, cell: Cell, text: str, row: InquiryRow) -> None:
        name = column.field
        if name == "source":
            row.sources, row.source_detail = self._source(text)
        elif name == "by":
            try:
                row.values["by"] = self._by(text)
            except (Refused, Failure):
                row.remarks.append(Finding(NOT_STAFF, {"value": text}))
        elif name == "item":
            row.values["item"], row.values["item_code"] = self._item(text)
        elif name == "amount":
            row.values["amount"] = _amount(cell, text, column.meant.factor)
        elif name == "note":
            row.values["note"] = "；".join(filter(None, [row.values.get("note"), " ".join(text.split())]))
        elif (answer := _READERS[name](text)) is not None:
            row.values[name] = answer


def _channel(text: str) -> str | None:
    return _choice(text, CHANNELS, read_channel)


def _result(text: str) -> str | None:
    return _choice(text, RESULTS, read_result)


def _choice(text: str, choices: Iterable[Choice], read: Callable[[str], str]) -> str | None:
    """The answer meant, of a form's options the ticked one; also by the words of our own lists."""
    words = answers(text)
    if len(words) > 1:
        raise Refused(TWO, value=words)
    if not words:
        return None
    own = {word.lower(): one.code for one in choices for word in (one.label, _(one.label))}
    return own.get(words[0].lower()) or read(words[0])


def _first_deal(text: str) -> bool | None:
    words = [word.lower() for word in answers(text)]
    if not words:
        return None
    if len(words) > 1:
        raise Refused(TWO, value=words)
    if words[0] not in _YES | _NO | {_("yes"), _("no")}:
        raise Refused(NO_ANSWER, value=text)
    return words[0] in _YES | {_("yes")}


def _minutes(text: str) -> int:
    plain = text.removesuffix("分钟").removesuffix("分").strip()
    if not (plain.isascii() and plain.isdigit()) or int(plain) > _MOST_MINUTES:
        raise Refused(NO_MINUTES, value=text)
    return int(plain)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 12:
        raise Refused(NO_NUMBER, value=text)
    return int(text)


_READERS: dict[str, Callable[[str], Any]] = {
    "channel": _channel,
    "result": _result,
    "first_deal": _first_deal,
    "minutes": _minutes,
    "id": _number,
}


def _item(session: Session, text: str) -> tuple[str, str | None]:
    """The item of the price list meant, else the words as they are: people ask for what is in no list."""
    found = item_fitting(session.pack, text)
    return (found[0].name, found[0].code) if len(found) == 1 else (" ".join(text.split()), None)


def _sources(text: str, reading: Reading) -> tuple[tuple[str, ...], str | None]:
    read = [FIELDS["source"].read(word, reading) for word in answers(text)]
    details = [one["source_detail"] for one in read if one["source_detail"]]
    return tuple(dict.fromkeys(one["source"] for one in read)), "、".join(details) or None


def staff_named(session: Session, text: str) -> int:
    """The id of the one of the staff a text names. Raises Refused or Failure."""
    from crmcli.features.staff.operator import choose_person
    from crmcli.features.staff.store import people

    return int(choose_person(people(session.db), text, "by")["id"])


def _amount(cell: Cell, text: str, factor: int) -> int:
    value = cell if type(cell) in (int, float) else text
    amount = parse_amount(value, allow_negative=True) * factor  # type: ignore[arg-type]
    if amount < 0:
        raise Refused(NEGATIVE, value=text)
    return amount
