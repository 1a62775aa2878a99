"""Goods held, as keyed lines of the due list: from the day the customer is to be told on, until they are fetched.

After a call the line comes again, so long as the pack says, while the goods still lie there. Source: domain/trades.md,
retail; domain/followups.md, Plans.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from crmcli.features.followup import store as followups
from crmcli.features.followup.keyed import Lapse
from crmcli.features.followup.script import fill
from crmcli.features.goods import store
from crmcli.language import _

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack
    from crmcli.session import Session

KIND = "goods"
#: Where the pack says nothing.
WAIT_DAYS = 7


def wait_days(pack: Pack) -> int:
    """So many days after goods were put aside their customer is told, and told again after each call."""
    notice = pack.notices.get(KIND)
    return notice.wait_days if notice is not None and notice.wait_days is not None else WAIT_DAYS


def lapses(session: Session, first: str, last: str, member_id: int | None) -> Iterator[Lapse]:
    """What is held and to be told of on some days; never over, since goods do not go away by themselves."""
    for row in store.reminded(session.db, last, member_id):
        on = told_on(row["remind_on"], row["called_for"], row["called_on"], wait_days(session.pack))
        if on <= last:
            what = item_words(row["item"], row["quantity"])
            why = _("{item} held since {day}").format(item=what, day=row["held_on"])
            values = {"item": what, "day": fill("{day}", "", "", row["held_on"])}
            # care: it is theirs, whatever else they do not wish to be told
            yield Lapse(row, on, why, values, str(row["goods_id"]), care=True)


def told_on(remind_on: str, called_for: str | None, called_on: str | None, wait: int) -> str:
    """The day the customer is to be told on: as said, or so long after the last call about it.

    `called_for` is the latest day a call about it was made for, `called_on` the day the last one was closed; one made
    beforehand does not bring the next one nearer.
    """
    if called_for is None or called_on is None or remind_on > called_for:
        return remind_on
    return (date.fromisoformat(max(called_for, called_on)) + timedelta(days=wait)).isoformat()


def tell_again(db: Connection, key: str, day: date) -> dict[str, Any] | None:
    """Takes a day on which the customer is to be called again as the day to tell them of what is held; gives the line.

    None where nothing is held under the key any more, or the line has been on that day already. Within the one write.
    """
    _kind, number, on, tail = key.split(":")
    held = store.goods(db, int(tail))
    if held is None or held["state"] != "held" or day.isoformat() <= on:
        return None
    store.edit_goods(db, held["id"], {"remind_on": day.isoformat()})
    return {"id": f"{KIND}:{number}:{day.isoformat()}:{tail}", "due_on": day.isoformat(), "due_at": None}


def item_words(item: str, quantity: int) -> str:
    """What is held, and how many where there is more than one."""
    return item if quantity == 1 else f"{item}×{quantity}"


def drop_calls(db: Connection, goods: dict[str, Any], on_day: date) -> None:
    """Calls about goods that somebody began or moved are cancelled once nothing is held any more.

    A cancelled one gives its key back, since an undo may put the goods back. Within the one write.
    """
    for number in store.open_calls(db, goods["member_id"], goods["id"]):
        values = {"state": "cancelled", "closed_on": on_day.isoformat(), "key": None}
        followups.edit_followup(db, number, values)
