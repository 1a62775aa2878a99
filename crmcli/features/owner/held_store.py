"""How customers are held: since when by the owner, when the team last reached them, until when they stay."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from crmcli.features.owner.release import Held, release_on
from crmcli.storage.row import rows

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.deskrule import Ownership
    from crmcli.packs.model import Pack

#: The day the owner of the member `m` got them; a new source alone is no new beginning.
ASSIGNED_ON = (
    "COALESCE((SELECT a.on_day FROM assignment a WHERE a.member_id = m.id AND a.to_id = m.owner_id "
    "AND a.from_id IS NOT a.to_id ORDER BY a.id DESC LIMIT 1), m.recorded_on)"
)
#: The last day the owner or somebody of the team really reached the member `m`; :team holds the words of its roles.
CONTACT_ON = (
    "(SELECT MAX(c.on_day) FROM contact c WHERE c.member_id = m.id AND c.outcome = 'reached' "
    "AND (c.staff_id = m.owner_id OR c.staff_id IN "
    "(SELECT p.id FROM staff p WHERE p.role IN (SELECT value FROM json_each(:team)))))"
)
#: Who belongs to somebody at all.
HELD = "m.owner_id IS NOT NULL AND m.standing IN ('prospect', 'member')"
_HELD = f"SELECT m.id, m.owner_source, {ASSIGNED_ON} AS assigned_on, {CONTACT_ON} AS contact_on"


def team_words(pack: Pack, ownership: Ownership) -> list[str]:
    """The roles of the team as the staff table may hold them: codes and names."""
    roles = [pack.role(code) for code in ownership.team]
    return [word for role in roles if role is not None for word in (role.code, role.name)]


def releases_of_touched(db: Connection, pack: Pack, bought: Callable[[int], bool]) -> dict[int, str]:
    """For each member in temp.touched whom a release rule fits the last day with the owner."""
    ownership = pack.ownership
    if ownership is None or not ownership.release:
        return {}
    team = json.dumps(team_words(pack, ownership))
    found = db.execute(
        f"{_HELD} FROM touched t CROSS JOIN member m WHERE m.id = t.member_id AND {HELD}", {"team": team}
    )
    days: dict[Held, date | None] = {}
    releases = {}
    for row in found:
        held = _held(row, bought(row["id"]))
        if held not in days:
            days[held] = release_on(ownership.release, held)
        day = days[held]
        if day is not None:
            releases[row["id"]] = day.isoformat()
    return releases


def held_by_id(db: Connection, pack: Pack, ids: Iterable[int]) -> dict[int, Held]:
    """How each of some members is held who belongs to somebody."""
    if pack.ownership is None:
        return {}
    found = rows(
        db,
        f"{_HELD}, COALESCE(s.purchases, 0) AS purchases FROM json_each(:ids) j JOIN member m ON m.id = j.value "
        f"LEFT JOIN member_state s ON s.member_id = m.id WHERE {HELD}",
        {"team": json.dumps(team_words(pack, pack.ownership)), "ids": json.dumps(list(ids))},
    )
    return {row["id"]: _held(row, row["purchases"] > 0) for row in found}


def _held(row: Any, bought: bool) -> Held:
    contact = row["contact_on"]
    return Held(
        row["owner_source"],
        bought,
        date.fromisoformat(row["assigned_on"]),
        date.fromisoformat(contact) if contact else None,
    )


def releasing(
    db: Connection, first: str, last: str, columns: str, *, member_id: int | None = None, owner_id: int | None = None
) -> Iterator[dict[str, Any]]:
    """Members whose last day with the owner is one of these, soonest first: `columns` of the member `m`, its state `s`.

    Read from an index that holds only those whom a release rule fits.
    """
    more = " AND s.member_id = :member" if member_id is not None else ""
    index = "" if member_id is not None else "INDEXED BY member_state_release"
    more += " AND m.owner_id = :owner" if owner_id is not None else ""
    found = db.execute(
        f"SELECT {columns}, s.release_on FROM member_state s {index} "
        "CROSS JOIN member m ON m.id = s.member_id WHERE s.release_on BETWEEN :first AND :last"
        f"{more} ORDER BY s.release_on, m.id",
        {"first": first, "last": last, "member": member_id, "owner": owner_id},
    )
    return (dict(row) for row in found)
