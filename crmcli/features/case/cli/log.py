"""`crmcli complaint log`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure, FieldMissing
from crmcli.features.case.answer import command_of, say_case
from crmcli.features.case.entry import Read, read_case
from crmcli.features.case.moment import told
from crmcli.features.case.options import Close, Kind, Text
from crmcli.features.case.record import add_event, log_case, nothing_told
from crmcli.features.case.select import COMPLAINT, kind_meant, kind_named
from crmcli.features.export.options import SheetToo, ToPrinter, View
from crmcli.features.export.written import sheet_wanted, written_sheet
from crmcli.features.member import options
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import choose_one
from crmcli.ui.command import Single
from crmcli.ui.handing import Handing

app = Single()


@app.command(
    help=N_("Take a complaint down. The call to the customer is due at once, and nothing is promoted to them.")
)
def log(
    ctx: typer.Context,
    member: Annotated[str | None, typer.Argument(help=N_("who complains; for others --name and --phone"))] = None,
    kind: Kind = None,
    matter: Annotated[str | None, typer.Option("--matter", help=N_("what it is about, in a few words"))] = None,
    summary: Annotated[str | None, typer.Option("--summary", help=N_("what was said; - reads several lines"))] = None,
    name: Annotated[str | None, typer.Option("--name", help=N_("name of somebody who is no member"))] = None,
    phone: Annotated[str | None, typer.Option("--phone", help=N_("phone to call"))] = None,
    gender: options.Gender = None,
    phone2: options.Phone2 = None,
    address: options.Address = None,
    id_no: Annotated[str | None, typer.Option("--id-no", help=N_("ID number"))] = None,
    card_no: options.CardNo = None,
    against: Annotated[str | None, typer.Option("--against", help=N_("the person complained of"))] = None,
    against_department: Annotated[
        str | None, typer.Option("--against-department", metavar="DEPARTMENT", help=N_("the department complained of"))
    ] = None,
    department: Annotated[
        str | None, typer.Option("--department", help=N_("the department that took it first"))
    ] = None,
    person: Annotated[str | None, typer.Option("--person", help=N_("the person in charge there"))] = None,
    person_phone: Annotated[
        str | None, typer.Option("--person-phone", metavar="PHONE", help=N_("phone of that person"))
    ] = None,
    severity: Annotated[
        str | None, typer.Option("--severity", help=N_("how bad it is; the lightest where not given"))
    ] = None,
    channel: Annotated[str | None, typer.Option("--channel", help=N_("how it came in; phone where not given"))] = None,
    item: Annotated[str | None, typer.Option("--item", help=N_("the item of the price list it is about"))] = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="TIME", help=N_("when it came in; now where not given"))
    ] = None,
    resolve: Annotated[
        str | None, typer.Option("--resolve", metavar="TEXT", help=N_("what was done, where it was settled at once"))
    ] = None,
    opinion: Annotated[str | None, typer.Option("--opinion", help=N_("the customer's opinion of that"))] = None,
    text: Text = None,
    close: Close = False,
    sheet: SheetToo = False,
    view: View = False,
    to_printer: ToPrinter = False,
) -> None:
    """Reads, asks, checks, writes, says what it did."""
    session: Session = ctx.obj
    handing = sheet_wanted(sheet, view, to_printer)
    meant = kind_meant(ctx, kind) or _asked_kind(session)
    if handing and meant.code != COMPLAINT:
        message = N_("There is a sheet for complaints only; leave out --sheet.")
        raise Failure("usage", message, field="--sheet", value=meant.name)
    read = read_case(session, meant, {**ctx.params})
    _write(ctx, session, read, at, handing)


def _write(ctx: typer.Context, session: Session, read: Read, at: str | None, handing: Handing | None) -> None:
    noted = nothing_told()
    with session.write(command_of(ctx)) as operation:
        case_id = log_case(operation.db, session.pack, read.values, noted)
        for step in read.steps:
            add_event(operation.db, session.pack, case_id, step, noted)
    came_in = _("came in {time}").format(time=told(read.values["logged_at"])) if at else ""
    more = {"sheet": written_sheet(session, "complaint", [case_id], handing)}
    say_case(session, case_id, operation.number, noted, warnings=read.warnings, hint=came_in, more=more)


def _asked_kind(session: Session) -> Any:
    """The kind of a `case log` that does not say it."""
    kinds = session.pack.cases
    if not kinds:
        message = N_("The pack {pack} has no kinds of cases; put [[cases]] into it.")
        raise Failure("refused", message, field="--kind", value=session.pack.name, pack=session.pack.name)
    if len(kinds) == 1:
        return kinds[0]
    chosen = choose_one(session, _("Which kind?"), kinds, lambda kind: kind.name) if session.interactive else None
    if chosen is None:
        raise FieldMissing("--kind", _("Kind"))
    return kind_named(session, chosen.code)
