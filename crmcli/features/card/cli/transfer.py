"""`crmcli card transfer`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.core.money import yuan
from crmcli.features.card.change import CardOf, Why, act_now, card_for, changed
from crmcli.features.card.entry import card_after
from crmcli.features.card.life import transfer as transfer_card
from crmcli.features.card.present import left_words
from crmcli.features.member.find import resolve
from crmcli.features.member.store import member_no
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.command import Single

app = Single()


@app.command(help=N_("Hand a card with all that is on it to another member."))
def transfer(
    ctx: typer.Context,
    card: CardOf = None,
    to: Annotated[str | None, typer.Option("--to", metavar="MEMBER", help=N_("who has it from now on"))] = None,
    reason: Why = None,
) -> None:
    """Finds both, writes, says what moved."""
    session: Session = ctx.obj
    found = card_for(session, card, "transfer")
    receiver = resolve(session, to, "--to")
    with session.write("card transfer") as operation:
        entry_id, moved = transfer_card(operation.db, found["id"], receiver["id"], act_now(session, reason))
    now = card_after(session, found["id"])
    text = _("card {no} of {name} is {receiver}'s from now on, with {left} on it")
    text = text.format(no=found["no"], name=found["name"], receiver=receiver["name"], left=left_words(now))
    changed(
        session,
        found,
        operation.number,
        text,
        former_member=member_no(found["member_id"]),
        former_name=found["name"],
        moved={"principal": yuan(moved.principal_fen), "bonus": yuan(moved.bonus_fen), "sessions": moved.sessions},
        reason=reason,
        id=entry_id,
    )
