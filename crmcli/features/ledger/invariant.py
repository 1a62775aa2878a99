"""What must hold of the entries whatever was done and undone: nothing below zero, nothing spent or paid back twice.

Each rule is a query of the facts alone, for everybody or for what stands in temp.guarded(kind, id). It gives what
does not hold and by how much; a second query gives the rows that take it there, the latest first.
Source: domain/money.md; issue "One ledger", 7.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack


class Key(NamedTuple):
    """What a rule does not hold for: the subject's id (a reward's code), what of it, and the day it begins."""

    rule: str
    subject: int | str
    part: str
    on_day: str | None


class Taker(NamedTuple):
    """A row that takes something, and how much."""

    table: str
    row_id: int
    takes: int


class Rule(NamedTuple):
    """`broken` gives subject, part, day and by how much it is exceeded; `takers` table, id and what each takes.

    `kind` is the kind of subject in temp.guarded, `column` the column of it, compared where only some are asked about.
    """

    code: str
    kind: str
    column: str
    broken: str
    takers: str


#: Paid back so far of a purchase `p`; -1 where nothing was, so that one a voucher paid whole is still told apart.
_BACK = (
    "COALESCE((SELECT -SUM(r.amount_fen - r.voucher_fen) FROM ledger r "
    "WHERE r.refers_to = p.id AND r.kind = 'refund'), -1)"
)
_POCKETS = ("principal_fen", "bonus_fen", "sessions")
_AT_END_OF_DAY = ", ".join(f"SUM(SUM(l.{pocket})) OVER days AS {pocket}" for pocket in _POCKETS)
#: An entry of a card and the holder at that time: who opened it, or whom the last transfer before it gave it to.
_HELD = (
    "SELECT e.*, FIRST_VALUE(e.member_id) OVER (PARTITION BY e.card_id, e.turn ORDER BY e.id) AS holder_id, "
    "MAX(e.turn) OVER (PARTITION BY e.card_id) AS last_turn FROM ("
    "SELECT l.id, l.card_id, l.member_id, l.on_day, l.kind, l.principal_fen, l.bonus_fen, l.sessions, "
    "SUM(l.kind = 'card-transfer' AND l.refers_to IS NOT NULL) OVER (PARTITION BY l.card_id ORDER BY l.id) AS turn "
    "FROM ledger l WHERE l.card_id IS NOT NULL {among}) e"
)
#: Cards that had more than one holder, or whose holder has no entry on it; of all others there is nothing to ask.
_CHANGED_HANDS = (
    "AND l.card_id IN (SELECT l.card_id FROM ledger l WHERE l.card_id IS NOT NULL {among} GROUP BY l.card_id "
    "HAVING MIN(l.member_id) <> MAX(l.member_id) "
    "OR MIN(l.member_id) <> (SELECT c.member_id FROM card c WHERE c.id = l.card_id))"
)


def _pockets(rows: str, sign: str) -> str:
    """A row for every pocket of which `rows` has less than nothing, or more than it may."""
    return " UNION ALL ".join(
        f"SELECT subject, '{pocket}', on_day, {sign}{pocket} AS excess FROM {rows} WHERE {sign}{pocket} > 0"
        for pocket in _POCKETS
    )


CARD_BALANCE = Rule(
    "card-balance",
    "card",
    "l.card_id",
    "WITH balance AS MATERIALIZED (SELECT * FROM ("
    f"SELECT l.card_id AS subject, l.on_day, {_AT_END_OF_DAY} FROM ledger l WHERE l.card_id IS NOT NULL {{among}} "
    "GROUP BY l.card_id, l.on_day WINDOW days AS (PARTITION BY l.card_id ORDER BY l.on_day)) "
    f"WHERE principal_fen < 0 OR bonus_fen < 0 OR sessions < 0) {_pockets('balance', '-')} ORDER BY 1, 2, 3",
    "SELECT 'ledger', id, -{part} FROM ledger WHERE card_id = :subject AND on_day <= :on_day AND {part} < 0 "
    "ORDER BY id DESC",
)
CARD_HOLDER = Rule(
    "card-holder",
    "card",
    "l.card_id",
    f"WITH held AS MATERIALIZED ({_HELD.replace('{among}', _CHANGED_HANDS)}) "
    "SELECT card_id AS subject, 'entry', MIN(on_day), COUNT(*) FROM held WHERE member_id <> holder_id GROUP BY card_id "
    "UNION ALL SELECT h.card_id, 'holder', MAX(h.on_day), 1 FROM held h JOIN card c ON c.id = h.card_id "
    "WHERE h.turn = h.last_turn AND c.member_id <> h.holder_id GROUP BY h.card_id "
    "UNION ALL SELECT card_id, 'turn', MAX(on_day), 1 FROM held WHERE turn < last_turn GROUP BY card_id, turn "
    "HAVING SUM(principal_fen) <> 0 OR SUM(bonus_fen) <> 0 OR SUM(sessions) <> 0",
    "SELECT 'ledger', id, 1 FROM (" + _HELD.replace("{among}", "AND l.card_id = :subject") + ") "
    "WHERE (:part = 'entry' AND member_id <> holder_id) OR (:part <> 'entry' AND kind = 'card-transfer') "
    "ORDER BY id DESC",
)
#: The entries that say how a card stands, in the words of their index, and those a card that is not live takes none of.
_STATES = "('card-lost', 'card-freeze', 'card-unfreeze', 'card-replace', 'card-close')"
_SHUT = (
    "(SELECT k.kind FROM ledger k WHERE k.card_id = l.card_id AND k.id < l.id "
    f"AND k.kind IN {_STATES} ORDER BY k.id DESC LIMIT 1)"
)
_NEEDS_LIVE = "l.kind IN ('purchase', 'card-topup', 'card-bonus', 'card-transfer', 'card-refund')"
_NOT_LIVE = (
    f"(({_NEEDS_LIVE} AND {_SHUT} IN ('card-lost', 'card-freeze', 'card-close')) "
    f"OR (l.kind = 'refund' AND {_SHUT} = 'card-close'))"
)
_EXPIRED = (
    "l.kind IN ('purchase', 'card-topup', 'card-bonus', 'card-transfer') "
    "AND l.on_day > (SELECT c.expires_on FROM card c WHERE c.id = l.card_id)"
)
CARD_LIVE = Rule(
    "card-live",
    "card",
    "l.card_id",
    f"SELECT l.card_id AS subject, 'state', MIN(l.on_day), COUNT(*) FROM "
    f"(SELECT DISTINCT l.card_id FROM ledger l WHERE l.kind IN {_STATES} {{among}}) s CROSS JOIN ledger l "
    f"WHERE l.card_id = s.card_id {{among}} AND {_NOT_LIVE} GROUP BY l.card_id "
    "UNION ALL SELECT l.card_id, 'expired', MIN(l.on_day), COUNT(*) FROM card c CROSS JOIN ledger l "
    f"WHERE c.expires_on IS NOT NULL AND l.card_id = c.id {{among}} AND {_EXPIRED} GROUP BY l.card_id",
    "SELECT 'ledger', l.id, 1 FROM ledger l WHERE l.card_id = :subject "
    f"AND CASE :part WHEN 'state' THEN {_NOT_LIVE} ELSE {_EXPIRED} END ORDER BY l.id DESC",
)
#: A card is closed once nothing is left on it; what lapses is a movement of the closing entry.
CARD_CLOSED = Rule(
    "card-closed",
    "card",
    "l.card_id",
    "SELECT l.card_id AS subject, 'balance', MAX(l.on_day), 1 FROM "
    f"(SELECT card_id FROM ledger WHERE kind IN {_STATES} AND kind = 'card-close') s CROSS JOIN ledger l "
    "WHERE l.card_id = s.card_id {among} GROUP BY l.card_id "
    "HAVING SUM(l.principal_fen) <> 0 OR SUM(l.bonus_fen) <> 0 OR SUM(l.sessions) <> 0",
    "SELECT 'ledger', id, 1 FROM ledger WHERE card_id = :subject AND kind = 'card-close' ORDER BY id DESC",
)
#: A balance a list brought along moves onto a card once.
LOOSE = Rule(
    "loose",
    "loose",
    "l.member_id",
    "SELECT subject, 'amount_fen', on_day, -left_fen FROM (SELECT l.member_id AS subject, l.on_day, "
    "SUM(SUM(l.amount_fen)) OVER (PARTITION BY l.member_id ORDER BY l.on_day) AS left_fen FROM ledger l "
    "WHERE l.kind = 'opening-balance' AND l.card_id IS NULL {among} GROUP BY l.member_id, l.on_day) "
    "WHERE left_fen < 0 ORDER BY 1, 3",
    "SELECT 'ledger', id, -amount_fen FROM ledger WHERE member_id = :subject AND kind = 'opening-balance' "
    "AND card_id IS NULL AND amount_fen < 0 AND on_day <= :on_day ORDER BY id DESC",
)
LOT = Rule(
    "lot",
    "lot",
    "u.lot_id",
    "SELECT u.lot_id AS subject, 'points', NULL, SUM(u.points) - l.points FROM lot_use u "
    "JOIN ledger l ON l.id = u.lot_id WHERE 1 {among} GROUP BY u.lot_id HAVING SUM(u.points) > l.points",
    "SELECT 'lot_use', id, points FROM lot_use WHERE lot_id = :subject ORDER BY id DESC",
)
SPENT = Rule(
    "spent",
    "spent",
    "u.entry_id",
    "SELECT u.entry_id AS subject, 'points', NULL, SUM(u.points) + l.points FROM lot_use u "
    "JOIN ledger l ON l.id = u.entry_id WHERE 1 {among} GROUP BY u.entry_id HAVING SUM(u.points) > -l.points",
    "SELECT 'lot_use', id, points FROM lot_use WHERE entry_id = :subject ORDER BY id DESC",
)
PAID_BACK = Rule(
    "paid-back",
    "purchase",
    "r.refers_to",
    "WITH back AS MATERIALIZED (SELECT r.refers_to AS subject, MAX(r.on_day) AS on_day, "
    "p.voucher_fen - p.amount_fen - SUM(r.amount_fen - r.voucher_fen) AS amount_fen, "
    "p.principal_fen + SUM(r.principal_fen) AS principal_fen, p.bonus_fen + SUM(r.bonus_fen) AS bonus_fen, "
    "p.sessions + SUM(r.sessions) AS sessions FROM ledger r JOIN ledger p ON p.id = r.refers_to "
    "WHERE r.refers_to IS NOT NULL AND r.kind = 'refund' {among} GROUP BY r.refers_to) "
    "SELECT subject, 'amount_fen', on_day, amount_fen FROM back WHERE amount_fen > 0 "
    f"UNION ALL {_pockets('back', '')} ORDER BY 1, 2",
    "SELECT 'ledger', id, CASE :part WHEN 'amount_fen' THEN voucher_fen - amount_fen WHEN 'principal_fen' "
    "THEN principal_fen WHEN 'bonus_fen' THEN bonus_fen ELSE sessions END FROM ledger "
    "WHERE refers_to = :subject AND kind = 'refund' ORDER BY id DESC",
)
VOUCHER = Rule(
    "voucher",
    "voucher",
    "p.voucher_id",
    "SELECT p.voucher_id AS subject, 'purchases', MAX(p.on_day), COUNT(*) - 1 FROM ledger p "
    f"WHERE p.voucher_id IS NOT NULL AND p.kind = 'purchase' {{among}} AND p.amount_fen - p.voucher_fen > {_BACK} "
    "GROUP BY p.voucher_id HAVING COUNT(*) > 1",
    "SELECT 'ledger', p.id, 1 FROM ledger p WHERE p.voucher_id = :subject AND p.kind = 'purchase' "
    f"AND p.amount_fen - p.voucher_fen > {_BACK} ORDER BY p.id DESC",
)
CHARGE = Rule(
    "charge",
    "charge",
    "r.refers_to",
    "SELECT r.refers_to AS subject, 'amount_fen', MAX(r.on_day), SUM(r.amount_fen) - c.amount_fen FROM ledger r "
    "JOIN ledger c ON c.id = r.refers_to WHERE r.refers_to IS NOT NULL "
    "AND r.kind IN ('fee-payment', 'fee-waiver') {among} GROUP BY r.refers_to HAVING SUM(r.amount_fen) > c.amount_fen",
    "SELECT 'ledger', id, amount_fen FROM ledger WHERE refers_to = :subject "
    "AND kind IN ('fee-payment', 'fee-waiver') ORDER BY id DESC",
)
#: What is left of a reward: what the pack begins with, what came and went by hand, less what was redeemed.
STOCK = Rule(
    "stock",
    "reward",
    "w.code",
    "WITH reward (code, stock) AS (SELECT value ->> 0, value ->> 1 FROM json_each(:rewards)) "
    "SELECT code AS subject, 'quantity', NULL, -remains FROM (SELECT w.code, w.stock "
    "+ COALESCE((SELECT SUM(s.change) FROM reward_stock s WHERE s.reward = w.code), 0) "
    "- COALESCE((SELECT SUM(l.quantity) FROM ledger l WHERE l.kind = 'points-redeem' AND l.item = w.code), 0) "
    "AS remains FROM reward w WHERE w.stock IS NOT NULL {among}) WHERE remains < 0",
    "SELECT 'ledger', id, quantity FROM ledger WHERE kind = 'points-redeem' AND item = :subject "
    "UNION ALL SELECT 'reward_stock', id, -change FROM reward_stock WHERE reward = :subject AND change < 0 "
    "ORDER BY 1, 2 DESC",
)
RULES = (CARD_BALANCE, CARD_HOLDER, CARD_LIVE, CARD_CLOSED, LOOSE, LOT, SPENT, PAID_BACK, VOUCHER, CHARGE, STOCK)
_BY_CODE = {rule.code: rule for rule in RULES}


def broken(db: Connection, pack: Pack, rules: Sequence[Rule] = RULES, *, guarded: bool = False) -> dict[Key, int]:
    """Where the rules do not hold and by how much, of everybody or of what is `guarded`."""
    rewards = _rewards(pack)
    found: dict[Key, int] = {}
    for rule in rules:
        among = f"AND {rule.column} IN (SELECT id FROM guarded WHERE kind = '{rule.kind}')" if guarded else ""
        for subject, part, on_day, excess in db.execute(rule.broken.replace("{among}", among), {"rewards": rewards}):
            found[Key(rule.code, subject, part, on_day)] = excess
    return found


def takers(db: Connection, key: Key) -> Iterator[Taker]:
    """The rows that take something where a rule does not hold, the latest first."""
    sql = _BY_CODE[key.rule].takers.replace("{part}", key.part)
    for row in db.execute(sql, {"subject": key.subject, "part": key.part, "on_day": key.on_day}):
        yield Taker(*row)


def _rewards(pack: Pack) -> str:
    import json

    return json.dumps([[reward.code, reward.stock] for reward in pack.rewards])
