"""`crmcli config set`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_, Refused
from crmcli.errors import Failure, FieldMissing, from_refused
from crmcli.features.complete import settings
from crmcli.features.config import store
from crmcli.features.config.settings import Setting, setting
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

app = Single()


@app.command("set", help=N_("Change a setting of the file."))
def set_(
    ctx: typer.Context,
    key: Annotated[str | None, typer.Argument(help=N_("the setting"), autocompletion=settings)] = None,
    value: Annotated[list[str] | None, typer.Argument(help=N_("its new value"))] = None,
) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    entry = setting(required(session, key, "KEY", _("Setting")))
    text = _read(session, entry, value or [])
    before = session.settings.get(entry.key)
    with session.write("config set") as operation:
        store.put(operation.db, entry.key, text)
    answer = {"key": entry.key, "value": text, "before": before, "operation": operation.number}
    wrote(session, answer, _("{key} is {value}").format(key=entry.key, value=text))


def _read(session: Session, entry: Setting, words: list[str]) -> str:
    if entry.read is None:
        message = N_("{key} was settled when the file was made and stays.")
        raise Failure("refused", message, field="KEY", value=entry.key, key=entry.key)
    if not words:
        if not session.interactive:
            raise FieldMissing("VALUE", _("Value"))
        words = required(session, None, "VALUE", _(entry.description)).split()
    try:
        return entry.read(words, session)
    except Refused as refused:
        raise from_refused(refused, field="VALUE") from refused
