"""`crmcli card list`"""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.card.entry import kind_given
from crmcli.features.card.present import COLUMNS, STATES, card_listed
from crmcli.features.card.store import EXPIRING, listed_cards
from crmcli.features.member.find import resolve
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_list

app = Single()

_ENDED = "c.expires_on < :today"
_STATE = {
    "live": f"s.state = 'live' AND (c.expires_on IS NULL OR NOT {_ENDED})",
    "expired": f"s.state = 'live' AND {_ENDED}",
}


@app.command("list", help=N_("Cards, the latest first; of one member, of a kind or state, or those that end soon."))
def list_cards(
    ctx: typer.Context,
    member: Annotated[str | None, typer.Argument(help=N_("only this member's"))] = None,
    kind: Annotated[str | None, typer.Option("--kind", help=N_("stored or sessions"))] = None,
    state: Annotated[str | None, typer.Option("--state", help=N_("live, expired, lost, frozen or closed"))] = None,
    expiring: Annotated[
        int | None,
        typer.Option("--expiring-within", metavar="DAYS", help=N_("with something left, ending in so many days")),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", help=N_("how many lines"))] = 100,
) -> None:
    """Lists cards as they stand today."""
    session: Session = ctx.obj
    if limit < 1:
        raise Failure("usage", N_("{value} is no number of lines; give 1 or more."), field="--limit", value=limit)
    today = session.today.isoformat()
    values = {"today": today}
    conditions = []
    if member:
        values["member"] = resolve(session, member)["id"]
        conditions.append("s.member_id = :member")
    if kind:
        values["kind"] = kind_given(session, kind)
        conditions.append("s.kind = :kind")
    if state:
        values["state"] = state_given(state)
        conditions.append(_STATE.get(values["state"], "s.state = :state"))
    order = "s.card_id DESC"
    if expiring is not None:
        values["last"] = _last(session, expiring)
        conditions.append(f"{EXPIRING} AND s.expires_on BETWEEN :today AND :last")
        order = "s.expires_on, s.card_id"
    rows = [card_listed(row, today) for row in listed_cards(session.db, conditions, values, order, limit)]
    show_list(session, COLUMNS, rows, title=N_("cards"))


def state_given(text: str) -> str:
    """A state by its code or the reader's word."""
    from crmcli.core.searchkey import choose
    from crmcli.language import _

    found = choose(text, tuple(STATES), lambda state: (state, _(STATES[state])))
    if len(found) != 1:
        message = N_("{value} is no state of a card; there are {names}")
        raise Failure("usage", message, field="--state", value=text, names=list(STATES))
    return found[0]


def _last(session: Session, days: int) -> str:
    if not 0 <= days <= 36500:
        message = N_("{value} is no number of days; give 0 to 36500.")
        raise Failure("usage", message, field="--expiring-within", value=days)
    return (session.today + timedelta(days=days)).isoformat()
