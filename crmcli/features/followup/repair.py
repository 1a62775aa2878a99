"""What helps to find the right number of somebody: the one that was called, and every other way that is on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmcli.core.mask import mask_phone
from crmcli.features.followup import store
from crmcli.language import _

if TYPE_CHECKING:
    from crmcli.features.followup.dueline import DueLine
    from crmcli.session import Session


def ways_known(session: Session, line: DueLine) -> str:
    """The ways to somebody as a sentence; numbers whole only for whom the line is for."""
    known = store.ways_to(session.db, line.member_id)
    said = []
    if known["mobile"]:
        said.append(_("wrong: {number}").format(number=_number(session, line, known["mobile"])))
    if known["phone2"]:
        said.append(_("second phone: {number}").format(number=_number(session, line, known["phone2"])))
    if known["wechat"]:
        said.append(_("WeChat {name}").format(name=known["wechat"]))
    if known["introducer"]:
        number = _number(session, line, known["introducer_mobile"]) if known["introducer_mobile"] else ""
        said.append(_("introduced by {name} {number}").format(name=known["introducer"], number=number).rstrip())
    if len(said) < 2:
        said.append(_("no other way is on record, ask whoever served them"))
    return _("; ").join(said)


def _number(session: Session, line: DueLine, number: str) -> str:
    told = {None, session.operator_id} & {line.assigned_id, line.caller}
    if not session.masked or session.operator_id is None or told:
        return number
    return mask_phone(number)
