"""Promotion sheets read back (F3 活动客户回报登记表): who came, for how much, and what was given.

Source: domain/activities.md, Promotion; forms.md F3. What is noted is booked by nobody here.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_, Finding, Refused
from crmcli.core.text import fold
from crmcli.errors import Failure
from crmcli.features.importing import store
from crmcli.features.importing.filled import Filled, Sheets
from crmcli.features.importing.formkind import FormKind, judged, refuse_unreadable
from crmcli.features.importing.formperson import keys_of, people_of
from crmcli.features.importing.inquiry_row import NOT_STAFF, staff_named
from crmcli.features.importing.known import Known, Person
from crmcli.features.importing.member_match import person_meant
from crmcli.features.importing.member_row import MemberRow
from crmcli.features.importing.plan import Plan, RowRejected
from crmcli.features.promotion import store as promotions
from crmcli.features.promotion.record import Entry, Promotion, add_promotion, register
from crmcli.features.promotion.rules import NO_GIFT, Given, gift_text, given_for, given_text, steps_read

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.session import Session

PERSON = {"name": "name", "phone": "mobile", "address": "address"}
FIELDS = (*PERSON, "registered_on", "amount", "gift", "bonus", "received_by")

UNNAMED = N_("the sheet names no promotion: write it behind 活动名称")
UNKNOWN = N_("there is no promotion {value}, and the sheet does not say from when to when it runs")
BACKWARDS = N_("{value} would end before it begins")
CLOSED = N_("{name} was closed on {day}; nothing more can be registered")
OUTSIDE = N_("{name} runs from {from_on} to {to_on}; {value} is none of its days")
NO_DAY, NO_AMOUNT = N_("the day is missing"), N_("the amount is missing")
NEGATIVE = N_("{value} is negative; a promotion notes what was paid")
NOBODY = N_("{who} is nobody of the file; add the member first (crmcli member apply), or import the members' list")
MADE = N_("the promotion {name} is added, from {from_on} to {to_on}")
DIFFERS = N_("is row {id} already, with something else given ({old}); that is kept")


class Wanted(NamedTuple):
    """A row to be registered; `name` is the promotion, which the import may have to add first."""

    name: str
    entry: Entry


class Found(NamedTuple):
    """The promotion of a file's sheets: on record, or to be added."""

    id: int
    name: str
    from_on: date
    to_on: date
    closed_on: str | None = None
    gifts: str = "[]"


def plan_promotions(session: Session, sheets: Sheets) -> Plan:
    """Finds promotion, person and row; writes nothing."""
    plan = Plan(store.last_operation(session.db))
    good = refuse_unreadable(plan, sheets)
    rows = people_of(session, sheets, PERSON, good)
    known = Known.of(session.db, keys_of(rows.values()))
    judge = _Judge(session, sheets, plan, known)
    for place, row in rows.items():
        judge.judge(place, row)
    plan.write = partial(_write, session, judge.fresh, judge.added)
    return plan


