"""The list of members: who is new, who changes, what they bring with them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_, Finding
from crmcli.core.searchkey import member_number
from crmcli.features.importing import store
from crmcli.features.importing.figures import KINDS as OPENINGS
from crmcli.features.importing.figures import REASON
from crmcli.features.importing.kind import CHECKED, READ, Kind, Wanted
from crmcli.features.importing.known import Keys, Known
from crmcli.features.importing.member_card import BALANCE, number_cards, open_cards
from crmcli.features.importing.member_judge import Judge, Turning
from crmcli.features.importing.member_reader import MemberReader
from crmcli.features.importing.member_row import MemberRow, drop_placeholders, finish
from crmcli.features.importing.member_take import is_kind
from crmcli.features.importing.plan import Plan
from crmcli.features.importing.synonym import MEMBER, heads_of
from crmcli.features.importing.table import NOT_WANTED, Table, missing_columns
from crmcli.features.points.earn import lot_days
from crmcli.features.points.lot import repay_new
from crmcli.ui.progress import counted

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.session import Session

NO_KINDS = N_("holds no kinds of customer")
#: A column 编号 of other programs is looked at so far to tell whose numbers they are.
_SAMPLE = 200


def settle(table: Table) -> None:
    """What the rows say about a head: 编号 with numbers that are not ours is the card's, or nobody's."""
    for column in table.taken("no"):
        texts = [str(cells[column.index]) for _, cells in table.rows[:_SAMPLE] if _has(cells, column.index)]
        if texts and not any(member_number(text) for text in texts):
            if table.taken("card_no"):
                table.ignore(["no"], NOT_WANTED)
            else:
                table.as_meant(column.head, "card_no")
    for column in table.taken("kind"):
        texts = [str(cells[column.index]) for _, cells in table.rows[:_SAMPLE] if _has(cells, column.index)]
        if texts and not any(is_kind(text) for text in texts):
            table.ignore(["kind"], NO_KINDS)
    if not table.taken("name", "no"):
        raise missing_columns(table, "name")


def _has(cells: list[Any], index: int) -> bool:
    return index < len(cells) and cells[index] not in (None, "")


def own_heads() -> Iterable[tuple[str, str]]:
    """The heads of our own lists, in English and in the reader's language."""
    from crmcli.features.member.present import WORKBOOK_COLUMNS

    return heads_of(WORKBOOK_COLUMNS, {"tier_name": "tier", "owner_source_name": "owner_source"}, MEMBER)


def plan_members(session: Session, table: Table, wanted: Wanted) -> Plan:
    """Reads every row, finds whom it means and works out what it changes; writes nothing."""
    left_out: dict[int, Finding] = {}
    while True:
        try:
            return _plan(session, table, wanted, left_out)
        except Turning as turning:
            left_out[turning.row] = turning.finding


def _plan(session: Session, table: Table, wanted: Wanted, left_out: dict[int, Finding]) -> Plan:
    """The plan of a list without the rows that would never let it come to rest."""
    from crmcli.features.member.entry import reading_of
    from crmcli.features.tier.store import ladder_in_force

    plan = Plan(store.last_operation(session.db))
    reading = reading_of(session)
    reading.area_code = wanted.area_code or reading.area_code
    ladder = ladder_in_force(session.db)
    reader = MemberReader(table, reading, ladder)
    found = [reader.read(index, cells) for index, cells in counted(session, table.rows, READ)]
    drop_placeholders(found)
    for row in found:
        finish(row, session.today, date1904=table.grid.date1904)
        if row.index in left_out:
            row.refuse(left_out[row.index], *table.indexes("name"))
    keys = _keys(found)
    known = Known.of(session.db, keys)
    known.load_money(session.db, session.today.isoformat())
    Judge(session, table, wanted, plan, known, ladder).judge_all(counted(session, found, CHECKED), found)
    plan.write = partial(_write, session, known, keys.numbers, wanted.opening_on)
    return plan


