"""Whether what is kept of the ledger is what its entries make: read whole, in a few statements, whatever the size.

Each function gives a finding for every row that differs, with the figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_, Finding
from crmcli.core.money import show_yuan
from crmcli.features.ledger.sums import CARD_NO, CARD_STATE, SUMMED
from crmcli.features.member.store import member_no
from crmcli.language import _

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack

#: What the columns kept are called; those in 分 end with _fen.
WORDS = {
    "amount_fen": N_("amount"),
    "spend_fen": N_("spent"),
    "paid_fen": N_("paid in"),
    "points": N_("points"),
    "owed_points": N_("points owed"),
    "loose_fen": N_("balance brought along"),
    "principal_fen": N_("principal"),
    "bonus_fen": N_("bonus"),
    "sessions": N_("uses left"),
    "purchases": N_("purchases"),
    "last_purchase_on": N_("last purchase"),
    "entries": N_("entries"),
    "member_id": N_("holder"),
    "no": N_("card number"),
    "kind": N_("kind"),
    "state": N_("state"),
    "expires_on": N_("last day"),
    "unlocks_on": N_("first free day"),
    "earned_on": N_("day earned"),
    "left_points": N_("points left"),
    "fee": N_("fee"),
    "period": N_("period"),
    "due_on": N_("due day"),
    "left_fen": N_("owed"),
    "balance_fen": N_("card balance"),
    "points_lapse_on": N_("day points lapse"),
}
_DIFFERS = N_("{of}: {what} is kept as {kept}, the entries make {found}")
_LACKING = N_("{of}: nothing is kept, the entries make something")
_TOO_MUCH = N_("{of}: something is kept of which there is no entry")


def member_sums(db: Connection, pack: Pack) -> Iterator[Finding]:
    """A member's sums."""
    columns = (*SUMMED, "last_purchase_on")
    sums = ", ".join(f"SUM({sql}) AS {name}" for name, sql in SUMMED.items())
    covered = "COALESCE((SELECT SUM(u.points) FROM lot_use u WHERE u.member_id = e.member_id), 0)"
    wanted = (
        f"SELECT e.*, e.owed_points - {covered} AS debt FROM (SELECT member_id, {sums}, "
        "MAX(CASE WHEN kind = 'purchase' THEN on_day END) AS last_purchase_on "
        # in the order of its rows and sorted: by the members' index every entry would be looked up on its own
        "FROM ledger NOT INDEXED GROUP BY member_id) e"
    )
    found = {name: f"f.{'debt' if name == 'owed_points' else name}" for name in columns}
    yield from _differing(db, "ledger_sum", "member_id", wanted, found, member_no)
    without = "SELECT s.member_id FROM ledger_sum s WHERE s.member_id NOT IN (SELECT member_id FROM ledger)"
    yield from (Finding(_TOO_MUCH, {"of": member_no(row[0])}) for row in db.execute(without))


def card_balances(db: Connection, pack: Pack) -> Iterator[Finding]:
    """A card's balance, holder, number and state."""
    pockets = ("principal_fen", "bonus_fen", "sessions")
    sums = ", ".join(f"SUM({pocket}) AS {pocket}" for pocket in pockets)
    wanted = (
        f"SELECT c.id AS card_id, c.member_id, {CARD_NO} AS no, c.kind, {CARD_STATE} AS state, c.expires_on, "
        + ", ".join(f"COALESCE(e.{pocket}, 0) AS {pocket}" for pocket in pockets)
        + f" FROM card c LEFT JOIN (SELECT card_id, {sums} FROM ledger WHERE card_id IS NOT NULL GROUP BY card_id) e "
        "ON e.card_id = c.id"
    )
    columns = ("member_id", "no", "kind", "state", "expires_on", *pockets)
    numbers = "SELECT COALESCE((SELECT no FROM card_number WHERE card_id = ? ORDER BY id DESC LIMIT 1), ?)"

    def of(number: int) -> str:
        return _("card {no}").format(no=db.execute(numbers, (number, number)).fetchone()[0])

    yield from _differing(db, "card_state", "card_id", wanted, {name: f"f.{name}" for name in columns}, of)
    without = "SELECT card_id FROM card_state WHERE card_id NOT IN (SELECT id FROM card)"
    yield from (Finding(_TOO_MUCH, {"of": of(row[0])}) for row in db.execute(without))


def lots(db: Connection, pack: Pack) -> Iterator[Finding]:
    """What is left of every lot of points."""
    left = "l.points - COALESCE((SELECT SUM(u.points) FROM lot_use u WHERE u.lot_id = l.id), 0)"
    columns = {
        "left_points": left,
        "member_id": "l.member_id",
        "earned_on": "l.on_day",
        "unlocks_on": "l.unlocks_on",
        "expires_on": "l.expires_on",
        "points": "l.points",
    }
    yield from _left_over(db, "points_lot", "lot_id", "l.points > 0", columns, _lot)


