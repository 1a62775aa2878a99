"""Gathering what is due: from all sources, for the right eyes, in order, with the words to say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.findings import N_
from crmcli.features.followup import store
from crmcli.features.followup.birthday import read_key
from crmcli.features.followup.block import called_by
from crmcli.features.followup.dueline import AHEAD, DUTY, REPAIR, DueLine
from crmcli.features.followup.keyed import line_of_key
from crmcli.features.followup.order import arrange, part_of, ride
from crmcli.features.followup.script import guarded, withheld, words
from crmcli.features.followup.source import LASTING, SOURCES, birthday_lines
from crmcli.features.member.store import member_no
from crmcli.features.staff import store as staff
from crmcli.language import _

if TYPE_CHECKING:
    from crmcli.session import Session

#: What stands in a script where the follow-up knows no item.
ITEM = N_("the item")


class Who(NamedTuple):
    """Which lines are wanted; every condition given must hold.

    `mine` takes what a person has to tell and what nobody has, `owner` a person's only,
    `nobodys` only what nobody has. `kinds` are kinds and codes of plans.
    """

    mine: int | None = None
    owner: int | None = None
    nobodys: bool = False
    store_id: int | None = None
    kinds: frozenset[str] | None = None

    def takes(self, line: DueLine) -> bool:
        """Whether the line is one of these, by whom it is assigned to."""
        return self.is_about(line) and self.is_theirs(line.assigned_id)

    def is_about(self, line: DueLine) -> bool:
        """Whether the line is of the store and the kinds wanted, whoever it is assigned to."""
        return self.is_of(line) and (self.kinds is None or line.kind in self.kinds or line.plan in self.kinds)

    def is_of(self, line: DueLine) -> bool:
        """Whether the line is of the store wanted."""
        # the department's duties are of no store
        return self.store_id is None or line.store_id == self.store_id or line.duty is not None

    def is_theirs(self, staff_id: int | None) -> bool:
        """Whether somebody is one of those wanted; None is nobody."""
        if self.nobodys:
            return staff_id is None
        if self.owner is not None:
            return staff_id == self.owner
        return self.mine is None or staff_id in (self.mine, None)


EVERYBODY = Who()


class Due(NamedTuple):
    """The due list of a day. `others` counts lines of the same kind that are told by others, and `elsewhere` holds
    those of them that are assigned to whom the list is for; `stopped` are those not to be made.
    """

    day: date
    last: date
    lines: list[DueLine]
    others: int
    elsewhere: list[DueLine]
    stopped: list[DueLine]

    @property
    def withheld(self) -> dict[str, int]:
        """How many lines are not to be made, by reason ("do-not-contact", "guard")."""
        return dict(Counter(line.guarded for line in self.stopped))


def gather(session: Session, *, day: date | None = None, ahead: int = 0, who: Who = EVERYBODY) -> Due:
    """What is owed on a day and the `ahead` days after it, in the order it is worked through."""
    day = day or session.today
    last = day + timedelta(days=ahead)
    at_work = {person["id"] for person in staff.people(session.db)}
    open_lines = (line for source in SOURCES for line in source(session, day, last))
    ready, stopped = _allowed(session, (_assigned(line, at_work) for line in open_lines if who.is_of(line)), day)
    # who calls is told by all that is due to a person, whatever kinds are wanted
    told = [line for line in called_by(ride(ready, day.isoformat()), day.isoformat()) if who.is_about(line)]
    chosen = [line for line in told if who.is_theirs(line.caller)]
    return Due(
        day,
        last,
        [_worded(session, line) for line in _reached(session, arrange(chosen, day.isoformat()), day)],
        len(told) - len(chosen),
        [line for line in told if who.is_theirs(line.assigned_id) and not who.is_theirs(line.caller)],
        [line for line in stopped if who.takes(line) and line.due_on <= last.isoformat()],
    )


def lines_of_member(session: Session, member_id: int, *, day: date | None = None) -> list[DueLine]:
    """All that is due to a member on a day, lines of every source included; what is withheld is not.

    `rides` of a line names every earlier open step of its plan, one moved to a later day included.
    """
    day = day or session.today
    return [line for line in open_of_member(session, member_id, day=day) if line.due_on <= day.isoformat()]


def open_of_member(session: Session, member_id: int, *, day: date | None = None) -> list[DueLine]:
    """All that is open for a member, soonest due first where it is due, then what lies ahead."""
    day = day or session.today
    at_work = {person["id"] for person in staff.people(session.db)}
    open_lines: list[DueLine] = []
    for source in SOURCES:
        open_lines += source(session, day, date.max if source in LASTING else day, member_id)
    ready, _stopped = _allowed(session, (_assigned(line, at_work) for line in open_lines), day)
    told = called_by(ride(ready, day.isoformat()), day.isoformat())
    return [_worded(session, line) for line in _reached(session, told, day)]


def line_by_id(session: Session, text: str) -> DueLine | None:
    """The line of a number (12, #12) or of a key (birthday:M-00012:2027, tier:M-00012:2026-12-01,
    complaint:TS-2026-0001), whatever its state.

    A key finds the follow-up that has taken the line's place, if there is one. A birthday
    whose days are over and that nobody greeted is `missed`.
    """
    text = text.strip().removeprefix("#")
    if text.isascii() and text.isdigit():
        found = store.line(session.db, int(text)) if len(text) < 19 else None
    else:
        found = _line_of_key(session, text)
    return _completed(session, found) if found is not None else None


def _line_of_key(session: Session, text: str) -> DueLine | None:
    parts = read_key(text)
    if parts is None:
        found = line_of_key(session, text)
        if found is not None:
            return found
        return _line_named(session, text)
    member_id, year = parts
    wanted = f"birthday:{member_no(member_id)}:{year}"
    held = store.line_with_key(session.db, wanted)
    if held is not None:
        return held
    number = int(year[:4])
    if not 1901 <= number <= 2099:
        return None
    for line in birthday_lines(session, date(number, 1, 1), date(number, 12, 31), member_id):
        if line.key == wanted:
            lapsed = line.keep_on is not None and line.keep_on < session.today.isoformat()
            return line._replace(state="missed") if lapsed else line
    return None


def _line_named(session: Session, text: str) -> DueLine | None:
    """The line of a duty's key, or the call of a case."""
    if text.lower().startswith(f"{DUTY}:"):
        from crmcli.features.duty.source import line_of_key as duty_of_key

        return duty_of_key(session, text)
    from crmcli.features.case.callline import line_named

    return line_named(session, text)


