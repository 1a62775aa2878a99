"""What contacts say about members: when they were last reached, how they feel, who is recovering."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack

#: A feeling of 1 or 2 is distress; a later 4 or 5 lifts it. Source: domain/followups.md, Recovery guard.
DISTRESS_AT_MOST = 2
RELIEF_AT_LEAST = 4


class Contacts(NamedTuple):
    """The last day somebody was really reached, and since when distress is on record."""

    last_contact_on: str | None
    distress_since: str | None


NO_CONTACTS = Contacts(None, None)


def contacts_of_touched(db: Connection) -> dict[int, Contacts]:
    """Last real contact and distress of each member in temp.touched who was ever contacted."""
    found: dict[int, Contacts] = {}
    for row in db.execute(
        "SELECT c.member_id, c.on_day, c.outcome, c.feeling FROM touched t "
        "CROSS JOIN contact c WHERE c.member_id = t.member_id ORDER BY c.member_id, c.on_day, c.id"
    ):
        last, distress = found.get(row["member_id"], NO_CONTACTS)
        if row["outcome"] == "reached":
            last = row["on_day"]
        if row["feeling"] is not None:
            if row["feeling"] <= DISTRESS_AT_MOST:
                distress = distress or row["on_day"]
            elif row["feeling"] >= RELIEF_AT_LEAST:
                distress = None
        found[row["member_id"]] = Contacts(last, distress)
    return found


#: When a row was first written, as the log has it: what tells the order of two things of one day.
_WRITTEN = "(SELECT MIN(i.id) FROM image i WHERE i.table_name = '{table}' AND i.row_id = {row})"
#: Whether a contact `c` ends the recovery of a treatment `p`: one of the same day only where it was recorded after it.
ENDS_RECOVERY = (
    "c.member_id = p.member_id AND c.recovered = 1 AND (c.on_day > p.on_day OR (c.on_day = p.on_day AND COALESCE("
    f"{_WRITTEN.format(table='contact', row='c.id')} > {_WRITTEN.format(table='ledger', row='p.id')}, 1)))"
)


def recovering_of_touched(db: Connection, pack: Pack) -> dict[int, str]:
    """The day since which each member in temp.touched is recovering, where somebody is.

    A recovery is opened by a treatment whose plan says so, and closed by a later
    contact that records `recovered`. A period after which it ends by itself is
    looked at where it is asked, since no write happens on that day; it counts from the last treatment.
    """
    plans = [plan.code for plan in pack.plans if plan.recovery]
    if not plans:
        return {}
    marks = ", ".join("?" for _plan in plans)
    since = "MIN" if pack.follow.recovery_days is None else "MAX"
    found = db.execute(
        f"SELECT p.member_id, {since}(p.on_day) AS since FROM touched t "
        f"CROSS JOIN ledger p WHERE p.member_id = t.member_id AND p.kind = 'purchase' AND p.plan IN ({marks}) "
        f"AND NOT EXISTS (SELECT 1 FROM contact c WHERE {ENDS_RECOVERY}) GROUP BY p.member_id",
        plans,
    )
    return {row["member_id"]: row["since"] for row in found}


def planned_of_touched(db: Connection) -> set[int]:
    """The members in temp.touched for whom something is planned: a call, an open case, an appointment."""
    found = db.execute(
        "SELECT t.member_id FROM touched t WHERE "
        "EXISTS (SELECT 1 FROM followup f WHERE f.member_id = t.member_id AND f.state IN ('open', 'blocked')) "
        "OR EXISTS (SELECT 1 FROM case_state c WHERE c.member_id = t.member_id AND c.closed_at IS NULL) "
        "OR EXISTS (SELECT 1 FROM booking b WHERE b.member_id = t.member_id AND b.state = 'booked')"
    )
    return {row[0] for row in found}


def closed_of_touched(db: Connection) -> dict[int, str]:
    """The last day somebody closed a call of each member in temp.touched: made, skipped, or regular care called off."""
    found = db.execute(
        "SELECT f.member_id, MAX(f.closed_on) FROM touched t CROSS JOIN followup f WHERE f.member_id = t.member_id "
        "AND f.closed_on IS NOT NULL AND (f.state IN ('done', 'skipped') OR f.kind = 'unplanned') GROUP BY f.member_id"
    )
    return {row[0]: row[1] for row in found}
