"""A member's tier from day to day, replayed from entries, hand-given tiers and ladders in one pass. Pure.

Source: domain/money.md, Tiers.

- What counts on a day is everything so far, or what belongs to the window that rolls, (day - months, day].
- Without retention the tier is what that amount earns, at every moment. A refund lowers it at once, and so does an
  entry that leaves the window (`window`).
- With retention it is kept for a time; see `hold`.
- A tier given by hand lifts on top, until a day (inclusive), then the tier is what it would have been
  (`floor-ended`).
- Each ladder holds from its day on, for what was counted before it as well; what was held before its day is not
  rewritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from crmcli.features.tier.hold import Hold, Holds
from crmcli.features.tier.rules import Change, Entry, Grant, Held, Ladder, Rung, held, holds, rank_of, to_next
from crmcli.features.tier.window import leaves_on, window_begin

WINDOW, NOT_KEPT, FLOOR_ENDED, LADDER, HAND = "window", "not-kept", "floor-ended", "ladder", "hand"

#: The order of what happens on one day; periods that end on it end after what leaves the window.
_LEAVES, _ENDS, _LADDER, _ENTRY, _GRANT = range(5)


class Ahead(NamedTuple):
    """A move that comes if nothing more happens: the tier earned from a day on, and why."""

    from_on: str
    tier: str
    rank: int
    cause: str


class Keep(NamedTuple):
    """What keeps a tier: the period, its first and last day, what it must count and what it has counted."""

    begin_on: str
    last_on: str
    needed_fen: int
    counted_fen: int


class Replayed(NamedTuple):
    """Where a member stands at the end of a day and how it came about."""

    ladder: Ladder
    counted_fen: int
    held: Held
    #: the next tier and what is missing of it; None at the top
    to_next: tuple[Rung, int] | None
    keep: Keep | None
    changes: list[Change]
    ahead: list[Ahead]


class _Event(NamedTuple):
    day: str
    order: int
    id: int
    what: Entry | Grant | Ladder
    #: months of the window an entry leaves
    months: int = 0


def replay(
    ladders: Sequence[Ladder], entries: Iterable[Entry], grants: Iterable[Grant] = (), until: str | None = None
) -> Replayed:
    """The standing at the end of a day, or where none is given of the last day of which anything is known."""
    entries = list(entries)
    facts = [entry.on_day for entry in entries] + [ladder.on_day for ladder in ladders]
    until = until or max(facts)
    events = _events(ladders, [entry for entry in entries if entry.on_day <= until], grants)
    course = _Course(ladders[0], date.fromisoformat(min(facts)))
    for day, group in groupby(events, lambda event: event.day):
        if day > until:
            break
        course.live(day, list(group))
    course.pass_until(until)
    standing = held(course.ladder, course.rank, course.grant, until)
    following = course.to_next(standing.rank)
    now = Replayed(course.ladder, course.counted_fen, standing, following, course.keep(), course.changes, [])
    return now._replace(ahead=course.go_on(events, until))


def history(ladders: Sequence[Ladder], entries: Iterable[Entry], grants: Iterable[Grant], until: date) -> list[Change]:
    """Every move up to a day.

    Nobody starts with a move: the first ladder's lowest tier is where everybody begins.
    """
    return replay(ladders, entries, grants, until.isoformat()).changes


def _events(ladders: Sequence[Ladder], entries: Sequence[Entry], grants: Iterable[Grant]) -> list[_Event]:
    events = [_Event(entry.on_day, _ENTRY, entry.id, entry) for entry in entries]
    for grant in grants:
        events.append(_Event(grant.on_day, _GRANT, grant.id, grant))
        if grant.until_on:
            ends = date.fromisoformat(grant.until_on) + timedelta(days=1)
            events.append(_Event(ends.isoformat(), _ENDS, grant.id, grant))
    events += [_Event(ladder.on_day, _LADDER, place, ladder) for place, ladder in enumerate(ladders[1:])]
    for months in {ladder.policy.months for ladder in ladders} - {None}:
        assert months is not None
        for entry in entries:
            leaves = leaves_on(date.fromisoformat(entry.day), months).isoformat()
            if leaves > entry.on_day:
                events.append(_Event(leaves, _LEAVES, entry.id, entry, months))
    events.sort(key=lambda event: event[:3])
    return events


class _Course:
    """The state of a replay: what is counted, what is earned and kept, what was given by hand."""

    def __init__(self, ladder: Ladder, day: date) -> None:
        self.ladder = ladder
        self.counted_fen = 0
        self.holds = Holds(ladder, day) if ladder.policy.retention else None
        self.earned = 0
        self.grant: Grant | None = None
        self.changes: list[Change] = []
        self._seen: list[Entry] = []
        self._tier = ladder.rungs[self.rank].code

    @property
    def rank(self) -> int:
        """The rank earned or kept, hand-given tiers aside."""
        return self.holds.top.rank if self.holds is not None else self.earned

    def live(self, day: str, events: list[_Event]) -> None:
        """Everything that happens on a day."""
        self._pass_before(day)
        self._leave([event for event in events if event.order == _LEAVES])
        self.pass_until(day)
        entries = []
        for event in events:
            if event.order == _ENDS:
                self._note(day, FLOOR_ENDED)
            elif isinstance(event.what, Ladder):
                self._adopt(event.what, day)
            elif event.order == _ENTRY and isinstance(event.what, Entry):
                self._take(event.what)
                entries.append(event.what)
        if entries and self.holds is not None:
            self._weigh(day, entries)
        for event in events:
            if event.order == _GRANT and isinstance(event.what, Grant):
                self.grant = event.what
                self._note(day, HAND, grant=event.what)

    def _fen(self, entry: Entry) -> int:
        return entry.counted(self.ladder.policy.counts)

    def _leave(self, events: list[_Event]) -> None:
        gone = [event for event in events if event.months == self.ladder.policy.months]
        if not gone:
            return
        self.counted_fen -= sum(self._fen(event.what) for event in gone if isinstance(event.what, Entry))
        if self.holds is not None:
            self.holds.forget(self.counted_fen)
        else:
            self.earned = rank_of(self.ladder, self.counted_fen)
            self._note(gone[0].day, WINDOW)

    def _take(self, entry: Entry) -> None:
        self._seen.append(entry)
        fen, months = self._fen(entry), self.ladder.policy.months
        if months is None or entry.of_day is None or self._window_from(entry.on_day) <= entry.day:
            self.counted_fen += fen
        if self.holds is None:
            self.earned = rank_of(self.ladder, self.counted_fen)
            self._note(entry.on_day, entry.kind, entry=entry)
            return
        for one in self.holds.held:
            one.take(entry, fen)

    def _weigh(self, day: str, entries: list[Entry]) -> None:
        assert self.holds is not None
        before = self.rank
        self.holds.undo()
        self.holds.forget(self.counted_fen)
        day_fen = sum(self._fen(entry) for entry in entries if entry.day == day)
        self.holds.climb(date.fromisoformat(day), self.counted_fen, self._window_from(day), day_fen)
        up = self.rank > before
        moved = [entry for entry in entries if (self._fen(entry) > 0) is up] or entries
        self._note(day, moved[-1].kind, entry=moved[-1])

    def _adopt(self, ladder: Ladder, day: str) -> None:
        old, before = self.ladder, self.holds
        self.ladder = ladder
        begin = self._window_from(day)
        self.counted_fen = sum(self._fen(entry) for entry in self._seen if entry.day >= begin)
        self.earned = rank_of(ladder, self.counted_fen)
        self.holds = None
        if ladder.policy.retention is not None:
            on = date.fromisoformat(day)
            self.holds = Holds(ladder, on)
            if before is not None:
                self.holds.carry(before, old, ladder, on, self.counted_fen)
            self.holds.climb(on, self.counted_fen, begin, 0)
        self._note(day, LADDER)

    def _window_from(self, day: str) -> str:
        months = self.ladder.policy.months
        return "" if months is None else window_begin(date.fromisoformat(day), months).isoformat()

    def _pass_before(self, day: str) -> None:
        if self.holds is not None:
            self.pass_until((date.fromisoformat(day) - timedelta(days=1)).isoformat())

    def pass_until(self, day: str) -> None:
        """Ends the periods that end up to a day."""
        while self.holds is not None and (ends := self.holds.next_end().isoformat()) <= day:
            self.holds.pass_end(self.counted_fen)
            self._note(ends, NOT_KEPT)

    def _note(self, day: str, cause: str, entry: Entry | None = None, grant: Grant | None = None) -> None:
        rungs = self.ladder.rungs
        rank = self.rank
        if holds(self.grant, day) and self.grant is not None:
            rank = max(rank, self.ladder.rank(self.grant.tier))
        if rungs[rank].code != self._tier:
            ids = (entry.id if entry else None, grant.id if grant else None)
            self.changes.append(Change(day, self._tier, rungs[rank].code, cause, *ids))
            self._tier = rungs[rank].code

    def to_next(self, rank: int) -> tuple[Rung, int] | None:
        """The tier above a rank and what is missing of it; of one that was not kept also what it takes to keep it."""
        found = to_next(self.ladder, self.counted_fen, rank)
        if found is None or self.holds is None:
            return found
        return found[0], max(found[1], self.holds.missing(rank + 1))

    def keep(self) -> Keep | None:
        """What keeps the tier that is kept; None where there is nothing to keep."""
        if self.holds is None or self.holds.for_good():
            return None
        top: Hold = self.holds.top
        last = (top.end - timedelta(days=1)).isoformat()
        return Keep(top.begin.isoformat(), last, self.ladder.rungs[top.rank].needed_fen, top.counted_fen)

    def go_on(self, events: list[_Event], until: str) -> list[Ahead]:
        """What becomes of the tier earned after a day if nothing more happens. The replay ends with it."""
        if self.ladder.is_lifetime:
            return []
        self.grant, self.changes = None, []
        self._tier = self.ladder.rungs[self.rank].code
        coming = [event for event in events if event.day > until and event.order == _LEAVES]
        for day, group in groupby(coming, lambda event: event.day):
            self._pass_before(day)
            self._leave(list(group))
            self.pass_until(day)
        while self.holds is not None and not self.holds.for_good():
            self.pass_until(self.holds.next_end().isoformat())
        return [Ahead(one.on_day, one.to_tier, self.ladder.rank(one.to_tier), one.cause) for one in self.changes]
