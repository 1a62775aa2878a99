"""Members of a period: how many came, how many there are by tier, who moved. State at the period's end.

A member whose day of joining is not on record (a list without it) is there from the day the file has them, and is
never new. Who left is not counted any more, also not in months before they left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from crmcli.features.importing.figures import KINDS, REASON
from crmcli.features.ledger.counting import CONSUMPTION
from crmcli.features.report.tierpast import Past, is_plain
from crmcli.features.report.tierrule import standing_on, tier_case
from crmcli.features.tier import store as tiers
from crmcli.features.tier.counted import entries_of
from crmcli.features.tier.replay import history
from crmcli.features.tier.rules import Change, Grant, Ladder

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.features.report.period import Period
    from crmcli.session import Session

#: Who joined in the period; `m` is the member.
JOINED = "m.joined_on BETWEEN :first AND :last AND m.standing IN ('member', 'left')"
#: Whether a member came as a prospect, which the first image of the row says.
_WAS_PROSPECT = (
    "(m.recorded_on < m.joined_on OR EXISTS (SELECT 1 FROM image i WHERE i.table_name = 'member' "
    "AND i.row_id = m.id AND i.action = 'insert' AND json_extract(i.after, '$.standing') = 'prospect'))"
)


def figures(session: Session, period: Period) -> dict[str, Any]:
    """The contract's `members` of a report."""
    db = session.db
    ladders = tiers.ladders(db)
    by_tier = _by_tier(db, period, ladders)
    joined, converted = db.execute(
        f"SELECT COUNT(*), COALESCE(SUM({_WAS_PROSPECT}), 0) FROM member m WHERE {JOINED}{period.of('m.store_id')}",
        period.values,
    ).fetchone()
    ups, downs = _moves(db, period, ladders)
    return {
        "new": joined,
        "total": sum(by_tier.values()),
        "by_tier": by_tier,
        "upgraded": ups,
        "downgraded": downs,
        "prospects_converted": converted,
    }


def ladder_on(ladders: list[Ladder], day: str) -> Ladder:
    """The ladder in force on a day; the first covers all days before it."""
    return next((ladder for ladder in reversed(ladders) if ladder.on_day <= day), ladders[0])


def _by_tier(db: Connection, period: Period, ladders: list[Ladder]) -> dict[str, int]:
    values = dict(period.values)
    members = f"({standing_on('last')}{period.of('m.store_id')})"
    found: Iterable[Any]
    if is_plain(ladders):
        code = tier_case([ladder_on(ladders, period.last.isoformat())], values)
        found = db.execute(f"SELECT {code} AS tier, COUNT(*) FROM {members} GROUP BY 1", values)
    else:
        # days that have not come yet move nobody
        day = period.until.isoformat()
        past = Past(db, ladders, day)
        held = (past.on(row[0], day) for row in db.execute(f"SELECT member_id FROM {members}", values))
        found = Counter(held).items()
    rungs = ladder_on(ladders, period.last.isoformat()).rungs
    return {**{rung.code: 0 for rung in rungs}, **{row[0]: row[1] for row in found}}


def _moves(db: Connection, period: Period, ladders: list[Ladder]) -> tuple[int, int]:
    """Moves up and down within the period. What a list brought along moved nobody."""
    ups = downs = 0
    for change in moves_in(db, period, ladders):
        before = ladder_on(ladders, (_day_before(change.on_day) if change.cause == "ladder" else change.on_day))
        after = ladder_on(ladders, change.on_day)
        if after.rank(change.to_tier) > before.rank(change.from_tier):
            ups += 1
        else:
            downs += 1
    return ups, downs


def _day_before(day: str) -> str:
    from datetime import date

    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def moves_in(db: Connection, period: Period, ladders: list[Ladder]) -> Iterator[Change]:
    """Every change of tier within the period, replayed for those who may have had one."""
    if not period.first <= period.until:
        return
    for member_id, changes in _replayed(db, period, ladders):
        grants = tiers.grants_of(db, member_id)
        for change in changes:
            if change.on_day >= period.first.isoformat() and not _brought_along(change, grants):
                yield change


