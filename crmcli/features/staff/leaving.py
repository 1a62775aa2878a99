"""Somebody leaves: what they had goes to a named person, or to nobody, in one step. Within the one write.

Source: domain/department.md, Staff: nothing is lost when somebody leaves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.booking import store as bookings
from crmcli.features.booking.rules import in_the_way
from crmcli.features.case.life import RATED
from crmcli.features.case.moment import event_now
from crmcli.features.case.record import add_event, kind_of, whose
from crmcli.features.member import store as members
from crmcli.features.member.store import member_no
from crmcli.features.staff import store
from crmcli.features.staff.duecall import is_held
from crmcli.features.staff.permission import SUPERVISING
from crmcli.language import _
from crmcli.storage.row import rows

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack
    from crmcli.session import Session


class Leaving(NamedTuple):
    """Who leaves, on which last day, to whom goes what they had (None: to nobody), and why."""

    person: dict[str, Any]
    on: str
    to_id: int | None
    reason: str | None


def leave(session: Session, db: Connection, leaving: Leaving) -> dict[str, Any]:
    """Ends somebody's time and hands on everything; how much of each, and what is left to be done."""
    person, pack = leaving.person, session.pack
    refuse_last(db, person)
    refuse_without_supervisor(db, pack, person["id"], becomes=None, field="STAFF")
    # who has left can be given nothing any more
    store.edit_person(db, person["id"], {"until_on": leaving.on, "supervisor_id": None})
    moved = {
        "followups": _followups(db, leaving),
        "customers": _customers(db, leaving),
        "supervised": _supervised(db, leaving),
        "cases": _cases(session, db, leaving),
    }
    taken, open_still = _bookings(session, db, leaving)
    role = pack.role(person["role"])
    vacant = role.name if role and not is_held(db, role) else None
    return {"moved": {**moved, "bookings": taken}, "to_rebook": open_still, "vacant": vacant}


def refuse_last(db: Connection, person: dict[str, Any]) -> None:
    """The file must know somebody who works with it."""
    if len(store.people(db)) > 1:
        return
    message = N_("{value} is the only one here. First add who goes on: crmcli staff add NAME --role ROLE")
    raise Failure("refused", message, field="STAFF", value=person["name"])


def refuse_without_supervisor(db: Connection, pack: Pack, staff_id: int, *, becomes: str | None, field: str) -> None:
    """Refused where nobody would be left who may do what only supervisors may."""

    def supervises(word: str) -> bool:
        role = pack.role(word)
        return role is not None and role.access in SUPERVISING

    people = store.people(db)
    before = [person for person in people if supervises(person["role"])]
    if [person["id"] for person in before] != [staff_id] or (becomes is not None and supervises(becomes)):
        return
    message = N_(
        "{value} is the only one who may decide what supervisors decide ({roles}). "
        "First give somebody else such a role: crmcli staff edit NAME --role ROLE"
    )
    roles = [role.name for role in pack.roles if role.access in SUPERVISING]
    raise Failure("refused", message, field=field, value=before[0]["name"], roles=roles)


def _followups(db: Connection, leaving: Leaving) -> int:
    changed = db.execute(
        "UPDATE followup SET assigned_id = ? WHERE assigned_id = ? AND state IN ('open', 'blocked')",
        (leaving.to_id, leaving.person["id"]),
    )
    return changed.rowcount


def _customers(db: Connection, leaving: Leaving) -> int:
    """Everybody who belongs to whoever leaves, each with the change kept."""
    found = db.execute(
        "SELECT id FROM member WHERE owner_id = ? AND standing NOT IN ('merged', 'erased') ORDER BY id",
        (leaving.person["id"],),
    ).fetchall()
    for (number,) in found:
        owner = {"owner_id": leaving.to_id}
        members.edit_member(db, number, owner, cause="staff-left", reason=leaving.reason)
    return len(found)


def _supervised(db: Connection, leaving: Leaving) -> int:
    """Who answered to whoever leaves answers to the named person; that one to who stood above."""
    found = rows(
        db, "SELECT id FROM staff WHERE supervisor_id = ? AND until_on IS NULL ORDER BY id", (leaving.person["id"],)
    )
    for one in found:
        above = leaving.person["supervisor_id"] if one["id"] == leaving.to_id else leaving.to_id
        store.edit_person(db, one["id"], {"supervisor_id": above})
    return len(found)


def _cases(session: Session, db: Connection, leaving: Leaving) -> int:
    """Open cases go to the named person, else to whoever holds the pack's post for them."""
    found = rows(
        db,
        "SELECT s.case_id, s.severity, c.kind FROM case_state s JOIN case_file c ON c.id = s.case_id "
        "WHERE s.owner_id = ? AND s.closed_at IS NULL ORDER BY s.case_id",
        (leaving.person["id"],),
    )
    said = _("{name} has left").format(name=leaving.person["name"])
    text = f"{said}: {leaving.reason}" if leaving.reason else said
    for case in found:
        post = whose(db, session.pack, kind_of(session.pack, case["kind"]), case["severity"], _someone(session, db))
        # rated as it was: all that changes is with whom it is, no stage, no wait, no clock
        event = event_now(session, RATED, person_id=leaving.to_id or post, text=text)
        add_event(db, session.pack, case["case_id"], event)
    return len(found)


def _someone(session: Session, db: Connection) -> int:
    """Who takes what no post is there for: the operator, else who came first of those who stay."""
    here = [person["id"] for person in store.people(db)]
    operator = session.require_operator().id
    return operator if operator in here else int(here[0])


def _bookings(session: Session, db: Connection, leaving: Leaving) -> tuple[int, list[dict[str, Any]]]:
    """Appointments still to come go to the named person where they are free and may; else they are named."""
    conditions = ["b.person_id = :person", "b.state = 'booked'", "b.on_day >= :today"]
    values = {"person": leaving.person["id"], "today": session.today.isoformat()}
    found = bookings.bookings(db, conditions, values)
    taken, left = 0, []
    for one in found:
        if leaving.to_id is not None and _can_take(session, db, one, leaving.to_id):
            bookings.edit_booking(db, one["id"], {"person_id": leaving.to_id})
            taken += 1
        else:
            left.append(_named(one))
    return taken, left


def _can_take(session: Session, db: Connection, booking: dict[str, Any], staff_id: int) -> bool:
    kind = session.pack.booking(booking["kind"])
    role = session.pack.role((store.person(db, staff_id) or {})["role"])
    if kind is not None and kind.roles and (role is None or role.code not in kind.roles):
        return False
    held = bookings.taking_time(db, booking["on_day"], staff_id, booking["member_id"], booking["id"])
    return in_the_way((booking["from_minute"], booking["until_minute"]), held) is None


def _named(booking: dict[str, Any]) -> dict[str, Any]:
    hour, minute = divmod(booking["from_minute"], 60)
    return {
        "id": booking["id"],
        "member": member_no(booking["member_id"]),
        "name": booking["name"],
        "date": booking["on_day"],
        "from": f"{hour:02d}:{minute:02d}",
    }
