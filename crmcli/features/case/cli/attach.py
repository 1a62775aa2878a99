"""`crmcli complaint attach`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.errors import FieldMissing
from crmcli.features.case.attachment import attach as hang_on
from crmcli.features.case.attachment import attachment_listed, read_bodies
from crmcli.features.case.select import select_case
from crmcli.language import _, listed
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

app = Single()


@app.command(help=N_("Keep files with a case: a photo, a recording, a letter; at most 20 MB each."))
def attach(
    ctx: typer.Context,
    no: Annotated[str | None, typer.Argument(metavar="NO", help=N_("its number, or who brought it"))] = None,
    files: Annotated[list[str] | None, typer.Argument(metavar="FILE", help=N_("what to keep"))] = None,
) -> None:
    """Reads them all before anything is written."""
    session: Session = ctx.obj
    case = select_case(ctx, no, closed=None)
    if not files:
        raise FieldMissing("FILE", _("File"))
    bodies = read_bodies(files)
    with session.write("complaint attach") as operation:
        made = hang_on(session, operation.db, case["id"], bodies)
    answer: dict[str, Any] = {
        "no": case["no"],
        "attachments": [attachment_listed(row | {"by": _name(session)}) for row in made],
        "operation": operation.number,
    }
    names = listed(row["name"] for row in made)
    text = _("{no}: {names} attached").format(no=case["no"], names=names)
    wrote(session, answer, text if made else _("{no}: is attached already").format(no=case["no"]))


def _name(session: Session) -> str | None:
    return session.operator.name if session.operator else None
