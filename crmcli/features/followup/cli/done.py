"""`crmcli followup done`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.followup import options
from crmcli.features.followup.answer import say_done
from crmcli.features.followup.call import Call, Options, call_given
from crmcli.features.followup.doing import record_call
from crmcli.features.followup.select import Meant, lines_meant
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
    outcome: options.Outcome = None,
    note: options.Note = None,
    next_: options.Next = None,
    minutes: options.Minutes = None,
    feeling: options.Feeling = None,
    recovered: options.Recovered = False,
    via: options.Via = None,
    opinion: options.Opinion = None,
) -> None:
    """One operation, whatever number of follow-ups; one contact for each member called."""
    session: Session = ctx.obj
    given = Options(outcome, note, next_, minutes, feeling, recovered, via, opinion)
    if not words and given == Options() and session.interactive:
        from crmcli.features.followup.walk import walk

        walk(session)
        return
    meant = lines_meant(session, words or [])
    call = _call(session, meant, given)
    if opinion is not None or any(line.case_id is not None for line in meant.lines):
        from crmcli.features.case.calling import told_more

        call = told_more(session, meant.lines, call, opinion)
    with session.write("followup done") as operation:
        recorded = [one for lines in meant.calls for one in record_call(session, operation.db, lines, call)]
    say_done(session, recorded, call, operation.number, several=meant.several)


def _call(session: Session, meant: Meant, given: Options) -> Call:
    if any(line.duty is not None for line in meant.lines):
        from crmcli.features.duty.doing import call_of_duties

        return call_of_duties(meant.lines, meant.rest, given)
    return call_given(session, meant.rest, given)
