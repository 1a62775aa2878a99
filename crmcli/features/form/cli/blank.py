"""`crmcli form blank`"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.complete import packs, sheets
from crmcli.features.form.choose import form_of
from crmcli.features.form.options import ToPrinter, View
from crmcli.features.form.target import target, tell_beside
from crmcli.features.form.words import context_of, pack_meant, with_pack
from crmcli.forms.model import Form
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.handing import Handing
from crmcli.ui.output import show_object

app = Single()

MOST_ROWS = 10_000


@app.command(help=N_("Write an empty sheet to print and fill in by hand, with the words of the house and its pack."))
def blank(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(help=N_("its name or title"), autocompletion=sheets)] = None,
    rows: Annotated[int | None, typer.Option("--rows", help=N_("rows of a list; pages are filled up"))] = None,
    pack: Annotated[
        str | None, typer.Option("--pack", help=N_("whose words; else the file's pack"), autocompletion=packs)
    ] = None,
    view: View = False,
    to_printer: ToPrinter = False,
) -> None:
    """Writes it to --output, else into the folder of sheets."""
    session: Session = ctx.obj
    form = form_of(name)
    handing, records = Handing(view, to_printer), _empty_rows(form, rows)
    handing.check()
    place = target(session, f"{form.name}-{session.today.isoformat()}")
    chosen = pack_meant(session, pack)
    form, context = with_pack(form, chosen), context_of(session, form, chosen)
    written = _write(place, form, context, records)
    tell_beside(place, written)
    handing.hand_on(written)
    answer = {"file": str(written), "form": form.name, "rows": rows or 0, "sheets": 1}
    # --output was the workbook's; the answer goes to the screen
    session.shared = session.shared._replace(output=None)
    show_object(session, answer, lambda: print(_("{title}: written to {file}").format(title=form.title, file=written)))


def _empty_rows(form: Form, rows: int | None) -> list[dict[str, Any]]:
    if rows is None:
        return []
    if form.block is None:
        message = N_("{title} has no rows to repeat; leave out --rows")
        raise Failure("usage", message, field="--rows", value=rows, title=form.title)
    if not 1 <= rows <= MOST_ROWS:
        message = N_("{value} is not a number of rows from 1 to {most}.")
        raise Failure("usage", message, field="--rows", value=rows, most=MOST_ROWS)
    empty: list[dict[str, Any]] = [{} for _row in range(rows)]
    return empty if form.kind == "list" else [{form.block.name: empty}]


def _write(place: Path, form: Form, context: dict[str, Any], records: list[dict[str, Any]]) -> Path:
    from crmcli.forms.render import write_workbook
    from crmcli.sheets.target import replace_atomically

    return replace_atomically(place, lambda path: write_workbook(path, form, context, records))
