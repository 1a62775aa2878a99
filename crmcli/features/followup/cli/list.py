"""`crmcli followup list`"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.features.followup.present import KINDS, STATES, sight_of
from crmcli.features.followup.record import Filter, filtered, listed_past, read_filter
from crmcli.features.member.present import note_reveal
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import Column, show_list

app = Single()

COLUMNS = (
    Column("id", N_("no.")),
    Column("member", N_("member")),
    Column("name", N_("name")),
    Column("mobile", N_("mobile")),
    Column("kind", N_("kind"), "text", KINDS),
    Column("purpose", N_("purpose")),
    Column("due_on", N_("due"), "day"),
    Column("state", N_("state"), "text", STATES),
    Column("outcome", N_("outcome"), "text"),
    Column("attempt", N_("attempts"), "int"),
    Column("assigned_to", N_("assigned to")),
    Column("closed_on", N_("closed"), "day"),
    Column("reason", N_("reason")),
)


@app.command("list", help=N_("Follow-ups in any state: open ones soonest first, else newest first."))
def list_followups(
    ctx: typer.Context,
    state: Annotated[str | None, typer.Option("--state", help=N_("open, done, missed, skipped …"))] = None,
    member: Annotated[str | None, typer.Option("--member", help=N_("only this member's"))] = None,
    kind: Annotated[str | None, typer.Option("--kind", help=N_("birthday, treatment …, or a plan"))] = None,
    from_day: Annotated[str | None, typer.Option("--from", metavar="DAY", help=N_("due from this day on"))] = None,
    to_day: Annotated[str | None, typer.Option("--to", metavar="DAY", help=N_("due up to this day"))] = None,
    owner: Annotated[str | None, typer.Option("--owner", help=N_("one person's, or none for nobody's"))] = None,
    limit: Annotated[int, typer.Option("--limit", help=N_("how many lines"))] = 100,
) -> None:
    """Lists follow-ups, lapsed birthdays included."""
    session: Session = ctx.obj
    wanted: Filter = read_filter(session, state, member, kind, from_day, to_day, owner, limit)
    sight = sight_of(session, session.today)
    rows = [listed_past(past, sight) for past in filtered(session, wanted)]
    note_reveal(session, "followup list", len(rows))
    show_list(
        session,
        _columns(),
        rows,
        title=N_("follow-ups"),
        empty=N_("No follow-up fits."),
        text=_entries(session, rows) if rows and session.on_terminal else None,
    )


def _entries(session: Session, rows: list[dict[str, Any]]) -> Callable[[], None]:
    from crmcli.features.followup.entry import draw_entries

    return lambda: draw_entries(session, rows)


def _columns() -> list[Column]:
    from crmcli.features.followup.outcome import OUTCOMES

    words = {outcome.code: outcome.label for outcome in OUTCOMES}
    return [column._replace(words=words) if column.key == "outcome" else column for column in COLUMNS]
