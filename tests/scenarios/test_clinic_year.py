"""A year of a clinic with 2 000 members, day by day through the program's own functions, against a model of its own.

The model knows the rules only as they are written in domain/followups.md: on which day a step comes, how an attempt
moves it, what goes with a later step, what a second treatment calls off. Every working morning the whole list is
compared with it, then the people at work call whom their lists name.
"""

from __future__ import annotations

import calendar
import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from crmcli.features.followup.ahead import Ahead
from crmcli.features.followup.call import Call
from crmcli.features.followup.doing import record_call
from crmcli.features.followup.due import Who, gather
from crmcli.features.followup.order import blocks
from crmcli.features.followup.outcome import BUSY, NO_ANSWER, REACHED, REFUSED, RESCHEDULED
from crmcli.features.purchase.record import Purchase, record_purchase
from crmcli.session import Session
from crmcli.ui.options import Shared
from harness import Desk

MEMBERS = 2000
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
#: Nobody is there: the spring festival and the national holiday.
CLOSED = [(date(2026, 2, 15), date(2026, 2, 23)), (date(2026, 10, 1), date(2026, 10, 7))]
LEAVES = date(2026, 6, 15)
STEPS = {"day-1": 1, "day-3": 3, "day-6": 6}
MONTHS = {"month-1": 1, "month-3": 3, "month-6": 6}
LADDER = (1, 1, 2)
ITEMS = ("切开双眼皮", "激光祛斑")
PLANS = {"切开双眼皮": "surgery", "激光祛斑": "laser"}
OUTCOMES = [REACHED] * 14 + [NO_ANSWER] * 4 + [BUSY, REFUSED, RESCHEDULED]
#: Members with the first numbers are treated often, so that plans meet.
OFTEN = 120


class Step(NamedTuple):
    """A step of a plan begun: which, of whose treatment, and when it comes at first."""

    member: int
    purchase: int
    code: str
    first_on: date


class Model:
    """What is owed to whom, kept by the rules as they are written."""

    def __init__(self) -> None:
        self.open: dict[Step, tuple[date, int]] = {}
        self.plans: dict[int, str] = {}
        self.closed: Counter[Step] = Counter()
        self.called_off: set[Step] = set()

    def treated(self, member: int, purchase: int, plan: str, on: date) -> None:
        for step in [one for one in self.open if one.member == member and self.plans[one.purchase] == plan]:
            del self.open[step]
            self.called_off.add(step)
        self.plans[purchase] = plan
        for code, days in STEPS.items():
            self._plan(Step(member, purchase, code, on + timedelta(days=days)))
        for code, months in MONTHS.items():
            self._plan(Step(member, purchase, code, months_later(on, months)))

    def _plan(self, step: Step) -> None:
        self.open[step] = (step.first_on, 0)

    def listed(self, day: date) -> dict[Step, frozenset[Step]]:
        """The steps that head a line on a day, each with those that go with it."""
        due: dict[int, list[Step]] = {}
        for step, (on, _tries) in self.open.items():
            if on <= day:
                due.setdefault(step.purchase, []).append(step)
        heads = {}
        for steps in due.values():
            head = max(steps, key=lambda step: step.first_on)
            heads[head] = frozenset(one for one in steps if one.first_on < head.first_on)
        return heads

    def together(self, head: Step) -> list[Step]:
        """A step and the earlier ones that go with it, put off or not."""
        return [one for one in self.open if one.purchase == head.purchase and one.first_on <= head.first_on]

    def called(self, head: Step, outcome: Any, day: date, later: date | None) -> None:
        riders = [one for one in self.together(head) if one != head]
        _on, tries = self.open.pop(head)
        if outcome in (REACHED, REFUSED):
            self.closed[head] += 1
            for rider in riders:
                del self.open[rider]
                self.closed[rider] += 1
            return
        again = later or day + timedelta(days=LADDER[tries] if tries < len(LADDER) else 1)
        self.open[head] = (again, tries + 1)
        for rider in riders:
            if self.open[rider][0] < again:
                self.open[rider] = (again, self.open[rider][1])


def months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def working_days() -> Iterator[date]:
    day = FIRST
    while day <= LAST:
        if not any(begin <= day <= end for begin, end in CLOSED):
            yield day
        day += timedelta(days=1)


