"""What a purchase earns, and what a refund takes back of it. Within the one write.

Source: domain/money.md, Points. A purchase earns at the rate of the tier held before it, on its day; what was given
is never computed again. After a refund the purchase keeps what the rest of it earns at the same rate.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.offset import parse_offset, shift
from crmcli.features.ledger.counting import COUNTINGS
from crmcli.features.ledger.underway import has_entered
from crmcli.features.points import lot, referral
from crmcli.features.points.rules import points_for
from crmcli.features.tier import store as tiers
from crmcli.features.tier.rules import Ladder, held, rank_of
from crmcli.storage.row import fetch, rows

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack

#: Where what counts for a tier is kept, by the pack's word for it.
_KEPT = {"consumption": "spend_fen", "payment": "paid_fen"}


class Earned(NamedTuple):
    """The lot a purchase brings, with the names of its entry's columns. No points: no days."""

    points: int
    rate: str | None
    tier: str
    unlocks_on: str | None
    expires_on: str | None


class _Known(NamedTuple):
    """What counted up to a day, of the entries up to an id."""

    day: str
    last_id: int
    counted_fen: int


class Earning:
    """What the purchases of one write earn, asked one after the other, each before it is entered.

    It remembers how much a member had counted on the last day asked for, so that a list of ten thousand purchases of
    one member, entered in order of days, is added up once.
    """

    def __init__(self, db: Connection, pack: Pack) -> None:
        self._db, self._pack = db, pack
        self._ladders = tiers.ladders(db)
        self._known: dict[tuple[int, str], _Known] = {}

    def earned(self, member_id: int, on_day: str, counted_fen: int) -> Earned:
        """The lot of a purchase of which so much counts."""
        ladder = next((one for one in reversed(self._ladders) if one.on_day <= on_day), self._ladders[0])
        rung = ladder.rungs[self._rank(ladder, member_id, on_day)]
        tier = self._pack.tier(rung.code)
        rate = tier.points_per_yuan if tier else None
        points = points_for(rate, counted_fen)
        unlocks_on, expires_on = lot_days(self._pack, on_day) if points else (None, None)
        return Earned(points, rate, rung.code, unlocks_on, expires_on)

    def _rank(self, ladder: Ladder, member_id: int, day: str) -> int:
        grants = [grant for grant in tiers.grants_of(self._db, member_id) if grant.on_day <= day]
        if not ladder.is_lifetime:
            from crmcli.features.tier.counted import entries_of
            from crmcli.features.tier.replay import replay

            return replay(self._ladders, entries_of(self._db, member_id, self._ladders), grants, day).held.rank
        counted = self._through(member_id, day, ladder.policy.counts)
        return held(ladder, rank_of(ladder, counted), grants[-1] if grants else None, day).rank

    def _through(self, member_id: int, day: str, counts: str) -> int:
        known = self._known.get((member_id, counts))
        if known is not None and known.day <= day:
            same_day = _between(self._db, member_id, counts, known.day, known.day, known.last_id)
            counted = known.counted_fen + same_day + _between(self._db, member_id, counts, _next(known.day), day)
        else:
            counted = counted_through(self._db, member_id, day, counts)
        last_id = self._db.execute("SELECT COALESCE(MAX(id), 0) FROM ledger").fetchone()[0]
        self._known[member_id, counts] = _Known(day, last_id, counted)
        return counted


def earned(db: Connection, pack: Pack, member_id: int, on_day: str, counted_fen: int) -> Earned:
    """The lot one purchase brings, before it is entered."""
    return Earning(db, pack).earned(member_id, on_day, counted_fen)


def lot_days(pack: Pack, on_day: str) -> tuple[str | None, str | None]:
    """From when points of a day are free where they hang on a purchase, and the last day they can be spent."""
    day = date.fromisoformat(on_day)
    unlocks = day + timedelta(days=pack.points.return_days) if pack.points.return_days else None
    expires = shift(day, parse_offset(pack.points.valid)) if pack.points.valid else None
    return (unlocks.isoformat() if unlocks else None), (expires.isoformat() if expires else None)


