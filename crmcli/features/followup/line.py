"""The due list's own table: one packed line per open follow-up, kept within every write.

Showing the day then reads neighbouring rows of one index, whatever the tables of
members and follow-ups hold. The order of the packed values is that of LINE, which
is also the order of the fields of DueLine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack

#: What a line holds: name -> where it comes from (f follow-up, m member, s state, p purchase, i inquiry).
LINE = {
    "member_id": "f.member_id",
    "name": "m.name",
    "mobile": "COALESCE(m.mobile, m.phone2)",
    "wechat": "m.wechat",
    "key": "f.key",
    "kind": "f.kind",
    "plan": "f.plan",
    "step": "f.step",
    "purpose": "f.purpose",
    "script": "f.script",
    "original_due_on": "f.original_due_on",
    "due_at": "f.due_at",
    "attempts": "f.attempts",
    "assigned_id": "f.assigned_id",
    "store_id": "m.store_id",
    "anchor_on": "f.anchor_on",
    "purchase_id": "f.purchase_id",
    # of a plan that no purchase began it is what the member asked about on the day it counts from
    "item_name": "CASE WHEN f.kind <> 'inquiry' OR f.purchase_id IS NOT NULL THEN p.item_name ELSE (SELECT i.item "
    "FROM inquiry i WHERE i.member_id = f.member_id AND i.on_day = f.anchor_on ORDER BY i.id DESC LIMIT 1) END",
    "care": "f.care",
    "promotional": "f.promotional",
    "fixed": "f.fixed",
    "reason": "f.reason",
    "do_not_contact": "m.do_not_contact",
    "do_not_contact_until": "m.do_not_contact_until",
    "recovering_since": "s.recovering_since",
    "distress_since": "s.distress_since",
    "complaint_since": "s.complaint_since",
}
#: The tables a line is made of, from a follow-up `f` on.
SOURCES = (
    "JOIN member m ON m.id = f.member_id "
    "LEFT JOIN member_state s ON s.member_id = f.member_id "
    "LEFT JOIN ledger p ON p.id = f.purchase_id"
)


def derive_due_lines(db: Connection, pack: Pack) -> None:
    """Recomputes the lines of the members in temp.touched."""
    db.execute("DELETE FROM due_line WHERE member_id IN (SELECT member_id FROM touched)")
    db.execute(
        "INSERT INTO due_line (due_on, followup_id, member_id, line) "
        f"SELECT f.due_on, f.id, f.member_id, json_array({', '.join(LINE.values())}) "
        f"FROM touched t CROSS JOIN followup f {SOURCES} WHERE f.member_id = t.member_id AND f.state = 'open'"
    )
