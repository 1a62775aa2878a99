"""How a duty was kept: its days with what was done about them, and the figures of them. Source: department.md."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from crmcli.features.duty.source import with_states

if TYPE_CHECKING:
    from crmcli.packs.deskrule import Duty
    from crmcli.session import Session

Row = dict[str, Any]
#: Before this no file was made.
FIRST = "2000-01-01"
#: What is done longer ahead is told once it comes nearer.
_AHEAD = timedelta(days=300)


def kept_days(session: Session, wanted: Sequence[Duty], first: str = FIRST, last: str | None = None) -> list[Row]:
    """The days of some duties that have come, or were dealt with before, oldest first.

    Each with duty, due_on, state, done_on, days_late, delivered, reason and by.
    """
    today = session.today.isoformat()
    rows = with_states(session, wanted, first, last or (session.today + _AHEAD).isoformat())
    return [_told(row, today) for row in rows if row["state"] != "ahead"]


def _told(row: Row, today: str) -> Row:
    until = row["done_on"] or today
    late = (date.fromisoformat(until) - date.fromisoformat(row["due_on"])).days
    told = {key: row[key] for key in ("duty", "due_on", "state", "done_on", "delivered", "reason", "by")}
    return told | {"days_late": max(late, 0) if row["state"] in ("done", "open") else 0}


def figures_of(rows: Sequence[Row]) -> dict[str, int]:
    """How many days came, and what became of them."""
    done = [row for row in rows if row["state"] == "done"]
    return {
        "due": len(rows),
        "done": len(done),
        "in_time": sum(row["done_on"] <= row["due_on"] for row in done),
        "missed": sum(row["state"] == "missed" for row in rows),
        "skipped": sum(row["state"] == "skipped" for row in rows),
    }
