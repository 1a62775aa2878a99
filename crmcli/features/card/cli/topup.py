"""`crmcli card topup`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.core.money import parse_amount, show_yuan, yuan
from crmcli.features.card.entry import amount_given, card_after, warning_lines, warnings_of
from crmcli.features.card.present import card_listed, left_words
from crmcli.features.card.record import STORED, top_up
from crmcli.features.card.select import card_given, former_words, live_on
from crmcli.features.purchase.entry import day_given, staff_given
from crmcli.features.purchase.paying import NO_MONEY, way_asked
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

app = Single()


@app.command(help=N_("Put money onto a stored-value card, with what is given on top."))
def topup(
    ctx: typer.Context,
    card: Annotated[str | None, typer.Argument(help=N_("number of the card, or its member"))] = None,
    amount: Annotated[str | None, typer.Option("--amount", help=N_("what is paid, in yuan"))] = None,
    bonus: Annotated[str | None, typer.Option("--bonus", help=N_("what is given on top, in yuan"))] = None,
    pay: Annotated[str | None, typer.Option("--pay", help=N_("cash, transfer, bank-card …"))] = None,
    day: Annotated[str | None, typer.Option("--date", help=N_("the day; today where not given"))] = None,
    by: Annotated[str | None, typer.Option("--by", help=N_("who of the staff served"))] = None,
    note: Annotated[str | None, typer.Option("--note", help=N_("free text"))] = None,
) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    on_day = day_given(session, day)
    live = live_on(on_day)
    found = card_given(session, card, lambda one: one["kind"] == STORED and live(one))
    amount_fen = amount_given("--amount", required(session, amount, "--amount", _("Amount"), check=parse_amount))
    bonus_fen = amount_given("--bonus", bonus)
    method = way_asked(session, pay, amount_was_asked=amount is None, but=NO_MONEY)
    staff_id = staff_given(session, by)
    with session.write("card topup") as operation:
        entry_id = top_up(operation.db, found["id"], amount_fen, bonus_fen, method, on_day, staff_id, note)
    after = card_after(session, found["id"])
    warnings = warnings_of(session, after, paid_fen=amount_fen, pay=method, begins=False)
    former = former_words(found)
    answer: dict[str, Any] = card_listed(after, session.today.isoformat()) | {
        "id": entry_id,
        "amount": yuan(amount_fen),
        "given": yuan(bonus_fen),
        "date": on_day.isoformat(),
        "pay": method,
        "warnings": [*([former] if former else []), *warnings],
        "operation": operation.number,
    }
    text = _("{name}: {amount} onto card {no}, {left} on it now")
    if bonus_fen:
        text = _("{name}: {amount} and a bonus of {bonus} onto card {no}, {left} on it now")
    facts = {"name": after["name"], "no": after["no"], "left": left_words(after)}
    line = text.format(amount=show_yuan(amount_fen), bonus=show_yuan(bonus_fen), **facts)
    wrote(session, answer, line, hint="\n  ".join(warning_lines(answer["warnings"])))
