"""`crmcli member tier`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.features.member.find import resolve
from crmcli.features.member.present import tier_name
from crmcli.features.purchase.present import KINDS
from crmcli.features.tier.explain import explained
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import Column, show_object, shown

app = Single()

CAUSES = {**KINDS, "hand": N_("given by hand"), "floor-ended": N_("hand-given tier ended"), "ladder": N_("new ladder")}
BASES = {"lifetime": N_("everything spent so far")}
MONEY = Column("amount", "", "money")


@app.command(help=N_("Why a member holds a tier: what was counted, what the next one takes, every move so far."))
def tier(
    ctx: typer.Context,
    member: Annotated[str | None, typer.Argument(help=N_("name, phone tail, card or number"))] = None,
) -> None:
    """Explains a tier from the ledger."""
    session: Session = ctx.obj
    row = resolve(session, member)
    answer = explained(session.db, row, session.today, session.pack.policy.basis)
    show_object(session, answer, lambda: _draw(session, answer))


def _draw(session: Session, answer: dict[str, Any]) -> None:
    held = answer["tier_name"] or _("prospect, no tier yet")
    print(f"{answer['no']}  {answer['name']}  {held}")
    if answer["tier"] is None:
        return
    text, basis = _("counted {amount} ({basis})"), BASES[answer["basis"]]
    print("  " + text.format(amount=shown(MONEY, answer["counted"]), basis=_(basis)))
    if answer["by_hand"]:
        text = _("given by hand on {day}, until {until}: {reason}")
        given = answer["by_hand"]
        print("  " + text.format(day=given["on"], until=given["until"] or _("further notice"), reason=given["reason"]))
    if answer["next_tier"]:
        text = _("{amount} more for {tier}")
        print("  " + text.format(amount=shown(MONEY, answer["to_next_tier"]), tier=answer["next_tier"]))
    for change in answer["history"]:
        names = [tier_name(session, change[side]) for side in ("from", "to")]
        cause = CAUSES[change["cause"]]
        print(f"  {change['on']}  {names[0]} → {names[1]}  {_(cause)}")
