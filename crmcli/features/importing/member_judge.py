"""Decides on the rows of a members' list until the verdict on each rests on the people as they will be stored.

A row may rest on what a later one changes: a card somebody gives up further down, a phone that a later
row fills in. Such rows, and they only, are looked at again, so that importing the list once more finds
nothing left to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from crmcli.core.findings import N_, Finding
from crmcli.core.searchkey import member_number
from crmcli.core.text import fold
from crmcli.features.importing import store
from crmcli.features.importing.figures import take_figures, take_tier
from crmcli.features.importing.known import Known, Person
from crmcli.features.importing.member_agree import first_rows, take_agreed, tell_differing
from crmcli.features.importing.member_match import called, name_of, person_meant
from crmcli.features.importing.member_merge import changes_of, fill_person, new_person
from crmcli.features.importing.plan import Change, Plan, Reject, RowRejected

if TYPE_CHECKING:
    from crmcli.features.importing.kind import Wanted
    from crmcli.features.importing.member_row import MemberRow
    from crmcli.features.importing.table import Table
    from crmcli.features.tier.rules import Ladder
    from crmcli.session import Session

NO_INTRODUCER = N_("{value} is nobody of the list or the file; the name stays in the note on the source")
SEVERAL_INTRODUCERS = N_("{value} may be {who}; the name stays in the note on the source")
ERASED = N_("{no} was erased at the member's wish")
TURNS = N_("the rows about {name} contradict each other in turn; give {name} one row")


class Turning(Exception):
    """Raised where a row would do for a second time what other rows undid in between."""

    def __init__(self, row: MemberRow, name: str) -> None:
        super().__init__(name)
        self.row = row.index
        self.finding = Finding(TURNS, {"name": name})


class Judge:
    """Decides on one row after the other; each sees what the rows before it made."""

    def __init__(
        self, session: Session, table: Table, wanted: Wanted, plan: Plan, known: Known, ladder: Ladder
    ) -> None:
        self.session, self.table, self.wanted = session, table, wanted
        self.plan, self.known, self.ladder = plan, known, ladder
        self.heads = {column.field: column.head for column in table.columns}
        self._differing: dict[int, Person] = {}
        self._replaced: set[tuple[int, int, str]] = set()

    def judge_all(self, rows: Iterable[MemberRow], found: list[MemberRow]) -> None:
        """Decides on `rows`, which are all those `found`, and again on those the others moved."""
        for row in rows:
            self._judge(row)
        self._take_agreed()
        while again := [row for row in found if not row.reasons and self._is_outdated(row)]:
            for row in again:
                self._judge(row)
            self._take_agreed()
        first_rows(self.known.people.values())
        for person in self._differing.values():
            tell_differing(person)
        self.plan.changes.sort(key=lambda change: change.row)
        for row in found:
            if self.plan.outcomes[row.index] != "reject":
                self.plan.remark(row.index, *row.remarks)
        self._introduce(found)
        for person in self.known.people.values():
            # the rows have said what they had to, and a long list need not be kept beside its people
            person.meant.clear()

    def _judge(self, row: MemberRow) -> None:
        """Rejects the row, or puts it into the person it means."""
        self.known.tick += 1
        row.tick = self.known.tick
        if row.person is not None:
            row.person.meant.remove(row)
            row.person = None
        told = len(row.remarks)
        row.refused = False
        try:
            if row.reasons:
                raise RowRejected(*row.reasons, columns=row.columns)
            self._take(row)
        except RowRejected as rejected:
            row.refused = True
            del row.remarks[told:]
            if self.plan.outcomes.get(row.index) not in ("create", "update"):
                columns = rejected.columns | self.table.indexes(*rejected.fields)
                self.plan.reject(row.index, Reject(rejected.reasons, frozenset(columns)))
            return
        self.plan.rejects.pop(row.index, None)
        row.remarks[told:] = [remark for remark in row.remarks[told:] if remark not in row.remarks[:told]]

    def _take(self, row: MemberRow) -> None:
        if row.number is not None and store.is_erased(self.session.db, row.number):
            raise RowRejected(Finding(ERASED, {"no": f"M-{row.number:05d}"}), fields=("no",))
        person = person_meant(row, self.known)
        if person is None:
            self._make(row)
        else:
            self._put(row, person)

    def _put(self, row: MemberRow, person: Person) -> None:
        _mean(row, person)
        before = (dict(person.opens), person.gives_tier)
        try:
            moved = self._take_money(row, person)
            changes, differs = fill_person(row, person, self.known, self.session.today)
        except RowRejected:
            person.opens, person.gives_tier = before
            raise
        if differs:
            self._differing[person.id] = person
        if changes or moved:
            person.tick = self.known.tick
        self.plan.changes += changes
        self._note(row, "update" if changes or moved else "unchanged")

    def _make(self, row: MemberRow) -> None:
        # what the figures say is looked at first: a row that is rejected makes nobody
        trial = Person(0, {"name": row.values.get("name")})
        self._take_money(row, trial)
        person = new_person(row, self.known, self.session.today)
        if self.plan.outcomes.get(row.index) == "create":
            raise Turning(row, person.called())
        person.opens, person.gives_tier = trial.opens, trial.gives_tier
        self.plan.outcomes[row.index] = "create"
        row.by_name = not any(key != "name" for key, _value in _looked_up(row))
        _mean(row, person)

    def _take_money(self, row: MemberRow, person: Person) -> bool:
        figures = take_figures(row, person, self.heads, self.wanted.opening_on)
        return take_tier(row, person, self.ladder, self.wanted.opening_on) or figures

    def _note(self, row: MemberRow, outcome: str) -> None:
        """What a row did stays said, whatever is made of it when it is looked at again."""
        if outcome == "update" and self.plan.outcomes.get(row.index) != "create":
            self.plan.outcomes[row.index] = "update"
        elif self.plan.outcomes.get(row.index) not in ("create", "update"):
            self.plan.outcomes[row.index] = "unchanged"

    def _take_agreed(self) -> None:
        """Replaces what the rows of somebody say with one voice, now that all have spoken."""
        for person in list(self._differing.values()):
            self.known.tick += 1
            alone = person.meant[0] if len(person.meant) == 1 and not self._is_outdated(person.meant[0]) else None
            for row, before in take_agreed(person, self.known):
                self._note_replaced(row, person, before)
            if alone is not None:
                # what a row changes by itself it need not be asked about again
                alone.tick = self.known.tick

    def _note_replaced(self, row: MemberRow, person: Person, before: dict[str, object]) -> None:
        field = next(iter(before))
        if (row.index, person.id, field) in self._replaced:
            raise Turning(row, person.called())
        self._replaced.add((row.index, person.id, field))
        after = {column: person.values.get(column) for column in before}
        changed = Person(person.id, {**person.values, **before})
        self.plan.changes += changes_of(row, changed, after)
        self._note(row, "update")

    def _is_outdated(self, row: MemberRow) -> bool:
        """Whether another row changed what the verdict on this one rests on."""
        if row.person is not None and row.person.tick > row.tick:
            return True
        if row.person is None and row.number is not None:
            named = self.known.by_number(row.number)
            if named is not None and named.tick > row.tick:
                return True
        return any(self.known.changed(key, value) > row.tick for key, value in _looked_up(row))

    def _introduce(self, found: list[MemberRow]) -> None:
        """Finds the introducers once everybody of the list is known."""
        for row in found:
            if row.introducer is None or row.person is None or row.refused:
                continue
            text, person = row.introducer, row.person
            number = member_number(text)
            one = self.known.by_number(number) if number else None
            named = [one] if one else self.known.find("name", fold(text))
            others = [other for other in named if other.id != person.id]
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
            self._note(row, "update")
            old, new = (
                str(other.called()) if other else None for other in (self.known.people.get(held or 0), introducer)
            )
            self.plan.changes.append(Change(row.index, person.no, person.values["name"], "introduced_by", old, new))


def _mean(row: MemberRow, person: Person) -> None:
    row.person = person
    person.meant.append(row)


def _looked_up(row: MemberRow) -> Iterable[tuple[str, str]]:
    """The keys by which it was decided whom a row means."""
    for column in ("id_no", "card_no", "wechat"):
        if row.values.get(column):
            yield column, row.values[column]
    for phone in row.telling_phones():
        yield "phone", phone
    if row.by_name or row.refused or row.person is None:
        name = name_of(row)
        if name:
            yield "name", name
