"""Complaint sheets read back (F2 客户投诉登记表): new cases, and what was written by hand on the sheet of one.

A sheet with a number of the file is that case: handling and opinion that stand on it and not in the file are
recorded as its next steps. Nothing else of a case is changed. Source: domain/cases.md.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_, Finding
from crmcli.core.text import fold
from crmcli.errors import Failure
from crmcli.features.case import store as cases
from crmcli.features.case.life import Event, Standing
from crmcli.features.case.record import add_event, log_case, nothing_told
from crmcli.features.case.sheet import OF_MEMBER
from crmcli.features.importing import store
from crmcli.features.importing.complained import columns_of, standing_of, steps_of
from crmcli.features.importing.filled import Filled, Sheets
from crmcli.features.importing.formkind import FormKind, judged, refuse_unreadable
from crmcli.features.importing.formperson import keys_of, people_of
from crmcli.features.importing.known import Known, Person
from crmcli.features.importing.listread import AHEAD
from crmcli.features.importing.member_match import person_meant
from crmcli.features.importing.member_row import MemberRow
from crmcli.features.importing.plan import Change, Plan, RowRejected, reason_of
from crmcli.forms.anchor import labels_of

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.casekind import CaseKind
    from crmcli.session import Session

#: Field of the form -> what a members' list calls it.
PERSON = OF_MEMBER
FIELDS = (*PERSON, "logged_on", "no", "matter", "summary", "handling", "opinion")

MISSING = N_("what is missing: {names}")
NO_PHONE = N_("{name} is nobody of the file and has no phone to be called back on")
OTHER_PERSON = N_("{no} was brought by {who}; the sheet names {name}")
NOT_IN_FILE = N_("{no} is no number of this file, so the complaint gets a new one")
KEPT = N_("{no} says otherwise of the {field}; that is kept: {old}")


class Wanted(NamedTuple):
    """What a sheet comes to: a new case by its columns, or one on record; then the steps."""

    columns: dict[str, Any] | None
    case_id: int | None
    steps: tuple[Event, ...]


def plan_complaints(session: Session, sheets: Sheets) -> Plan:
    """Finds the case and the person of every sheet; writes nothing."""
    from crmcli.features.case.select import COMPLAINT, kind_named

    plan = Plan(store.last_operation(session.db))
    kind = kind_named(session, COMPLAINT)
    good = refuse_unreadable(plan, sheets)
    rows = people_of(session, sheets, PERSON, good)
    known = Known.of(session.db, keys_of(rows.values()))
    judge = _Judge(session, sheets, plan, known, kind)
    for place, row in rows.items():
        judge.judge(place, row)
    plan.write = partial(_write, session, judge.wanted)
    return plan


class _Judge:
    """Decides on one sheet after the other; each sees what the sheets before it made."""

    def __init__(self, session: Session, sheets: Sheets, plan: Plan, known: Known, kind: CaseKind) -> None:
        self.session, self.sheets, self.plan, self.known, self.kind = session, sheets, plan, known, kind
        self.wanted: list[Wanted] = []
        self._made: set[tuple[str, str, str, str]] = set()

    def judge(self, place: int, row: MemberRow) -> None:
        """Rejects the sheet, or puts what it says into the plan."""

        def take() -> None:
            try:
                self._take(self.sheets.records[place], row)
            except Failure as failure:
                raise RowRejected(reason_of(failure), fields=("handling", "opinion")) from failure

        judged(self.plan, place, row, PERSON, FIELDS, take)

    def _take(self, filled: Filled, row: MemberRow) -> None:
        no = (filled.values["no"] or "").strip().upper()
        case_id = cases.with_no(self.session.db, no) if no else None
        if case_id is not None:
            self._put(filled, row, no, case_id)
            return
        self._refuse_incomplete(filled, row)
        day = filled.values["logged_on"] or self.session.today
        if day > self.session.today:
            raise RowRejected(Finding(AHEAD, {"value": day.isoformat()}), fields=("logged_on",))
        person = person_meant(row, self.known)
        columns = columns_of(self.session, self.kind, filled, row, person)
        same = self._same(columns, str(row.values["name"]))
        if same is not None:
            self._put(filled, row, same["no"], same["id"])
            return
        self._make(filled, row, no, person, columns)

    def _refuse_incomplete(self, filled: Filled, row: MemberRow) -> None:
        missing = [name for name in ("matter", "summary") if not filled.values[name]]
        missing += [] if row.values.get("name") else ["name"]
        if missing:
            labels = labels_of(self.sheets.form)
            names = [labels[name] for name in missing]
            raise RowRejected(Finding(MISSING, {"names": names}), fields=tuple(missing))

    def _make(self, filled: Filled, row: MemberRow, no: str, person: Person | None, columns: dict[str, Any]) -> None:
        if person is None and not columns["phone"]:
            raise RowRejected(Finding(NO_PHONE, {"name": row.values["name"]}), fields=("mobile",))
        written = (columns["on_day"], columns["matter"], columns["summary"], fold(str(row.values["name"])))
        if written in self._made:
            self.plan.outcomes[row.index] = "unchanged"
            return
        self._made.add(written)
        if no:
            row.remarks.append(Finding(NOT_IN_FILE, {"no": no}))
        begun = Standing(severity=columns["severity"], logged_at=columns["logged_at"])
        steps = steps_of(self.session, self.kind, filled, begun, no or columns["on_day"], row.remarks)
        self.wanted.append(Wanted(columns, None, steps))
        self.plan.outcomes[row.index] = "create"

    def _same(self, columns: dict[str, Any], name: str) -> dict[str, Any] | None:
        """The case that was taken from this sheet before: same day, matter, words and person."""
        found = store.cases_logged(self.session.db, columns["on_day"], columns["matter"])
        return next(
            (one for one in found if one["summary"] == columns["summary"] and fold(one["who"]) == fold(name)), None
        )

    def _put(self, filled: Filled, row: MemberRow, no: str, case_id: int) -> None:
        """What the sheet of a case says beyond the file: its handling, and the customer's opinion."""
        held = cases.case(self.session.db, case_id) or {}
        name = row.values.get("name")
        if name and fold(str(name)) != fold(held["who"]):
            raise RowRejected(Finding(OTHER_PERSON, {"no": no, "who": held["who"], "name": name}), fields=("name",))
        for field in ("matter", "summary"):
            said = filled.values[field]
            if said and fold(said) != fold(held[field]):
                row.remarks.append(Finding(KEPT, {"no": no, "field": field, "old": held[field]}))
        found = standing_of(self.session, case_id)
        steps = steps_of(self.session, self.kind, filled, found, no, row.remarks, case_id)
        for step in steps:
            self.plan.changes.append(Change(row.index, None, no, step.kind, None, step.text or step.opinion))
        if steps:
            self.wanted.append(Wanted(None, case_id, steps))
        self.plan.outcomes[row.index] = "update" if steps else "unchanged"


def _write(session: Session, wanted: list[Wanted], db: Connection) -> None:
    """The cases in the order they came in, each with its steps."""
    from crmcli.features.calendar.note import say_unknown_years

    noted = nothing_told()
    for one in sorted(wanted, key=lambda one: one.columns["logged_at"] if one.columns else ""):
        number = one.case_id
        if one.columns is not None:
            number = log_case(db, session.pack, one.columns, noted)
        for step in one.steps:
            add_event(db, session.pack, number or 0, step, noted)
    say_unknown_years(session, noted.years)


FORM = FormKind("complaints", FIELDS, plan_complaints)
