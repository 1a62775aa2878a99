"""Everything `complaint show` tells of a case, and how its clocks were counted."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import Refused
from crmcli.features.case import clock as clocks
from crmcli.features.case import store
from crmcli.features.case.attachment import attachment_listed
from crmcli.features.case.attachment_store import attachments_of
from crmcli.features.case.life import standing
from crmcli.features.case.present import case_listed, masked
from crmcli.features.case.record import kind_of
from crmcli.features.case.step import missing
from crmcli.features.case.words import code_word

if TYPE_CHECKING:
    from crmcli.session import Session

_PLAIN = ("summary", "gender", "card_no", "person", "person_phone")
_OF_MEMBER = {"gender": "gender", "card_no": "card_no", "phone2": "phone2", "id_no": "id_no", "address": "address"}


def case_shown(session: Session, row: dict[str, Any], *, clock: bool) -> dict[str, Any]:
    """The contract's answer to `complaint show`; personal values masked unless revealed."""
    from crmcli.features.member import store as members

    member = (members.member(session.db, row["member_id"]) if row["member_id"] else None) or {}
    whole = row | {key: row[key] or member.get(column) for key, column in _OF_MEMBER.items()}
    shown = case_listed(session, row) | {key: whole[key] for key in _PLAIN}
    shown |= masked(session, {**whole, "phone": row["number"]})
    shown["first_department"] = code_word(session.pack, "department", row["department"])
    shown["channel_name"] = code_word(session.pack, "channel", row["channel"])
    shown["opinion_name"] = code_word(session.pack, "opinion", row["opinion"])
    shown["events"] = [_step(session, row["kind"], step) for step in store.steps(session.db, row["id"])]
    shown["attachments"] = [attachment_listed(one) for one in attachments_of(session.db, row["id"])]
    kind = session.pack.case(row["kind"])
    found = standing(store.events(session.db, row["id"]))
    shown["missing"] = missing(found, kind_of(session.pack, row["kind"])) if kind and found.open else []
    if clock:
        shown["arithmetic"] = [counted(session, row["kind"], one) for one in store.clocks(session.db, row["id"])]
    return shown


def _step(session: Session, kind: str, step: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": step["kind"],
        "at": step["at"],
        "by": step["by_name"],
        "text": step["text"],
        "department": code_word(session.pack, "department", step["department"]),
        "person": step["to_name"],
        "severity": step["severity"],
        "severity_name": _severity(session, kind, step["severity"]),
        "waits_for": step["waits_for"],
        "until": step["until_at"],
        "outcome": step["outcome"],
        "opinion": step["opinion"],
        "opinion_name": code_word(session.pack, "opinion", step["opinion"]),
        "reason": step["reason"],
    }


def _severity(session: Session, kind: str, code: str | None) -> str | None:
    known = session.pack.case(kind)
    found = known.severity(code) if known and code else None
    return found.name if found else code


def counted(session: Session, kind: str, kept: dict[str, Any]) -> dict[str, Any]:
    """How a deadline was counted, from the rule it keeps; `today_due_at` is what calendar and hours of today give.

    A promise was given and a clock called off is none: they have no rule.
    """
    found: dict[str, Any] = {
        "name": kept["name"],
        "started_at": kept["started_at"],
        "due_at": kept["due_at"],
        "in_force": store.clocks_in_force(session.db, kept["case_id"])[kept["name"]]["id"] == kept["id"],
    }
    rule = clocks.rule_from(kept["rule"])
    if rule is None:
        return (
            found
            | dict.fromkeys(("within", "working", "severity", "severity_name", "hours", "today_due_at"))
            | _NOTHING
        )
    start = datetime.fromisoformat(kept["started_at"])
    spans = clocks.spans(rule, start)
    return found | {
        "within": rule.within,
        "working": rule.working,
        "severity": rule.severity,
        "severity_name": _severity(session, kind, rule.severity),
        "hours": list(rule.hours),
        "rest": list(rule.rest),
        "work": list(rule.work),
        "waits": [{"from": begin, "to": end} for begin, end in rule.waits],
        "spans": [
            {"day": span.day.isoformat(), "from": span.begin, "to": span.end, "minutes": span.minutes} for span in spans
        ],
        "minutes": sum(span.minutes for span in spans),
        "today_due_at": _today(session, rule, start),
    }


_NOTHING: dict[str, Any] = {"rest": [], "work": [], "waits": [], "spans": [], "minutes": None}


def _today(session: Session, rule: clocks.Rule, start: datetime) -> str | None:
    """The deadline as calendar and hours of today would have it; None where they give none."""
    from crmcli.errors import Failure
    from crmcli.features.calendar.store import work_hours_of
    from crmcli.packs.casekind import CaseClock

    term = CaseClock("", rule.within, rule.working)
    wanted = clocks.Set(term, rule.severity, rule.member_class)
    try:
        hours = work_hours_of(session) if rule.working else None
        return clocks.moment_text(clocks.set_deadline(wanted, start, hours, clocks.pauses_of(rule)).due_at)
    except (Refused, Failure):
        return None
