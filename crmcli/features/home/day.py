"""The day in figures: what is due, what was done last, when the file was last copied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.features.backup.log import last_backup
from crmcli.features.case import call_store
from crmcli.features.followup.due import gather
from crmcli.features.followup.dueline import CANNOT_WAIT, OVERDUE, TODAY
from crmcli.features.followup.order import blocks
from crmcli.features.followup.whose import usual_who
from crmcli.features.operation import store as operations
from crmcli.features.owner.review import due_count
from crmcli.features.owner.sale_store import undecided_count
from crmcli.features.schedule.missed import missed_runs

if TYPE_CHECKING:
    from crmcli.session import Session


def day_of(session: Session) -> dict[str, Any]:
    """What the operator's day looks like; of a clerk the own lines and nobody's, of others everybody's."""
    found = gather(session, who=usual_who(session))
    parts = [line.part for line in found.lines]
    last = operations.operations(session.db, 1)
    backup = last_backup(session.db)
    return {
        "day": session.today.isoformat(),
        "organisation": session.settings.get("organisation"),
        "operator": session.operator.name if session.operator else None,
        "members": bool(session.db.execute("SELECT EXISTS (SELECT 1 FROM member)").fetchone()[0]),
        "due": {
            "lines": len(found.lines),
            "people": len(blocks([line for line in found.lines if line.duty is None])),
            "duties": sum(line.duty is not None for line in found.lines),
            "cannot_wait": parts.count(CANNOT_WAIT),
            "overdue": parts.count(OVERDUE),
            "today": parts.count(TODAY),
            "others": found.others,
        },
        "appointments": appointments(session),
        "ownership": {"due": due_count(session), "undecided": undecided_count(session.db)},
        "missed_runs": missed_runs(session),
        "cases": call_store.open_counts(session.db, session.now.isoformat(timespec="seconds")),
        "last_operation": {
            "operation": last[0]["id"],
            "command": last[0]["command"],
            "operator": last[0]["operator"],
            "at": last[0]["at"],
        }
        if last
        else None,
        "last_backup": backup.at if backup and not backup.failed else None,
    }


def appointments(session: Session) -> int:
    """How many are still to come today; of a clerk the own ones and those with nobody in particular."""
    from crmcli.features.booking.store import open_between

    day = session.today.isoformat()
    mine = usual_who(session).mine
    return sum(mine is None or one["person_id"] in (mine, None) for one in open_between(session.db, day, day))