def _replayed(db: Connection, period: Period, ladders: list[Ladder]) -> Iterator[tuple[int, list[Change]]]:
    """The moves of whoever may have moved in the period. Where days move people, that is anybody."""
    if is_plain(ladders):
        for member_id in _candidates(db, period, ladders):
            entries = entries_of(db, member_id, ladders)
            yield member_id, history(ladders, entries, tiers.grants_of(db, member_id), period.last)
        return
    past = Past(db, ladders, period.until.isoformat())
    asked = db.execute(
        f"SELECT m.id FROM member m WHERE m.standing IN ('member', 'left'){period.of('m.store_id')} ORDER BY m.id",
        period.values,
    )
    yield from ((row[0], past.changes[row[0]]) for row in asked if row[0] in past.changes)


def _brought_along(change: Change, grants: list[Grant]) -> bool:
    """Whether a move is nothing but an opening figure taken over. Source: domain/money.md, Opening."""
    given = next((grant for grant in grants if grant.id == change.grant_id), None)
    return change.cause == KINDS["spend"] or (given is not None and given.reason == REASON)


def _candidates(db: Connection, period: Period, ladders: list[Ladder]) -> list[int]:
    """Members whose running sum crosses a threshold, whose hand-given tier begins or ends, whom a ladder moves."""
    values = dict(period.values) | {"day_before": (period.first - timedelta(days=1)).isoformat()}
    thresholds = sorted({rung.from_fen for ladder in ladders for rung in ladder.rungs})
    crossed = " OR ".join(f"(least < {fen} AND {fen} <= greatest)" for fen in thresholds)
    parts = [
        f"SELECT member_id FROM ({_EXTREMES}) WHERE {crossed}",
        "SELECT member_id FROM tier_grant WHERE on_day BETWEEN :first AND :last "
        "OR until_on BETWEEN :day_before AND :last",
    ]
    parts += _moved_by_ladders(period, ladders, values)
    found = db.execute(
        f"SELECT m.id FROM member m WHERE m.id IN ({' UNION '.join(parts)}) "
        f"AND m.standing IN ('member', 'left'){period.of('m.store_id')} ORDER BY m.id",
        values,
    )
    return [row[0] for row in found]


def _moved_by_ladders(period: Period, ladders: list[Ladder], values: dict[str, Any]) -> list[str]:
    """For each ladder that came into force in the period those who hold another tier on it; mostly there is none."""
    parts = []
    for place, ladder in enumerate(ladders):
        if place and period.first.isoformat() <= ladder.on_day <= period.last.isoformat():
            values |= {f"eve_{place}": _day_before(ladder.on_day)}
            own: list[str] = []
            for one, name in ((ladders[place - 1], "old"), (ladder, "new")):
                bound: dict[str, Any] = {}
                code = tier_case([one], bound)
                values |= {key.replace("tier_0", f"{name}_{place}"): code_ for key, code_ in bound.items()}
                own.append(code.replace(":tier_0", f":{name}_{place}"))
            parts.append(f"SELECT member_id FROM ({standing_on(f'eve_{place}')}) WHERE {own[0]} IS NOT {own[1]}")
    return parts


#: The lowest and the highest a member's counted sum stood at in the period, the sum before it included.
_EXTREMES = f"""
    SELECT member_id, MIN(begun, MIN(run)) AS least, MAX(begun, MAX(run)) AS greatest FROM (
        SELECT e.member_id, e.begun,
            e.begun + SUM(l.fen) OVER (PARTITION BY e.member_id ORDER BY l.on_day, l.id) AS run
        FROM (SELECT member_id, COALESCE((SELECT SUM({CONSUMPTION.amount_fen}) FROM ledger b
                WHERE b.member_id = d.member_id AND b.on_day < :first AND {CONSUMPTION.condition}), 0) AS begun
            FROM (SELECT DISTINCT member_id FROM ledger WHERE on_day BETWEEN :first AND :last
                AND {CONSUMPTION.condition}) d) e
        CROSS JOIN (SELECT id, member_id, on_day, {CONSUMPTION.amount_fen} AS fen FROM ledger
            WHERE on_day BETWEEN :first AND :last AND {CONSUMPTION.condition}) l WHERE l.member_id = e.member_id)
    GROUP BY member_id, begun
"""
