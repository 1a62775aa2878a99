"""`crmcli complaint breach`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.case.answer import command_of
from crmcli.features.case.breach import CONFIRMED_BREACH, DISMISSED
from crmcli.features.case.ladder import breach_listed, breach_of, clock_words, keep_decision, refuse_decider
from crmcli.features.case.options import Case
from crmcli.features.case.select import select_case
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

app = Single()


@app.command(help=N_("Confirm or dismiss what the ladder proposes for a clock that ran out. For supervisors."))
def breach(
    ctx: typer.Context,
    case: Case = None,
    clock: Annotated[
        str | None, typer.Argument(metavar="CLOCK", help=N_("answer, resolution, promise or promise-2"))
    ] = None,
    confirm: Annotated[bool, typer.Option("--confirm", help=N_("it stands"))] = False,
    dismiss: Annotated[bool, typer.Option("--dismiss", help=N_("it does not count"))] = False,
    reason: Annotated[str | None, typer.Option("--reason", help=N_("why; needed to dismiss"))] = None,
) -> None:
    """Checks who decides, writes, says what was decided."""
    session: Session = ctx.obj
    found = select_case(ctx, case, closed=None)
    row = breach_of(session, found["no"], required(session, clock, "CLOCK", _("Clock")))
    refuse_decider(session, row)
    if confirm == dismiss:
        raise Failure("usage", N_("Give one of --confirm and --dismiss."), field="--confirm")
    why = required(session, reason, "--reason", _("Reason")).strip() if dismiss or reason else None
    with session.write(command_of(ctx)) as operation:
        keep_decision(session, operation.db, row, DISMISSED if dismiss else CONFIRMED_BREACH, why)
    made = breach_listed(session, breach_of(session, found["no"], row["clock"]))
    text = _("{no} · {clock} · {staff}: {decision}")
    decision = _("does not count") if dismiss else (made["rung_name"] or _("stands"))
    said = text.format(no=made["no"], clock=clock_words(row["clock"]), staff=made["staff"], decision=decision)
    wrote(session, made | {"operation": operation.number}, said)
