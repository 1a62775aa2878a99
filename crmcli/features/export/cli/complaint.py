"""`crmcli export complaint`"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.export.options import Each, ToPrinter, View
from crmcli.features.export.sheet import complaint_sheet, period
from crmcli.features.export.write import export
from crmcli.ui.command import Single
from crmcli.ui.handing import Handing

if TYPE_CHECKING:
    from crmcli.session import Session

app = Single()


@app.command(help=N_("Write complaints, one worksheet each, masked; a single one named is in full, to be signed."))
def complaint(
    ctx: typer.Context,
    complaints: Annotated[
        list[str] | None, typer.Argument(metavar="NO", help=N_("which, by number or who complained; all without"))
    ] = None,
    from_day: Annotated[str | None, typer.Option("--from", metavar="DAY", help=N_("from this day on"))] = None,
    to_day: Annotated[str | None, typer.Option("--to", metavar="DAY", help=N_("up to this day"))] = None,
    each: Each = False,
    view: View = False,
    to_printer: ToPrinter = False,
) -> None:
    """Finds the complaints, writes their sheets, says where they are."""
    session: Session = ctx.obj
    if complaints and (from_day or to_day):
        message = N_("Either name complaints, or give days with --from and --to.")
        raise Failure("usage", message, field="--from" if from_day else "--to", value=from_day or to_day)
    found = _named(ctx, complaints) if complaints else _all(session, from_day, to_day)
    sheet = complaint_sheet(session, found, asked_for=bool(complaints))
    export(session, sheet, Handing(view, to_printer), each=each)


def _named(ctx: typer.Context, texts: list[str]) -> list[dict[str, Any]]:
    from crmcli.features.case.select import select_case

    return [select_case(ctx, text, closed=None) for text in texts]


def _all(session: Session, from_day: str | None, to_day: str | None) -> list[dict[str, Any]]:
    from crmcli.features.case.select import COMPLAINT
    from crmcli.features.case.store import cases

    first, last = period(session, from_day, to_day)
    values = {"kind": COMPLAINT, "first": str(first or "0000"), "last": str(last or "9999")}
    found = cases(
        session.db, ["c.kind = :kind", "c.on_day BETWEEN :first AND :last"], values, limit=-1, newest_first=False
    )
    if not found:
        message = N_("There is no complaint to print. Log one: crmcli complaint log")
        if first or last:
            message = N_("No complaint was logged in these days. All there are: crmcli complaint list")
        raise Failure("not-found", message, field="NO", value=None)
    return found
