"""`crmcli fee raise`"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.core.money import show_yuan, yuan
from crmcli.core.offset import Offset, shift
from crmcli.errors import Failure
from crmcli.features.fee.charging import Raised, collect, differing, new_ones, without_any, write_charges
from crmcli.features.fee.entry import fee_given, fees_named, period_given, refuse_other_period, unknown_fee
from crmcli.features.fee.period import EVERY, Period
from crmcli.features.fee.rules import show_quantity
from crmcli.features.fee.term import refuse_gone
from crmcli.features.member.find import find_ids, resolve
from crmcli.features.member.store import member_no
from crmcli.language import _, ngettext
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import Column, draw_table, shown, wrote
from crmcli.ui.progress import progress_of

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.moneyrule import Fee

app = Single()

#: A period that begins later than this is taken for a slip of the finger.
LONGEST_AHEAD = Offset(1, "y")
#: So many charges that differ are told one by one on the screen; --json has them all.
TOLD = 10
NEW_COLUMNS = (
    Column("member", N_("member")),
    Column("name", N_("name")),
    Column("fee_name", N_("fee")),
    Column("quantity", N_("quantity")),
    Column("price", N_("price"), "money"),
    Column("amount", N_("amount"), "money"),
)


@app.command(
    "raise", help=N_("Charge a fee for a whole month, quarter or year; raising it again only adds who is new.")
)
def raise_fees(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="FEE MEMBER…", help=N_("every fee of such periods, and everybody, where not given")),
    ] = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="PERIOD", help=N_("2026-10, 2026-Q4, 2026, 本月"))
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("only say who would be charged"))] = False,
) -> None:
    """Whole periods only: who has the fee on any day of one pays all of it, nothing is reckoned by days."""
    session: Session = ctx.obj
    fees, texts = _fees_and_members(session, list(words or []))
    found = period_given(session, period)
    fees = _of_period(session, fees, found)
    members = [resolve(session, text) for text in texts]
    for member in members:
        refuse_gone(member)
    if dry_run:
        raised = _collected(session.db, fees, found, members)
        charges = [_new(one, fees) for one in new_ones(session.db)]
        say(session, found, raised, _told_differing(session.db, fees), None, charges)
        return
    with session.write("fee raise") as operation:
        raised = _collected(operation.db, fees, found, members)
        others = _told_differing(operation.db, fees)
        show = progress_of(session, N_("raising charges: {percent} %"))
        write_charges(operation.db, raised, found, session.today.isoformat(), session.operator_id, show)
    say(session, found, raised, others, operation.number)


def _fees_and_members(session: Session, words: list[str]) -> tuple[list[Fee], list[str]]:
    """The fee where the first word names one, and the words for members; a word that is neither is refused."""
    if not session.pack.fees:
        raise unknown_fee(session, words[0] if words else "")
    if not words:
        return [], []
    if fees_named(session, words[0]):
        return [fee_given(session, words[0])], words[1:]
    if find_ids(session.db, words[0], session.operator_id):
        return [], words
    raise unknown_fee(session, words[0])


def _of_period(session: Session, fees: list[Fee], period: Period) -> list[Fee]:
    """The fees to raise: the one named if the period is one of its own, else all that are charged so."""
    for fee in fees:
        refuse_other_period(fee, period)
    fees = fees or [fee for fee in session.pack.fees if fee.every == period.every]
    if not fees:
        names = [f"{fee.name} ({_(EVERY[fee.every])})" for fee in session.pack.fees]
        message = N_("No fee is charged {every}; {value} is no period of any: {names}.")
        every = _(EVERY[period.every])
        raise Failure("usage", message, field="--period", value=period.code, every=every, names=names)
    if period.first > shift(session.today, LONGEST_AHEAD):
        message = N_("{value} begins more than a year from now; fees are raised at most a year ahead.")
        raise Failure("refused", message, field="--period", value=period.code)
    return fees


def _collected(db: Connection, fees: Sequence[Fee], period: Period, members: Sequence[dict[str, Any]]) -> list[Raised]:
    raised = collect(db, fees, period, [member["id"] for member in members])
    for number in without_any(db, [member["id"] for member in members]):
        name = next(member["name"] for member in members if member["id"] == number)
        message = N_("{name} ({no}) pays none of it in {period}: {fees}. To change that: crmcli fee assign {no} FEE")
        facts: dict[str, Any] = {"name": name, "no": member_no(number), "period": period.code}
        facts["fees"] = [fee.name for fee in fees]
        raise Failure("refused", message, field="member", value=member_no(number), **facts)
    return raised


def say(
    session: Session,
    period: Period,
    raised: Sequence[Raised],
    others: list[dict[str, Any]],
    operation: int | None,
    charges: list[dict[str, Any]] | None = None,
) -> None:
    """The answer, or the lines a clerk reads; `others` differ from what stands, `charges` a dry run would write."""
    answer = {
        "period": period.code,
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "fees": [_fee_told(one, period, others) for one in raised],
        "charged": sum(one.charged for one in raised),
        "amount": yuan(sum(one.amount_fen for one in raised)),
        "stood": sum(one.stood for one in raised),
        "differing": others,
        "charges": charges or [],
        "dry_run": charges is not None,
        "operation": operation,
    }
    if charges and not session.shared.json:
        draw_table(session, NEW_COLUMNS, charges)
    wrote(session, answer, _sentence(answer), hint="\n  ".join(_hints(raised, others)))


def _fee_told(one: Raised, period: Period, others: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "fee": one.fee.code,
        "fee_name": one.fee.name,
        "due_on": period.due_on(one.fee.due).isoformat(),
        "charged": one.charged,
        "amount": yuan(one.amount_fen),
        "stood": one.stood,
        "differing": sum(1 for other in others if other["fee"] == one.fee.code),
    }


def _names(row: dict[str, Any], fees: Sequence[Fee]) -> dict[str, Any]:
    fee = next(fee for fee in fees if fee.code == row["fee"])
    return {"member": member_no(row["member_id"]), "name": row["name"], "fee": fee.code, "fee_name": fee.name}


def _new(row: dict[str, Any], fees: Sequence[Fee]) -> dict[str, Any]:
    quantity = show_quantity(row["quantity_milli"])
    prices = {"price": yuan(row["price_fen"]), "amount": yuan(row["amount_fen"])}
    return _names(row, fees) | {"quantity": quantity} | prices


def _told_differing(db: Connection, fees: Sequence[Fee]) -> list[dict[str, Any]]:
    """The charges that stand at another amount than they would come to now."""
    return [
        {"charge": row["charge_id"], **_names(row, fees)}
        | {"amount": yuan(row["standing_fen"]), "would_be": yuan(row["amount_fen"])}
        for row in differing(db)
    ]


def _sentence(answer: dict[str, Any]) -> str:
    count = answer["charged"]
    if not count and not answer["stood"]:
        text = _("{period}: nobody is to be charged")
    elif not count:
        text = ngettext(
            "{period}: nothing new, {stood} charge stood already",
            "{period}: nothing new, {stood} charges stood already",
            answer["stood"],
        )
    elif answer["dry_run"]:
        text = ngettext("{period}: {count} charge of {amount}", "{period}: {count} charges of {amount}", count)
    else:
        text = ngettext(
            "{period}: {count} charge raised, {amount}", "{period}: {count} charges raised, {amount}", count
        )
    amount = shown(Column("amount", "", "money"), answer["amount"])
    return text.format(period=answer["period"], count=count, amount=amount, stood=answer["stood"])


def _hints(raised: Sequence[Raised], others: list[dict[str, Any]]) -> list[str]:
    """A line for each fee where there are several or some stood, then what stands at another amount."""
    hints = []
    if len(raised) > 1 or any(one.stood and one.charged for one in raised):
        line = _("{fee}: {charged} new of {amount}, {stood} stood already")
        hints = [
            line.format(fee=one.fee.name, charged=one.charged, amount=show_yuan(one.amount_fen), stood=one.stood)
            for one in raised
        ]
    line = _("charge {charge} {name} {fee_name} stands at {amount} and is left so; now it would be {would_be}")
    hints += [line.format(**other) for other in others[:TOLD]]
    if len(others) > TOLD:
        rest = ngettext("and {count} more; all with --json", "and {count} more; all with --json", len(others) - TOLD)
        hints.append(rest.format(count=len(others) - TOLD))
    return hints
