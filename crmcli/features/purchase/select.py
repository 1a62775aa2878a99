"""The one purchase meant: by its id, or by its member where only one can be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.core.money import show_yuan
from crmcli.errors import Failure
from crmcli.features.purchase import store
from crmcli.features.purchase.payment import left_of
from crmcli.language import _
from crmcli.ui.ask import asked, one_of

if TYPE_CHECKING:
    from crmcli.session import Session


#: Said of a member none of whose purchases will do.
NONE_TO_REFUND = N_("{value} has no purchase that could be paid back.")


def select_purchase(session: Session, text: str | None, none: str = NONE_TO_REFUND) -> dict[str, Any]:
    """The purchase of an id, or the one not yet paid back of a member; several are offered.

    `none` is said where a member has none.
    """
    return asked(session, text, "ID", _("Purchase or member"), lambda typed: _selected(session, typed, none))


def _selected(session: Session, text: str, none: str) -> dict[str, Any]:
    if text.isdigit() and len(text) < 11:
        entry = store.entry(session.db, int(text))
        if entry is None or entry["kind"] != "purchase":
            message = N_("There is no purchase {value}. See: crmcli purchase list")
            raise Failure("not-found", message, field="ID", value=text)
        return entry
    from crmcli.features.member.find import resolve

    member = resolve(session, text)
    found = [
        entry
        for entry in store.entries_of(session.db, member["id"])
        if entry["kind"] == "purchase" and (left := left_of(session.db, entry)).total_fen + left.voucher_fen > 0
    ]
    return _chosen(session, text, found, none)


def _chosen(session: Session, text: str, found: list[dict[str, Any]], none: str) -> dict[str, Any]:
    if not found:
        raise Failure("not-found", none, field="ID", value=text)
    return one_of(
        session,
        found,
        _line,
        lambda: Failure(
            "ambiguous",
            N_("{value} has {count} purchases; name one by its id."),
            field="ID",
            value=text,
            count=len(found),
            candidates=[{"id": e["id"], "date": e["on_day"], "item": e["item_name"]} for e in found],
            lines=[_line(e) for e in found],
        ),
    )


def _line(entry: dict[str, Any]) -> str:
    return f"{entry['id']}  {entry['on_day']}  {entry['item_name']}  {show_yuan(entry['amount_fen'])}"
