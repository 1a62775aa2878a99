"""`crmcli card replace`"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.core.findings import N_, Refused
from crmcli.errors import Failure, bad_field
from crmcli.features.card.change import CardOf, Why, act_now, card_for, changed
from crmcli.features.card.life import replace as replace_card
from crmcli.features.card.number import next_card_number, read_number, refuse_taken
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.command import Single

if TYPE_CHECKING:
    from sqlite3 import Connection

app = Single()


@app.command(help=N_("Give a lost or broken card another number; the old one keeps meaning the same card."))
def replace(
    ctx: typer.Context,
    card: CardOf = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="CARD_NO", help=N_("the new number; the next one where not given"))
    ] = None,
    reason: Why = None,
) -> None:
    """Finds the number, writes, says both."""
    session: Session = ctx.obj
    found = card_for(session, card, "replace")
    new_no = _read(to)
    with session.write("card replace") as operation:
        no = _new_number(session, operation.db, new_no, found["member_id"])
        entry_id = replace_card(operation.db, found["id"], no, act_now(session, reason))
    text = _("card {old} of {name} replaced by {no}; the old number keeps meaning it")
    text = text.format(old=found["no"], name=found["name"], no=no)
    changed(session, found, operation.number, text, former_card_no=found["no"], reason=reason, id=entry_id)


def _read(text: str | None) -> str | None:
    try:
        return None if text is None else read_number(text)
    except Refused as refused:
        raise bad_field("--to", refused, text) from refused


def _new_number(session: Session, db: Connection, given: str | None, member_id: int) -> str:
    """The number given, where it is nobody else's, or the next one; within the one write."""
    if given is None:
        return next_card_number(db, session.pack, session.today)
    try:
        refuse_taken(db, given, member_id)
    except Failure as failure:
        failure.field = "--to"
        raise
    return given
