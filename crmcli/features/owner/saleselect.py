"""The purchase somebody means who asks who earned it: by its id, or by its member."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.core.money import show_yuan
from crmcli.errors import Failure
from crmcli.features.member.find import resolve
from crmcli.features.owner import sale_store
from crmcli.features.owner.earning import UNDECIDED
from crmcli.language import _
from crmcli.ui.ask import asked, one_of

if TYPE_CHECKING:
    from crmcli.session import Session

Row = dict[str, Any]
FIELD = "PURCHASE"
#: A phone has more digits; what has fewer may be the id of a purchase.
_ID_DIGITS = 10


def sale_of_id(session: Session, text: str) -> Row | None:
    """The purchase of this id, where a text is one."""
    if not (text.isascii() and text.isdigit() and len(text) <= _ID_DIGITS):
        return None
    return sale_store.sale(session.db, int(text))


def undecided_sale(session: Session, text: str | None) -> Row:
    """The purchase of an id, decided or not, or the undecided one of a member; several are offered."""
    return asked(session, text, FIELD, _("Purchase or member"), lambda typed: _selected(session, typed))


def _selected(session: Session, text: str) -> Row:
    found = sale_of_id(session, text)
    if found is not None:
        return found
    try:
        member = resolve(session, text, FIELD)
    except Failure as failure:
        if not text.isdigit() or failure.kind != "not-found":
            raise
        message = N_("There is no purchase {value}. See: crmcli purchase list")
        raise Failure("not-found", message, field=FIELD, value=text) from failure
    rows = [row for row in sale_store.sales_of(session.db, member["id"], -1) if row["earned_rule"] == UNDECIDED]
    if not rows:
        message = N_("{name} has no purchase that is undecided.")
        raise Failure("not-found", message, field=FIELD, value=text, name=member["name"])
    return one_of(
        session,
        rows,
        _line,
        lambda: Failure(
            "ambiguous",
            N_("{value} has {count} purchases that are undecided; name one by its id."),
            field=FIELD,
            value=text,
            count=len(rows),
            candidates=[{"id": row["id"], "date": row["on_day"], "item": row["item_name"]} for row in rows],
            lines=[_line(row) for row in rows],
        ),
    )


def _line(row: Row) -> str:
    return f"{row['id']}  {row['on_day']}  {row['item_name']}  {show_yuan(row['amount_fen'])}"
