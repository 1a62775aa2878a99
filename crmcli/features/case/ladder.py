"""First-asked responsibility: the breaches of all cases with the rung each climbs to, as proposals.

Source: domain/cases.md, First-asked responsibility.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.case import breach_store as store
from crmcli.features.case.breach import CLOCKS, DISMISSED, PROPOSED, climbed, ended
from crmcli.features.case.moment import kept
from crmcli.features.case.words import CLOCKS as CLOCK_WORDS
from crmcli.features.staff.permission import SUPERVISING, refuse_unless
from crmcli.language import _, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crmcli.session import Session

Row = dict[str, Any]

#: Access a role must carry to decide about a breach.
NOT_A_CLERK = N_("{name} ({role}) may not decide this; ask a supervisor to do it.")


def breaches(session: Session) -> list[Row]:
    """Every breach, oldest first; also what was decided about a clock that was put right since."""
    decided = store.decisions(session.db)
    now, found = kept(session.now), []
    for case in store.cases_past_a_clock(session.db, now):
        steps, clocks = store.steps_of(session.db, case["id"]), store.clocks_of(session.db, case["id"])
        for one in ended(steps, clocks, now):
            found.append(_row(case, one._asdict(), decided.pop((case["id"], one.clock), None)))
    found += [_row(row | {"id": row["case_id"]}, _gone(row), row) for row in decided.values()]
    return climbed(found, [rung.code for rung in session.pack.rungs])


def _gone(row: Row) -> Row:
    """What stands for a clock that was decided about and has been put right since."""
    return {"clock": row["clock"], "due_at": row["on_day"], "met_at": None}


def _row(case: Row, one: Row, decision: Row | None) -> Row:
    return {
        "case_id": case["id"],
        "no": case["no"],
        "kind": case["kind"],
        "name": case["name"],
        "matter": case["matter"],
        **one,
        "staff_id": case["staff_id"],
        "staff": case["staff"],
        "breach_id": decision["id"] if decision else None,
        "decision": decision["decision"] if decision else PROPOSED,
        "rung": decision["rung"] if decision else None,
        "decided_on": decision["decided_on"] if decision else None,
        "decided_by": decision["by"] if decision else None,
        "reason": decision["reason"] if decision else None,
    }


def breach_of(session: Session, no: str, clock: str) -> Row:
    """The one breach of a case by its clock's code, its word, or the beginning of either."""
    there = [one for one in breaches(session) if one["no"] == no]
    found = [one for one in there if clock.strip().lower() in (one["clock"], clock_words(one["clock"]).lower())]
    found = found or [one for one in there if one["clock"].startswith(clock.strip().lower())]
    if len(found) == 1:
        return found[0]
    names = [one["clock"] for one in there] or list(CLOCKS)
    message = N_("No clock of {no} ran out unmet.")
    if there:
        message = N_("{value} is none of the clocks of {no} that ran out: {names}.")
    raise Failure(
        "not-found",
        message,
        field="CLOCK",
        value=clock,
        no=no,
        names=names,
        candidates=[{"clock": one["clock"], "due_at": one["due_at"]} for one in there],
    )


def clock_words(clock: str) -> str:
    """What a clock is called: promise, promise 2."""
    name, _dash, number = clock.partition("-")
    return f"{_(CLOCK_WORDS[name])} {number}".strip()


def rung_name(session: Session, code: str | None) -> str | None:
    """What a rung of the pack is called."""
    return next((rung.name for rung in session.pack.rungs if rung.code == code), code)


def breach_listed(session: Session, row: Row) -> Row:
    """A breach with the keys of the JSON answers."""
    return {
        "no": row["no"],
        "name": row["name"],
        "matter": row["matter"],
        "clock": row["clock"],
        "due_at": row["due_at"] if len(row["due_at"]) > len("2026-10-31") else None,
        "met_at": row["met_at"],
        "date": row["due_at"][:10],
        "staff": row["staff"],
        "count": row["count"],
        "rung": row["rung"],
        "rung_name": rung_name(session, row["rung"]),
        "decision": row["decision"],
        "decided_on": row["decided_on"],
        "decided_by": row["decided_by"],
        "reason": row["reason"],
    }


def keep_decision(session: Session, db: Any, row: Row, decision: str, reason: str | None) -> None:
    """Writes what a supervisor decided about a breach, within the one write."""
    values = {
        "case_id": row["case_id"],
        "clock": row["clock"],
        "staff_id": row["staff_id"],
        "on_day": row["due_at"][:10],
        "rung": None if decision == DISMISSED else row["rung"],
        "decision": decision,
        "decided_on": session.today.isoformat(),
        "decided_by": session.operator_id,
        "reason": reason,
    }
    store.decide(db, values, row["breach_id"])


def refuse_decider(session: Session, row: Row) -> None:
    """Only a supervisor decides, and nobody about themselves. Raises Failure(not-allowed)."""
    refuse_unless(session, SUPERVISING, NOT_A_CLERK, field="--as")
    operator = session.require_operator()
    if operator.id == row["staff_id"]:
        message = N_("{name} cannot decide about a breach of their own.")
        raise Failure("not-allowed", message, field="--as", name=operator.name)


def ladder_words(session: Session, rows: Sequence[Row]) -> str:
    """How the ladder runs, for the head of the list."""
    if not rows:
        return ""
    if not session.pack.rungs:
        return _("The pack has no ladder; breaches are counted only.")
    rungs = listed(f"{place}. {rung.name}" for place, rung in enumerate(session.pack.rungs, 1))
    return _("The ladder: {rungs}. Each is a proposal until a supervisor confirms it.").format(rungs=rungs)
