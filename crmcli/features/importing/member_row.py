"""A row of a members' list once its cells are read, before anybody knows whom it means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from crmcli.core.findings import N_, Finding, Refused
from crmcli.features.importing.plan import ListRow

if TYPE_CHECKING:
    from datetime import date

    from crmcli.features.importing.known import Person
    from crmcli.features.importing.plan import Reason
    from crmcli.sheets.grid import Cell

Calendar = Literal["solar", "lunar"]

#: Numbers typed to fill a field: eight equal digits at the end, and those every form shows as examples.
_PLACEHOLDER = re.compile(r"1[0-9]{2}([0-9])\1{7}|13800138000|1[0-9]{2}12345678")
#: So often must one stand in a list to be taken for a placeholder. Source: china.md, hazard 14.
_PLACEHOLDER_FROM = 3
_STORED_BIRTHDAY = re.compile(r"([0-9]{4}|-)-[0-9]{2}-[0-9]{2}")
#: What tells something of a birth but no day of it. Source: china.md, hazards 28 and 34.
_VAGUE = re.compile(
    r"(?:19|20)?[0-9]0后|属[鼠牛虎兔龙蛇马羊猴鸡狗猪]|[0-9]{1,3}多?岁(?:左右)?"
    r"|(?:19|20)[0-9]{2}年?(?:生|出生)?|(?:19|20)[0-9]{2}年(?:0?[1-9]|1[0-2])月(?:生|出生)?"
)
#: How our own lists say a leap month, in their languages.
_LEAP_BEHIND = re.compile(r"(.*[0-9])\s*(?:leap month|闰月)")
KEPT_IN_NOTE = N_("{head} {value} names no day; it is kept in the note")


class Contact(NamedTuple):
    """A phone number and what was typed; `main` where it stood in a column for the main one.

    `names_somebody` is false for firms' hot lines.
    """

    number: str
    typed: str
    main: bool
    names_somebody: bool


class Held(NamedTuple):
    """A text that may only stand where it fits what is known, and what to say where it does not."""

    text: str
    otherwise: Reason


class Born(NamedTuple):
    """The birthday's cell, its column and head, and the calendar the head names."""

    cell: Cell
    column: int
    head: str
    calendar: Calendar | None


@dataclass(slots=True)
class MemberRow(ListRow):
    """What the cells of a row say. `values` are columns of the member table.

    `written` is the name as it stood, `tag` a word that was taken out of it. `figures`
    are 分 of spend and balance, and points; `held` are masked texts and the like. `person` is whom the
    row means, `tick` when that was decided; `by_name` where everybody of that name had a say in it,
    `refused` where what the row says of the person cannot be taken.
    """

    number: int | None = None
    written: str | None = None
    tag: str | None = None
    phones: list[Contact] = field(default_factory=list)
    held: dict[str, Held] = field(default_factory=dict)
    figures: dict[str, int] = field(default_factory=dict)
    tier: str | None = None
    introducer: str | None = None
    born: Born | None = None
    calendar: Calendar | None = None
    calendar_said: bool = True
    leap: bool = False
    notes: list[str] = field(default_factory=list)
    person: Person | None = None
    tick: int = 0
    by_name: bool = False
    refused: bool = False

    def telling_phones(self) -> list[str]:
        """The phone numbers that may say whom the row means."""
        return [phone.number for phone in self.phones if phone.names_somebody]

    def note(self) -> str | None:
        """What the row has for the note."""
        pieces = [*self.notes, self.tag] if self.tag else self.notes
        return "；".join(dict.fromkeys(pieces)) or None


def drop_placeholders(rows: Iterable[MemberRow]) -> None:
    """Takes numbers such as 13800000000 out where they stand in several rows: nobody is reached under them."""
    suspects = [(row, phone) for row in rows for phone in row.phones if _PLACEHOLDER.fullmatch(phone.number)]
    counts = Counter(phone.number for _row, phone in suspects)
    for row, phone in suspects:
        if counts[phone.number] >= _PLACEHOLDER_FROM:
            row.phones.remove(phone)
            message = N_("{number} stands in {count} rows and is nobody's number; it is left out")
            row.remarks.append(Finding(message, {"number": phone.number, "count": counts[phone.number]}))


def finish(row: MemberRow, today: date, *, date1904: bool) -> None:
    """Settles what more than one cell says: birthday and calendar, the phones."""
    if row.born is not None:
        _settle_birthday(row, row.born, today, date1904)
    if row.phones:
        _settle_phones(row)
    if row.introducer:
        row.values.setdefault("source_detail", row.introducer)


def _settle_birthday(row: MemberRow, born: Born, today: date, date1904: bool) -> None:
    from crmcli.core.birthdayform import BirthdayForm, check_birth
    from crmcli.core.sheetday import parse_sheet_birthday
    from crmcli.features.member.field import birthday_columns

    calendar = row.calendar or born.calendar
    cell = born.cell
    if isinstance(cell, str) and (found := _LEAP_BEHIND.fullmatch(cell.strip())):
        cell, row.leap = found[1], True
    try:
        birthday = parse_sheet_birthday(cell, today, calendar=calendar, date1904=date1904)
        if birthday is not None and row.leap and birthday.calendar == "lunar":
            birthday = birthday._replace(leap=True)
            check_birth(BirthdayForm(*birthday), today, born.cell)
    except Refused as refused:
        vague = str(born.cell).strip()
        if _VAGUE.fullmatch(vague):
            row.notes.append(f"{born.head} {vague}")
            row.remarks.append(Finding(KEPT_IN_NOTE, {"head": born.head, "value": vague}))
        elif isinstance(born.cell, str) and _STORED_BIRTHDAY.fullmatch(born.cell.strip()):
            row.held["birthday"] = Held(born.cell.strip(), refused)
        else:
            row.refuse(refused, born.column)
        return
    if birthday is None:
        return
    row.calendar_said = calendar is not None or birthday.calendar == "lunar"
    row.values |= birthday_columns(birthday)


def _settle_phones(row: MemberRow) -> None:
    """The first number of a main column is the mobile, the next the second phone, more go to the note."""
    phones = {phone.number: phone for phone in sorted(row.phones, key=lambda phone: not phone.main)}
    row.phones = list(phones.values())
    places = ["mobile", "phone2"] if row.phones[0].main else ["phone2"]
    for place, phone in zip(places, row.phones, strict=False):
        row.values |= {place: phone.number, f"{place}_typed": phone.typed}
    row.notes += [phone.typed for phone in row.phones[len(places) :]]