def _keys(found: list[MemberRow]) -> Keys:
    keys = Keys()
    for row in found:
        if row.number is not None:
            keys.numbers.add(row.number)
        for column in ("id_no", "card_no", "wechat"):
            if row.values.get(column):
                getattr(keys, column).add(row.values[column])
        keys.phone.update(phone.number for phone in row.phones)
        for name in (row.values.get("name"), row.written, row.introducer):
            if name:
                keys.name.add(name)
        if row.introducer and (number := member_number(row.introducer)):
            keys.numbers.add(number)
    return keys


def _write(session: Session, known: Known, named: set[int], opening_on: date, db: Connection) -> None:
    """Members, opening entries, cards and hand-given tiers, in the order of the list.

    A number the list names and nobody has is given to nobody: the list means somebody else by it.
    """
    free = (number for number in count(store.next_id(db, "member")) if number not in named)
    ids = {person.id: next(free) for person in known.made}
    holders = number_cards(db, session.pack, known.people.values(), opening_on)
    store.update_rows(db, "member", _cards_passed_on(known))
    columns = sorted({column for person in known.made for column in person.values} - {"introduced_by"})
    values = ([ids[p.id], *(p.values.get(column) for column in columns)] for p in known.made)
    store.insert_rows(db, "member", ["id", *columns], values)
    updates = _updates(known, ids)
    store.update_rows(db, "member", updates)
    if not _OWNING.isdisjoint(columns) or any(not _OWNING.isdisjoint(changed) for changed in updates.values()):
        _note_owners(db, known, ids, updates)
    day, staff_id = opening_on.isoformat(), session.operator_id
    entries, grants = [], []
    # points a list brings along are free at once and lapse as others do
    _unlocks, last = lot_days(session.pack, day)
    for person in known.people.values():
        number = ids.get(person.id, person.id)
        for kind, figure in person.opens.items():
            if figure and kind != BALANCE:
                is_points = kind == OPENINGS["points"]
                worth = (0, figure, last) if is_points else (figure, 0, None)
                entries.append((kind, number, day, *worth, staff_id))
        if person.gives_tier:
            grants.append((number, person.gives_tier, day, REASON, staff_id))
    head = ("kind", "member_id", "on_day", "amount_fen", "points", "expires_on", "staff_id")
    first = store.next_id(db, "ledger")
    store.insert_rows(db, "ledger", head, entries)
    repay_new(db, first)
    open_cards(db, holders, ids, opening_on, staff_id)
    store.insert_rows(db, "tier_grant", ("member_id", "tier", "on_day", "reason", "staff_id"), grants)


#: The columns that say whom a member belongs to.
_OWNING = frozenset(("owner_id", "owner_source"))


def _note_owners(db: Connection, known: Known, ids: dict[int, int], updates: dict[int, dict[str, Any]]) -> None:
    """Keeps whom the new ones belong to, and of those that were there the changes."""
    from crmcli.features.owner.assignment import Change, note_list

    stored = {person.id: person.stored for person in known.people.values() if person.stored}
    changed = {number for number, values in updates.items() if not _OWNING.isdisjoint(values)}
    note_list(db, ids.values(), {number: Change.of(stored[number]) for number in changed & stored.keys()})


def _cards_passed_on(known: Known) -> dict[int, dict[str, Any]]:
    """Those whose card goes to somebody else, by id, without it: no two may have it at any moment."""
    cards = {person.values.get("card_no") for person in known.people.values()}
    return {
        person.id: {"card_no": None}
        for person in known.people.values()
        if person.stored and (card := person.stored["card_no"]) in cards and card != person.values["card_no"]
    }


def _updates(known: Known, ids: dict[int, int]) -> dict[int, dict[str, Any]]:
    """What changes of members that are there, and who introduced those that are new, by id."""
    found = {}
    for person in known.people.values():
        stored = person.stored or {**person.values, "introduced_by": None}
        changed = {key: value for key, value in person.values.items() if value != stored.get(key)}
        if "introduced_by" in changed:
            changed["introduced_by"] = ids.get(changed["introduced_by"], changed["introduced_by"])
        if changed:
            found[ids.get(person.id, person.id)] = changed
    return found


KIND = Kind(
    name="members",
    title=N_("members"),
    words=MEMBER,
    several=frozenset(("mobile", "phone2", "note")),
    own=own_heads,
    settle=settle,
    plan=plan_members,
)
