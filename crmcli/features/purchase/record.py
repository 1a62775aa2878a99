"""Recording a purchase or a refund: the entry, the plan it starts, the standing it changes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.workday import DayOffCalendar
from crmcli.features.followup.begin import welcome
from crmcli.features.followup.plan import Planned
from crmcli.features.followup.replan import Begun, begin_treatment
from crmcli.features.inquiry.prospect import make_member
from crmcli.features.member import store as members
from crmcli.features.points.earn import Back, Earning, Followed, after_purchase, after_refund, points_back
from crmcli.features.points.referral import counted_fen
from crmcli.features.purchase import store
from crmcli.features.purchase.payment import MONEY, Means, paid_back, paid_with

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.features.owner.earning_store import Attribution
    from crmcli.packs.model import Item, Pack, Plan


class Purchase(NamedTuple):
    """A purchase as it is to be recorded; `plan` is the after-treatment plan it starts, if any.

    `amount_fen` counts for nothing where uses of a session card are the means: they say what it comes to.
    """

    member_id: int
    on_day: date
    item: Item
    amount_fen: int
    quantity: int = 1
    plan: Plan | None = None
    pay: str | None = None
    staff_id: int | None = None
    note: str | None = None
    source_key: str | None = None
    means: Means = MONEY


class Recorded(NamedTuple):
    """The entry's id, the steps of the plans it started, what it came to, in 分, and the points it brought.

    `begun` is what the treatment's own plan began and called off.
    """

    id: int
    steps: list[Planned]
    amount_fen: int
    points: int = 0
    followed: Followed = Followed()
    begun: Begun = Begun([])


class Refunded(NamedTuple):
    """A refund's id and the points it took back."""

    id: int
    back: Back


def record_purchase(
    db: Connection,
    pack: Pack,
    purchase: Purchase,
    opens_on: date | None = None,
    calendar: DayOffCalendar | None = None,
    earning: Earning | None = None,
    attribution: Attribution | None = None,
) -> Recorded:
    """Writes the entry, makes a prospect a member, starts the plan, gives the points. Within the one write.

    `opens_on`: an import's day; earlier steps of the plan are in no list. `calendar` is read where it is not given.
    `earning`, `attribution`: what knows of the earlier ones, and of the staff, where one write records many.
    """
    item, plan = purchase.item, purchase.plan
    paid = paid_with(db, pack, purchase.means, purchase.amount_fen, purchase.pay, purchase.on_day)
    on_day = purchase.on_day.isoformat()
    lot = (earning or Earning(db, pack)).earned(purchase.member_id, on_day, counted_fen(paid))
    entry_id = store.add_entry(
        db,
        {
            "kind": "purchase",
            "member_id": purchase.member_id,
            "on_day": on_day,
            "item": item.code,
            "item_name": item.name,
            "item_group": item.group,
            "quantity": purchase.quantity,
            "plan": plan.code if plan else None,
            "staff_id": purchase.staff_id,
            "note": purchase.note,
            "source_key": purchase.source_key,
            **paid,
            **lot._asdict(),
            **_earned(db, pack, purchase, of_list=opens_on is not None, attribution=attribution),
        },
    )
    member = members.member(db, purchase.member_id) or {}
    # a prospect becomes a member by the first purchase, dated. Source: domain/members.md, Kinds and standing
    make_member(db, member, purchase.on_day)
    begun = Begun([])
    if plan is not None:
        begun = begin_treatment(db, pack, plan, member, entry_id, purchase.on_day, opens_on, calendar)
    steps = list(begun.steps)
    if member["standing"] == "prospect" and opens_on is None:
        steps += welcome(db, pack, member["id"], purchase.on_day)
    followed = after_purchase(db, pack, entry_id)
    return Recorded(entry_id, steps, paid["amount_fen"], lot.points, followed, begun)


def _earned(
    db: Connection, pack: Pack, purchase: Purchase, *, of_list: bool, attribution: Attribution | None
) -> dict[str, Any]:
    """The columns that say who earned it, where the trade has rules of it. Source: domain/ownership.md."""
    if pack.ownership is None:
        return {}
    from crmcli.features.owner.earning_store import Attribution, Sale

    sale = Sale(purchase.member_id, purchase.on_day.isoformat(), purchase.item.group)
    return (attribution or Attribution(db, pack)).columns(sale, of_list=of_list)


def record_refund(
    db: Connection,
    pack: Pack,
    purchase: dict[str, Any],
    amount_fen: int,
    on_day: date,
    staff_id: int | None,
    reason: str | None,
) -> Refunded:
    """Writes a refund against its purchase; its points go back. Raises Failure(refused) above what is left of it."""
    columns = {"on_day": on_day.isoformat(), "staff_id": staff_id, **paid_back(db, purchase, amount_fen)}
    entry_id = store.add_entry(
        db,
        {
            "kind": "refund",
            "member_id": purchase["member_id"],
            "refers_to": purchase["id"],
            "item": purchase["item"],
            "item_name": purchase["item_name"],
            "item_group": purchase["item_group"],
            "note": reason,
            "points": -points_back(db, purchase, columns),
            **columns,
        },
    )
    return Refunded(entry_id, after_refund(db, pack, entry_id, purchase["id"]))
