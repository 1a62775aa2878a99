"""The list of members: who is new, who changes, what they bring with them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_, Finding
from crmcli.core.searchkey import member_number
from crmcli.core.text import fold
from crmcli.features.importing import store
from crmcli.features.importing.figures import KINDS as OPENINGS
from crmcli.features.importing.figures import REASON, take_figures, take_tier
from crmcli.features.importing.kind import CHECKED, READ, Kind, Wanted
from crmcli.features.importing.known import Keys, Known, Person
from crmcli.features.importing.member_match import called, person_meant
from crmcli.features.importing.member_merge import new_person, update_person
from crmcli.features.importing.member_reader import MemberReader
from crmcli.features.importing.member_row import MemberRow, drop_placeholders, finish
from crmcli.features.importing.member_take import is_kind
from crmcli.features.importing.plan import Change, Plan, Reject, RowRejected
from crmcli.features.importing.synonym import MEMBER, heads_of
from crmcli.features.importing.table import NOT_WANTED, Table, missing_columns
from crmcli.ui.progress import counted

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.features.tier.rules import Ladder
    from crmcli.session import Session

NO_INTRODUCER = N_("{value} is nobody of the list or the file; the name stays in the note on the source")
SEVERAL_INTRODUCERS = N_("{value} may be {who}; the name stays in the note on the source")
ERASED = N_("{no} was erased at the member's wish")
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

    return heads_of(WORKBOOK_COLUMNS, {"tier_name": "tier"}, MEMBER)


def plan_members(session: Session, table: Table, wanted: Wanted) -> Plan:
    """Reads every row, finds whom it means and works out what it changes; writes nothing."""
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
    known = Known.of(session.db, _keys(found))
    known.load_money(session.db)
    judge = _Judge(session, table, wanted, plan, known, ladder)
    for row in counted(session, found, CHECKED):
        judge.judge(row)
    judge.introduce()
    plan.write = partial(_write, session, known, wanted.opening_on)
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


class _Judge:
    """Decides on one row after the other; each sees what the rows before it made."""

    def __init__(
        self, session: Session, table: Table, wanted: Wanted, plan: Plan, known: Known, ladder: Ladder
    ) -> None:
        self.session, self.table, self.wanted = session, table, wanted
        self.plan, self.known, self.ladder = plan, known, ladder
        self.heads = {column.field: column.head for column in table.columns}
        self.introduced: list[tuple[MemberRow, Person]] = []

    def judge(self, row: MemberRow) -> None:
        """Rejects the row, or puts it into the person it means."""
        try:
            if row.reasons:
                raise RowRejected(*row.reasons, columns=row.columns)
            person = self._take(row)
        except RowRejected as rejected:
            columns = rejected.columns | self.table.indexes(*rejected.fields)
            self.plan.reject(row.index, Reject(rejected.reasons, frozenset(columns)))
            return
        if person.row is None:
            person.row = row.index
        if row.introducer:
            self.introduced.append((row, person))
        self.plan.remark(row.index, *row.remarks)

    def _take(self, row: MemberRow) -> Person:
        if row.number is not None and store.is_erased(self.session.db, row.number):
            raise RowRejected(Finding(ERASED, {"no": f"M-{row.number:05d}"}), fields=("no",))
        person = person_meant(row, self.known)
        if person is None:
            return self._make(row)
        before = (dict(person.opens), person.gives_tier)
        try:
            moved = self._take_money(row, person)
            changes = update_person(row, person, self.known, self.session.today)
        except RowRejected:
            person.opens, person.gives_tier = before
            raise
        self.plan.changes += changes
        self.plan.outcomes[row.index] = "update" if changes or moved else "unchanged"
        return person

    def _make(self, row: MemberRow) -> Person:
        # what the figures say is looked at first: a row that is rejected makes nobody
        trial = Person(0, {"name": row.values.get("name")})
        self._take_money(row, trial)
        person = new_person(row, self.known, self.session.today)
        person.opens, person.gives_tier = trial.opens, trial.gives_tier
        self.plan.outcomes[row.index] = "create"
        return person

    def _take_money(self, row: MemberRow, person: Person) -> bool:
        figures = take_figures(row, person, self.heads, self.wanted.opening_on)
        return take_tier(row, person, self.ladder) or figures

    def introduce(self) -> None:
        """Finds the introducers once everybody of the list is known."""
        for row, person in self.introduced:
            text = row.introducer or ""
            number = member_number(text)
            one = self.known.by_number(number) if number else None
            found = [one] if one else self.known.find("name", fold(text))
            others = [other for other in found if other.id != person.id]
            if len(others) != 1:
                message = SEVERAL_INTRODUCERS if others else NO_INTRODUCER
                self.plan.remark(row.index, Finding(message, {"value": text, "who": called(others)}))
                continue
            self._link(row, person, others[0])

    def _link(self, row: MemberRow, person: Person, introducer: Person) -> None:
        held = person.values.get("introduced_by")
        if held == introducer.id or (held is not None and person.row != row.index):
            return
        person.values["introduced_by"] = introducer.id
        if self.plan.outcomes[row.index] != "create":
            self.plan.outcomes[row.index] = "update"
            old, new = (
                str(other.called()) if other else None for other in (self.known.people.get(held or 0), introducer)
            )
            self.plan.changes.append(Change(row.index, person.no, person.values["name"], "introduced_by", old, new))


def _write(session: Session, known: Known, opening_on: date, db: Connection) -> None:
    """Members, opening entries and hand-given tiers, in the order of the list."""
    first = store.next_id(db, "member")
    ids = {person.id: first + place for place, person in enumerate(known.made)}
    columns = sorted({column for person in known.made for column in person.values} - {"introduced_by"})
    values = ([ids[p.id], *(p.values.get(column) for column in columns)] for p in known.made)
    store.insert_rows(db, "member", ["id", *columns], values)
    store.update_rows(db, "member", _updates(known, ids))
    day, staff_id = opening_on.isoformat(), session.operator_id
    entries, grants = [], []
    for person in known.people.values():
        number = ids.get(person.id, person.id)
        for kind, figure in person.opens.items():
            if figure:
                is_points = kind == OPENINGS["points"]
                entries.append((kind, number, day, 0 if is_points else figure, figure if is_points else 0, staff_id))
        if person.gives_tier:
            grants.append((number, person.gives_tier, day, REASON, staff_id))
    store.insert_rows(db, "ledger", ("kind", "member_id", "on_day", "amount_fen", "points", "staff_id"), entries)
    store.insert_rows(db, "tier_grant", ("member_id", "tier", "on_day", "reason", "staff_id"), grants)


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
