"""Recording a case and its steps, with the clocks each of them sets. Everything here runs within the one write."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_, Finding, Refused
from crmcli.core.workday import OPEN_DAILY, missing_years
from crmcli.core.workhours import Pause, WorkHours, same_hours
from crmcli.features.calendar.store import read_calendar
from crmcli.features.case import clock, store
from crmcli.features.case.call_store import is_complaining
from crmcli.features.case.life import (
    CALLED,
    CLOSED,
    LOGGED,
    PROMISED,
    REACHED,
    REOPENED,
    Event,
    Standing,
    standing,
    waits,
)
from crmcli.features.case.step import refuse_step
from crmcli.features.followup.holder import holder_of
from crmcli.features.followup.replan import Replanned, hand_over
from crmcli.features.followup.retry import again
from crmcli.features.member import store as members
from crmcli.features.staff import store as staff
from crmcli.packs.casekind import ANSWER, CLOCKS
from crmcli.storage.series import next_number

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.casekind import CaseKind
    from crmcli.packs.model import Pack

#: The rule of a clock nobody counted: a time that was promised, and a clock that no longer runs.
GIVEN, CALLED_OFF = '{"promised":true}', '{"called_off":true}'


class Told(NamedTuple):
    """What is worth telling of a step: years nobody entered, clocks that could not be counted, calls of the
    customer's plans that somebody else makes now.
    """

    years: set[int]
    findings: list[Finding]
    handed: list[Replanned]


def nothing_told() -> Told:
    """A Told to be filled."""
    return Told(set(), [], [])


def log_case(db: Connection, pack: Pack, values: dict[str, Any], told: Told | None = None) -> int:
    """A new case from its columns (all of case_file but `no`), with its first event and clocks; gives its id."""
    kind = kind_of(pack, values["kind"])
    no = next_number(db, kind.prefix, int(values["on_day"][:4]))
    case_id = store.add_file(db, {"no": no, **values})
    event = Event(
        LOGGED,
        values["on_day"],
        values["logged_at"],
        values["staff_id"],
        severity=values["severity"],
        department=values.get("department"),
        person_id=whose(db, pack, kind, values["severity"], values["staff_id"]),
    )
    event_id = store.add_step(db, case_id, event)
    told = told or nothing_told()
    _keep_clocks(db, pack, case_id, event_id, told)
    _hand_over(db, pack, {"id": case_id, **values}, event, told)
    return case_id


def add_event(db: Connection, pack: Pack, case_id: int, event: Event, told: Told | None = None) -> int:
    """A step of a case, with what it does to the clocks; gives the event's id.

    A call nobody took (`called`, an outcome of follow-ups, `contact_id` where there was a contact) gets the day
    of the next try by the pack's retry ladder, unless `until_at` says it. Raises Failure(refused) where the
    case does not allow the step.
    """
    file = store.case_file(db, case_id) or {}
    found = standing(store.events(db, case_id))
    refuse_step(file["no"], found, kind_of(pack, file["kind"]), event)
    if event.kind == CALLED and event.outcome != REACHED and event.until_at is None:
        event = event._replace(until_at=_next_try(db, pack, case_id, found, event))
    event_id = store.add_step(db, case_id, event)
    if event.kind == PROMISED:
        promise = {"name": "promise", "started_at": event.at, "due_at": event.until_at, "rule": GIVEN}
        store.add_clock(db, {"case_id": case_id, "event_id": event_id, **promise})
    told = told or nothing_told()
    _keep_clocks(db, pack, case_id, event_id, told)
    _hand_over(db, pack, file, event, told)
    return event_id


def _hand_over(db: Connection, pack: Pack, file: dict[str, Any], event: Event, told: Told) -> None:
    """While a complaint is open the calls of the customer's plans are made by the pack's post for it.

    Source: domain/followups.md, Plans.
    """
    if event.kind not in (LOGGED, CLOSED, REOPENED) or file.get("member_id") is None:
        return
    if not kind_of(pack, file["kind"]).guards or (
        event.kind == CLOSED and is_complaining(db, pack, file["member_id"], but=file["id"])
    ):
        return
    told.handed.extend(hand_over(db, pack, file["member_id"], complaining=event.kind != CLOSED))


def whose(db: Connection, pack: Pack, kind: CaseKind, severity: str, staff_id: int) -> int:
    """With whom a case of that severity is: who holds the pack's post for it, else who takes it down."""
    return holder_of(pack, kind.role_for(severity), staff_id, staff.people(db)) or staff_id


