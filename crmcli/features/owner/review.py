"""Whose customers are about to be reassigned, and who is due; what reassigning them would come to."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.member.present import source_name
from crmcli.features.member.store import member_no
from crmcli.features.owner.allocation import Given, Taker, Waiting, allocate
from crmcli.features.owner.held_store import HELD, held_by_id, releasing, team_words
from crmcli.features.owner.release import begins_on, rule_for
from crmcli.features.staff import store as staff
from crmcli.storage.row import rows

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.features.owner.release import Held
    from crmcli.packs.deskrule import Ownership
    from crmcli.packs.model import Pack
    from crmcli.session import Session

_COLUMNS = "m.id, m.name, m.owner_id, m.owner_source, (SELECT p.name FROM staff p WHERE p.id = m.owner_id) AS owner"
#: Before every day of the calendar.
_FIRST = "0001-01-01"


def ownership_of(session: Session) -> Ownership:
    """The pack's rules of ownership. Failure where the trade reassigns nobody."""
    found = session.pack.ownership
    if found is None or not found.release:
        message = N_("In this trade ({pack}) no customer is taken from the owner: the pack has no rule for it.")
        raise Failure("refused", message, pack=session.pack.title)
    return found


def standing(session: Session, day: date, notice_days: int, owner_id: int | None) -> list[dict[str, Any]]:
    """Who is due on a day or will be within so many days, the longest overdue first."""
    ownership = ownership_of(session)
    last = (day + timedelta(days=notice_days)).isoformat()
    found = list(releasing(session.db, _FIRST, last, _COLUMNS, owner_id=owner_id))
    held = held_by_id(session.db, session.pack, [row["id"] for row in found]) if found else {}
    return [_line(session, ownership, row, held[row["id"]], day) for row in found]


def _line(session: Session, ownership: Ownership, row: dict[str, Any], held: Held, day: date) -> dict[str, Any]:
    rule = rule_for(ownership.release, held)
    left = (date.fromisoformat(row["release_on"]) - day).days
    notice = next((step for step in reversed(ownership.notice_days) if 0 <= left <= step), None)
    return {
        "member": member_no(row["id"]),
        "name": row["name"],
        "owner": row["owner"],
        "owner_source": row["owner_source"],
        "owner_source_name": source_name(session, row["owner_source"]),
        "assigned_on": held.assigned_on.isoformat(),
        "last_contact_on": held.contact_on.isoformat() if held.contact_on else None,
        "since": begins_on(held).isoformat(),
        "release_on": row["release_on"],
        "days_left": left,
        "due": left < 0,
        "notice": notice,
        "rule": rule.rule if rule else None,
        "rule_text": rule.text if rule else None,
    }


def due_count(session: Session) -> int:
    """How many customers are due to be reassigned today; for the day's picture. One look into an index."""
    if session.pack.ownership is None:
        return 0
    found = session.db.execute(
        "SELECT COUNT(*) FROM member_state INDEXED BY member_state_release WHERE release_on < ?",
        (session.today.isoformat(),),
    )
    return int(found.fetchone()[0])


class Plan(NamedTuple):
    """What reassigning comes to: who goes where, in the order of their turn, and when each was due."""

    given: list[Given]
    release_on: dict[int, str]


def plan(db: Connection, pack: Pack, ownership: Ownership, day: date, owner_id: int | None) -> Plan:
    """Who of those due on a day goes to whom."""
    yesterday = (day - timedelta(days=1)).isoformat()
    due = list(releasing(db, _FIRST, yesterday, "m.id, m.owner_id", owner_id=owner_id))
    blocked = _blocked(db, [row["id"] for row in due], day - timedelta(days=ownership.block_days))
    waiting = [Waiting(row["id"], row["owner_id"], blocked.get(row["id"], frozenset())) for row in due]
    given = allocate(waiting, takers(db, pack, ownership), ownership.capacity)
    return Plan(given, {row["id"]: row["release_on"] for row in due})


def takers(db: Connection, pack: Pack, ownership: Ownership) -> list[Taker]:
    """Everybody of the team who works here, with what they hold and the last they were given in this way."""
    words = team_words(pack, ownership)
    team = [person["id"] for person in staff.people(db) if person["role"] in words]
    found = db.execute(
        f"SELECT j.value, (SELECT COUNT(*) FROM member m WHERE m.owner_id = j.value AND {HELD}), "
        "(SELECT COALESCE(MAX(a.id), 0) FROM assignment a WHERE a.to_id = j.value AND a.cause = 'review') "
        "FROM json_each(?) j",
        (json.dumps(team),),
    )
    return [Taker(*row) for row in found]


def _blocked(db: Connection, ids: list[int], after: date) -> dict[int, frozenset[int]]:
    """For each of some members those who gave them up after a day."""
    found: dict[int, set[int]] = {}
    for row in rows(
        db,
        "SELECT a.member_id, a.from_id FROM json_each(?) j JOIN assignment a ON a.member_id = j.value "
        "WHERE a.from_id IS NOT NULL AND a.from_id IS NOT a.to_id AND a.on_day > ?",
        (json.dumps(ids), after.isoformat()),
    ):
        found.setdefault(row["member_id"], set()).add(row["from_id"])
    return {member_id: frozenset(people) for member_id, people in found.items()}
