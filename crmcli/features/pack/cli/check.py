"""`crmcli pack check`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.errors import EXIT_STATUS
from crmcli.features.complete import packs
from crmcli.features.pack.choose import pack_folder
from crmcli.features.pack.present import FAULT_COLUMNS, fault_shown
from crmcli.language import _
from crmcli.packs.check import check as faults_of
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_list

app = Single()


@app.command(help=N_("Check a pack, by name or folder; every fault is told at once. Ends with 7 where there is one."))
def check(
    ctx: typer.Context,
    pack: Annotated[str | None, typer.Argument(help=N_("its name, or its folder"), autocompletion=packs)] = None,
) -> None:
    """Lists the faults."""
    session: Session = ctx.obj
    folder = pack_folder(session, pack)
    faults = [fault_shown(fault) for fault in faults_of(folder)]
    show_list(session, FAULT_COLUMNS, faults, title=N_("faults"), text=lambda: _draw(str(folder), faults))
    if faults:
        raise typer.Exit(EXIT_STATUS["data"])


def _draw(folder: str, faults: list[dict[str, Any]]) -> None:
    for fault in faults:
        place = f"{fault['file']}:{fault['line']}" if fault["line"] else fault["file"]
        print(f"{place}  {fault['key']}".rstrip())
        print(f"  {fault['message']}")
    text = _("{folder}: {count} faults") if faults else _("{folder}: nothing is wrong")
    print(text.format(folder=folder, count=len(faults)))