def kind_of(pack: Pack, code: str) -> CaseKind:
    """The kind of a code. Raises Failure(data) for one the pack no longer has."""
    kind = pack.case(code)
    if kind is None:
        from crmcli.errors import Failure

        message = N_("The pack {pack} has no kind of case {value} any more; put it back into the pack.")
        raise Failure("data", message, field="kind", value=code, pack=pack.name)
    return kind


def _next_try(db: Connection, pack: Pack, case_id: int, found: Standing, event: Event) -> str:
    """The day the ladder gives, or the end of a clock that would run out before: nobody waits beyond it."""
    calendar = read_calendar(db, pack) if pack.days_off_count else OPEN_DAILY
    tried = again(
        pack.follow.retry.after,
        found.attempts + 1,
        date.fromisoformat(event.on_day),
        days_off_count=pack.days_off_count,
        calendar=calendar,
    )
    again_on = tried.due_on.isoformat()
    ends = sorted(end for end in _ends(db, case_id, found) if event.at < end)
    return ends[0] if ends and ends[0][:10] < again_on else again_on


def _ends(db: Connection, case_id: int, found: Standing) -> list[str]:
    """When the clocks that are still owed end, and what was promised and is not kept."""
    held = store.clocks_in_force(db, case_id)
    ends = [held[name]["due_at"] for name in running(found) if name in held and held[name]["due_at"]]
    promise = found.promise_at if found.promise_kept_at is None else None
    return [*ends, promise] if promise and len(promise) > 10 else ends


def running(found: Standing) -> dict[str, str]:
    """The clocks that run, with the moment each began: what was met stays met, a reopened case begins anew."""
    began = {ANSWER: found.logged_at} if found.answered_at is None else {}
    return began | ({CLOCKS[1]: found.opened_at} if found.resolved_at is None else {})


def _keep_clocks(db: Connection, pack: Pack, case_id: int, event_id: int, told: Told) -> None:
    """Sets the running clocks anew where the events make them others; a changed calendar alone does not."""
    events = store.events(db, case_id)
    found = standing(events)
    if not found.open:
        return
    file = store.case_file(db, case_id) or {}
    member = members.member(db, file["member_id"]) if file["member_id"] else None
    kind = kind_of(pack, file["kind"])
    in_force = store.clocks_in_force(db, case_id)
    stops = [(wait.begin, wait.end) for wait in waits(events) if wait.end > wait.begin]
    for name, began in running(found).items():
        member_class = member["class"] if member else None
        term = kind.term(name, found.severity, member_class)
        held = in_force.get(name)
        row = {"case_id": case_id, "event_id": event_id, "name": name, "started_at": began}
        if term is None:
            if held and held["due_at"]:
                store.add_clock(db, {**row, "due_at": None, "rule": CALLED_OFF})
            continue
        wanted = clock.Set(term, found.severity, member_class)
        if held is None or not _holds(held, wanted, began, stops):
            _set_clock(db, pack, row, wanted, stops, told)


def _holds(held: dict[str, Any], wanted: clock.Set, began: str, stops: list[tuple[str, str]]) -> bool:
    """Whether a deadline that was set before is the one that would be set now, calendar and hours left aside."""
    rule = clock.rule_from(held["rule"])
    if rule is None or held["started_at"] != began:
        return False
    if (rule.within, rule.working) != (wanted.term.within, wanted.term.working):
        return False
    return rule.waits == tuple(stop for stop in stops if stop[0] < held["due_at"] and stop[1] > began)


def _set_clock(
    db: Connection, pack: Pack, row: dict[str, Any], wanted: clock.Set, stops: list[tuple[str, str]], told: Told
) -> None:
    start = datetime.fromisoformat(row["started_at"])
    pauses = [Pause(datetime.fromisoformat(begin), datetime.fromisoformat(end)) for begin, end in stops]
    try:
        hours = _hours(db, pack) if wanted.term.working else None
        found = clock.set_deadline(wanted, start, hours, pauses)
    except Refused as refused:
        # a complaint is taken also where the calendar is at fault; that a clock is missing is said
        told.findings.append(Finding(refused.message, refused.facts))
        return
    if hours is not None:
        told.years.update(missing_years(start.date(), clock.last_day(found.due_at), hours.calendar))
    store.add_clock(db, {**row, "due_at": clock.moment_text(found.due_at), "rule": clock.rule_text(found.rule)})


def _hours(db: Connection, pack: Pack) -> WorkHours:
    return same_hours(pack.hours, read_calendar(db, pack))
