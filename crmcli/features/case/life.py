"""The life of a case: what its events make of it. Pure: events in, standing out.

logged → routed → answered → resolved → confirmed → closed, with waiting in between and reopening after.
Events count in the order they were recorded. Source: domain/cases.md, Life.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

LOGGED, ROUTED, ANSWERED, RESOLVED, CONFIRMED, CLOSED = STAGES = (
    "logged",
    "routed",
    "answered",
    "resolved",
    "confirmed",
    "closed",
)
WAITING = "waiting"
#: Every state a case can be in.
STATES = (*STAGES, WAITING)
#: Events that are no stage of their own.
CALLED, PROMISED, RATED, REOPENED = "called", "promised", "rated", "reopened"

#: What a call is for: to answer, to keep a promise, to tell what became of it, to ask on, to ask for the opinion,
#: to see how it goes on after a wait.
FIRST, PROMISE, RESOLUTION, CHASE, BACK, WAIT = ("first", "promise", "resolution", "chase", "back", "wait")
#: The one outcome of a call that reached whoever brought the case.
REACHED = "reached"
#: How a case was closed: the whole way, settled face to face, by a supervisor with a reason.
CLOSED_LOOP, ON_THE_SPOT, BY_SUPERVISOR = "closed-loop", "on-the-spot", "by-supervisor"


class Event(NamedTuple):
    """A step of a case: a row of case_event. `until_at` is a promised time, the end of a wait, the next try."""

    kind: str
    on_day: str
    at: str
    staff_id: int | None = None
    text: str | None = None
    department: str | None = None
    person_id: int | None = None
    person: str | None = None
    severity: str | None = None
    waits_for: str | None = None
    until_at: str | None = None
    outcome: str | None = None
    opinion: str | None = None
    reason: str | None = None
    contact_id: int | None = None


class Standing(NamedTuple):
    """How a case stands. Times are ISO text.

    `stage` is the state without a wait. `opened_at` and all that follows from it are of the present round:
    a reopened case has to be answered for, resolved and confirmed again; `answered_at` is the first answer ever.
    `next_on` is the day of the next try after a call nobody took, or a day and time agreed in a call.
    """

    stage: str = LOGGED
    logged_at: str = ""
    opened_at: str = ""
    opened_on: str = ""
    severity: str = ""
    owner_id: int | None = None
    person: str | None = None
    department: str | None = None
    routed: bool = False
    answered_at: str | None = None
    answered_on: str | None = None
    resolved_at: str | None = None
    resolved_on: str | None = None
    reached_at: str | None = None
    reached_on: str | None = None
    opinion: str | None = None
    promise_at: str | None = None
    promise_kept_at: str | None = None
    waits_since: str | None = None
    waits_for: str | None = None
    waits_until: str | None = None
    attempts: int = 0
    next_on: str | None = None
    closed_at: str | None = None
    closed_how: str | None = None
    reopened: int = 0

    @property
    def state(self) -> str:
        """The state as people are told it: a wait hides the stage."""
        return WAITING if self.waits_since and self.closed_at is None else self.stage

    @property
    def open(self) -> bool:
        """Whether it is not closed."""
        return self.closed_at is None


def standing(events: Iterable[Event]) -> Standing:
    """How a case stands after its events, the first of which is its being logged."""
    found = Standing()
    for event in events:
        found = _AFTER[event.kind](found, event)
    return found


def rank(stage: str) -> int:
    """How far a stage is along the way, logged being 0."""
    return STAGES.index(stage)


class Wait(NamedTuple):
    """A wait of a case: from when to when, for whom, why. It ends with the next step, at the latest when it said."""

    begin: str
    end: str
    waits_for: str
    reason: str | None


def waits(events: Sequence[Event]) -> list[Wait]:
    """Every wait, in order; the end of the last may lie ahead."""
    found = []
    for place, event in enumerate(events):
        if event.kind != WAITING:
            continue
        ended = next((later.at for later in events[place + 1 :] if _ends_wait(later)), None)
        limit = event.until_at or event.at
        end = limit if ended is None else min(ended, limit)
        found.append(Wait(event.at, max(end, event.at), event.waits_for or "", event.reason))
    return found


def _ends_wait(event: Event) -> bool:
    if event.kind == CALLED:
        return event.outcome == REACHED
    return event.kind != RATED


def _moved(found: Standing, **changes: object) -> Standing:
    """A step that was taken: a wait is over, and attempts nobody took count no more."""
    fresh: dict[str, object] = {"waits_since": None, "waits_for": None, "waits_until": None}
    fresh |= {"attempts": 0, "next_on": None}
    return found._replace(**{**fresh, **changes})  # type: ignore[arg-type]


def _kept(found: Standing, event: Event) -> Standing:
    """Something was done: that keeps what was promised."""
    open_promise = found.promise_at is not None and found.promise_kept_at is None
    return found._replace(promise_kept_at=event.at) if open_promise else found


def _spoken(found: Standing, event: Event) -> Standing:
    """The customer was spoken to: that answers them, and keeps what was promised.

    A first answer before the promised time keeps nothing: that is when the promise is given.
    """
    first = rank(found.stage) < rank(ANSWERED)
    if not first or (found.promise_at is not None and event.at >= found.promise_at):
        found = _kept(found, event)
    stage = ANSWERED if first else found.stage
    return found._replace(stage=stage, answered_at=found.answered_at or event.at, answered_on=event.on_day)


def _logged(found: Standing, event: Event) -> Standing:
    return found._replace(
        logged_at=event.at,
        opened_at=event.at,
        opened_on=event.on_day,
        severity=event.severity or "",
        owner_id=event.person_id or event.staff_id,
        department=event.department,
    )


def _routed(found: Standing, event: Event) -> Standing:
    given = event.person_id is not None or event.person is not None
    return found._replace(
        stage=ROUTED if found.stage == LOGGED else found.stage,
        routed=True,
        department=event.department or found.department,
        # whoever called them so far goes on calling where it went to somebody of another house
        owner_id=event.person_id or found.owner_id,
        person=event.person if given else found.person,
        waits_since=None,
        waits_for=None,
        waits_until=None,
    )


def _answered(found: Standing, event: Event) -> Standing:
    return _moved(_spoken(found, event))


def _promised(found: Standing, event: Event) -> Standing:
    return _moved(found, promise_at=event.until_at, promise_kept_at=None)


def _called(found: Standing, event: Event) -> Standing:
    if event.outcome != REACHED:
        tried = found.attempts + (event.outcome != "rescheduled")
        return found._replace(attempts=tried, next_on=event.until_at or found.next_on)
    found = _moved(_spoken(found, event), next_on=event.until_at)
    if found.stage == RESOLVED:
        found = found._replace(reached_at=event.at, reached_on=event.on_day)
    return found


def _waiting(found: Standing, event: Event) -> Standing:
    return _moved(found, waits_since=event.at, waits_for=event.waits_for, waits_until=event.until_at)


def _resolved(found: Standing, event: Event) -> Standing:
    """What was done. Done again after it was confirmed, it wants its call-back and its opinion again.

    It answers nobody: that needs a word with the customer.
    """
    found = _moved(_kept(found, event), stage=RESOLVED, resolved_at=event.at, resolved_on=event.on_day)
    return found._replace(reached_at=None, reached_on=None, opinion=None)


def _confirmed(found: Standing, event: Event) -> Standing:
    found = _moved(_spoken(found, event), stage=CONFIRMED, opinion=event.opinion)
    return found._replace(reached_at=event.at, reached_on=event.on_day)


def _rated(found: Standing, event: Event) -> Standing:
    return found._replace(
        severity=event.severity or found.severity,
        owner_id=event.person_id or found.owner_id,
        person=None if event.person_id else found.person,
    )


def _closed(found: Standing, event: Event) -> Standing:
    return _moved(found, stage=CLOSED, closed_at=event.at, closed_how=event.outcome or CLOSED_LOOP)


def _reopened(found: Standing, event: Event) -> Standing:
    found = _moved(found, stage=ROUTED if found.routed else LOGGED, opened_at=event.at, opened_on=event.on_day)
    return found._replace(
        answered_on=None,
        resolved_at=None,
        resolved_on=None,
        reached_at=None,
        reached_on=None,
        opinion=None,
        promise_at=None,
        promise_kept_at=None,
        closed_at=None,
        closed_how=None,
        reopened=found.reopened + 1,
    )


_AFTER: dict[str, Callable[[Standing, Event], Standing]] = {
    LOGGED: _logged,
    ROUTED: _routed,
    ANSWERED: _answered,
    PROMISED: _promised,
    CALLED: _called,
    WAITING: _waiting,
    RESOLVED: _resolved,
    CONFIRMED: _confirmed,
    RATED: _rated,
    CLOSED: _closed,
    REOPENED: _reopened,
}
#: Every kind of event.
KINDS = tuple(_AFTER)
