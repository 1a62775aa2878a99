"""SQL of the calls that cases owe, as the due list reads them: from an index, next to nothing where there are none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from crmcli.storage.row import rows

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack

_CALLS = """
SELECT s.*, c.no, c.kind, c.matter, c.item, c.on_day, COALESCE(m.name, c.name) AS name,
    COALESCE(c.phone, m.mobile, c.phone2, m.phone2) AS mobile, m.wechat, COALESCE(c.store_id, m.store_id) AS store_id,
    m.do_not_contact, m.do_not_contact_until, t.recovering_since, t.distress_since, t.complaint_since,
    CASE WHEN s.promise_at IS NOT NULL THEN (SELECT e.text FROM case_event e
        WHERE e.case_id = s.case_id AND e.kind = 'promised' ORDER BY e.id DESC LIMIT 1) END AS promised
FROM case_state s JOIN case_file c ON c.id = s.case_id
LEFT JOIN member m ON m.id = c.member_id LEFT JOIN member_state t ON t.member_id = c.member_id
"""


def calls_until(db: Connection, last_day: str, member_id: int | None = None) -> list[dict[str, Any]]:
    """The calls cases owe up to a day, soonest first; of one member, or of one case of nobody known."""
    if member_id is not None:
        where = "WHERE s.member_id = ? AND s.call_on <= ? ORDER BY s.call_on, s.case_id"
        return rows(db, f"{_CALLS} {where}", (member_id, last_day))
    return rows(db, f"{_CALLS} WHERE s.call_on <= ? ORDER BY s.call_on, s.case_id", (last_day,))


def call_of(db: Connection, no: str) -> dict[str, Any] | None:
    """A case by its number as a call, whether one is owed or not."""
    found = rows(db, f"{_CALLS} WHERE c.no = ?", (no,))
    return found[0] if found else None


def calls_about(db: Connection, case_id: int) -> list[dict[str, Any]]:
    """The calls about a case, oldest first, with the keys of a member's contacts."""
    return rows(
        db,
        "SELECT e.on_day AS day, e.at, COALESCE(c.via, 'phone') AS via, COALESCE(e.outcome, 'reached') AS outcome, "
        "COALESCE(e.text, e.reason) AS note, c.minutes, c.feeling, COALESCE(c.recovered, 0) AS recovered, "
        "s.name AS by FROM case_event e LEFT JOIN contact c ON c.id = e.contact_id "
        "LEFT JOIN staff s ON s.id = e.staff_id "
        "WHERE e.case_id = ? AND e.kind IN ('called', 'confirmed') ORDER BY e.id",
        (case_id,),
    )


def open_counts(db: Connection, now: str) -> dict[str, int]:
    """How many cases are open, how many of them nobody has answered, and how many have let a clock run out."""
    found = db.execute(
        "SELECT COUNT(*), COALESCE(SUM(answered_at IS NULL), 0), COALESCE(SUM(COALESCE("
        "(answered_at IS NULL AND answer_by < :now) OR (resolved_at IS NULL AND resolve_by < :now) "
        "OR (promise_kept_at IS NULL AND promise_at < :now), 0)), 0) FROM case_state WHERE closed_at IS NULL",
        {"now": now},
    ).fetchone()
    return dict(zip(("open", "unanswered", "late"), found, strict=True))


def is_complaining(db: Connection, pack: Pack, member_id: int, but: int | None = None) -> bool:
    """Whether a member has a complaint open that guards them, one left aside.

    Told by its steps, which hold also within the write that makes them.
    """
    kinds = [kind.code for kind in pack.cases if kind.guards]
    found = db.execute(
        "SELECT EXISTS (SELECT 1 FROM case_file c WHERE c.member_id = ? AND c.id IS NOT ? "
        "AND c.kind IN (SELECT value FROM json_each(?)) AND (SELECT e.kind FROM case_event e WHERE e.case_id = c.id "
        "AND e.kind IN ('logged', 'closed', 'reopened') ORDER BY e.id DESC LIMIT 1) <> 'closed')",
        (member_id, but, json.dumps(kinds)),
    )
    return bool(found.fetchone()[0])
