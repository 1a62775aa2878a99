"""What is kept of the ledger: a member's sums, a card's balance, what is left of lots of points and of charges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmcli.features.ledger.counting import CONSUMPTION, PAYMENT
from crmcli.features.ledger.moved import collect_moved

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack

#: Column of ledger_sum -> what of an entry goes into it. `loose_fen` is a card balance a list brought along while
#: the file knew no card of it; `owed_points` are points taken back that had been spent, until later ones repay.
SUMMED = {
    "spend_fen": CONSUMPTION.total_fen,
    "paid_fen": PAYMENT.total_fen,
    "points": "points",
    "owed_points": "max(-points, 0)",
    "loose_fen": "CASE WHEN kind = 'opening-balance' AND card_id IS NULL THEN amount_fen ELSE 0 END",
    "principal_fen": "principal_fen",
    "bonus_fen": "bonus_fen",
    "purchases": "kind = 'purchase'",
    "entries": "1",
}


def derive_ledger_sums(db: Connection, pack: Pack) -> None:
    """Recomputes what is kept of the ledger for the members in temp.touched."""
    if not collect_moved(db):
        return
    _members_afresh(db)
    _members_moved(db)
    _cards(db)
    _lots(db)
    _charges(db)


def _members_afresh(db: Connection) -> None:
    names = ", ".join(SUMMED)
    sums = ", ".join(f"SUM({sql})" for sql in SUMMED.values())
    db.execute("DELETE FROM ledger_sum WHERE member_id IN (SELECT id FROM afresh_member)")
    db.execute(
        f"INSERT INTO ledger_sum (member_id, {names}, last_purchase_on) "
        f"SELECT l.member_id, {sums}, MAX(CASE WHEN kind = 'purchase' THEN on_day END) "
        "FROM afresh_member a CROSS JOIN ledger l WHERE l.member_id = a.id GROUP BY l.member_id"
    )
    db.execute(
        "UPDATE ledger_sum SET owed_points = owed_points - u.points FROM (SELECT x.member_id, SUM(x.points) AS points "
        "FROM afresh_member a CROSS JOIN lot_use x WHERE x.member_id = a.id GROUP BY x.member_id) u "
        "WHERE u.member_id = ledger_sum.member_id AND ledger_sum.member_id IN (SELECT id FROM afresh_member)"
    )


def _members_moved(db: Connection) -> None:
    """Adds what came and takes off what went; both halves of a repaid debt in one step, or it is below zero between."""
    names = ", ".join(SUMMED)
    db.execute(f"CREATE TEMP TABLE IF NOT EXISTS delta (member_id INTEGER PRIMARY KEY, {names}, came_on, went_on)")
    db.execute("DELETE FROM delta")
    moved = ", ".join(f"sign * ({sql}) AS {name}" for name, sql in SUMMED.items())
    used = ", ".join("-sign * points" if name == "owed_points" else "0" for name in SUMMED)
    sums = ", ".join(f"SUM({name})" for name in SUMMED)
    db.execute(
        f"INSERT INTO delta SELECT member_id, {sums}, MAX(came_on), MAX(went_on) FROM ("
        f"SELECT member_id, {moved}, CASE WHEN kind = 'purchase' AND sign > 0 THEN on_day END AS came_on, "
        "CASE WHEN kind = 'purchase' AND sign < 0 THEN on_day END AS went_on FROM moved "
        f"UNION ALL SELECT member_id, {used}, NULL, NULL FROM used) "
        "WHERE member_id NOT IN (SELECT id FROM afresh_member) GROUP BY member_id"
    )
    added = ", ".join(f"{name} = ledger_sum.{name} + d.{name}" for name in SUMMED)
    last = (
        "CASE WHEN d.went_on IS NOT NULL THEN (SELECT MAX(l.on_day) FROM ledger l WHERE l.member_id = d.member_id "
        "AND l.kind = 'purchase') WHEN d.came_on > COALESCE(ledger_sum.last_purchase_on, '') THEN d.came_on "
        "ELSE ledger_sum.last_purchase_on END"
    )
    db.execute(
        f"UPDATE ledger_sum SET {added}, last_purchase_on = {last} "
        "FROM delta d WHERE d.member_id = ledger_sum.member_id "
        # or all sums there are would be read to find these
        "AND ledger_sum.member_id IN (SELECT member_id FROM delta)"
    )
    db.execute(
        f"INSERT INTO ledger_sum (member_id, {names}, last_purchase_on) SELECT member_id, {names}, came_on FROM delta "
        "WHERE entries > 0 AND member_id NOT IN (SELECT member_id FROM ledger_sum)"
    )
    db.execute("DELETE FROM ledger_sum WHERE entries = 0 AND member_id IN (SELECT member_id FROM delta)")


#: The present number of a card, and how it stands: the last entry that says so.
CARD_NO = "(SELECT n.no FROM card_number n WHERE n.card_id = c.id ORDER BY n.id DESC LIMIT 1)"
CARD_STATE = (
    "COALESCE((SELECT CASE l.kind WHEN 'card-lost' THEN 'lost' WHEN 'card-freeze' THEN 'frozen' "
    "WHEN 'card-close' THEN 'closed' ELSE 'live' END FROM ledger l WHERE l.card_id = c.id AND l.kind IN "
    "('card-lost', 'card-freeze', 'card-unfreeze', 'card-replace', 'card-close') ORDER BY l.id DESC LIMIT 1), 'live')"
)


def _cards(db: Connection) -> None:
    """A card's balance: what it was plus what moved, or all of its entries where it is summed afresh."""
    db.execute("CREATE TEMP TABLE IF NOT EXISTS balance (card_id INTEGER PRIMARY KEY, principal, bonus, sessions)")
    db.execute("DELETE FROM balance")
    db.execute(
        "INSERT INTO balance SELECT card_id, SUM(principal), SUM(bonus), SUM(sessions) FROM ("
        "SELECT s.card_id, s.principal_fen AS principal, s.bonus_fen AS bonus, s.sessions FROM touched_card t "
        "CROSS JOIN card_state s WHERE s.card_id = t.id AND t.id NOT IN (SELECT id FROM afresh_card) "
        "UNION ALL SELECT card_id, sign * principal_fen, sign * bonus_fen, sign * sessions FROM moved "
        "WHERE card_id IS NOT NULL AND card_id NOT IN (SELECT id FROM afresh_card) "
        "UNION ALL SELECT l.card_id, l.principal_fen, l.bonus_fen, l.sessions FROM afresh_card a "
        "CROSS JOIN ledger l WHERE l.card_id = a.id) GROUP BY card_id"
    )
    db.execute("DELETE FROM card_state WHERE card_id IN (SELECT id FROM touched_card)")
    db.execute(
        f"INSERT INTO card_state SELECT c.id, c.member_id, {CARD_NO}, c.kind, {CARD_STATE}, c.expires_on, "
        "COALESCE(b.principal, 0), COALESCE(b.bonus, 0), COALESCE(b.sessions, 0) "
        "FROM touched_card t CROSS JOIN card c LEFT JOIN balance b ON b.card_id = c.id WHERE c.id = t.id"
    )


