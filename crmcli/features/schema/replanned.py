"""What planning anew changed, and what was promoted in spite of the recovery guard."""

from __future__ import annotations

from typing import Literal

from crmcli.features.schema.scalar import Answer, Day, FollowupId, MemberNo


class Replanned(Answer):
    """A step of a plan that is not as it was, by the id of the one that stands.

    `moved`: it takes the place of an earlier plan's; `called-off`: nothing does; `begun`: it takes nobody's place;
    `restored`: it is owed again; `handed`: somebody else makes it now.
    """

    id: FollowupId
    plan: str
    step: str
    purpose: str
    due_before: Day | None
    due_after: Day | None
    assigned_before: str | None
    assigned_after: str | None
    change: Literal["moved", "called-off", "begun", "restored", "handed"]


class Override(Answer):
    """A promotion in spite of the recovery guard; `guards` says what of it."""

    id: int
    day: Day
    member: MemberNo
    name: str
    what: str
    followup: FollowupId | None
    guards: list[Literal["recovery", "distress", "complaint", "do-not-contact"]]
    reason: str
    by: str | None