def _completed(session: Session, found: DueLine) -> DueLine:
    """The line with whom, why not, what rides on it, and the words."""
    today = session.today
    for line in open_of_member(session, found.member_id) if found.state == "open" else ():
        if line.id == found.id:
            return line
    at_work = {person["id"] for person in staff.people(session.db)}
    found = _assigned(found, at_work)
    found = found._replace(guarded=guarded(found, today, session.pack), part=part_of(found, today.isoformat()))
    return _worded(session, found)


def _assigned(line: DueLine, at_work: set[int]) -> DueLine:
    """Somebody who has left does nothing any more: the line is nobody's."""
    return line if line.assigned_id is None or line.assigned_id in at_work else line._replace(assigned_id=None)


def _reached(session: Session, lines: list[DueLine], day: date) -> list[DueLine]:
    """Whoever was really reached on the day already is not to be phoned again unknowingly."""
    found = store.reached_on(session.db, day.isoformat()) if lines else {}
    return [
        line._replace(reached_at=found[line.member_id][0], reached_by=found[line.member_id][1])
        if line.member_id in found and line.part != AHEAD
        else line
        for line in lines
    ]


def _allowed(session: Session, lines: Iterable[DueLine], day: date) -> tuple[list[DueLine], list[DueLine]]:
    """The lines to be shown, and those that must not be made."""
    ready: list[DueLine] = []
    stopped: list[DueLine] = []
    for line in lines:
        why = guarded(line, day, session.pack)
        line = line._replace(guarded=why) if why else line
        (stopped if why and withheld(line) else ready).append(line)
    return ready, stopped


def _worded(session: Session, line: DueLine) -> DueLine:
    if line.kind == REPAIR:
        from crmcli.features.followup.repair import ways_known

        return line._replace(script=ways_known(session, line))
    return line._replace(script=words(line, session.pack, _(ITEM)))