def _lots(db: Connection) -> None:
    db.execute("DELETE FROM points_lot WHERE lot_id IN (SELECT id FROM touched_lot)")
    used = "COALESCE((SELECT SUM(u.points) FROM lot_use u WHERE u.lot_id = l.id), 0)"
    db.execute(
        f"INSERT INTO points_lot SELECT l.id, l.member_id, l.on_day, l.unlocks_on, l.expires_on, l.points, "
        f"l.points - {used} FROM touched_lot t CROSS JOIN ledger l WHERE l.id = t.id AND l.points > 0 "
        f"AND l.points <> {used}"
    )


def _charges(db: Connection) -> None:
    db.execute("DELETE FROM fee_owed WHERE charge_id IN (SELECT id FROM touched_charge)")
    paid = (
        "COALESCE((SELECT SUM(p.amount_fen) FROM ledger p WHERE p.refers_to = l.id "
        "AND p.kind IN ('fee-payment', 'fee-waiver')), 0)"
    )
    db.execute(
        f"INSERT INTO fee_owed SELECT l.id, l.member_id, l.fee, l.period, l.due_on, l.amount_fen - {paid} "
        f"FROM touched_charge t CROSS JOIN ledger l WHERE l.id = t.id AND l.kind = 'fee-charge' "
        f"AND l.amount_fen <> {paid}"
    )
