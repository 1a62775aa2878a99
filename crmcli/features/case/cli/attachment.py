"""`crmcli complaint attachment`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.case.attachment import attachment_listed, attachment_named, content_of, write_out
from crmcli.features.case.options import Case
from crmcli.features.case.select import select_case
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_object

app = Single()


@app.command(help=N_("Give a file back that is kept with a case, byte for byte; --output says where to."))
def attachment(
    ctx: typer.Context,
    case: Case = None,
    name: Annotated[str | None, typer.Argument(help=N_("which of several, or a part of its name"))] = None,
) -> None:
    """Writes it out and notes in the access log that it was."""
    session: Session = ctx.obj
    found = select_case(ctx, case, closed=None)
    row = attachment_named(session, found["no"], found["id"], name)
    content = content_of(session, found["no"], row)
    written = write_out(content, row["name"], session.shared.output)
    session.log_access("attachment", found["no"], 1)
    answer = {"no": found["no"], **attachment_listed(row), "file": str(written)}
    # --output was the file's; the answer goes to the screen
    session.shared = session.shared._replace(output=None)
    text = _("{name} of {no}: written to {file}").format(name=row["name"], no=found["no"], file=written)
    show_object(session, answer, lambda: print(text))
