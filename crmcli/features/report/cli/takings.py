"""`crmcli report takings`"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from crmcli.core.findings import N_, Refused
from crmcli.core.money import parse_amount
from crmcli.errors import bad_field
from crmcli.features.complete import people, stores
from crmcli.features.report.asked import Place, day_given, store_given
from crmcli.features.report.takings import takings as figures
from crmcli.features.report.till import Count, add_count
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

if TYPE_CHECKING:
    from crmcli.features.report.period import Period

app = Single()


@app.command(help=N_("What came in on a day, by way of paying and by person; --counted records what lay in the till."))
def takings(
    ctx: typer.Context,
    day: Annotated[str | None, typer.Option("--date", help=N_("the day; today where not given"))] = None,
    operator: Annotated[
        str | None,
        typer.Option("--operator", metavar="STAFF", help=N_("only this person's"), autocompletion=people),
    ] = None,
    counted: Annotated[
        str | None,
        typer.Option("--counted", metavar="AMOUNT", help=N_("cash counted, your own or that of --operator")),
    ] = None,
    store: Annotated[
        str | None, typer.Option("--store", help=N_("members of this store"), autocompletion=stores)
    ] = None,
) -> None:
    """Gathers, shows; records what was counted."""
    session: Session = ctx.obj
    place = store_given(session, store)
    period = day_given(session, day, place)
    fen = _fen(counted)
    person = _person(session, operator, needed=fen is not None)
    number = _record(session, period, person, fen) if person is not None and fen is not None else None
    answer = _answer(session, period, place, person, number)
    from crmcli.features.report.takingsshow import sentence, show_takings

    show_takings(session, answer, period)
    if person is not None and fen is not None and session.shared.format in (None, "table"):
        wrote(session, answer, sentence(answer, person["name"]))


def _fen(counted: str | None) -> int | None:
    if counted is None:
        return None
    try:
        return parse_amount(counted)
    except Refused as refused:
        raise bad_field("--counted", refused, counted) from refused


def _person(session: Session, text: str | None, *, needed: bool) -> dict[str, Any] | None:
    """Whose takings: the person named, the operator where a count is recorded, else everybody's."""
    if text is not None:
        from crmcli.features.staff.operator import choose_person
        from crmcli.features.staff.store import people as staff

        return choose_person(staff(session.db), text, "--operator")
    return session.require_operator()._asdict() if needed else None


def _record(session: Session, period: Period, person: dict[str, Any], fen: int) -> int | None:
    operator = session.require_operator().id
    with session.write("report takings") as operation:
        count = Count(0, person["id"], period.store_id, fen, operator)
        add_count(operation.db, period.first.isoformat(), count)
    return operation.number


def _answer(
    session: Session, period: Period, place: Place, person: dict[str, Any] | None, number: int | None
) -> dict[str, Any]:
    head = {"date": period.first.isoformat(), "store": place.name, "operator": person["name"] if person else None}
    return {**head, **figures(session, period, person["id"] if person else None), "operation": number}
