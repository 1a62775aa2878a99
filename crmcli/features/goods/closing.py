"""What the commands that end a holding have in common: the one write, and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.features.goods import store
from crmcli.features.goods.present import STATES, goods_listed, whole_words
from crmcli.features.goods.reminder import drop_calls
from crmcli.features.goods.select import refuse_closed
from crmcli.language import _
from crmcli.ui.output import wrote

if TYPE_CHECKING:
    from crmcli.session import Session

Row = dict[str, Any]


def close_as(session: Session, goods: Row, command: str, values: Row) -> None:
    """Ends a holding as the `state` among the values, looked at anew within the write, and says what it did."""
    with session.write(command) as operation:
        fresh = refuse_closed(session, store.goods(operation.db, goods["id"]), goods["id"])
        drop_calls(operation.db, fresh, session.today)
        closed = {"closed_on": session.today.isoformat(), "closed_by": session.operator_id}
        store.edit_goods(operation.db, fresh["id"], values | closed)
    now = store.goods(session.db, goods["id"]) or {}
    answer = goods_listed(session, now) | {"operation": operation.number}
    text = _("{words}: {state}").format(words=whole_words(now), state=_(STATES[now["state"]]))
    wrote(session, answer, text, hint=_left_words(session, now))


def _left_words(session: Session, goods: Row) -> str:
    """What else is held for the same member, so that it is not forgotten while they stand there."""
    left = store.held_of(session.db, goods["member_id"])
    if not left:
        return ""
    return _("still held: {words}").format(words="; ".join(whole_words(one) for one in left))
