"""`crmcli purchase add`"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from crmcli.core.findings import N_, Refused
from crmcli.core.money import parse_amount, show_yuan, yuan
from crmcli.errors import bad_field
from crmcli.features.calendar.note import warn_of_years
from crmcli.features.followup.ahead import calls_words
from crmcli.features.followup.replanned import begun_lines, replanned_answer
from crmcli.features.member import store as members
from crmcli.features.member.find import resolve
from crmcli.features.member.present import tier_name
from crmcli.features.member.store import member_no
from crmcli.features.owner.told import earned_answer, earned_line
from crmcli.features.points.told import earned_words
from crmcli.features.purchase.entry import day_given, item_given, means_given, staff_given
from crmcli.features.purchase.paying import way_asked
from crmcli.features.purchase.record import Purchase, Recorded, record_purchase
from crmcli.features.purchase.rules import refuse_minor, treatment_plan
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import asked, optional, required
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

app = Single()


@app.command(help=N_("Record a purchase. The tier follows at once, a treatment starts its follow-up calls."))
def add(
    ctx: typer.Context,
    member: Annotated[str | None, typer.Argument(help=N_("who bought"))] = None,
    item: Annotated[str | None, typer.Option("--item", help=N_("item of the price list, or a part of it"))] = None,
    amount: Annotated[str | None, typer.Option("--amount", help=N_("what was charged, in yuan"))] = None,
    day: Annotated[str | None, typer.Option("--date", help=N_("day of the purchase; today where not given"))] = None,
    quantity: Annotated[int, typer.Option("--quantity", help=N_("how many"))] = 1,
    treatment: Annotated[str | None, typer.Option("--treatment", help=N_("its kind, or none"))] = None,
    by: Annotated[str | None, typer.Option("--by", help=N_("who of the staff served"))] = None,
    pay: Annotated[str | None, typer.Option("--pay", help=N_("cash, transfer, bank-card …"))] = None,
    card: Annotated[str | None, typer.Option("--card", help=N_("paid by this card of the member"))] = None,
    voucher: Annotated[str | None, typer.Option("--voucher", help=N_("number of a points voucher that pays"))] = None,
    note: Annotated[str | None, typer.Option("--note", help=N_("free text"))] = None,
) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    row = resolve(session, member)
    purchase = read_purchase(session, row, item, amount, day, quantity, treatment, by, note)
    pay = way_asked(session, pay, amount_was_asked=amount is None and card is None, but=("voucher",))
    purchase = purchase._replace(pay=pay)
    means, pay, warnings = means_given(session, row, purchase, card, voucher)
    purchase = purchase._replace(means=means, pay=pay)
    with session.write("purchase add") as operation:
        recorded = record_purchase(operation.db, session.pack, purchase)
    say(session, row, purchase, recorded, operation.number, warnings)


def read_purchase(
    session: Session,
    row: dict[str, Any],
    item: str | None,
    amount: str | None,
    day: str | None,
    quantity: int,
    treatment: str | None,
    by: str | None,
    note: str | None,
) -> Purchase:
    """The purchase the options name; what is missing is asked for in a terminal."""
    from crmcli.features.member.models import age_of

    found = asked(session, item, "--item", _("Item"), lambda typed: item_given(session, typed))
    try:
        field = "--treatment"
        plan = treatment_plan(session.pack, found, treatment)
        field = "--quantity"
        if quantity < 1:
            raise Refused(N_("{value} is no quantity; give 1 or more"), value=quantity)
        field = "--amount"
        default = yuan(found.price_fen * quantity) if found.price_fen is not None else None
        amount = required(session, amount, "--amount", _("Amount"), default=default, check=parse_amount)
        amount_fen = parse_amount(amount)
        if found.price_fen is None and note is None:
            note = optional(session, _("What was it"))
        on_day = day_given(session, day)
        field = "member"
        if plan is not None:
            person = members.member(session.db, row["id"]) or {}
            refuse_minor(row["name"], age_of(person, on_day), person["guardian_consent_on"], on_day.isoformat())
    except Refused as refused:
        failure = bad_field(field, refused)
        failure.kind = "refused" if field == "member" else "usage"
        raise failure from refused
    return Purchase(row["id"], on_day, found, amount_fen, quantity, plan, None, staff_given(session, by), note)


def say(
    session: Session,
    before: dict[str, Any],
    purchase: Purchase,
    recorded: Recorded,
    number: int | None,
    warnings: Sequence[str] = (),
) -> None:
    """The contract's answer, or the lines a clerk reads."""
    after = members.summaries(session.db, [before["id"]], session.today.isoformat())[0]
    answer = {
        "id": recorded.id,
        "member": member_no(before["id"]),
        "name": before["name"],
        "item": purchase.item.name,
        "amount": yuan(recorded.amount_fen),
        "date": purchase.on_day.isoformat(),
        "tier_before": before["tier"],
        "tier_after": after["tier"],
        "points": recorded.points,
        **earned_answer(session, recorded.id),
        "plan": [{"step": step.step, "due_on": step.due_on.isoformat()} for step in recorded.steps],
        "replanned": replanned_answer(session, recorded.begun.replanned),
        "warnings": [
            *warnings,
            *warn_of_years(session, {year for step in recorded.steps for year in step.unknown_years}),
        ],
        "operation": number,
    }
    text = _("{id} {name} {item} {amount}").format(
        id=recorded.id, name=before["name"], item=purchase.item.name, amount=show_yuan(purchase.amount_fen)
    )
    hints = [
        tier_moved(session, before["tier"], after["tier"]),
        card_words(session, purchase.means.card_id),
        *earned_words(session, recorded.points, recorded.followed),
        earned_line(session, recorded.id),
        calls_words(step.due_on for step in recorded.steps),
        *begun_lines(session, before["name"], recorded.begun),
    ]
    wrote(session, answer, text, hint="\n  ".join(hint for hint in hints if hint))


def card_words(session: Session, card_id: int | None) -> str:
    """What is left on the card that paid; nothing where none did."""
    if card_id is None:
        return ""
    from crmcli.features.card.movement import card_row, held_now

    left = show_yuan(held_now(session.db, card_id).total_fen)
    return _("card {no}: {left} left").format(no=card_row(session.db, card_id)["no"], left=left)


def tier_moved(session: Session, before: str | None, after: str | None) -> str:
    """The move of a tier as a sentence; nothing where there was none."""
    if before == after or after is None:
        return ""
    return _("tier: {before} → {after}").format(
        before=tier_name(session, before) or _("none"), after=tier_name(session, after)
    )
