"""Membership forms read back (F4 入会申请表): who is new, who changes, what was applied for.

Source: issue of the registers, Applications; domain/members.md, Fields.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_, Finding, Refused
from crmcli.features.application import store as applications
from crmcli.features.application.record import Application, apply
from crmcli.features.application.rules import read_gift
from crmcli.features.importing import store
from crmcli.features.importing.applied import application_changes, sources_of, words_of
from crmcli.features.importing.filled import Filled, Sheets
from crmcli.features.importing.formkind import FormKind, judged, refuse_unreadable
from crmcli.features.importing.formperson import keys_of, people_of
from crmcli.features.importing.known import Known, Person
from crmcli.features.importing.listread import AHEAD
from crmcli.features.importing.member_match import OTHER_NAME, person_meant
from crmcli.features.importing.member_merge import new_person, update_person
from crmcli.features.importing.member_row import MemberRow
from crmcli.features.importing.plan import Change, Plan, RowRejected
from crmcli.features.member.store import member_no
from crmcli.features.promotion.rules import gift_text

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.session import Session

#: Field of the form -> what a members' list calls it.
PERSON = {
    "name": "name",
    "gender": "gender",
    "birthday": "birthday",
    "address": "address",
    "phone": "mobile",
    "employer": "employer",
    "email": "email",
    "wechat": "wechat",
    "id_type": "id_type",
    "id_no": "id_no",
    "card_no": "card_no",
}
FIELDS = (*PERSON, "applied_on", "gift")

NO_DAY = N_("no day of application stands on the sheet; {day} is taken")
RECORDED = N_("the application of {day} is recorded for {who}")
JOINS = N_("{who} becomes a member")
TWICE = N_("{who} stands on another sheet too; only what was empty is taken from this one")


def plan_applications(session: Session, sheets: Sheets) -> Plan:
    """Finds whom every sheet means and what it changes; writes nothing."""
    plan = Plan(store.last_operation(session.db))
    good = refuse_unreadable(plan, sheets)
    for place in good:
        words_of(session.pack, sheets.records[place].values)
    rows = people_of(session, sheets, PERSON, good)
    known = Known.of(session.db, keys_of(rows.values()))
    judge = _Judge(session, sheets, plan, known)
    for place, row in rows.items():
        judge.judge(place, row)
    plan.write = partial(_write, session, judge.wanted)
    return plan


class _Judge:
    """Decides on one sheet after the other; each sees whom the sheets before it made."""

    def __init__(self, session: Session, sheets: Sheets, plan: Plan, known: Known) -> None:
        self.session, self.sheets, self.plan, self.known = session, sheets, plan, known
        self.wanted: list[tuple[Person, Application]] = []
        self._days: set[tuple[int, date]] = set()

    def judge(self, place: int, row: MemberRow) -> None:
        """Rejects the sheet, or puts what it says into the person it means."""
        judged(self.plan, place, row, PERSON, FIELDS, lambda: self._take(place, row))

    def _take(self, place: int, row: MemberRow) -> None:
        filled = self.sheets.records[place]
        card_no = row.values.get("card_no")
        row.values |= _coded(filled)
        person = person_meant(row, self.known)
        self._refuse_applied_for(card_no, person)
        wanted = self._application(filled, row, person, card_no)
        if person is None:
            self._make(row, wanted)
        elif person.id < 0 or (person.id, wanted.applied_on) in self._days:
            self._again(row, person, wanted)
        else:
            self._put(row, person, wanted)

    def _make(self, row: MemberRow, wanted: Application) -> None:
        values = {"source": wanted.sources[0], "source_detail": _first_detail(wanted)} if wanted.sources else {}
        row.values |= {key: value for key, value in values.items() if value}
        person = new_person(row, self.known, self.session.today)
        self.plan.outcomes[row.index] = "create"
        self.wanted.append((person, wanted))

    def _again(self, row: MemberRow, person: Person, wanted: Application) -> None:
        """A second sheet of somebody this import makes, or of the same day."""
        changes = update_person(row, person, self.known, self.session.today)
        row.remarks.append(Finding(TWICE, {"who": person.called()}))
        self.plan.changes += changes
        self.plan.outcomes[row.index] = "update" if changes else "unchanged"
        if changes and all(known is not person for known, _wanted in self.wanted):
            kept = applications.on_day(self.session.db, person.id, wanted.applied_on.isoformat()) or {}
            blank = Application(wanted.applied_on, {}, application_id=kept["id"])
            self.wanted.append((person, blank))

    def _put(self, row: MemberRow, person: Person, wanted: Application) -> None:
        stored = person.values
        if stored.get("card_no"):
            # a further card is the application's; the member keeps the first
            row.values.pop("card_no", None)
        if wanted.sources and not stored.get("source"):
            row.values["source"] = wanted.sources[0]
            if detail := _first_detail(wanted):
                row.values["source_detail"] = detail
        changes = update_person(row, person, self.known, self.session.today)
        person.row = row.index if person.row is None else person.row
        self._days.add((person.id, wanted.applied_on))
        kept = applications.on_day(self.session.db, person.id, wanted.applied_on.isoformat())
        if kept is None:
            row.remarks.append(_told(RECORDED, person, day=wanted.applied_on.isoformat()))
            if stored["standing"] != "member":
                row.remarks.append(_told(JOINS, person))
        else:
            wanted, differing = application_changes(wanted, kept, stored)
            changes += [
                Change(row.index, person.no, person.values["name"], key, old, new) for key, old, new in differing
            ]
        self.plan.changes += changes
        self.plan.outcomes[row.index] = "update" if changes or kept is None else "unchanged"
        if self.plan.outcomes[row.index] == "update":
            self.wanted.append((person, wanted))

    def _refuse_applied_for(self, card_no: str | None, person: Person | None) -> None:
        """A card number is never given twice, also where it was only applied for."""
        own = person.id if person else None
        others = [n for n in applications.card_owners(self.session.db, card_no) if n != own] if card_no else []
        if others:
            facts = {"value": card_no, "who": [member_no(n) for n in others], "name": person.called() if person else ""}
            raise RowRejected(Finding(OTHER_NAME, facts), fields=("card_no",))

    def _application(self, filled: Filled, row: MemberRow, person: Person | None, card_no: str | None) -> Application:
        values, today = filled.values, self.session.today
        try:
            gift, bonus = read_gift(values["gift"])
            gift = gift_text(gift) if gift else None
        except Refused as refused:
            raise RowRejected(refused, fields=("gift",)) from refused
        sources = sources_of(self.session, values)
        return Application(
            self._day(filled, row, person),
            {},
            card_type=values["card_type"],
            card_no=card_no,
            amount_fen=values["amount"],
            joining_fen=values["joining_amount"],
            gift=gift,
            bonus_fen=bonus,
            sources=sources.codes,
            source_detail=sources.other,
            salesperson=sources.salesperson,
            staff_id=self.session.operator_id,
            recorded_on=today,
            opens_on=today,
        )

    def _day(self, filled: Filled, row: MemberRow, person: Person | None) -> date:
        """The day on the sheet; without one that of the last application, else today."""
        day: date | None = filled.values["applied_on"]
        if day is not None and day > self.session.today:
            raise RowRejected(Finding(AHEAD, {"value": day.isoformat()}), fields=("applied_on",))
        if day is None:
            last = applications.latest(self.session.db, person.id) if person and person.id > 0 else None
            day = date.fromisoformat(last["applied_on"]) if last else self.session.today
            row.remarks.append(Finding(NO_DAY, {"day": day.isoformat()}))
        return day


def _coded(filled: Filled) -> dict[str, Any]:
    """What is ticked of the person: codes, or words that are in no list."""
    values = filled.values
    found = {key: values[key] for key in ("industry", "occupation") if values[key]}
    return found | ({"interest": "\n".join(values["interest"])} if values["interest"] else {})


def _first_detail(wanted: Application) -> str | None:
    """What was written beside the first source."""
    from crmcli.features.application.field import SALESPERSON
    from crmcli.forms.option import OTHER

    return {SALESPERSON: wanted.salesperson, OTHER: wanted.source_detail}.get(wanted.sources[0])


def _told(message: str, person: Person, **facts: str) -> Finding:
    return Finding(message, {"who": person.called(), **facts})


def _write(session: Session, wanted: list[tuple[Person, Application]], db: Connection) -> None:
    """One application after the other, in the order of the sheets."""
    for person, application in wanted:
        if person.id < 0:
            made = application._replace(person=person.values)
            apply(db, session.pack, made)
            continue
        stored = person.stored or {}
        changed = {key: value for key, value in person.values.items() if value != stored.get(key)}
        apply(db, session.pack, application._replace(member_id=person.id, person=changed))


FORM = FormKind("applications", FIELDS, plan_applications)
