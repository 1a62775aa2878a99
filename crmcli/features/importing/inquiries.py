"""Inquiries: the intake sheet read back (F1 客户咨询登记表), and plain lists of them.

Source: forms.md F1; domain/followups.md, prospects.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_, Finding
from crmcli.features.importing import store
from crmcli.features.importing.asked import Asked, key_of
from crmcli.features.importing.formkind import FormKind, refuse_unreadable
from crmcli.features.importing.formperson import table_of
from crmcli.features.importing.inquiry_row import REQUIRED, InquiryReader, InquiryRow
from crmcli.features.importing.kind import CHECKED, READ, Kind, Wanted
from crmcli.features.importing.known import Keys, Known, Person
from crmcli.features.importing.member_match import person_meant
from crmcli.features.importing.member_merge import new_person
from crmcli.features.importing.plan import Plan, Reject, RowRejected
from crmcli.features.importing.synonym import INQUIRY, heads_of
from crmcli.features.importing.table import Table, missing_columns
from crmcli.features.inquiry import store as inquiries
from crmcli.features.inquiry.record import Inquiry, log_inquiry
from crmcli.ui.progress import counted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

    from crmcli.features.importing.filled import Sheets
    from crmcli.session import Session

#: Field of the form -> what a list calls it.
FIELDS = {
    "asked_on": "date",
    "channel": "channel",
    "name": "name",
    "phone": "mobile",
    "address": "address",
    "item": "item",
    "source": "source",
    "first_deal": "first_deal",
    "amount": "amount",
    "received_by": "by",
}

NO_DEAL = N_("an amount goes with a first deal: tick 是, or take the amount out")
TAKEN_AS_DEAL = N_("an amount stands there, so it is taken as a first deal")
DEALT = N_("{who} dealt with us on {day} already; a second deal is a purchase")
DIFFERS = N_("is inquiry {id} already, with another {field} ({old}); that one is kept")
KEPT = N_("{who} has another {field} on record, which is kept")
NO_SUCH = N_("there is no inquiry {id}")
OTHER_PERSON = N_("inquiry {id} is of {who}")


def settle(table: Table) -> None:
    """A list of inquiries tells day, way of asking, item and who."""
    missing = [field for field in REQUIRED if not table.taken(field)]
    if not table.taken("no", "name"):
        missing.append("name")
    if missing:
        raise missing_columns(table, *missing)


def own_heads() -> Iterable[tuple[str, str]]:
    """The heads of our own list of inquiries, in English and in the reader's language."""
    from crmcli.features.inquiry.present import COLUMNS

    return heads_of(COLUMNS, {"member": "no"}, INQUIRY)


def plan_list(session: Session, table: Table, wanted: Wanted) -> Plan:
    """Reads every row of a list, finds who asked and what is known already; writes nothing."""
    plan = Plan(store.last_operation(session.db))
    _plan(session, table, wanted.area_code, plan)
    return plan


def plan_sheets(session: Session, sheets: Sheets) -> Plan:
    """The same for printed sheets that were filled in."""
    plan = Plan(store.last_operation(session.db))
    good = refuse_unreadable(plan, sheets)
    for place in good:
        filled = sheets.records[place]
        filled.values["asked_on"] = filled.values["asked_on"] or filled.context.get("registered_on")
    _plan(session, table_of(sheets, FIELDS, good), None, plan)
    return plan


def _plan(session: Session, table: Table, area_code: str | None, plan: Plan) -> None:
    reader = InquiryReader(session, table, area_code)
    rows = [reader.read(index, cells) for index, cells in counted(session, table.rows, READ)]
    known = Known.of(session.db, _keys(rows))
    judge = _Judge(session, plan, known)
    for row in counted(session, rows, CHECKED):
        try:
            if row.reasons:
                raise RowRejected(*row.reasons, columns=row.columns)
            judge.take(row)
        except RowRejected as rejected:
            columns = rejected.columns | table.indexes(*rejected.fields)
            plan.reject(row.index, Reject(rejected.reasons, frozenset(columns)))
        else:
            plan.remark(row.index, *row.remarks)
    plan.write = partial(_write, session, judge.fresh, judge.fills)


def _keys(rows: list[InquiryRow]) -> Keys:
    keys = Keys()
    for row in rows:
        person = row.person
        keys.phone.update(phone.number for phone in person.phones)
        for column in ("name", "wechat"):
            if person.values.get(column):
                getattr(keys, column).add(person.values[column])
        if person.number:
            keys.numbers.add(person.number)
    return keys