def counted_through(db: Connection, member_id: int, day: str, counts: str) -> int:
    """What counts of a member up to a day: what is kept less what came after, where this write has entered nothing."""
    if has_entered(db):
        return _between(db, member_id, counts, "", day)
    kept = db.execute(f"SELECT {_KEPT[counts]} FROM ledger_sum WHERE member_id = ?", (member_id,)).fetchone()
    return int(kept[0]) - _between(db, member_id, counts, _next(day), "9999") if kept else 0


def _next(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _between(db: Connection, member_id: int, counts: str, first: str, last: str, after_id: int = 0) -> int:
    """What counts of the entries of some days, both included, that came after one."""
    found = db.execute(
        f"SELECT COALESCE(SUM({COUNTINGS[counts].total_fen}), 0) FROM ledger "
        "WHERE member_id = ? AND on_day BETWEEN ? AND ? AND id > ?",
        (member_id, first, last, after_id),
    )
    return int(found.fetchone()[0])


class Followed(NamedTuple):
    """What followed from a purchase: the points that repay what was owed, and what was given for bringing somebody."""

    repaid: int = 0
    referrals: tuple[referral.Given, ...] = ()


def after_purchase(db: Connection, pack: Pack, entry_id: int) -> Followed:
    """Lets the points of a purchase that is entered repay what is owed, and gives who was introduced and who
    introduced theirs, once.
    """
    entry = fetch(db, "ledger", entry_id) or {}
    lot.book_lapsed(db, entry["member_id"], entry["on_day"], entry["staff_id"])
    repaid = lot.repay(db, entry_id)
    if not referral.is_ruled(pack):
        return Followed(repaid)
    return Followed(repaid, tuple(referral.give(db, pack, entry, *lot_days(pack, entry["on_day"]))))


class Back(NamedTuple):
    """What a refund took back: points, those of them that were spent and are owed, and what came of a referral."""

    points: int
    owed: int
    referrals: tuple[referral.Given, ...] = ()


def points_back(db: Connection, purchase: Mapping[str, Any], refund: Mapping[str, Any]) -> int:
    """The points a refund takes back, before it is entered; `refund` holds its columns of money, its day and staff.

    What has lapsed of the lot is gone already and is neither taken back nor owed.
    """
    lot.book_lapsed(db, purchase["member_id"], refund["on_day"], refund.get("staff_id"))
    counted, taken = _refunded(db, purchase["id"])
    rest = referral.counted_fen(purchase) + counted + referral.counted_fen(refund)
    keeps = points_for(purchase["rate"], rest)
    held = int(purchase["points"]) + taken - lot.lapsed_of(db, purchase["id"])
    return max(held - keeps, 0)


def _refunded(db: Connection, purchase_id: int) -> tuple[int, int]:
    found = rows(db, "SELECT * FROM ledger WHERE refers_to = ? AND kind = 'refund'", (purchase_id,))
    return sum(referral.counted_fen(row) for row in found), sum(row["points"] for row in found)


def after_refund(db: Connection, pack: Pack, refund_id: int, purchase_id: int) -> Back:
    """Takes the points of a refund out of the purchase's own lot, what of it was spent becomes a debt; and takes
    back what the purchase gave as a referral where it is no longer enough for one.
    """
    refund = fetch(db, "ledger", refund_id) or {}
    purchase = fetch(db, "ledger", purchase_id) or {}
    points = -refund["points"]
    covered = lot.take(db, refund, purchase_id, points)
    counted, _taken = _refunded(db, purchase_id)
    rest = referral.counted_fen(purchase) + counted
    return Back(points, points - covered, tuple(referral.take_back(db, pack, purchase, refund, rest)))
