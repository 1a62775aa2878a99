"""`crmcli complaint attach`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.errors import FieldMissing
from crmcli.features.case.answer import command_of
from crmcli.features.case.attachment import attach as hang_on
from crmcli.features.case.attachment import attachment_listed, read_bodies
from crmcli.features.case.options import Case
from crmcli.features.case.select import select_case
from crmcli.language import _, listed
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

app = Single()


@app.command(help=N_("Keep files with a case: a photo, a recording, a letter; at most 20 MB each."))
def attach(
    ctx: typer.Context,
    case: Case = None,
    files: Annotated[list[str] | None, typer.Argument(metavar="FILE", help=N_("what to keep"))] = None,
) -> None:
    """Reads them all before anything is written."""
    session: Session = ctx.obj
    row = select_case(ctx, case, closed=None)
    if not files:
        raise FieldMissing("FILE", _("File"))
    bodies = read_bodies(files)
    with session.write(command_of(ctx)) as operation:
        made = hang_on(session, operation.db, row["id"], bodies)
    answer: dict[str, Any] = {
        "no": row["no"],
        "attachments": [attachment_listed(one | {"by": _name(session)}) for one in made],
        "operation": operation.number,
    }
    names = listed(one["name"] for one in made)
    text = _("{no}: {names} attached").format(no=row["no"], names=names)
    wrote(session, answer, text if made else _("{no}: is attached already").format(no=row["no"]))


def _name(session: Session) -> str | None:
    return session.operator.name if session.operator else None
