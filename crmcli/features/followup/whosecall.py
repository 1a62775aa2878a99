"""Why a line is assigned to whom it is, in a sentence. Loaded only where it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.features.followup import store
from crmcli.features.followup.birthday import KIND as BIRTHDAY
from crmcli.features.followup.holder import holder_of
from crmcli.features.member import store as members
from crmcli.features.staff import store as staff
from crmcli.language import _

if TYPE_CHECKING:
    from crmcli.features.followup.dueline import DueLine
    from crmcli.features.followup.present import Sight
    from crmcli.packs.model import Pack
    from crmcli.session import Session


class Assigning(NamedTuple):
    """What says whose lines are: the staff, whom customers belong to, and the post each stored call was planned for."""

    pack: Pack
    people: list[dict[str, Any]]
    owners: dict[int, int | None]
    planned: dict[int, tuple[str | None, int | None]]

    @classmethod
    def of(cls, session: Session, lines: Sequence[DueLine]) -> Assigning:
        """What says whose these lines are."""
        stored = store.planned_for(session.db, [line.followup_id for line in lines if line.followup_id is not None])
        owners = members.owners(session.db, [line.member_id for line in lines if line.member_id > 0])
        return cls(session.pack, staff.people(session.db), owners, stored)

    def post(self, line: DueLine) -> str | None:
        """The post that does a line; None where a person was named."""
        if line.followup_id in self.planned and line.key is None:
            return self.planned[line.followup_id][0]
        if line.duty is not None:
            return next((duty.role for duty in self.pack.duties if duty.code == line.duty), None)
        if line.kind == BIRTHDAY:
            return self.pack.birthday.role if self.pack.birthday else None
        notice = self.pack.notices.get(line.kind)
        return notice.role if notice else None


def why_whose(line: DueLine, sight: Sight, assigning: Assigning) -> str:
    """Why a line is assigned to whom it is, or to nobody."""
    code = assigning.post(line)
    role = assigning.pack.role(code) if code else None
    post = role.name if role else code
    name = sight.assigned(line)
    if name is None:
        return _unassigned(line, post, assigning)
    if line.case_id is not None:
        return _("assigned to {name}, who has the case").format(name=name)
    if code is None:
        return _("assigned to {name} by hand").format(name=name)
    owner_id = assigning.owners.get(line.member_id)
    if holder_of(assigning.pack, code, owner_id, assigning.people) != line.assigned_id:
        return _("assigned to {name} when it was planned, or by hand; the post is {post}").format(name=name, post=post)
    if line.assigned_id == owner_id:
        return _("assigned to {name}, to whom the customer belongs and who is {post}").format(name=name, post=post)
    return _("assigned to {name}, the first who is {post}").format(name=name, post=post)


def _unassigned(line: DueLine, post: str | None, assigning: Assigning) -> str:
    had = assigning.planned.get(line.followup_id or 0, (None, None))[1]
    if had is not None:
        return _("unassigned: whoever had it has left")
    if post is None:
        return _("unassigned: nobody was named")
    return _("unassigned: nobody is {post}").format(post=post)