class Clinic:
    """The desk, the model beside it, and who is at work."""

    def __init__(self, desk: Desk, draw: random.Random) -> None:
        self.desk, self.draw, self.model = desk, draw, Model()
        self.db = Session(Shared(db=str(desk.path))).db
        self.people = {"李娜": 2, "王芳": 3, "张敏": 4, "周涛": 5, "刘洋": 6}
        self.numbers: dict[str, Step] = {}
        self.calls: Counter[tuple[int, date]] = Counter()
        self.entered: Counter[Step] = Counter()
        self.moved: Counter[Step] = Counter()
        #: closed with a later step while they were put off
        self.away: Counter[Step] = Counter()
        self.before: frozenset[Step] = frozenset()

    def at(self, name: str, day: date) -> Session:
        """Somebody at the desk; the file stays open the whole year, as in a terminal that is never closed."""
        session = Session(Shared(db=str(self.desk.path), operator=name, today=f"{day}T10:00"))
        session.__dict__["db"] = self.db
        return session

    def treat(self, session: Session, day: date) -> None:
        member = self.draw.randint(1, OFTEN if self.draw.random() < 0.7 else MEMBERS)
        item = session.pack.item(self.draw.choice(ITEMS))
        assert item is not None
        plan = session.pack.plan_for(item)
        with session.write("purchase add") as operation:
            made = record_purchase(operation.db, session.pack, Purchase(member, day, item, 128000, plan=plan))
        self.model.treated(member, made.id, PLANS[item.name], day)
        for row in session.db.execute("SELECT id, step FROM followup WHERE purchase_id = ?", (made.id,)):
            step = next(one for one in self.model.open if one.purchase == made.id and one.code == row["step"])
            self.numbers[str(row["id"])] = step

    def compare(self, session: Session, day: date) -> None:
        """The whole list of a morning against the model; each step's coming and going is counted."""
        found = gather(session)
        listed = {
            self.numbers[line.id]: frozenset(self.numbers[str(rider)] for rider in line.rides)
            for line in found.lines
            if line.kind == "treatment"
        }
        assert listed == self.model.listed(day), day
        shown = frozenset(listed) | frozenset(step for some in listed.values() for step in some)
        self.entered.update(shown - self.before)
        self.before = shown
        assert [block[0].member_id for block in blocks(found.lines)] == list(
            dict.fromkeys(line.member_id for line in found.lines)
        )

    def compare_lists(self, session: Session) -> None:
        """Every line is on exactly one person's list, or on nobody's."""
        whole = gather(session).lines
        parts = [gather(session, who=Who(nobodys=True)).lines]
        parts += [gather(session, who=Who(owner=number)).lines for number in (1, *self.people.values())]
        assert Counter(line.id for part in parts for line in part) == Counter(line.id for line in whole)

    def work(self, name: str, day: date) -> None:
        """One person calls everybody on the own list, and nobody's; each block is one call."""
        session = self.at(name, day)
        for block in blocks(gather(session, who=Who(mine=self.people[name])).lines):
            self.call(session, block, day)

    def call(self, session: Session, block: list[Any], day: date) -> None:
        if block[0].member_id <= 0:
            return
        outcome = self.draw.choice(OUTCOMES)
        later = day + timedelta(days=self.draw.randint(2, 9)) if outcome is RESCHEDULED else None
        call = Call(outcome, next=Ahead(later) if later else None)
        with session.write("followup done") as operation:
            record_call(session, operation.db, block, call)
        self.calls[block[0].member_id, day] += 1
        for line in block:
            if line.kind == "treatment":
                head = self.numbers[line.id]
                together = self.model.together(head)
                if outcome in (REACHED, REFUSED):
                    self.away.update(frozenset(together) - self.before)
                else:
                    self.moved.update(self.before & frozenset(together))
                self.before -= frozenset(together)
                self.model.called(head, outcome, day, later)
        if self.draw.random() < 0.01:
            self.take_back(session, block)

    def take_back(self, session: Session, block: list[Any]) -> None:
        """The call is undone, which brings the block back as it was, and redone."""
        number = session.db.execute("SELECT MAX(id) FROM operation").fetchone()[0]
        undone = self.desk.json("undo", number, "--as", "陈静", "--yes")["operation"]
        back = {line.id: line for line in gather(session).lines if line.member_id == block[0].member_id}
        assert {line.id: (line.due_on, line.rides, line.attempts) for line in block} == {
            key: (line.due_on, line.rides, line.attempts) for key, line in back.items()
        }
        self.desk.ok("undo", undone, "--as", "陈静", "--yes")


@pytest.fixture
def clinic(desk: Desk, tmp_path: Path) -> Clinic:
    draw = random.Random(20260101)
    desk.env(CRMCLI_TODAY="2025-12-31")
    staff = [("李娜", "回访专员"), ("王芳", "回访专员"), ("张敏", "网电咨询员"), ("周涛", "电话咨询主管")]
    for name, role in [*staff, ("刘洋", "VIP专员")]:
        desk.ok("staff", "add", name, "--role", role, "--as", "陈静")
    rows = ["姓名,手机,生日,归属人"]
    for number in range(1, MEMBERS + 1):
        # of every third the birthday is known
        born = str(date(1960, 1, 1) + timedelta(days=draw.randint(0, 14000))) if number % 3 == 0 else ""
        if number % 200 == 0:
            born = "1984-02-29"
        rows.append(f"会员{number:04d},1990000{number:04d},{born},{('李娜', '王芳')[number % 2]}")
    (tmp_path / "members.csv").write_text("\n".join(rows), "utf-8")
    answer = desk.json("import", "members", "members.csv", "--apply", "--as", "陈静")
    assert answer["create"] == MEMBERS
    return Clinic(desk, draw)


def test_no_step_is_lost_in_a_year_and_nobody_is_phoned_twice_a_day(clinic: Clinic) -> None:
    for day in working_days():
        clinic.desk.env(CRMCLI_TODAY=f"{day}T10:00")
        if day == LEAVES:
            clinic.desk.ok("staff", "leave", "王芳", "--to", "none", "--as", "陈静", "--yes")
            del clinic.people["王芳"]
        morning = clinic.at("陈静", day)
        for _treatment in range(clinic.draw.choice((0, 1, 1, 2, 3))):
            clinic.treat(morning, day)
        clinic.compare(morning, day)
        if day.day % 10 == 1:
            clinic.compare_lists(morning)
        for name in list(clinic.people):
            clinic.work(name, day)
    model = clinic.model
    assert max(clinic.calls.values()) == 1
    assert set(model.closed.values()) == {1}
    steps = set(clinic.numbers.values())
    # every step was closed once, called off by a second treatment, or is still to come
    assert steps == set(model.closed) | model.called_off | set(model.open)
    assert not set(model.closed) & model.called_off
    # it came into the list once, and once more for each attempt that put it off, unless a later one took it along
    assert {step: clinic.entered[step] for step in model.closed} == {
        step: 1 + clinic.moved[step] - clinic.away[step] for step in model.closed
    }
    assert sum(clinic.moved.values()) > 500
    assert len(model.called_off) > 100
