"""Complaints of a period: logged, in time, closed; how they stood at the period's end is replayed from their events.

A clock has ended when what it waits for was done or when it ran out, whichever came first, and counts in the period
of that moment. A case closed in the period and opened again in it is open. Closed loop is closed with a call-back
that reached and the customer's opinion; settled on the spot and closed by a supervisor are closed and counted apart.
Source: domain/reports.md, Rates; domain/cases.md, Life and Clocks.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.features.case import store
from crmcli.features.case.clock import last_day
from crmcli.features.case.life import BY_SUPERVISOR, CLOSED_LOOP, ON_THE_SPOT, Standing, standing
from crmcli.features.report.period import ratio
from crmcli.storage.row import rows

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.features.report.period import Period
    from crmcli.packs.model import Pack
    from crmcli.session import Session

KIND = "complaint"
#: Where a case belongs: where it was taken, else the member's store.
STORE = "COALESCE(c.store_id, m.store_id)"


class Seen(NamedTuple):
    """A case as it stood at the end of a period; `answer_by` and `resolve_by` are null without a clock."""

    file: dict[str, Any]
    standing: Standing
    answer_by: str | None
    resolve_by: str | None

    def late(self, moment: datetime) -> bool:
        """Whether it is open and something of it ran out by a moment, the promise included."""
        now = self.standing
        clocks = (
            (self.answer_by, now.answered_at),
            (self.resolve_by, now.resolved_at),
            (now.promise_at, now.promise_kept_at),
        )
        return now.open and any(due and not met and datetime.fromisoformat(due) <= moment for due, met in clocks)


def figures(session: Session, period: Period) -> dict[str, Any]:
    """The contract's `complaints` of a report."""
    seen = cases_seen(session.db, period)
    logged = [one for one in seen if one.file["on_day"] >= period.first.isoformat()]
    closed = [one for one in seen if closed_in(one, period)]
    loops = sum(_is_loop(one.standing) for one in closed)
    return {
        "logged": len(logged),
        **_rated("answer", "answered_in_time", [ended(one, "answer", period) for one in seen]),
        **_rated("resolution", "resolved_in_time", [ended(one, "resolution", period) for one in seen]),
        "closed": len(closed),
        "closed_loop": loops,
        "on_the_spot": sum(one.standing.closed_how == ON_THE_SPOT for one in closed),
        "by_supervisor": sum(one.standing.closed_how == BY_SUPERVISOR for one in closed),
        "closed_loop_rate": ratio(loops, len(closed)),
        "open": sum(one.standing.open for one in seen),
        "late": sum(one.late(moment_of(period)) for one in seen),
        "by_matter": _by_matter(session.pack, logged),
    }


def cases_seen(db: Connection, period: Period, kinds: tuple[str, ...] = (KIND,)) -> list[Seen]:
    """Every case that was open in the period or had a step in it, as it stood at the period's end."""
    marks = ", ".join(f":kind_{place}" for place in range(len(kinds)))
    files = rows(
        db,
        "SELECT c.*, COALESCE(c.name, m.name) AS who, COALESCE(c.phone, m.mobile, m.phone2) AS number, "
        "m.id AS of_member FROM case_state s JOIN case_file c ON c.id = s.case_id "
        f"LEFT JOIN member m ON m.id = c.member_id WHERE c.kind IN ({marks}) AND c.on_day <= :last AND "
        "(s.closed_at IS NULL OR substr(s.closed_at, 1, 10) >= :first OR c.on_day >= :first OR c.id IN "
        f"(SELECT case_id FROM case_event WHERE on_day BETWEEN :first AND :last)){period.of(STORE)} ORDER BY c.id",
        {**period.values, **{f"kind_{place}": kind for place, kind in enumerate(kinds)}},
    )
    return [_seen(db, file, period.last.isoformat()) for file in files]


def _seen(db: Connection, file: dict[str, Any], last: str) -> Seen:
    steps = rows(db, "SELECT id, on_day FROM case_event WHERE case_id = ? ORDER BY id", (file["id"],))
    known = {step["id"] for step in steps if step["on_day"] <= last}
    events = [event for event in store.events(db, file["id"]) if event.on_day <= last]
    due = {
        clock["name"]: clock["due_at"]
        for clock in store.clocks(db, file["id"])
        if clock["event_id"] is None or clock["event_id"] in known
    }
    return Seen(file, standing(events), due.get("answer"), due.get("resolution"))


def moment_of(period: Period) -> datetime:
    """The end of the period, or now where it has not ended."""
    now = datetime.fromisoformat(period.now)
    return min(now, datetime.combine(period.last, datetime.max.time(), now.tzinfo))


def ended(one: Seen, clock: str, period: Period) -> bool | None:
    """Whether a clock that ended in the period was kept; None where none ended in it."""
    due_text = one.answer_by if clock == "answer" else one.resolve_by
    met_text = one.standing.answered_at if clock == "answer" else one.standing.resolved_at
    if due_text is None:
        return None
    due = datetime.fromisoformat(due_text)
    met = datetime.fromisoformat(met_text) if met_text else None
    stopped = met or (datetime.fromisoformat(one.standing.closed_at) if one.standing.closed_at else None)
    if stopped is None and due > datetime.fromisoformat(period.now):
        return None
    day = stopped.date() if stopped is not None and stopped <= due else last_day(due)
    return (met is not None and met <= due) if period.first <= day <= period.last else None


def _rated(clock: str, key: str, kept: list[bool | None]) -> dict[str, Any]:
    judged = [one for one in kept if one is not None]
    return {f"{clock}_clocks": len(judged), key: sum(judged), f"{key}_rate": ratio(sum(judged), len(judged))}


def closed_in(one: Seen, period: Period) -> bool:
    """Whether a case stands closed at the period's end and was closed in it."""
    day = (one.standing.closed_at or "")[:10]
    return period.first.isoformat() <= day <= period.last.isoformat()


def _is_loop(found: Standing) -> bool:
    return found.closed_how == CLOSED_LOOP and found.reached_at is not None and found.opinion is not None


def _by_matter(pack: Pack, logged: list[Seen]) -> list[dict[str, Any]]:
    """What was complained of, the most frequent first."""
    counts: dict[str, int] = {}
    for one in logged:
        counts[one.file["category"]] = counts.get(one.file["category"], 0) + 1
    order = sorted(counts, key=lambda code: (-counts[code], code))
    return [
        {
            "matter": matter_name(pack, code),
            "category": code,
            "logged": counts[code],
            "share": ratio(counts[code], len(logged)),
        }
        for code in order
    ]


def matter_name(pack: Pack, category: str, kind: str = KIND) -> str:
    """The word of a category; one the pack no longer has stands for itself."""
    known = pack.case(kind)
    found = known.category(category) if known else None
    return found.name if found else category
