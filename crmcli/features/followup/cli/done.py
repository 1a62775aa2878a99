"""`crmcli followup done`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.followup.answer import say_done
from crmcli.features.followup.call import Options, call_given
from crmcli.features.followup.doing import record_call
from crmcli.features.followup.select import lines_meant
from crmcli.session import Session
from crmcli.ui.command import Single

app = Single()


@app.command(help=N_("Record what came of a call. Alone, in a terminal, it walks your due list."))
def done(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ID…|MEMBER [OUTCOME] [NOTE…]",
            help=N_("follow-ups, or a member for all that is due today; outcome by its beginning or 接通 未接 …; note"),
        ),
    ] = None,
    outcome: Annotated[
        str | None,
        typer.Option(
            "--outcome", help=N_("reached, no-answer, busy, refused, wrong-number, rescheduled, do-not-contact")
        ),
    ] = None,
    note: Annotated[str | None, typer.Option("--note", help=N_("what was said"))] = None,
    next_: Annotated[str | None, typer.Option("--next", help=N_("day of the next call, a time with it if promised"))] = None,
    minutes: Annotated[int | None, typer.Option("--minutes", help=N_("how long the call took"))] = None,
    feeling: Annotated[int | None, typer.Option("--feeling", help=N_("how the member is: 1 bad … 5 well"))] = None,
    recovered: Annotated[bool, typer.Option("--recovered", help=N_("the member has recovered"))] = False,
    via: Annotated[str | None, typer.Option("--via", help=N_("phone, wechat, sms or on-site; phone if not given"))] = None,
) -> None:
    """One operation, whatever number of follow-ups; one contact for each member called."""
    session: Session = ctx.obj
    given = Options(outcome, note, next_, minutes, feeling, recovered, via)
    if not words and given == Options() and session.interactive:
        from crmcli.features.followup.walk import walk

        walk(session)
        return
    meant = lines_meant(session, words or [])
    call = call_given(session, meant.rest, given)
    with session.write("followup done") as operation:
        recorded = [one for lines in meant.calls for one in record_call(session, operation.db, lines, call)]
    say_done(session, recorded, call, operation.number, several=meant.several)
