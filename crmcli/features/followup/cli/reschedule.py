"""`crmcli followup reschedule`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.features.followup.ahead import ahead_given, day_words
from crmcli.features.followup.answer import goes_with_words, planned, row_answer
from crmcli.features.followup.moving import reschedule as move
from crmcli.features.followup.select import one_line
from crmcli.features.followup.store import next_step
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

app = Single()


@app.command(help=N_("Move a call to another day. The first day and the reason are kept, so that late stays late."))
def reschedule(
    ctx: typer.Context,
    followup: Annotated[str | None, typer.Argument(metavar="ID", help=N_("follow-up, or its member"))] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help=N_("the new day, a time with it if promised"))
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", help=N_("why"))] = None,
) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    line = one_line(session, followup)
    text = required(session, to, "--to", _("To (day)"), check=lambda typed: ahead_given(session, typed, "--to"))
    ahead = ahead_given(session, text, "--to")
    why = required(session, reason, "--reason", _("Reason")).strip()
    with session.write("followup reschedule") as operation:
        row, later = move(session, operation.db, line, ahead, why)
    said = _("{name} · {purpose}: moved to {day}").format(
        name=line.name, purpose=line.purpose, day=day_words(row["due_on"], row["due_at"])
    )
    if row["due_on"] != row["original_due_on"]:
        said += " · " + _("first due on {day}").format(day=row["original_due_on"])
    answer = row_answer(line.id, line.name, row, operation.number) | {"goes_with": planned(later)}
    wrote(session, answer, said, hint=goes_with_words(later) if later else ends_words(session, row))


def ends_words(session: Session, row: dict[str, Any]) -> str:
    """What it means that the last call of a plan was moved: the plan ends later than it was begun for."""
    if not row.get("plan") or row["due_on"] <= row["original_due_on"] or next_step(session.db, row) is not None:
        return ""
    text = _("the last call of its plan: the plan ends on {day} then, not on {first}")
    return text.format(day=row["due_on"], first=row["original_due_on"])
