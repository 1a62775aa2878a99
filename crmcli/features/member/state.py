"""What is kept about a member so that lists need not add it up: sums, tier, last contact, recovery."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.features.case import state as cases
from crmcli.features.followup import history
from crmcli.features.member.completeness import completeness_permille
from crmcli.features.owner.held_store import releases_of_touched
from crmcli.features.purchase import store as ledger
from crmcli.features.tier import store as tiers
from crmcli.features.tier.rules import PAYMENT, Grant, Ladder, rank_of
from crmcli.features.tier.state import Earned, earned_of_touched

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack

NO_TIER = Earned(-1, None)
COLUMNS = (
    "member_id",
    "spend_fen",
    "points",
    "balance_fen",
    "purchases",
    "earned_tier",
    "earned_rank",
    "earned_until",
    "floor_rank",
    "floor_tier",
    "floor_until",
    "last_purchase_on",
    "last_contact_on",
    "completeness_permille",
    "recovering_since",
    "distress_since",
    "complaint_since",
    "points_lapse_on",
    "release_on",
    "unplanned_since",
    "unplanned_of",
)


def derive_member_state(db: Connection, pack: Pack) -> None:
    """Recomputes the state of the members in temp.touched."""
    db.execute("DELETE FROM member_state WHERE member_id IN (SELECT member_id FROM touched)")
    ladders = tiers.ladders(db)
    earned = earned_of_touched(db, ladders)
    sums = ledger.sums_of_touched(db)
    grants = tiers.grants_of_touched(db)
    touch = history.contacts_of_touched(db)
    recovering = history.recovering_of_touched(db, pack)
    complaining = cases.complaints_of_touched(db)
    planned = history.planned_of_touched(db)
    closed = history.closed_of_touched(db)
    releases = releases_of_touched(db, pack, lambda number: sums.get(number, ledger.NO_SUMS).purchases > 0)
    members = db.execute("SELECT m.* FROM touched t JOIN member m ON m.id = t.member_id")
    ladder = ladders[-1]
    state = (
        _row(
            member,
            ladder,
            earned,
            sums,
            grants,
            touch,
            recovering,
            complaining,
            planned,
            closed,
            releases,
            pack.weights,
        )
        for member in members
    )
    marks = ", ".join("?" for _column in COLUMNS)
    db.executemany(f"INSERT INTO member_state ({', '.join(COLUMNS)}) VALUES ({marks})", state)


def _row(
    member: Any,
    ladder: Ladder,
    earned: dict[int, Earned],
    sums: dict[int, ledger.Sums],
    grants: dict[int, Grant],
    touch: dict[int, history.Contacts],
    recovering: dict[int, str],
    complaining: dict[int, str],
    planned: set[int],
    closed: dict[int, str],
    releases: dict[int, str],
    weights: dict[str, int],
) -> tuple[Any, ...]:
    number = member["id"]
    total = sums.get(number, ledger.NO_SUMS)
    has_tier = member["standing"] in ("member", "left")
    now = _earned(ladder, total, earned.get(number)) if has_tier else NO_TIER
    rank = now.rank
    grant = grants.get(number) if has_tier else None
    contacts = touch.get(number, history.NO_CONTACTS)
    heard = (total.last_purchase_on, contacts.last_contact_on, closed.get(number))
    return (
        number,
        total.spend_fen,
        total.points,
        total.balance_fen,
        total.purchases,
        ladder.rungs[rank].code if rank >= 0 else None,
        rank,
        now.until_on,
        ladder.rank(grant.tier) if grant else -1,
        grant.tier if grant else None,
        grant.until_on if grant else None,
        total.last_purchase_on,
        contacts.last_contact_on,
        completeness_permille(member, weights),
        recovering.get(number),
        contacts.distress_since,
        complaining.get(number),
        total.points_lapse_on,
        releases.get(number),
        *(_unplanned(member, rank, grant, ladder, heard) if number not in planned else (None, None)),
    )


def _unplanned(
    member: Any, rank: int, grant: Grant | None, ladder: Ladder, heard: tuple[str | None, ...]
) -> tuple[str | None, str | None]:
    """Since when nothing is planned for somebody the department still has, and the group they are called with.

    The last day anything happened with them, what came before they did counting no more; the owner, the tier and
    the class, upon which it hangs when they are called and by whom.
    """
    if member["standing"] not in ("member", "prospect"):
        return None, None
    rank = max(rank, ladder.rank(grant.tier) if grant else -1)
    tier = ladder.rungs[rank].code if rank >= 0 else ""
    since = max(*(day or "" for day in heard), member["joined_on"] or member["recorded_on"])
    return since, f"{member['owner_id'] or ''} {tier} {member['class'] or ''}"


def _earned(ladder: Ladder, total: ledger.Sums, kept: Earned | None) -> Earned:
    """What the whole sum earns; where a day may move somebody, what was found of the entries."""
    if not ladder.is_lifetime:
        return kept or Earned(0, None)
    return Earned(rank_of(ladder, total.paid_fen if ladder.policy.counts == PAYMENT else total.spend_fen), None)
