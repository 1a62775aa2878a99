"""Moving a follow-up to another day, or closing it without a call. Within the one write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.features.followup.consequence import reopen_blocked
from crmcli.features.followup.dueline import REPAIR
from crmcli.features.followup.kept import carry, goes_with, kept_row, put, riding
from crmcli.features.followup.ticking import refuse_ticking

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.features.followup.ahead import Ahead
    from crmcli.features.followup.dueline import DueLine
    from crmcli.session import Session

Row = dict[str, Any]


def reschedule(session: Session, db: Connection, line: DueLine, to: Ahead, reason: str) -> tuple[Row, Row | None]:
    """Moves a line, and what rides on it, to a day from today on; the first day and the reason are kept.

    Gives the row, and the plan's next step where the line was moved past that one.

    Raises Failure where it is closed or blocked.
    """
    if line.duty is not None:
        from crmcli.features.duty.doing import refuse_move

        refuse_move(line)
    if line.case_id is not None:
        from crmcli.features.case.calling import put_off

        return put_off(session, db, line, to, reason), None
    row = kept_row(db, line, closing=False)
    riders = riding(db, line, row, session.today)
    row = put(db, row, {"due_on": to.on.isoformat(), "due_at": to.at, "reason": reason})
    carry(db, riders, {"due_on": row["due_on"]})
    return row, goes_with(db, row)


def skip(session: Session, db: Connection, line: DueLine, reason: str) -> tuple[Row, list[Row]]:
    """Closes a line that need not be done; earlier steps that ride on it are missed. Gives the row and those.

    A data repair that is given up puts what waited for it back into the list, so that nothing is lost, and the
    call about a case comes again.
    """
    if line.duty is not None:
        from crmcli.features.duty import doing

        return doing.skip(session, db, line, reason), []
    if line.case_id is not None:
        from crmcli.features.case.calling import put_off

        return put_off(session, db, line, None, reason), []
    refuse_ticking(line)
    row = kept_row(db, line, closing=True)
    riders = riding(db, line, row, session.today)
    today = session.today.isoformat()
    row = put(db, row, {"state": "skipped", "closed_on": today, "reason": reason})
    carry(db, riders, {"state": "missed", "closed_on": today})
    if row["kind"] == REPAIR:
        reopen_blocked(db, row["member_id"], session.today)
    return row, riders
