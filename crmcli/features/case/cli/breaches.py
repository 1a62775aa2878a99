"""`crmcli complaint breaches`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.case.breach import CONFIRMED_BREACH, DISMISSED, PROPOSED
from crmcli.features.case.ladder import breach_listed, breaches, clock_words, ladder_words
from crmcli.features.case.select import kind_meant
from crmcli.features.staff.operator import choose_person
from crmcli.features.staff.store import people
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import Column, show_list

app = Single()

DECISIONS = {PROPOSED: N_("proposed"), CONFIRMED_BREACH: N_("confirmed"), DISMISSED: N_("dismissed")}
COLUMNS = (
    Column("no", N_("no.")),
    Column("staff", N_("first asked")),
    Column("clock", N_("clock"), told=lambda row: clock_words(row["clock"])),
    Column("due_at", N_("ran out"), "time"),
    Column("met_at", N_("done at last"), "time"),
    Column("count", N_("the how-manieth"), "int"),
    Column("rung_name", N_("ladder")),
    Column("decision", N_("decision"), "text", DECISIONS),
    Column("decided_by", N_("decided by")),
    Column("reason", N_("reason")),
)


@app.command(help=N_("Clocks that ran out unmet, against whoever took the case first, and the rung each climbs to."))
def list_breaches(
    ctx: typer.Context,
    staff: Annotated[str | None, typer.Option("--staff", help=N_("only of this person"))] = None,
    undecided: Annotated[bool, typer.Option("--open", help=N_("only those nobody has decided about"))] = False,
) -> None:
    """Lists what nobody has decided about, and what was decided."""
    session: Session = ctx.obj
    kind = kind_meant(ctx, None)
    person = choose_person(people(session.db), staff, "--staff")["id"] if staff else None
    found = [
        breach_listed(session, one)
        for one in breaches(session)
        if (kind is None or one["kind"] == kind.code)
        and person in (None, one["staff_id"])
        and (not undecided or one["decision"] == PROPOSED)
    ]
    note = ladder_words(session, found)
    show_list(session, COLUMNS, found, title=N_("breaches"), note=note, empty=N_("No clock has run out unmet."))
