"""`crmcli config get`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.complete import settings
from crmcli.features.config.present import listed
from crmcli.features.config.settings import setting
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single
from crmcli.ui.output import show_object

app = Single()


@app.command(help=N_("The value of one setting."))
def get(
    ctx: typer.Context,
    key: Annotated[str | None, typer.Argument(help=N_("the setting"), autocompletion=settings)] = None,
) -> None:
    """Prints the value that holds; an empty line where none does."""
    session: Session = ctx.obj
    answer = listed(session, setting(required(session, key, "KEY", _("Setting"))))
    show_object(session, answer, lambda: print(answer["value"] or ""))
