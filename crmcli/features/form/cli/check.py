"""`crmcli form check`"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.errors import EXIT_STATUS
from crmcli.features.complete import sheets
from crmcli.features.form.choose import entry_of
from crmcli.features.form.present import FAULT_COLUMNS, fault_shown
from crmcli.features.form.words import packs_meant, word_faults
from crmcli.forms.catalogue import entries
from crmcli.forms.load import check as faults_of
from crmcli.forms.load import load
from crmcli.language import _, ngettext
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_list

if TYPE_CHECKING:
    from crmcli.forms.catalogue import Entry
    from crmcli.forms.document import Fault

app = Single()


@app.command(help=N_("Check a sheet's file, or all; every fault is told at once. Ends with 7 where there is one."))
def check(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(help=N_("its name or title"), autocompletion=sheets)] = None,
) -> None:
    """Lists the faults; without a name those of the pack's words as well."""
    session: Session = ctx.obj
    looked_at = entries() if name is None else [entry_of(name)]
    faults = [fault for entry in looked_at for fault in faults_of(entry.path)]
    if name is None:
        faults += _of_words(session, looked_at)
    shown = [fault_shown(fault) for fault in faults]
    show_list(session, FAULT_COLUMNS, shown, title=N_("faults"), text=lambda: _draw(len(looked_at), shown))
    if faults:
        raise typer.Exit(EXIT_STATUS["data"])


def _of_words(session: Session, looked_at: list[Entry]) -> list[Fault]:
    forms = {entry.name: load(entry.path) for entry in looked_at if not faults_of(entry.path)}
    names = [entry.name for entry in looked_at]
    return [fault for pack in packs_meant(session) for fault in word_faults(pack, forms, names)]


def _draw(count: int, faults: list[dict[str, Any]]) -> None:
    for fault in faults:
        print(f"{fault['file']}  {fault['key'] or ''}".rstrip())
        print(f"  {fault['message']}")
    sheets = ngettext("{count} sheet", "{count} sheets", count).format(count=count)
    found = ngettext("{count} fault", "{count} faults", len(faults)).format(count=len(faults))
    print(_("{title}: {count}").format(title=sheets, count=found))
