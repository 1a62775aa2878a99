"""Reads the rows of a due workbook that came back: which call a row is about, and what was written beside it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from crmcli.core.findings import N_, Finding, Refused
from crmcli.core.sheetday import parse_sheet_day
from crmcli.errors import Failure
from crmcli.features.followup.ahead import Ahead, ahead_given
from crmcli.features.followup.call import MINUTES_AT_MOST, via_given
from crmcli.features.followup.outcome import (
    DO_NOT_CONTACT,
    OUTCOMES,
    REACHED,
    RESCHEDULED,
    WRONG_NUMBER,
    Outcome,
    read_outcome,
)
from crmcli.features.importing.cell import number_text, remembered, text_of
from crmcli.features.importing.listread import MISSING, tell_trouble
from crmcli.features.importing.plan import ListRow, reason_of
from crmcli.language import _, listed

if TYPE_CHECKING:
    from crmcli.features.importing.table import Table, Taken
    from crmcli.session import Session
    from crmcli.sheets.grid import Cell

NO_OUTCOME = N_("{head} is empty, so nobody knows what came of the call; there are {names}")
NO_NUMBER = N_("{value} is not possible under {head}; a whole number from {least} to {most} is")
NEITHER = N_("{value} says neither yes nor no; leave {head} empty for no")
NOT_SPOKEN = N_("{head} needs somebody who was spoken to; the outcome is {outcome}")
NO_NEXT = N_("after {outcome} no other call is planned: leave {head} empty")
NEEDS_NEXT = N_("the call was put off and {head} does not say until when")
NOT_HERE = N_("{value} is nobody of the staff, so it is unknown who called; there are {names}")
HAS_PASSED = N_("{value} has passed; the next call is made today or later")

#: What clerks write for an outcome besides its own word. 拒接 is none: nobody knows who refused what.
_OUTCOME_WORDS = {
    word: code
    for code, words in {
        "reached": "已接通 已接 接听 已接听 接了 通了 已通 已联系 已回访",
        "no-answer": "未接通 无人接 无人接听 没人接 没接 没有接 未接听 不接 未通 打不通 关机",
        "busy": "忙 忙线 正忙 通话中",
        "wrong-number": "空号 错误号码 号码错误 号码不对 打错 打错了 不是本人",
        "rescheduled": "改天 另约 改约",
        "do-not-contact": "勿打扰 免打扰 不要再打 别再打",
    }.items()
    for word in words.split()
}
#: What is written beside a duty, which is no call.
_DONE = frozenset(["完成", "已完成", "做完", "已做", "办完", "已办", "done"])
_YES_WORDS = "是 是的 对 好 有 已 已恢复 恢复 恢复了 已康复 康复 y yes true 1 v √ ✓ ✔ ☑"
_NO_WORDS = "否 不 没 没有 未 未恢复 没恢复 n no false 0 x × ✗ ☐ □"
_YES, _NO = frozenset(_YES_WORDS.split()), frozenset(_NO_WORDS.split())
#: What makes a row one that somebody filled in.
FILLED = ("outcome", "note", "next", "recovered", "opinion", "minutes", "feeling")


@dataclass(slots=True)
class FollowupRow(ListRow):
    """What the cells of a row say. `values` are id, name, attempt (0 or more), due (date) as they were printed, and
    outcome, note, next (Ahead), recovered, opinion (text), minutes, feeling, via, called_by (id) as they were filled
    in. `done` says that a word was written which goes with a duty only.
    """

    filled: bool = False

    @property
    def outcome(self) -> Outcome:
        """What came of the call, of a row that was taken."""
        outcome: Outcome = self.values["outcome"]
        return outcome


class FollowupReader:
    """Reads the rows of one workbook; words and people are looked up once each."""

    def __init__(self, session: Session, table: Table) -> None:
        self.session = session
        self.table = table
        self._heads = {column.field: column.head for column in table.columns}
        self._outcome = remembered(_outcome)
        self._via = remembered(lambda text: via_given(session, text))
        self._by = remembered(lambda text: _person(session, text))

    def read(self, index: int, cells: list[Cell]) -> FollowupRow:
        """The row's values; what cannot be read or does not go together stands in its reasons."""
        row = FollowupRow(index)
        tell_trouble(self.table.grid, self.table.columns, row)
        for column in self.table.columns:
            cell = cells[column.index] if column.index < len(cells) else None
            try:
                self._take(column, cell, row)
            except (Refused, Failure) as error:
                row.filled = row.filled or column.field in FILLED
                row.refuse(reason_of(error), column.index)
        row.filled = row.filled or any(row.values.get(field) for field in FILLED)
        if row.filled and not row.reasons:
            self._check(row)
        return row

    def _take(self, column: Taken, cell: Cell, row: FollowupRow) -> None:
        field = column.field
        if field == "due":
            row.values["due"] = _printed_day(cell, self.session.today, date1904=self.table.grid.date1904)
        elif field == "next":
            row.values["next"] = self._next(cell)
        elif field == "recovered":
            row.values["recovered"] = _yes(cell, column.head)
        elif field == "attempt":
            row.values["attempt"] = _printed_count(cell)
        elif field == "id":
            row.values["id"] = unicodedata.normalize("NFKC", number_text(cell)).removeprefix("#")
        elif text := text_of(cell):
            kept = row.values.get("note") if field == "note" else None
            word = self._word(column, text)
            row.values[field] = f"{kept}；{word}" if kept else word
            row.values["done"] = row.values.get("done") or (text if field == "outcome" and text in _DONE else None)

    def _word(self, column: Taken, text: str) -> object:
        field = column.field
        if field == "outcome":
            return REACHED if text in _DONE else self._outcome(text)
        if field == "via":
            return self._via(text)
        if field == "called_by":
            return self._by(text)
        if field == "minutes":
            return _whole(text, column.head, 0, MINUTES_AT_MOST)
        if field == "feeling":
            return _whole(text, column.head, 1, 5)
        return " ".join(text.split())

    def _next(self, cell: Cell) -> Ahead | None:
        """The next day, with the time where one is written: a day of Excel's, or any a clerk writes."""
        if isinstance(cell, datetime) and cell.time() != time():
            at = cell.replace(tzinfo=self.session.now.tzinfo)
            return _not_past(self.session, Ahead(at.date(), at.isoformat(timespec="seconds")), text_of(cell))
        text = text_of(cell)
        if not text:
            return None
        if isinstance(cell, str) and not re.fullmatch(r"[0-9]{5}(\.0)?", text):
            return ahead_given(self.session, text, "next")
        day = parse_sheet_day(cell, self.session.today, date1904=self.table.grid.date1904, century_pivot=False)
        return _not_past(self.session, Ahead(day), text) if day else None

    def _check(self, row: FollowupRow) -> None:
        """What is missing, and what cannot have come of such a call."""
        values = row.values
        if not values.get("id"):
            self._refuse(row, "id", MISSING)
        if "outcome" not in values:
            self._refuse(row, "outcome", NO_OUTCOME, names=[_(one.label) for one in OUTCOMES])
            return
        said = {"outcome": _(row.outcome.label)}
        for told in ("recovered", "feeling", "opinion"):
            if values.get(told) and not row.outcome.spoken:
                self._refuse(row, told, NOT_SPOKEN, **said)
        if values.get("next") and row.outcome in (WRONG_NUMBER, DO_NOT_CONTACT):
            self._refuse(row, "next", NO_NEXT, **said)
        if row.outcome is RESCHEDULED and not values.get("next"):
            self._refuse(row, "next", NEEDS_NEXT)

    def _refuse(self, row: FollowupRow, field: str, message: str, **facts: object) -> None:
        head = self._heads.get(field) or _("next day")
        row.refuse(Finding(message, {"head": head, **facts}), *self.table.indexes(field))


