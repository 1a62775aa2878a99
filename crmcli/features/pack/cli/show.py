"""`crmcli pack show`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.complete import packs
from crmcli.features.pack.choose import pack_given
from crmcli.features.pack.present import draw_pack, pack_shown
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_object

app = Single()


@app.command(help=N_("A pack's tiers, plans, roles and price list; the file's own pack where none is named."))
def show(
    ctx: typer.Context,
    pack: Annotated[str | None, typer.Argument(help=N_("its name or title"), autocompletion=packs)] = None,
) -> None:
    """Everything a pack says."""
    session: Session = ctx.obj
    shown = pack_shown(pack_given(session, pack))
    show_object(session, shown, lambda: draw_pack(shown))
