"""Reassigning all who are due, in one operation; what came of it, for people and programs."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.features.member.store import member_no
from crmcli.features.owner.allocation import BLOCKED, FULL, NOBODY
from crmcli.features.owner.handover import Cause, hand_over
from crmcli.features.owner.review import Plan, ownership_of, plan
from crmcli.features.staff import store as staff
from crmcli.language import _, ngettext
from crmcli.storage.row import rows

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.session import Session

WHY_NOT = {
    NOBODY: N_("nobody else is in the team"),
    BLOCKED: N_("everybody else of the team has had them within {days} days"),
    FULL: N_("everybody who could take them holds {capacity} customers already"),
}


def reassign(session: Session, owner_id: int | None, *, dry_run: bool) -> dict[str, Any]:
    """Gives every customer who is due to the next of the team, and says who got how many and who stays."""
    ownership, day = ownership_of(session), session.today
    if dry_run:
        found = plan(session.db, session.pack, ownership, day, owner_id)
        return _answer(session, found, Counter(), None) | {"dry_run": True}
    with session.write("owner review --apply") as operation:
        found = plan(operation.db, session.pack, ownership, day, owner_id)
        calls = _write(operation.db, session, found)
    return _answer(session, found, calls, operation.number) | {"dry_run": False}


def _write(db: Connection, session: Session, found: Plan) -> Counter[int]:
    """Hands everybody over; gives how many calls went with each member."""
    people, calls = staff.people(db), Counter[int]()
    for one in found.given:
        if one.to_id is not None:
            owner = {"owner_id": one.to_id}
            number = one.waiting.member_id
            calls[number] = hand_over(db, session.pack, people, number, owner, Cause("review"))
    return calls


def _answer(session: Session, found: Plan, calls: Counter[int], number: int | None) -> dict[str, Any]:
    members, people = _names(session.db, found)
    moved = [one for one in found.given if one.to_id is not None]
    got = Counter(people[one.to_id] for one in moved if one.to_id is not None)
    return {
        "date": session.today.isoformat(),
        "reassigned": [
            {
                "member": member_no(one.waiting.member_id),
                "name": members[one.waiting.member_id],
                "from": people[one.waiting.owner_id],
                "to": people[one.to_id or 0],
                "release_on": found.release_on[one.waiting.member_id],
                "followups": calls[one.waiting.member_id],
            }
            for one in moved
        ],
        "stayed": [
            {
                "member": member_no(one.waiting.member_id),
                "name": members[one.waiting.member_id],
                "owner": people[one.waiting.owner_id],
                "release_on": found.release_on[one.waiting.member_id],
                "reason": one.reason,
                "reason_words": why_not(session, one.reason or NOBODY),
            }
            for one in found.given
            if one.to_id is None
        ],
        "received": [{"name": name, "count": got[name]} for name in sorted(got, key=lambda name: (-got[name], name))],
        "followups": calls.total(),
        "operation": number,
    }


def _names(db: Connection, found: Plan) -> tuple[dict[int, str], dict[int, str]]:
    ids = json.dumps([one.waiting.member_id for one in found.given])
    members = rows(db, "SELECT m.id, m.name FROM json_each(?) j JOIN member m ON m.id = j.value", (ids,))
    people = rows(db, "SELECT id, name FROM staff")
    return {row["id"]: row["name"] for row in members}, {row["id"]: row["name"] for row in people}


def why_not(session: Session, reason: str) -> str:
    """Why somebody stays, in the reader's language."""
    ownership = ownership_of(session)
    return _(WHY_NOT[reason]).format(days=ownership.block_days, capacity=ownership.capacity)


def counted(answer: dict[str, Any]) -> str:
    """What came of it as one sentence."""
    count = len(answer["reassigned"])
    if not count:
        return _("nobody is reassigned")
    text = ngettext("{count} customer goes to: {names}", "{count} customers go to: {names}", count)
    from crmcli.language import listed

    return text.format(count=count, names=listed(f"{one['name']} {one['count']}" for one in answer["received"]))