class _Judge:
    """Decides on one row after the other; each sees whom and what the rows before it made."""

    def __init__(self, session: Session, plan: Plan, known: Known) -> None:
        self.session, self.plan, self.known = session, plan, known
        self.fresh: list[tuple[Person, Inquiry]] = []
        self.fills: dict[int, dict[str, Any]] = {}
        self._asked = Asked(store.inquiries_of(session.db, [person for person in known.people if person > 0]))
        self._deals: dict[int, str] = {}

    def take(self, row: InquiryRow) -> None:
        """Puts the row into the plan. Raises RowRejected."""
        _settle_deal(row)
        person = person_meant(row.person, self.known)
        if "id" in row.values:
            self._named(row, person)
            return
        if person is not None and (held := self._asked.take(person.id, row.values["date"], row.values["item"])):
            self.plan.outcomes[row.index] = "unchanged"
            row.remarks += _differences(held, row.values)
            return
        if person is not None:
            self._refuse_second_deal(row, person)
            self._fill(row, person)
        else:
            person = self._make(row)
        self._asked.note(person.id, row.values["date"], row.values["item"])
        if row.values.get("first_deal"):
            self._deals.setdefault(person.id, row.values["date"].isoformat())
        self.fresh.append((person, _inquiry(self.session, row)))
        self.plan.outcomes[row.index] = "create"

    def _named(self, row: InquiryRow, person: Person | None) -> None:
        """A row of our own list names its inquiry, which is on record; what it says of it is compared."""
        number = row.values["id"]
        held = inquiries.with_person(self.session.db, number)
        if held is None:
            raise RowRejected(Finding(NO_SUCH, {"id": number}), fields=("id",))
        if person is None or person.id != held["member_id"]:
            raise RowRejected(Finding(OTHER_PERSON, {"id": number, "who": held["name"]}), fields=("id", "name"))
        self.plan.outcomes[row.index] = "unchanged"
        row.remarks += _differences(held, row.values)

    def _make(self, row: InquiryRow) -> Person:
        row.person.values |= _source_columns(row)
        return new_person(row.person, self.known, self.session.today)

    def _refuse_second_deal(self, row: InquiryRow, person: Person) -> None:
        """A first deal is the first."""
        if not row.values.get("first_deal"):
            return
        day = self._deals.get(person.id) or (
            inquiries.first_deal_on(self.session.db, person.id) if person.id > 0 else None
        )
        if day:
            raise RowRejected(Finding(DEALT, {"who": person.called(), "day": day}), fields=("first_deal",))

    def _fill(self, row: InquiryRow, person: Person) -> None:
        """Puts into somebody known what was empty; what differs is kept, and told."""
        told = {**row.person.values, **_source_columns(row)}
        if person.values.get("source"):
            told = {key: value for key, value in told.items() if key not in ("source", "source_detail")}
        fills = {key: value for key, value in told.items() if value and not person.values.get(key)}
        if person.values.get("mobile"):
            fills.pop("mobile_typed", None)
        for key in ("address", "wechat"):
            if told.get(key) and key not in fills and told[key] != person.values.get(key):
                row.remarks.append(Finding(KEPT, {"who": person.called(), "field": key}))
        person.values |= fills
        if fills and person.id > 0:
            self.fills.setdefault(person.id, {}).update(fills)


def _settle_deal(row: InquiryRow) -> None:
    """An amount and a first deal go together."""
    if not row.values.get("amount"):
        return
    if row.values.get("first_deal") is False:
        raise RowRejected(Finding(NO_DEAL), fields=("first_deal", "amount"))
    if "first_deal" not in row.values:
        row.values["first_deal"] = True
        row.remarks.append(Finding(TAKEN_AS_DEAL))


def _differences(held: Mapping[str, Any], values: Mapping[str, Any]) -> list[Finding]:
    """What a row says otherwise than the inquiry it is."""
    from crmcli.core.money import yuan

    kept = {"channel": held["channel"], "first_deal": bool(held["first_deal"]), "amount": held["amount_fen"]}
    found = []
    for key, old in kept.items():
        if values.get(key) is not None and values[key] != old:
            said = yuan(old) if key == "amount" and old is not None else old
            found.append(Finding(DIFFERS, {"id": held["id"], "field": key, "old": str(said)}))
    return found


def _source_columns(row: InquiryRow) -> dict[str, Any]:
    if not row.sources:
        return {}
    found = {"source": row.sources[0], "source_detail": row.source_detail}
    return {key: value for key, value in found.items() if value}


def _inquiry(session: Session, row: InquiryRow) -> Inquiry:
    from crmcli.features.staff.store import store_of

    values = row.values
    return Inquiry(
        None,
        values["date"],
        values["channel"],
        values["item"],
        values["item_code"],
        sources=row.sources,
        source_detail=row.source_detail,
        first_deal=bool(values.get("first_deal")),
        amount_fen=values.get("amount"),
        minutes=values.get("minutes"),
        result=values.get("result"),
        staff_id=values.get("by"),
        store_id=store_of(session.db, values.get("by") or session.operator_id),
        note=values.get("note"),
        opens_on=session.today,
        recorded_on=session.today,
    )


def _write(
    session: Session, fresh: list[tuple[Person, Inquiry]], fills: dict[int, dict[str, Any]], db: Connection
) -> None:
    """The inquiries in the order of their days; a new person is added with the first."""
    from crmcli.features.calendar.store import read_calendar

    store.update_rows(db, "member", fills)
    calendar = read_calendar(db, session.pack)
    made: dict[int, int] = {}
    for person, inquiry in sorted(fresh, key=lambda one: one[1].on_day):
        number = made.get(person.id, person.id)
        if number < 0:
            logged = log_inquiry(db, session.pack, inquiry._replace(person=person.values), calendar)
            made[person.id] = number = logged.member_id
            inquiries.edit_inquiry(db, logged.id, {"source_key": key_of(db, number, inquiry)})
        else:
            key = key_of(db, number, inquiry)
            log_inquiry(db, session.pack, inquiry._replace(member_id=number, source_key=key), calendar)


KIND = Kind(
    name="inquiries",
    title=N_("inquiries"),
    words=INQUIRY,
    several=frozenset(("mobile", "note")),
    own=own_heads,
    settle=settle,
    plan=plan_list,
)
FORM = FormKind("inquiries", tuple(FIELDS), plan_sheets)
