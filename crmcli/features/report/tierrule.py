"""The tier held on a past day as SQL, so that a month's figures are counted by the engine.

What `tier.rules.held` says of one member in Python, said once more for many: the ladder in force on the day,
what the counted amount earns on it, and the last hand-given tier while it holds. A test holds both to each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crmcli.features.ledger.counting import CONSUMPTION

if TYPE_CHECKING:
    from crmcli.features.report.period import Period
    from crmcli.features.tier.rules import Ladder


def tier_case(ladders: Sequence[Ladder], values: dict[str, Any]) -> str:
    """SQL that gives a tier's code from the columns `day`, `counted` and `given`; adds what it binds to `values`.

    `given` is the code of the hand-given tier that holds on the day, or null.
    """
    cases = []
    for place, ladder in reversed(list(enumerate(ladders))):
        values |= {f"tier_{place}_{rank}": rung.code for rank, rung in enumerate(ladder.rungs)}
        if place:
            values[f"ladder_{place}"] = ladder.on_day
            cases.append(f"WHEN day >= :ladder_{place} THEN {_code(ladder, place)}")
    first = _code(ladders[0], 0)
    return f"CASE {' '.join(cases)} ELSE {first} END" if cases else first


def _code(ladder: Ladder, place: int) -> str:
    ranks = range(len(ladder.rungs))
    earned = " ".join(f"WHEN counted >= {ladder.rungs[rank].from_fen} THEN {rank}" for rank in reversed(ranks))
    given = " ".join(f"WHEN :tier_{place}_{rank} THEN {rank}" for rank in ranks)
    codes = " ".join(f"WHEN {rank} THEN :tier_{place}_{rank}" for rank in ranks)
    return f"(CASE max(CASE {earned} ELSE 0 END, CASE given {given} ELSE -1 END) {codes} END)"


def standing_on(day: str) -> str:
    """SQL with `member_id`, `day`, `counted`, `given` and `points` of everybody who was a member at a day's end.

    `day` is the name of a bound value. What is kept about a member is of today, so what came later is taken off:
    only the entries behind the day are read, not the history before it (the plus keeps the engine from reading
    the whole ledger in the order of its members).
    """
    return f"""
        SELECT m.id AS member_id, :{day} AS day, s.spend_fen - COALESCE(l.fen, 0) AS counted,
            s.points - COALESCE(l.points, 0) AS points,
            CASE WHEN g.until_on IS NULL OR g.until_on >= :{day} THEN g.tier END AS given, m.store_id
        FROM member m JOIN member_state s ON s.member_id = m.id
        LEFT JOIN (SELECT member_id, SUM(points) AS points, SUM({CONSUMPTION.total_fen}) AS fen
            FROM ledger WHERE on_day > :{day} GROUP BY +member_id) l ON l.member_id = m.id
        LEFT JOIN (SELECT member_id, tier, until_on, ROW_NUMBER() OVER (
            PARTITION BY member_id ORDER BY on_day DESC, id DESC) AS place
            FROM tier_grant WHERE on_day <= :{day}) g ON g.member_id = m.id AND g.place = 1
        WHERE m.standing = 'member' AND COALESCE(m.joined_on, m.recorded_on) <= :{day}"""


def moved_in(period: Period) -> str:
    """SQL of the purchases and refunds of a period that count, each with its purchase: id, day, item, who served.

    What was spent before the file was begun does not count, nor what was paid with a points voucher. `member_id`
    is the purchase's.
    """
    return (
        "SELECT l.id, l.kind, l.member_id, l.on_day, l.amount_fen + l.bonus_fen - l.voucher_fen AS amount_fen, "
        "l.quantity, p.id AS purchase_id, p.on_day AS day, p.item, p.item_name, p.item_group, p.staff_id, "
        "p.earned_by, p.earned_rule "
        f"FROM ledger l JOIN ledger p ON p.id = COALESCE(l.refers_to, l.id) {period.joined('l.member_id')}"
        "WHERE l.on_day BETWEEN :first AND :last AND l.kind IN ('purchase', 'refund') "
        "AND (l.pay IS NOT 'voucher' OR l.voucher_id IS NOT NULL)"
        f"{period.of('m.store_id')}"
    )


#: Columns `counted` and `given` of a purchase of `moved_in`: what the member held when it was made, before it.
HELD_AT_PURCHASE = f"""
    COALESCE((SELECT SUM({CONSUMPTION.amount_fen}) FROM ledger b WHERE b.member_id = e.member_id
        AND (b.on_day, b.id) < (e.day, e.purchase_id) AND {CONSUMPTION.condition}), 0) AS counted,
    (SELECT CASE WHEN g.until_on IS NULL OR g.until_on >= e.day THEN g.tier END FROM tier_grant g
        WHERE g.member_id = e.member_id AND g.on_day < e.day ORDER BY g.on_day DESC, g.id DESC LIMIT 1) AS given
"""
