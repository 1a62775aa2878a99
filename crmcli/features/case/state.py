"""What is kept about a case so that lists need not replay its events: state, clocks, the next call.

A case of somebody who is no member stands under the negative of its own id where a member's stands under theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.features.case import store

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack

#: Columns of a state that are the standing's own.
_STANDING = (
    *("state", "opened_at", "severity", "owner_id", "person", "department", "answered_at", "resolved_at"),
    *("promise_at", "promise_kept_at", "closed_at", "waits_since", "waits_for", "waits_until", "attempts"),
    *("opinion", "closed_how", "reopened"),
)


def derive_case_state(db: Connection, pack: Pack) -> None:
    """Recomputes the state of the cases of everybody in temp.touched."""
    store.forget_states_of_touched(db)
    files = store.files_of_touched(db)
    if files:
        store.keep_states(db, [_state(db, pack, file) for file in files])


def _state(db: Connection, pack: Pack, file: dict[str, Any]) -> dict[str, Any]:
    # most writes touch nobody who has a case
    from crmcli.features.case.life import standing
    from crmcli.features.case.nextcall import next_call

    found = standing(store.events(db, file["id"]))
    clocks = store.clocks_in_force(db, file["id"])
    due = {name: clocks[name]["due_at"] if name in clocks else None for name in ("answer", "resolution")}
    kind = pack.case(file["kind"])
    call = next_call(found, kind, due["resolution"])
    return {name: getattr(found, name) for name in _STANDING} | {
        "case_id": file["id"],
        "member_id": file["member_id"] or -file["id"],
        "category": file["category"],
        "answer_by": due["answer"],
        "resolve_by": due["resolution"],
        "call_on": call.on if call else None,
        "call_at": call.at if call else None,
        "call_first_on": call.first_on if call else None,
        "call_why": call.why if call else None,
        "guards": int(kind is not None and kind.guards),
    }


def complaints_of_touched(db: Connection) -> dict[int, str]:
    """The day since which each member in temp.touched has a complaint open that guards them."""
    found = db.execute(
        "SELECT s.member_id, MIN(substr(s.opened_at, 1, 10)) FROM touched t CROSS JOIN case_state s "
        "WHERE s.member_id = t.member_id AND s.guards = 1 AND s.closed_at IS NULL GROUP BY s.member_id"
    )
    return {row[0]: row[1] for row in found}