def _outcome(text: str) -> Outcome:
    code = _OUTCOME_WORDS.get(text.strip("。.!！ "))
    return read_outcome(code or text)


def _person(session: Session, text: str) -> int:
    from crmcli.core.searchkey import choose
    from crmcli.features.staff.store import people

    staff = people(session.db)
    found = choose(text, staff, lambda person: (person["name"],))
    if len(found) != 1:
        raise Refused(NOT_HERE, value=text, names=[person["name"] for person in (found or staff)])
    return int(found[0]["id"])


def _yes(cell: Cell, head: str) -> bool:
    if isinstance(cell, bool):
        return cell
    word = text_of(cell).lower()
    if word in _YES:
        return True
    if not word or word in _NO:
        return False
    raise Refused(NEITHER, value=word, head=head)


def _whole(text: str, head: str, least: int, most: int) -> int:
    found = re.fullmatch(r"([0-9]+)(?:\.0+)?\s*(?:分钟|分|min)?", unicodedata.normalize("NFKC", text))
    if not found or not least <= int(found[1]) <= most:
        raise Refused(NO_NUMBER, value=text, head=head, least=least, most=most)
    return int(found[1])


def _printed_count(cell: Cell) -> int:
    """How often the call had been tried when the sheet was written; an empty cell is none."""
    text = text_of(cell)
    return int(text) if text.isascii() and text.isdigit() else 0


def _printed_day(cell: Cell, today: date, *, date1904: bool) -> date | None:
    """The day the sheet was written with; it is only compared, so that what is none is no fault."""
    try:
        return parse_sheet_day(cell, today, date1904=date1904)
    except Refused:
        return None


def _not_past(session: Session, ahead: Ahead, text: str) -> Ahead:
    if ahead.on < session.today:
        raise Refused(HAS_PASSED, value=text)
    return ahead


def outcomes_words(counts: dict[Outcome, int]) -> str:
    """What came of the calls, in the order of the outcomes: reached 8, no answer 3."""
    return listed(f"{_(outcome.label)} {counts[outcome]}" for outcome in OUTCOMES if counts.get(outcome))
