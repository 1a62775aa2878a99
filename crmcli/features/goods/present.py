"""Goods held as people and programs see them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.core.mask import mask_phone
from crmcli.features.goods.reminder import item_words
from crmcli.features.member.store import member_no
from crmcli.language import _, ngettext
from crmcli.ui.output import Column

if TYPE_CHECKING:
    from crmcli.session import Session

Row = dict[str, Any]

STATES = {"held": N_("held"), "collected": N_("fetched"), "returned": N_("put back")}
COLUMNS = (
    Column("id", N_("id"), "int"),
    Column("held_on", N_("held since"), "day"),
    Column("days", N_("days held"), "int"),
    Column("item", N_("goods")),
    Column("quantity", N_("quantity"), "int"),
    Column("place", N_("place")),
    Column("name", N_("name")),
    Column("member", N_("member no.")),
    Column("mobile", N_("mobile")),
    Column("remind_on", N_("tell from"), "day"),
    Column("state", N_("state"), "text", STATES),
    Column("closed_on", N_("closed"), "day"),
    Column("note", N_("note")),
)


def goods_listed(session: Session, goods: Row) -> Row:
    """Something held with the keys of `goods list`; `days` is how long it lay, or has lain by today."""
    until = goods["closed_on"] or session.today.isoformat()
    mobile = goods["mobile"]
    return {
        "id": goods["id"],
        "member": member_no(goods["member_id"]),
        "name": goods["name"],
        "mobile": mask_phone(mobile) if mobile and session.masked else mobile,
        "item": goods["item"],
        "quantity": goods["quantity"],
        "place": goods["place"],
        "held_on": goods["held_on"],
        "days": (date.fromisoformat(until) - date.fromisoformat(goods["held_on"])).days,
        "remind_on": goods["remind_on"],
        "state": goods["state"],
        "by": goods["by"],
        "closed_on": goods["closed_on"],
        "closed_by": goods["closer"],
        "collected_by": goods["collected_by"],
        "reason": goods["reason"],
        "note": goods["note"],
    }


def goods_words(session: Session, goods: Row) -> str:
    """Something held as one line: number, what, where, how long."""
    listed = goods_listed(session, goods)
    lain = ngettext("{count} day", "{count} days", listed["days"]).format(count=listed["days"])
    parts = [str(goods["id"]), item_words(goods["item"], goods["quantity"]), goods["place"] or "", lain]
    return "  ".join(part for part in parts if part)


def whole_words(goods: Row) -> str:
    """The same as a part of a sentence: number, whose, what."""
    text = _("{id} {name} · {item}")
    return text.format(id=goods["id"], name=goods["name"], item=item_words(goods["item"], goods["quantity"]))
