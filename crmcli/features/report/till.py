"""What was counted in cash: each time is kept, the last one counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.money import yuan
from crmcli.storage.row import insert, rows

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.features.report.period import Period


class Count(NamedTuple):
    """One time somebody's cash was counted, of one store or of all; `recorded_by` is who wrote it down."""

    id: int
    staff_id: int
    store_id: int | None
    counted_fen: int
    recorded_by: int | None


def add_count(db: Connection, day: str, count: Count) -> int:
    """Writes down what was counted (the id is given here); within the one write."""
    values = {key: value for key, value in count._asdict().items() if key != "id"}
    return insert(db, "till_count", {"on_day": day, **values})


def counts(db: Connection, period: Period, staff_id: int | None = None) -> list[Count]:
    """What was counted on some days, of one store or of all, of one person where named; in the order it was."""
    who = "" if staff_id is None else " AND staff_id = :staff"
    found = rows(
        db,
        "SELECT id, staff_id, store_id, counted_fen, recorded_by FROM till_count "
        f"WHERE on_day BETWEEN :first AND :last{period.of('store_id')}{who} ORDER BY id",
        {**period.values, "staff": staff_id},
    )
    return [Count(**row) for row in found]


def total(found: Iterable[Count]) -> int | None:
    """What counts of some counts: each person's last of each store; one of all stores takes the place of theirs."""
    last: dict[tuple[int, int | None], int] = {}
    for count in found:
        other = [key for key in last if key[0] == count.staff_id and (key[1] is None or count.store_id is None)]
        for key in other:
            del last[key]
        last[count.staff_id, count.store_id] = count.counted_fen
    return sum(last.values()) if last else None


def listed(db: Connection, count: Count, names: dict[int, str]) -> dict[str, Any]:
    """A count with the contract's keys: when it was recorded, by whom, how much."""
    made = db.execute(
        "SELECT o.at FROM image i JOIN operation o ON i.id BETWEEN o.first_image AND o.last_image "
        "WHERE i.table_name = 'till_count' AND i.row_id = ? AND i.action = 'insert' ORDER BY i.id LIMIT 1",
        (count.id,),
    ).fetchone()
    return {
        "id": count.id,
        "counted": yuan(count.counted_fen),
        "recorded_at": made[0] if made else None,
        "recorded_by": names.get(count.recorded_by) if count.recorded_by is not None else None,
    }
