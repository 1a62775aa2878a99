"""`crmcli member duplicates`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.member.duplicate import PAIRS_AT_LEAST, Pair, mark_distinct, suspected
from crmcli.features.member.find import resolve
from crmcli.features.member.store import member_no
from crmcli.language import _
from crmcli.language import listed as in_a_row
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import Column, show_list, wrote

app = Single()

REASONS = {
    "id_no": N_("same ID"),
    "mobile": N_("same mobile"),
    "name": N_("same name"),
    "birthday": N_("same name and birthday"),
}
COLUMNS = (
    Column("no", N_("no.")),
    Column("name", N_("name")),
    Column("other", N_("other no.")),
    Column("other_name", N_("other name")),
    Column("score", N_("score"), "int"),
    Column("why_words", N_("why")),
)


@app.command(help=N_("Entries that may be the same person; --distinct A B says they are not, for good."))
def duplicates(
    ctx: typer.Context,
    member: Annotated[str | None, typer.Argument(help=N_("only pairs with this member"))] = None,
    distinct: Annotated[
        tuple[str, str] | None, typer.Option("--distinct", metavar="A B", help=N_("these two are not the same"))
    ] = None,
    least: Annotated[int, typer.Option("--least", help=N_("lowest score shown, 40 to 100"))] = PAIRS_AT_LEAST,
) -> None:
    """Lists the pairs, or marks one."""
    session: Session = ctx.obj
    if distinct:
        _mark(session, *distinct)
        return
    member_id = resolve(session, member)["id"] if member else None
    rows = [listed(pair) for pair in suspected(session.db, member_id, least)]
    show_list(session, COLUMNS, rows, title=N_("duplicates"), empty=N_("No two entries look alike."))


def listed(pair: Pair) -> dict[str, Any]:
    """A pair with the keys of the contract."""
    return {
        "no": member_no(pair.low_id),
        "name": pair.low_name,
        "other": member_no(pair.high_id),
        "other_name": pair.high_name,
        "score": pair.score,
        "why": list(pair.why),
        "why_words": in_a_row(_(REASONS[reason]) for reason in pair.why),
    }


def _mark(session: Session, first: str, second: str) -> None:
    one, other = resolve(session, first), resolve(session, second)
    if one["id"] == other["id"]:
        raise Failure("usage", N_("{first} and {second} are the same entry."), first=first, second=second)
    with session.write("member duplicates --distinct") as operation:
        mark_distinct(operation.db, one["id"], other["id"])
    answer = {"no": member_no(one["id"]), "other": member_no(other["id"]), "operation": operation.number}
    text = _("{first} and {second} are two people and will not be asked about again")
    wrote(session, answer, text.format(first=one["name"], second=other["name"]))
