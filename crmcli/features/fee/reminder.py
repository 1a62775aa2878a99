"""Reminders of what is owed, as keyed lines of the due list: one a member, however many charges.

A line is known by the day the oldest charge fell due that nobody has called about; one that falls due after that call
asks for a new one. What is paid is called about no more.
Source: domain/money.md, Fees owed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from crmcli.core.money import show_yuan, yuan
from crmcli.features.fee import store
from crmcli.features.followup import store as followups
from crmcli.features.followup.keyed import Lapse
from crmcli.features.followup.script import fill
from crmcli.language import _

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack
    from crmcli.session import Session

KIND = "fee"


def lapses(session: Session, first: str, last: str, member_id: int | None) -> Iterator[Lapse]:
    """Who owes something due by a day, since when and how much; `first` means nothing, since debts do not lapse."""
    ahead = session.pack.notices[KIND].ahead_days
    for row in store.reminded(session.db, last, ahead, member_id):
        why = _("owes {amount} since {day}").format(amount=show_yuan(row["left_fen"]), day=row["since"])
        yield Lapse(row, row["due_on"], why, _values(row["left_fen"], row["since"]))


def _values(left_fen: int, since: str) -> dict[str, str]:
    return {"amount": yuan(left_fen), "day": fill("{day}", "", "", since)}


def after_settling(db: Connection, pack: Pack, member_id: int, still: Sequence[dict[str, Any]], on_day: date) -> None:
    """Open calls follow what was paid: one about charges that are settled is cancelled, another tells the rest.

    `still` are the charges with something left. A cancelled one gives its key back, since another fee due that day
    may still be raised. Within the one write.
    """
    notice = pack.notices.get(KIND)
    for call in store.open_calls(db, member_id):
        due_days = {charge["due_on"] for charge in still}
        if call["key"] is None or notice is None or call["key"].split(":")[2] not in due_days:
            values = {"state": "cancelled", "closed_on": on_day.isoformat(), "key": None}
        else:
            until = (on_day + timedelta(days=notice.ahead_days)).isoformat()
            told = [charge for charge in still if charge["due_on"] <= max(until, call["anchor_on"])]
            script = notice.script
            left = sum(charge["left_fen"] for charge in told)
            for name, value in _values(left, min(charge["due_on"] for charge in told)).items():
                script = script.replace(f"{{{name}}}", value)
            values = {"script": script}
        followups.edit_followup(db, call["id"], values)
