"""`crmcli followup skip`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.followup.ahead import day_words
from crmcli.features.followup.answer import missed_words, row_answer
from crmcli.features.followup.moving import skip as close
from crmcli.features.followup.select import one_line
from crmcli.language import _, listed
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

app = Single()


@app.command(help=N_("Close a call that need not be made, with the reason. It counts as skipped, not as done."))
def skip(
    ctx: typer.Context,
    followup: Annotated[str | None, typer.Argument(metavar="ID", help=N_("follow-up, or its member"))] = None,
    reason: Annotated[str | None, typer.Option("--reason", help=N_("why, from the pack's list or in words"))] = None,
) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    line = one_line(session, followup)
    why = reason_given(session, reason)
    with session.write("followup skip") as operation:
        row, riders = close(session, operation.db, line, why)
    answer = row_answer(line.id, line.name, row, operation.number) | {"missed": [str(rider["id"]) for rider in riders]}
    said = _("{name} · {purpose}: skipped, {reason}").format(name=line.name, purpose=line.purpose, reason=why)
    hint = missed_words(len(riders)) if riders else ""
    if line.duty is not None:
        from crmcli.features.duty.doing import done_words

        said = done_words(line, row)
    if line.case_id is not None:
        hint = _("it comes again on {day}, until it is dealt with").format(day=day_words(row["due_on"]))
    wrote(session, answer, said, hint=hint)


def reason_given(session: Session, text: str | None) -> str:
    """The reason: the pack's words where a code or the beginning of one is given, else the words themselves."""
    codes = session.pack.codes.get("skip_reason", ())
    names = listed(code.name for code in codes)
    text = required(session, text, "--reason", _("Reason ({names})").format(names=names)).strip()
    found = [code.name for code in codes if code.code == text.lower() or code.name.startswith(text)]
    return found[0] if len(found) == 1 else text
