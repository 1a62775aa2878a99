"""All SQL of the inquiry table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from crmcli.storage.row import fetch, insert, rows, update

if TYPE_CHECKING:
    from sqlite3 import Connection

#: A phone inquiry that took too long, or ended with neither interest nor appointment. Source: domain/followups.md.
COACHING = "i.channel = 'phone' AND (i.minutes > :call_minutes_limit OR i.result = 'none')"

_LISTED = (
    "SELECT i.*, m.name, m.standing, m.mobile, m.phone2, m.wechat, m.address, m.joined_on, "
    "p.name AS by, o.name AS store FROM inquiry i JOIN member m ON m.id = i.member_id "
    "LEFT JOIN staff p ON p.id = i.staff_id LEFT JOIN store o ON o.id = i.store_id "
)


#: What a person m asked about, each once, in the order it came up.
_ITEMS = (
    "SELECT group_concat(item, char(10)) FROM (SELECT j.item, MIN(j.on_day) FROM inquiry j "
    "WHERE j.member_id = m.id GROUP BY j.item ORDER BY 2, MIN(j.id))"
)


def add_inquiry(db: Connection, values: Mapping[str, Any]) -> int:
    """One inquiry; gives its id."""
    return insert(db, "inquiry", values)


def edit_inquiry(db: Connection, inquiry_id: int, values: Mapping[str, Any]) -> None:
    """Sets columns of an inquiry."""
    update(db, "inquiry", inquiry_id, values)


def inquiry(db: Connection, inquiry_id: int) -> dict[str, Any] | None:
    """One inquiry by its id."""
    return fetch(db, "inquiry", inquiry_id)


class Inquiries:
    """Inquiries with their people that fit all conditions (SQL on i and m, values bound).

    They are read as they are looked at, each time anew, so that ten thousand never stand in memory as a whole.
    """

    def __init__(
        self,
        db: Connection,
        conditions: Iterable[str],
        values: Mapping[str, Any],
        *,
        newest_first: bool = True,
        limit: int = -1,
    ) -> None:
        where, order = " AND ".join(conditions) or "1", "DESC" if newest_first else "ASC"
        self._db = db
        self._sql = f"{_LISTED} WHERE {where} ORDER BY i.on_day {order}, i.id {order} LIMIT :limit"
        self._values = {**values, "limit": limit}

    def __len__(self) -> int:
        counted = self._db.execute(f"SELECT COUNT(*) FROM ({self._sql})", self._values)
        return int(counted.fetchone()[0])

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (dict(row) for row in self._db.execute(self._sql, self._values))


def inquiries_between(db: Connection, first_day: str, last_day: str) -> Inquiries:
    """The inquiries of some days, in the order they came: what an intake sheet holds."""
    return Inquiries(
        db, ("i.on_day BETWEEN :first AND :last",), {"first": first_day, "last": last_day}, newest_first=False
    )


def inquiries_of(db: Connection, member_id: int, limit: int = -1) -> list[dict[str, Any]]:
    """The inquiries of a member, newest first."""
    return list(Inquiries(db, ("i.member_id = :member",), {"member": member_id}, limit=limit))


def with_person(db: Connection, inquiry_id: int) -> dict[str, Any] | None:
    """One inquiry with what a list shows of its person."""
    found = list(Inquiries(db, ("i.id = :id",), {"id": inquiry_id}))
    return found[0] if found else None


def undecided(db: Connection, conditions: Iterable[str], values: Mapping[str, Any], limit: int) -> list[dict[str, Any]]:
    """Who asked more than once and never came: prospects with the number of inquiries, first and last day.

    Who came: somebody with an inquiry on site, a first deal or a conversion. Source: domain/followups.md, Doing it.
    """
    also = "".join(f" AND {condition}" for condition in conditions)
    return rows(
        db,
        "SELECT m.id AS member_id, m.name, m.mobile, m.phone2, m.wechat, COUNT(*) AS inquiries, "
        f"MIN(i.on_day) AS first_on, MAX(i.on_day) AS last_on, ({_ITEMS}) AS items "
        "FROM inquiry i JOIN member m ON m.id = i.member_id "
        f"WHERE m.standing = 'prospect'{also} "
        "AND NOT EXISTS (SELECT 1 FROM inquiry c WHERE c.member_id = m.id AND (c.channel = 'on-site' OR c.first_deal)) "
        "GROUP BY m.id HAVING COUNT(*) > 1 "
        "ORDER BY inquiries DESC, last_on DESC, m.id LIMIT :limit",
        {**values, "limit": limit},
    )


def last_unconverted(db: Connection, member_id: int) -> int | None:
    """The latest inquiry of a member that was no first deal and led nowhere yet."""
    found = db.execute(
        "SELECT id FROM inquiry WHERE member_id = ? AND first_deal = 0 AND converted_on IS NULL "
        "ORDER BY on_day DESC, id DESC LIMIT 1",
        (member_id,),
    ).fetchone()
    return int(found[0]) if found else None


def first_deal_on(db: Connection, member_id: int) -> str | None:
    """The day of a member's first deal as an inquiry has it."""
    found = db.execute("SELECT MIN(on_day) FROM inquiry WHERE member_id = ? AND first_deal = 1", (member_id,))
    day: str | None = found.fetchone()[0]
    return day
