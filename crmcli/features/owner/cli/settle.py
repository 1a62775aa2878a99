"""`crmcli owner settle`"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.complete import members, people
from crmcli.features.owner import sale_store
from crmcli.features.owner.earning import SETTLED, UNDECIDED
from crmcli.features.owner.saleselect import FIELD, undecided_sale
from crmcli.features.owner.told import sale_line
from crmcli.features.owner.why import rules_of, sale_listed
from crmcli.features.staff.permission import SUPERVISING, refuse_unless
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import asked, required
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

if TYPE_CHECKING:
    from sqlite3 import Connection

app = Single()

#: What is typed where nobody earned it.
_NOBODY = ("none", "nobody", "无", "没有")


@app.command(help=N_("Say who earned a purchase that no rule decides, and why. Only a supervisor can."))
def settle(
    ctx: typer.Context,
    purchase: Annotated[
        str | None,
        typer.Argument(metavar="PURCHASE|MEMBER", help=N_("purchase, or its member"), autocompletion=members),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="STAFF", help=N_("who earned it, or none"), autocompletion=people),
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help=N_("why"))] = None,
) -> None:
    """Checks who asks, reads, writes, says what it did."""
    session: Session = ctx.obj
    rules_of(session)
    message = N_("{name} is {role}: who earned a purchase that no rule decides is settled by a supervisor.")
    refuse_unless(session, SUPERVISING, message, field="--as")
    found = undecided_sale(session, purchase)
    refuse_decided(session.db, found["id"])
    staff_id = asked(session, to, "--to", _("Who earned it, or none"), lambda typed: _person(session, typed))
    words = " ".join(required(session, reason, "--reason", _("Reason")).split())
    with session.write("owner settle") as operation:
        refuse_decided(operation.db, found["id"])
        sale_store.settle(operation.db, found["id"], staff_id, words)
    row = sale_store.sale(session.db, found["id"]) or {}
    answer = sale_listed(row) | {"reason": words, "operation": operation.number}
    wrote(session, answer, _said(session, row))


def refuse_decided(db: Connection, purchase_id: int) -> None:
    """Raises Failure(refused) where it is known already who earned a purchase, by a rule or by a supervisor."""
    row: dict[str, Any] = sale_store.sale(db, purchase_id) or {}
    if row["earned_rule"] in (None, UNDECIDED):
        return
    facts = {"id": purchase_id, "name": row["earned"], "rule": row["earned_rule"]}
    message = N_("Purchase {id} is {name}'s by rule {rule}; there is nothing to settle. See: crmcli owner why {id}")
    if row["earned_rule"] == SETTLED:
        found = sale_store.settling(db, purchase_id)
        facts["operation"] = found["id"] if found else None
        message = N_("Purchase {id} has been settled already. To settle it anew: crmcli undo {operation} first.")
    raise Failure("refused", message, field=FIELD, value=purchase_id, **facts)


def _person(session: Session, text: str) -> int | None:
    """The person of the staff named, also one who has left; None where nobody is said to have earned it."""
    from crmcli.features.staff.operator import choose_person
    from crmcli.features.staff.store import named
    from crmcli.features.staff.store import people as at_work

    if text.strip().lower() in _NOBODY:
        return None
    left = named(session.db, text.strip())
    return left if left is not None else int(choose_person(at_work(session.db), text, "--to")["id"])


def _said(session: Session, row: dict[str, Any]) -> str:
    text = _("{id} {name} {item}: {earned}")
    return text.format(id=row["id"], name=row["name"], item=row["item_name"], earned=sale_line(session, row))
