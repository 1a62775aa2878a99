"""What a write moved in the ledger, read from its images, so that sums are kept by adding and not by reading all.

A use of a card with a hundred thousand entries behind it costs what one with ten does. Where an image changed an
entry (no command does) or where everything is derived anew, the members and cards concerned are summed afresh.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection

#: Columns of the ledger that sums are made of.
_COLUMNS = (
    "id",
    "member_id",
    "card_id",
    "kind",
    "on_day",
    "amount_fen",
    "points",
    "principal_fen",
    "bonus_fen",
    "sessions",
    "pay",
    "voucher_id",
    "voucher_fen",
    "refers_to",
)
_MOVES = "SELECT 1 FROM image WHERE id BETWEEN ? AND ? AND +table_name IN ('ledger', 'lot_use', 'card', 'card_number')"
_USE_COLUMNS = ("id", "member_id", "entry_id", "lot_id", "points")


def collect_moved(db: Connection) -> bool:
    """Fills temp.moved and temp.used with what came (sign 1) and went (-1), and says who is summed afresh.

    False where a write moved nothing of the ledger, and nothing was filled then. temp.afresh_member,
    temp.afresh_card, temp.touched_card, temp.touched_lot and temp.touched_charge hold ids.
    """
    span = db.execute("SELECT first, last FROM span").fetchone()
    if span is not None and not db.execute(f"SELECT EXISTS ({_MOVES})", tuple(span)).fetchone()[0]:
        return False
    _start(db)
    if span is None:
        _everything(db)
        return True
    _net(db, "ledger", "moved", _COLUMNS, tuple(span))
    _net(db, "lot_use", "used", _USE_COLUMNS, tuple(span))
    _changed(db, tuple(span))
    db.execute("INSERT OR IGNORE INTO touched_lot SELECT id FROM moved WHERE points > 0")
    db.execute("INSERT OR IGNORE INTO touched_lot SELECT lot_id FROM used")
    db.execute(
        "INSERT OR IGNORE INTO touched_charge SELECT CASE kind WHEN 'fee-charge' THEN id ELSE refers_to END "
        "FROM moved WHERE kind IN ('fee-charge', 'fee-payment', 'fee-waiver')"
    )
    db.execute("INSERT OR IGNORE INTO touched_card SELECT card_id FROM moved WHERE card_id IS NOT NULL")
    for table, column in (("card", "row_id"), ("card_number", "json_extract(COALESCE(after, before), '$.card_id')")):
        db.execute(
            f"INSERT OR IGNORE INTO touched_card SELECT {column} FROM image "
            f"WHERE id BETWEEN ? AND ? AND +table_name = '{table}' AND {column} IS NOT NULL",
            tuple(span),
        )
    return True


def _start(db: Connection) -> None:
    db.execute(f"CREATE TEMP TABLE IF NOT EXISTS moved (sign INTEGER, {', '.join(_COLUMNS)})")
    db.execute(f"CREATE TEMP TABLE IF NOT EXISTS used (sign INTEGER, {', '.join(_USE_COLUMNS)})")
    for table in ("afresh_member", "afresh_card", "touched_card", "touched_lot", "touched_charge"):
        db.execute(f"CREATE TEMP TABLE IF NOT EXISTS {table} (id INTEGER PRIMARY KEY)")
    for table in ("moved", "used", "afresh_member", "afresh_card", "touched_card", "touched_lot", "touched_charge"):
        db.execute(f"DELETE FROM {table}")


def _everything(db: Connection) -> None:
    db.execute("INSERT INTO afresh_member SELECT member_id FROM touched WHERE member_id > 0")
    for table, column in (("card_state", "card_id"), ("card", "id")):
        db.execute(
            f"INSERT OR IGNORE INTO touched_card SELECT c.{column} FROM touched t "
            f"CROSS JOIN {table} c WHERE c.member_id = t.member_id"
        )
    db.execute("INSERT INTO afresh_card SELECT id FROM touched_card")
    for table, column, condition in (("points_lot", "lot_id", "1"), ("ledger", "id", "c.points > 0")):
        db.execute(
            f"INSERT OR IGNORE INTO touched_lot SELECT c.{column} FROM touched t "
            f"CROSS JOIN {table} c WHERE c.member_id = t.member_id AND {condition}"
        )
    for table, column, condition in (("fee_owed", "charge_id", "1"), ("ledger", "id", "c.kind = 'fee-charge'")):
        db.execute(
            f"INSERT OR IGNORE INTO touched_charge SELECT c.{column} FROM touched t "
            f"CROSS JOIN {table} c WHERE c.member_id = t.member_id AND {condition}"
        )


def _net(db: Connection, table: str, into: str, columns: tuple[str, ...], span: tuple[int, int]) -> None:
    """Rows a write added as they stand, rows it took away as they were; who came and went moved nothing."""
    images = f"FROM image i WHERE i.id BETWEEN ? AND ? AND +i.table_name = '{table}'"
    there = ", ".join(f"x.{column}" for column in columns)
    db.execute(
        f"INSERT INTO {into} SELECT 1, {there} FROM (SELECT DISTINCT row_id {images} AND i.action = 'insert') i "
        f"CROSS JOIN {table} x WHERE x.id = i.row_id",
        span,
    )
    gone = ", ".join(f"json_extract(i.before, '$.{column}')" for column in columns[1:])
    db.execute(
        f"INSERT INTO {into} SELECT -1, i.row_id, {gone} {images} AND i.action = 'delete' AND i.row_id NOT IN "
        f"(SELECT row_id {images} AND i.action = 'insert')",
        span * 2,
    )


def _changed(db: Connection, span: tuple[int, int]) -> None:
    """Who has entries that were changed, or taken away and put back, in one write."""
    images = "FROM image i WHERE i.id BETWEEN ? AND ?"
    for table in ("ledger", "lot_use"):
        odd = (
            f"SELECT i.row_id {images} AND +i.table_name = '{table}' AND (i.action = 'update' OR "
            f"(i.action = 'delete' AND i.row_id IN (SELECT row_id {images} AND +i.table_name = '{table}' "
            "AND i.action = 'insert')))"
        )
        if db.execute(f"SELECT EXISTS ({odd})", span * 2).fetchone()[0]:
            db.execute("INSERT OR IGNORE INTO afresh_member SELECT member_id FROM touched WHERE member_id > 0")
            db.execute(
                "INSERT OR IGNORE INTO touched_lot SELECT l.id FROM touched t "
                "CROSS JOIN ledger l WHERE l.member_id = t.member_id AND l.points > 0"
            )
            db.execute(
                "INSERT OR IGNORE INTO afresh_card SELECT l.card_id FROM touched t "
                "CROSS JOIN ledger l WHERE l.member_id = t.member_id AND l.card_id IS NOT NULL"
            )
            db.execute("INSERT OR IGNORE INTO touched_card SELECT id FROM afresh_card")
