"""What became of points, in the sentences that stand under the line of a purchase or a refund."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from crmcli.features.member import store as members
from crmcli.features.points.earn import Back, Followed
from crmcli.features.points.referral import Given
from crmcli.language import _, ngettext

if TYPE_CHECKING:
    from crmcli.session import Session


def earned_words(session: Session, points: int, followed: Followed) -> list[str]:
    """What a purchase earned, and who got points for having brought somebody or been brought."""
    if followed.repaid:
        text = _("earned {points} points, {repaid} of them repay what was owed")
    else:
        text = ngettext("earned {points} point", "earned {points} points", points)
    told = [text.format(points=points, repaid=followed.repaid)] if points else []
    return told + _each(session, followed.referrals)


def back_words(session: Session, back: Back) -> list[str]:
    """What a refund took back, of its own purchase and of what was given for it as a referral."""
    if back.owed:
        text = _("{points} points taken back, {owed} of them were spent and are owed")
    else:
        text = ngettext("{points} point taken back", "{points} points taken back", back.points)
    told = [text.format(points=back.points, owed=back.owed)] if back.points else []
    return told + _each(session, back.referrals)


def _each(session: Session, referrals: Iterable[Given]) -> list[str]:
    given = list(referrals)
    names = {row["id"]: row["name"] for row in _people(session, given)}
    return [_one(one).format(name=names[one.member_id], points=abs(one.points), owed=one.owed) for one in given]


def _people(session: Session, given: list[Given]) -> list[dict[str, object]]:
    ids = [one.member_id for one in given]
    return list(members.summaries(session.db, ids, session.today.isoformat())) if ids else []


def _one(given: Given) -> str:
    if given.points >= 0:
        return _("{name} got {points} points for the introduction")
    if given.owed:
        return _("{name}: {points} points for the introduction taken back, {owed} of them were spent and are owed")
    return _("{name}: {points} points for the introduction taken back")
