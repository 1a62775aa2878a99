"""`crmcli duty skip`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.duty.doing import dealt_answer, done_words
from crmcli.features.duty.doing import skip as leave_out
from crmcli.features.duty.select import line_given
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

app = Single()


@app.command(help=N_("Leave a duty out this time, with the reason. It counts as skipped, not as done."))
def skip(
    ctx: typer.Context,
    duty: Annotated[
        str | None, typer.Argument(help=N_("name, code, part, pinyin; or a key such as duty:weekly-report:2026-11-02"))
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", help=N_("why"))] = None,
) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    line = line_given(session, duty, session.today)
    why = required(session, reason, "--reason", _("Reason")).strip()
    with session.write("duty skip") as operation:
        row = leave_out(session, operation.db, line, why)
    wrote(session, dealt_answer(line, row, None, operation.number), done_words(line, row))
