"""`crmcli member upgrade`"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer

from crmcli.core.findings import N_, Refused
from crmcli.core.money import yuan
from crmcli.errors import Failure, bad_field
from crmcli.features.member.find import resolve
from crmcli.features.member.present import tier_name
from crmcli.features.member.store import member_no
from crmcli.features.tier import store
from crmcli.features.tier.explain import standing
from crmcli.features.tier.moves import Move, moves
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single
from crmcli.ui.output import Column, show_list, wrote

app = Single()

COLUMNS = (
    Column("no", N_("no.")),
    Column("name", N_("name")),
    Column("from_name", N_("from")),
    Column("to_name", N_("to")),
    Column("counted", N_("counted"), "money"),
    Column("cause", N_("why"), "text", {"ladder": N_("new ladder")}),
)


@app.command(help=N_("Evaluate a member's tier, give one by hand, or put the pack's new ladder in force for all."))
def upgrade(
    ctx: typer.Context,
    member: Annotated[str | None, typer.Argument(help=N_("name, phone tail, card or number"))] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="TIER", help=N_("the tier to give by hand"))] = None,
    reason: Annotated[str | None, typer.Option("--reason", help=N_("why it is given"))] = None,
    until: Annotated[str | None, typer.Option("--until", help=N_("last day it holds; else for good"))] = None,
    everybody: Annotated[bool, typer.Option("--all", help=N_("everybody, by the pack's ladder of today"))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("only list who would move"))] = False,
) -> None:
    """One member or all."""
    session: Session = ctx.obj
    if everybody:
        _all(session, dry_run=dry_run)
    elif to is not None:
        _by_hand(session, resolve(session, member), to, reason, until)
    else:
        _evaluate(session, resolve(session, member))


def _evaluate(session: Session, row: dict[str, Any]) -> None:
    """A tier is what the ledger earns at every moment, so evaluating one says where he stands and writes nothing."""
    now = standing(session.db, row["id"], session.today)
    answer = _answer(session, row, (row["tier"], row["tier"]), "earned", now.counted_fen, None)
    tier = tier_name(session, row["tier"]) or _("without a tier")
    wrote(session, answer, _("{name} stays {tier}").format(name=row["name"], tier=tier))


def _by_hand(session: Session, row: dict[str, Any], to: str, reason: str | None, until: str | None) -> None:
    if row["standing"] == "prospect":
        raise Failure("refused", N_("{name} is a prospect; a tier comes with the first purchase."), name=row["name"])
    ladder = store.ladder_in_force(session.db)
    tier = _tier(session, to)
    reason = required(session, reason, "--reason", _("Reason"))
    now = standing(session.db, row["id"], session.today)
    rank = ladder.rank(tier)
    if rank < now.held.earned_rank:
        raise Failure(
            "refused",
            N_("{name} earns {earned} with {amount}; a tier given by hand can only be higher."),
            field="--to",
            value=to,
            name=row["name"],
            earned=ladder.rungs[now.held.earned_rank].name,
            amount=yuan(now.counted_fen),
        )
    until_on = _until(session, until)
    with session.write("member upgrade") as operation:
        store.add_grant(operation.db, row["id"], tier, session.today.isoformat(), until_on, reason, session.operator_id)
    answer = _answer(session, row, (row["tier"], tier), "hand", now.counted_fen, operation.number)
    text = _("{name}: {before} → {after}, by hand until {until}")
    wrote(
        session,
        answer | {"until": until_on, "reason": reason},
        text.format(
            name=row["name"],
            before=answer["from_name"],
            after=answer["to_name"],
            until=until_on or _("further notice"),
        ),
    )


def _tier(session: Session, text: str) -> str:
    from crmcli.core.searchkey import choose

    found = choose(text, session.pack.tiers, lambda tier: (tier.name, tier.code))
    if len(found) != 1:
        names = [tier.name for tier in (found or session.pack.tiers)]
        kind = "ambiguous" if found else "not-found"
        raise Failure(kind, N_("{value} is no tier; there are {names}"), field="--to", value=text, names=names)
    return found[0].code


def _until(session: Session, text: str | None) -> str | None:
    if text is None:
        return None
    from crmcli.core.day import parse_day

    try:
        day: date = parse_day(text, session.today)
        if day < session.today:
            raise Refused(N_("{value} has passed"), value=text)
    except Refused as refused:
        raise bad_field("--until", refused, text) from refused
    return day.isoformat()


def _all(session: Session, *, dry_run: bool) -> None:
    """Puts the pack's ladder in force where it differs, and lists who moves and why."""
    ladder = store.ladder_of_pack(session.pack, session.today.isoformat())
    moving = list(moves(session.db, ladder, session.today.isoformat()))
    number = None
    if not dry_run and ladder.rules != store.ladder_in_force(session.db).rules:
        with session.write("member upgrade --all") as operation:
            store.adopt(operation.db, ladder)
        number = operation.number
    rows = [_moved(session, move, number) for move in moving]
    show_list(session, COLUMNS, rows, title=N_("tiers that move"), empty=N_("Nobody moves."))
    if number is not None and not session.shared.json and session.shared.format in (None, "table"):
        print(_("The pack's ladder is in force from today · undo: crmcli undo {number}").format(number=number))


def _moved(session: Session, move: Move, number: int | None) -> dict[str, Any]:
    row = {"id": move.member_id, "name": move.name}
    return _answer(session, row, (move.from_tier, move.to_tier), "ladder", move.counted_fen, number)


def _answer(
    session: Session,
    row: dict[str, Any],
    move: tuple[str | None, str | None],
    cause: str,
    counted_fen: int,
    number: int | None,
) -> dict[str, Any]:
    return {
        "no": member_no(row["id"]),
        "name": row["name"],
        "from": move[0],
        "from_name": tier_name(session, move[0]),
        "to": move[1],
        "to_name": tier_name(session, move[1]),
        "cause": cause,
        "counted": yuan(counted_fen),
        "until": None,
        "reason": None,
        "operation": number,
    }