class _Judge:
    """Decides on one row after the other; each sees what the rows before it made."""

    def __init__(self, session: Session, sheets: Sheets, plan: Plan, known: Known) -> None:
        self.session, self.sheets, self.plan, self.known = session, sheets, plan, known
        self.fresh: list[Wanted] = []
        self.added: dict[str, Found] = {}
        self._by_file: dict[Path, Found] = {}
        self._used: set[int] = set()

    def judge(self, place: int, row: MemberRow) -> None:
        """Rejects the row, or puts it into the plan."""
        judged(self.plan, place, row, PERSON, FIELDS, lambda: self._take(self.sheets.records[place], row))

    def _take(self, filled: Filled, row: MemberRow) -> None:
        found = self._promotion(filled)
        day, amount = _day(filled, found), _amount(filled)
        person = person_meant(row, self.known)
        if person is None:
            who = row.values.get("name") or (row.phones[0].number if row.phones else "-")
            raise RowRejected(Finding(NOBODY, {"who": who}), fields=("name",))
        given = _given(filled)
        held = self._held(found, person, day, amount)
        if held is not None:
            self.plan.outcomes[row.index] = "unchanged"
            old = Given(held["gift"], held["bonus_fen"])
            if old != given:
                row.remarks.append(Finding(DIFFERS, {"id": held["id"], "old": given_text(old)}))
            return
        if found.closed_on:
            raise RowRejected(Finding(CLOSED, {"name": found.name, "day": found.closed_on}))
        if not found.from_on <= day <= found.to_on:
            facts = {"name": found.name, "from_on": found.from_on.isoformat(), "to_on": found.to_on.isoformat()}
            raise RowRejected(Finding(OUTSIDE, {**facts, "value": day.isoformat()}), fields=("registered_on",))
        self._register(filled, row, found, Entry(found.id, person.id, day, amount, given.gift, given.bonus_fen))

    def _register(self, filled: Filled, row: MemberRow, found: Found, entry: Entry) -> None:
        steps, note = steps_read(found.gifts), filled.values["note"]
        try:
            given_for(steps, entry.amount_fen, entry.gift or NO_GIFT[-1], entry.bonus_fen, note)
        except Refused as refused:
            # on paper it was given already
            row.remarks.append(Finding(refused.message, refused.facts))
        entry = entry._replace(staff_id=self._staff(filled, row), note=note)
        self.fresh.append(Wanted(found.name, entry))
        self.plan.outcomes[row.index] = "create"

    def _promotion(self, filled: Filled) -> Found:
        """The promotion of the sheet; one that is not on record is added where its days are told."""
        if filled.file not in self._by_file:
            found = self._named(filled)
            self._by_file[filled.file] = found
        return self._by_file[filled.file]

    def _named(self, filled: Filled) -> Found:
        name = " ".join((filled.context.get("promotion") or "").split())
        if not name:
            raise RowRejected(Finding(UNNAMED))
        for row in promotions.promotions(self.session.db):
            if fold(name) in (fold(row["name"]), fold(row["no"])):
                days = date.fromisoformat(row["from_on"]), date.fromisoformat(row["to_on"])
                return Found(row["id"], row["name"], *days, row["closed_on"], row["gifts"])
        first, last = filled.context.get("from_on"), filled.context.get("to_on")
        if first is None or last is None:
            raise RowRejected(Finding(UNKNOWN, {"value": name}))
        if last < first:
            raise RowRejected(Finding(BACKWARDS, {"value": name}))
        made = self.added.setdefault(fold(name), Found(0, name, first, last))
        facts = {"name": name, "from_on": first.isoformat(), "to_on": last.isoformat()}
        self.plan.remark(self.sheets.records.index(filled), Finding(MADE, facts))
        return made

    def _held(self, found: Found, person: Person, day: date, amount: int) -> dict[str, Any] | None:
        """The row on record of this person, day and amount; each answers for one row of the sheet."""
        if not found.id:
            return None
        same = promotions.same_entries(self.session.db, found.id, person.id, day.isoformat(), amount)
        number = next((one for one in same if one not in self._used), None)
        if number is None:
            return None
        self._used.add(number)
        return promotions.entry(self.session.db, number)

    def _staff(self, filled: Filled, row: MemberRow) -> int | None:
        text = filled.values["received_by"]
        if not text:
            return None
        try:
            return staff_named(self.session, text)
        except (Refused, Failure):
            row.remarks.append(Finding(NOT_STAFF, {"value": text}))
            return None


def _day(filled: Filled, found: Found) -> date:
    """The day of the row; a promotion of one day says it for all."""
    day: date | None = filled.values["registered_on"]
    if day is None and found.from_on == found.to_on:
        day = found.from_on
    if day is None:
        raise RowRejected(Finding(NO_DAY), fields=("registered_on",))
    return day


def _amount(filled: Filled) -> int:
    amount: int | None = filled.values["amount"]
    if amount is None:
        raise RowRejected(Finding(NO_AMOUNT), fields=("amount",))
    if amount < 0:
        from crmcli.core.money import yuan

        raise RowRejected(Finding(NEGATIVE, {"value": yuan(amount)}), fields=("amount",))
    return amount


def _given(filled: Filled) -> Given:
    try:
        gift = gift_text(filled.values["gift"]) if filled.values["gift"] else None
    except Refused as refused:
        raise RowRejected(refused, fields=("gift",)) from refused
    return Given(gift, filled.values["bonus"] or 0)


def _write(session: Session, fresh: list[Wanted], added: dict[str, Found], db: Connection) -> None:
    """Promotions that are not there, then the rows in the order of their days."""
    ids: dict[str, int] = {}
    used = {fold(one.name) for one in fresh}
    for key, found in added.items():
        if key in used:
            made = Promotion(found.name, found.from_on, found.to_on, staff_id=session.operator_id)
            ids[key] = add_promotion(db, made, session.today.year)
    for one in sorted(fresh, key=lambda one: one.entry.on_day):
        entry = one.entry._replace(promotion_id=ids.get(fold(one.name), one.entry.promotion_id))
        register(db, entry._replace(source_key=_key(db, entry)))


def _key(db: Connection, entry: Entry) -> str:
    """A key that no row bears."""
    place = f"import:{entry.promotion_id}:{entry.member_id}:{entry.on_day.isoformat()}:{entry.amount_fen}"
    number = 1
    while store.has_key(db, "promotion_entry", f"{place}:{number}"):
        number += 1
    return f"{place}:{number}"


FORM = FormKind("promotions", FIELDS, plan_promotions)