def charges(db: Connection, pack: Pack) -> Iterator[Finding]:
    """What is owed of every charge."""
    settled = (
        "COALESCE((SELECT SUM(p.amount_fen) FROM ledger p WHERE p.refers_to = l.id "
        "AND p.kind IN ('fee-payment', 'fee-waiver')), 0)"
    )
    same = {name: f"l.{name}" for name in ("member_id", "fee", "period", "due_on")}
    columns = {"left_fen": f"l.amount_fen - {settled}", **same}
    yield from _left_over(db, "fee_owed", "charge_id", "l.kind = 'fee-charge'", columns, _charge)


def _left_over(
    db: Connection, table: str, key: str, which: str, columns: dict[str, str], of: Callable[[int], str]
) -> Iterator[Finding]:
    """The entries of which something is left other than a table keeps; what is left, the first column, is read once."""
    (left, left_sql), *same = columns.items()
    unlike = " OR ".join(f"s.{name} IS NOT {sql}" for name, sql in same)
    pairs = ", ".join(f"{sql}, s.{name}" for name, sql in columns.items())
    differing = (
        f"SELECT l.id, s.{key}, {pairs} FROM ledger l NOT INDEXED LEFT JOIN {table} s ON s.{key} = l.id "
        f"WHERE {which} AND (COALESCE(s.{left}, 0) <> {left_sql} OR (s.{key} IS NOT NULL AND ({unlike})))"
    )
    for row in db.execute(differing):
        yield _difference(of(row[0]), tuple(columns), tuple(row)[1:])
    entry = f"SELECT 1 FROM ledger l WHERE l.id = s.{key} AND {which}"
    for row in db.execute(f"SELECT s.{key} FROM {table} s NOT INDEXED WHERE NOT EXISTS ({entry})"):
        yield Finding(_TOO_MUCH, {"of": of(row[0])})


def member_figures(db: Connection, pack: Pack) -> Iterator[Finding]:
    """What is shown of a member is what is kept of the ledger."""
    wanted = (
        "SELECT x.member_id, COALESCE(s.spend_fen, 0) AS spend_fen, COALESCE(s.points, 0) AS points, "
        "COALESCE(s.loose_fen + s.principal_fen + s.bonus_fen, 0) AS balance_fen, "
        "COALESCE(s.purchases, 0) AS purchases, s.last_purchase_on, p.lapse_on AS points_lapse_on "
        "FROM member_state x LEFT JOIN ledger_sum s ON s.member_id = x.member_id LEFT JOIN (SELECT member_id, "
        "MIN(expires_on) AS lapse_on FROM points_lot WHERE expires_on > '' GROUP BY member_id) p "
        "ON p.member_id = x.member_id"
    )
    columns = ("spend_fen", "points", "balance_fen", "purchases", "last_purchase_on", "points_lapse_on")
    found = {name: f"f.{name}" for name in columns}
    yield from _differing(db, "member_state", "member_id", wanted, found, member_no)
    without = "SELECT id FROM member WHERE id NOT IN (SELECT member_id FROM member_state)"
    yield from (Finding(_LACKING, {"of": member_no(row[0])}) for row in db.execute(without))


def _lot(number: int) -> str:
    return _("lot {number}").format(number=number)


def _charge(number: int) -> str:
    return _("charge {number}").format(number=number)


def _differing(
    db: Connection, table: str, key: str, wanted: str, found: dict[str, str], of: Callable[[int], str]
) -> Iterator[Finding]:
    """The rows of `wanted` that a table lacks or has otherwise, with the first column that differs."""
    unlike = " OR ".join(f"{sql} IS NOT s.{name}" for name, sql in found.items())
    pairs = ", ".join(f"{sql}, s.{name}" for name, sql in found.items())
    sql = (
        f"SELECT f.{key}, s.{key}, {pairs} FROM ({wanted}) f LEFT JOIN {table} s ON s.{key} = f.{key} "
        f"WHERE s.{key} IS NULL OR {unlike}"
    )
    for row in db.execute(sql):
        yield _difference(of(row[0]), tuple(found), tuple(row)[1:])


def _difference(of: str, columns: Sequence[str], row: tuple[Any, ...]) -> Finding:
    if row[0] is None:
        return Finding(_LACKING, {"of": of})
    for place, name in enumerate(columns):
        found, kept = row[1 + 2 * place], row[2 + 2 * place]
        if found != kept:
            told = {"kept": _told(name, kept), "found": _told(name, found)}
            return Finding(_DIFFERS, {"of": of, "what": _(WORDS[name]), **told})
    raise AssertionError("the engine found a difference")


def _told(name: str, value: Any) -> str:
    if value is None:
        return "-"
    if name == "member_id":
        return member_no(value)
    return show_yuan(value) if name.endswith("_fen") else str(value)
