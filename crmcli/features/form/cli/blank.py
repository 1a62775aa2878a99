"""`crmcli form blank`"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.complete import packs, sheets
from crmcli.features.form.choose import form_of
from crmcli.features.form.words import context_of, pack_meant, with_pack
from crmcli.forms.model import Form
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.command import Single
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
) -> None:
    """Writes it to --output, else into the folder of sheets."""
    session: Session = ctx.obj
    form = form_of(name)
    target, records = _target(session, form), _empty_rows(form, rows)
    chosen = pack_meant(session, pack)
    form, context = with_pack(form, chosen), context_of(session, form, chosen)
    written = _write(target, form, context, records)
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


def _target(session: Session, form: Form) -> Path:
    """--output, else the form's name and the day in the folder of sheets, or here."""
    named = session.shared.output
    if session.shared.format in ("csv", "table") or (named and Path(named).suffix.lower() != ".xlsx"):
        message = N_("A sheet is written as a workbook; give --output a name that ends in .xlsx")
        raise Failure("usage", message, field="--output", value=named or session.shared.format)
    if named:
        return Path(named).expanduser()
    folder = session.settings.get("sheets-folder") if session.path.exists() else None
    return Path(folder or ".") / f"{form.name}-{session.today.isoformat()}.xlsx"


def _write(target: Path, form: Form, context: dict[str, Any], records: list[dict[str, Any]]) -> Path:
    from crmcli.forms.render import render
    from crmcli.sheets.target import replace_atomically

    return replace_atomically(target, render(form, context, records).save)
