"""`crmcli config unset`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.complete import settings
from crmcli.features.config import store
from crmcli.features.config.settings import setting
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

app = Single()


@app.command(help=N_("Take a setting out, so that its default holds again."))
def unset(
    ctx: typer.Context,
    key: Annotated[str | None, typer.Argument(help=N_("the setting"), autocompletion=settings)] = None,
) -> None:
    """Drops the setting; nothing is written where it was not set."""
    session: Session = ctx.obj
    entry = setting(required(session, key, "KEY", _("Setting")))
    if entry.read is None:
        message = N_("{key} was settled when the file was made and stays.")
        raise Failure("refused", message, field="KEY", value=entry.key, key=entry.key)
    before, default = session.settings.get(entry.key), entry.default(session)
    with session.write("config unset") as operation:
        store.drop(operation.db, entry.key)
    answer = {"key": entry.key, "value": default, "before": before, "operation": operation.number}
    text = _("{key} is not set; {value} holds").format(key=entry.key, value=default or "-")
    wrote(session, answer, text)
