"""`crmcli owner review`"""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.complete import people as offered
from crmcli.features.followup.ahead import day_asked
from crmcli.features.owner.present import (
    MOVED_COLUMNS,
    REVIEW_COLUMNS,
    STAYED_COLUMNS,
    ordered,
)
from crmcli.features.owner.reassign import counted, reassign
from crmcli.features.owner.review import ownership_of, standing
from crmcli.features.staff.operator import choose_person
from crmcli.features.staff.store import people
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import draw_table, show_list, wrote

app = Single()

#: A notice longer than a year tells nobody anything.
_MOST_DAYS = 366


@app.command(
    help=N_(
        "Who is about to be reassigned because nobody of the team was in touch, and who is due. "
        "--apply reassigns all who are due, in turn within the team; undo takes all of it back."
    )
)
def review(
    ctx: typer.Context,
    notice: Annotated[
        int | None, typer.Option("--notice", metavar="DAYS", help=N_("so many days ahead; the pack's where not given"))
    ] = None,
    owner: Annotated[str | None, typer.Option("--owner", help=N_("only this person's"), autocompletion=offered)] = None,
    day: Annotated[str | None, typer.Option("--date", metavar="DAY", help=N_("as of this day; today else"))] = None,
    sort: Annotated[
        str | None, typer.Option("--sort", help=N_("days_left, owner, name …; -days_left for falling"))
    ] = None,
    apply: Annotated[bool, typer.Option("--apply", help=N_("reassign all who are due"))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("only say who would go to whom"))] = False,
) -> None:
    """Lists, or reassigns."""
    session: Session = ctx.obj
    owner_id = choose_person(people(session.db), owner, "--owner")["id"] if owner else None
    if apply or dry_run:
        if day is not None:
            message = N_("Customers are reassigned as of today; leave --date out.")
            raise Failure("usage", message, field="--date", value=day)
        _reassigned(session, reassign(session, owner_id, dry_run=dry_run))
        return
    days = ownership_of(session).notice_days if notice is None else (_days(notice),)
    on = day_asked(session, day)
    rows = ordered(
        standing(session, on, max(days, default=0), owner_id), sort, [column.key for column in REVIEW_COLUMNS]
    )
    empty = N_("Nobody is due to be reassigned, and nobody will be within {days} days.")
    show_list(
        session,
        REVIEW_COLUMNS,
        rows,
        title=N_("ownership review"),
        note=_head(rows, on.isoformat()),
        empty=_(empty).format(days=max(days, default=0)),
    )


def _days(notice: int) -> int:
    if not 0 <= notice <= _MOST_DAYS:
        message = N_("{value} is no number of days ahead; give 0 to {most}.")
        raise Failure("usage", message, field="--notice", value=notice, most=_MOST_DAYS)
    return notice


def _head(rows: list[dict[str, Any]], day: str) -> str:
    """The day, how many are due, and how many will be within the pack's days of notice."""
    counts = Counter(row["notice"] for row in rows if not row["due"] and row["notice"] is not None)
    due = sum(row["due"] for row in rows)
    parts = [day, _("{count} due to be reassigned").format(count=due)]
    text = _("{count} within {days} days")
    return " · ".join([*parts, *(text.format(count=counts[step], days=step) for step in sorted(counts))])


def _reassigned(session: Session, answer: dict[str, Any]) -> None:
    if session.shared.format in ("csv", "xlsx"):
        show_list(session, MOVED_COLUMNS, answer["reassigned"], title=N_("customers reassigned"))
        return
    if not session.shared.json:
        if answer["reassigned"]:
            draw_table(session, MOVED_COLUMNS, answer["reassigned"])
        if answer["stayed"]:
            draw_table(session, STAYED_COLUMNS, answer["stayed"], _("Who stays, and why:"))
    if answer["dry_run"] and not session.shared.json:
        print(_("{what} · only tried, nothing written").format(what=counted(answer)))
        return
    wrote(session, answer, counted(answer))
