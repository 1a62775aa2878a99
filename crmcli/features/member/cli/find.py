"""`crmcli member find`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.member.lookup import show_found
from crmcli.ui.command import Single

app = Single()


@app.command(help=N_("Find members: part of a name, pinyin, initials, phone tail, card, number, ID tail."))
def find(
    ctx: typer.Context,
    text: Annotated[list[str] | None, typer.Argument(help=N_("what you know of the member"))] = None,
) -> None:
    """Lists who fits."""
    show_found(ctx.obj, " ".join(text or []))
