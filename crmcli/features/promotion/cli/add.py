"""`crmcli promotion add`"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer

from crmcli.core.day import parse_day
from crmcli.core.findings import N_, Refused
from crmcli.core.text import normal_name
from crmcli.errors import Failure, bad_field
from crmcli.features.promotion import store
from crmcli.features.promotion.choose import not_closed_named
from crmcli.features.promotion.present import promotion_listed, steps_words
from crmcli.features.promotion.record import Promotion, add_promotion
from crmcli.features.promotion.rules import refuse_period, steps_given
from crmcli.language import _, ngettext
from crmcli.session import Session
from crmcli.ui.ask import asked
from crmcli.ui.command import Single
from crmcli.ui.lines import lines_given
from crmcli.ui.output import wrote

app = Single()


@app.command(help=N_("Add a promotion: its days, and what is given from which amount on."))
def add(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(help=N_("what it is called"))] = None,
    from_day: Annotated[str | None, typer.Option("--from", metavar="DAY", help=N_("its first day"))] = None,
    to_day: Annotated[str | None, typer.Option("--to", metavar="DAY", help=N_("its last day"))] = None,
    give: Annotated[
        list[str] | None,
        typer.Option("--give", metavar="STEP", help=N_("from an amount on: 3000=毛巾, 5000=+200, 5000=球拍+500")),
    ] = None,
    note: Annotated[str | None, typer.Option("--note", help=N_("free text"))] = None,
) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    promotion = read_promotion(session, name, from_day, to_day, give or [], note)
    with session.write("promotion add") as operation:
        number = add_promotion(operation.db, promotion, session.today.year)
    made = promotion_listed(store.promotion(session.db, number) or {}, session.today.isoformat())
    # keys of a row, which a promotion has none of yet; the contract names them for both commands
    row = {"member": None, "amount": None, "gift": None, "bonus": None}
    days = (promotion.to_on - promotion.from_on).days + 1
    text = ngettext("{no} {promotion} added: {from}, 1 day", "{no} {promotion} added: {from} – {to}, {days} days", days)
    wrote(session, made | row | {"operation": operation.number}, text.format(days=days, **made), hint=_hint(made))


def read_promotion(
    session: Session, name: str | None, from_day: str | None, to_day: str | None, give: list[str], note: str | None
) -> Promotion:
    """The promotion the options name; what is missing is asked for in a terminal."""
    called = asked(session, name, "NAME", _("Name"), lambda typed: _name(session, typed))
    from_on = asked(session, from_day, "--from", _("First day"), lambda typed: _day(session, "--from", typed))
    to_on = asked(session, to_day, "--to", _("Last day"), lambda typed: _last(session, from_on, typed))
    try:
        steps = steps_given(give)
    except Refused as refused:
        raise bad_field("--give", refused) from refused
    return Promotion(called, from_on, to_on, steps, session.operator_id, None, lines_given(note))


def _name(session: Session, text: str) -> str:
    try:
        name = normal_name(text)
    except Refused as refused:
        raise bad_field("NAME", refused, text) from refused
    same = not_closed_named(session, name)
    if same:
        message = N_(
            "{value} is there already ({no}, {from_on} to {to_on}) and not closed; close it, or give another name."
        )
        facts = {key: same[key] for key in ("no", "from_on", "to_on")}
        raise Failure("refused", message, field="NAME", value=name, **facts)
    return name


def _day(session: Session, field: str, text: str) -> date:
    try:
        return parse_day(text, session.today)
    except Refused as refused:
        raise bad_field(field, refused, text) from refused


def _last(session: Session, from_on: date, text: str) -> date:
    day = _day(session, "--to", text)
    try:
        refuse_period(from_on, day)
    except Refused as refused:
        raise bad_field("--to", refused) from refused
    return day


def _hint(made: dict[str, Any]) -> str:
    if made["steps"]:
        return _("given: {steps}").format(steps=steps_words(made["steps"]))
    return _("no steps of gifts; what is given is said with each row")
