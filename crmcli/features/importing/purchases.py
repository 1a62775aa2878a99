"""The list of purchases: who bought what, and which of it is known already."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from crmcli.core.findings import N_, Finding, Refused
from crmcli.core.mask import fits_mask
from crmcli.core.text import fold
from crmcli.features.calendar.note import say_unknown_years
from crmcli.features.calendar.store import calendar_of
from crmcli.features.importing import store
from crmcli.features.importing.kind import READ, Kind, Wanted
from crmcli.features.importing.known import Keys, Known, Person
from crmcli.features.importing.member_match import NO_SUCH_NUMBER, OTHER_NAME, called
from crmcli.features.importing.plan import Plan, Reject, RowRejected
from crmcli.features.importing.purchase_known import Held
from crmcli.features.importing.purchase_row import REQUIRED, PurchaseReader, PurchaseRow
from crmcli.features.importing.synonym import PURCHASE
from crmcli.features.importing.table import Table, missing_columns
from crmcli.features.member.rules import age_of
from crmcli.features.owner.earning_store import Attribution
from crmcli.features.points.earn import Earning
from crmcli.features.purchase.record import Purchase, record_purchase
from crmcli.features.purchase.rules import refuse_minor, treatment_plan
from crmcli.ui.progress import counted

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.session import Session

NOBODY = N_("{who} is nobody of the file; add the member first, or import the members' list")
SEVERAL = N_("{who} may be {people}; give card, phone or number as well")
OTHER_PHONE = N_("{name} is recorded with another phone than {phone}: {people}")
NO_BUYER = N_("nothing says who bought")
BY_HAND = N_("is purchase {id} already, recorded by hand")

_WHO = ("no", "card_no", "mobile", "name")


def settle(table: Table) -> None:
    """A list of purchases tells day, item, amount and who."""
    missing = [field for field in REQUIRED if not table.taken(field)]
    if not table.taken(*_WHO):
        missing.append("name")
    if missing:
        raise missing_columns(table, *missing)


def plan_purchases(session: Session, table: Table, wanted: Wanted) -> Plan:
    """Reads every row, finds the buyer and what is known already; writes nothing."""
    plan = Plan(store.last_operation(session.db))
    reader = PurchaseReader(session, table, wanted.area_code or session.settings.get("area-code"))
    found = [reader.read(index, cells) for index, cells in counted(session, table.rows, READ)]
    known = Known.of(session.db, _keys(found))
    bought: list[tuple[PurchaseRow, Purchase]] = []
    for row in found:
        try:
            if row.reasons:
                raise RowRejected(*row.reasons, columns=row.columns)
            purchase = _purchase(session, row, _buyer(row, known))
        except RowRejected as rejected:
            columns = rejected.columns | table.indexes(*rejected.fields)
            plan.reject(row.index, Reject(rejected.reasons, frozenset(columns)))
            continue
        plan.remark(row.index, *row.remarks)
        bought.append((row, purchase))
    fresh = _fresh(session, plan, bought)
    plan.write = partial(_write, session, fresh)
    return plan


def _keys(found: list[PurchaseRow]) -> Keys:
    keys = Keys()
    for row in found:
        keys.phone.update(row.phones)
        for kept, value in ((keys.card_no, row.card_no), (keys.name, row.name)):
            if value:
                kept.add(value)
        if row.number:
            keys.numbers.add(row.number)
    return keys


def _buyer(row: PurchaseRow, known: Known) -> Person:
    """The one member a row means: by number, card, phone with or without the name, or a name only one has."""
    if row.number is not None:
        person = known.by_number(row.number)
        if person is None:
            raise RowRejected(Finding(NO_SUCH_NUMBER, {"no": f"M-{row.number:05d}"}), fields=("no",))
        return person
    name = fold(row.name or "")
    if row.card_no and (owners := known.find("card_no", row.card_no)):
        return _of_name(row, owners, name, row.card_no, "card_no")
    people = list({p.id: p for phone in row.phones for p in known.find("phone", phone)}.values())
    if people:
        return _of_name(row, people, name, row.phones[0], "mobile")
    return _by_name(row, known, name)


def _of_name(row: PurchaseRow, owners: list[Person], name: str, value: str, field: str) -> Person:
    same = [person for person in owners if not name or fold(person.values["name"]) == name]
    if not same:
        facts = {"value": value, "who": called(owners), "name": row.name}
        raise RowRejected(Finding(OTHER_NAME, facts), fields=(field, "name"))
    if len(same) > 1:
        raise RowRejected(Finding(SEVERAL, {"who": row.name or value, "people": called(same)}), fields=(field,))
    return same[0]


def _by_name(row: PurchaseRow, known: Known, name: str) -> Person:
    named = known.find("name", name)
    if row.masked:
        named = [p for p in named if any(fits_mask(row.masked, p.values[c] or "") for c in ("mobile", "phone2"))]
    given = row.name or row.card_no or (row.phones[0] if row.phones else None)
    if given is None:
        raise RowRejected(Finding(NO_BUYER), fields=_WHO)
    if not named:
        raise RowRejected(Finding(NOBODY, {"who": given}), fields=_WHO)
    if row.phones:
        facts = {"name": row.name, "phone": row.phones[0], "people": called(named)}
        raise RowRejected(Finding(OTHER_PHONE, facts), fields=("mobile",))
    if len(named) > 1:
        raise RowRejected(Finding(SEVERAL, {"who": row.name, "people": called(named)}), fields=("name",))
    return named[0]


def _purchase(session: Session, row: PurchaseRow, buyer: Person) -> Purchase:
    values = row.values
    plan = treatment_plan(session.pack, values["item"], None)
    if plan is not None:
        day = values["date"]
        age = age_of(buyer.values, day)
        try:
            refuse_minor(buyer.values["name"], age, buyer.values["guardian_consent_on"], day.isoformat())
        except Refused as refused:
            raise RowRejected(refused, fields=("item",)) from refused
    return Purchase(
        member_id=buyer.id,
        on_day=values["date"],
        item=values["item"],
        amount_fen=values["amount"],
        quantity=values.get("quantity", 1),
        plan=plan,
        pay=values.get("pay"),
        staff_id=values.get("by"),
        note=values.get("note"),
    )


def _fresh(session: Session, plan: Plan, bought: list[tuple[PurchaseRow, Purchase]]) -> list[Purchase]:
    """Those that no list has brought and nobody has recorded by hand, each with its key."""
    held = Held(store.purchases_of(session.db, {purchase.member_id for _row, purchase in bought}))
    fresh = []
    for row, purchase in bought:
        plan.outcomes[row.index] = "unchanged"
        if held.take_listed(purchase):
            continue
        by_hand = held.take_by_hand(purchase)
        if by_hand is not None:
            plan.remark(row.index, Finding(BY_HAND, {"id": by_hand}))
        else:
            plan.outcomes[row.index] = "create"
            fresh.append(held.marked(purchase))
    return fresh


def _write(session: Session, fresh: list[Purchase], db: Connection) -> None:
    """The purchases in the order of their days; their plans open on the import's day."""
    calendar = calendar_of(session)
    earning, attribution = Earning(db, session.pack), Attribution(db, session.pack)
    years: set[int] = set()
    for purchase in sorted(fresh, key=_place):
        recorded = record_purchase(db, session.pack, purchase, session.today, calendar, earning, attribution)
        for step in recorded.steps:
            if step.due_on >= session.today:
                years |= step.unknown_years
    say_unknown_years(session, years)


def _place(purchase: Purchase) -> tuple[date, str, int]:
    """Where a purchase stands among those of a list: by day. Treatments of one day stand in an order of their own,
    since the last of them is the one that is followed up, whatever the order of the rows.
    """
    treatment = purchase.item.code if purchase.plan is not None else ""
    return purchase.on_day, treatment, purchase.amount_fen if treatment else 0


KIND = Kind(
    name="purchases",
    title=N_("purchases"),
    words=PURCHASE,
    several=frozenset(("mobile", "note")),
    own=tuple,
    settle=settle,
    plan=plan_purchases,
)
