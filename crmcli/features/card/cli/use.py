"""`crmcli card use`"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.core.money import show_yuan, yuan
from crmcli.features.calendar.note import warn_of_years
from crmcli.features.card.entry import card_after, warning_lines
from crmcli.features.card.present import card_listed, left_words, uses
from crmcli.features.card.select import card_given, former_words
from crmcli.features.card.standing import refuse_unless
from crmcli.features.card.using import Use, check_options, fitting, read_use
from crmcli.features.followup.ahead import calls_words
from crmcli.features.followup.replanned import begun_lines, replanned_answer
from crmcli.features.member import store as members
from crmcli.features.owner.told import earned_answer
from crmcli.features.purchase.cli.add import tier_moved
from crmcli.features.purchase.entry import day_given
from crmcli.features.purchase.record import Recorded, record_purchase
from crmcli.features.purchase.store import entry as ledger_entry
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

if TYPE_CHECKING:
    from crmcli.features.purchase.record import Purchase

app = Single()


@app.command(help=N_("Take one use, or an amount, from a card: a purchase paid by it."))
def use(
    ctx: typer.Context,
    card: Annotated[
        str | None, typer.Argument(metavar="CARD|MEMBER", help=N_("number of the card, or its member"))
    ] = None,
    amount: Annotated[str | None, typer.Option("--amount", help=N_("what is taken from a stored-value card"))] = None,
    sessions: Annotated[int | None, typer.Option("--sessions", help=N_("how many uses; one where not given"))] = None,
    item: Annotated[str | None, typer.Option("--item", help=N_("what it is used for"))] = None,
    quantity: Annotated[int | None, typer.Option("--quantity", help=N_("how many"))] = None,
    day: Annotated[str | None, typer.Option("--date", help=N_("day of the use; today where not given"))] = None,
    by: Annotated[str | None, typer.Option("--by", help=N_("who of the staff served"))] = None,
    note: Annotated[str | None, typer.Option("--note", help=N_("free text"))] = None,
) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    said = Use(amount, sessions, item, quantity, by, note)
    check_options(said)
    on_day = day_given(session, day)
    found = card_given(session, card, fitting(session, said, on_day))
    purchase = read_use(session, found, said, on_day)
    before = members.summaries(session.db, [found["member_id"]], session.today.isoformat())[0]
    with session.write("card use") as operation:
        held = refuse_unless(operation.db, found["id"], "use", on_day)
        # whose it is may have changed since it was looked up
        recorded = record_purchase(operation.db, session.pack, purchase._replace(member_id=held["member_id"]))
    say(session, before, found, purchase, recorded, operation.number)


def say(
    session: Session,
    before: dict[str, Any],
    found: dict[str, Any],
    purchase: Purchase,
    recorded: Recorded,
    operation: int | None,
) -> None:
    """The contract's answer, or the line a clerk reads."""
    card = card_after(session, found["id"])
    entry = ledger_entry(session.db, recorded.id) or {}
    after = members.summaries(session.db, [before["id"]], session.today.isoformat())[0]
    years = {year for step in recorded.steps for year in step.unknown_years}
    former = former_words(found)
    used = -entry["sessions"] if entry["sessions"] else None
    answer: dict[str, Any] = card_listed(card, session.today.isoformat()) | {
        "id": recorded.id,
        "item": purchase.item.name,
        "item_code": purchase.item.code,
        "quantity": purchase.quantity,
        "date": purchase.on_day.isoformat(),
        "used": {
            "amount": yuan(recorded.amount_fen),
            "principal": yuan(-entry["principal_fen"]),
            "bonus": yuan(-entry["bonus_fen"]),
            "sessions": used,
        },
        "points": entry["points"],
        "tier_before": before["tier"],
        "tier_after": after["tier"],
        **earned_answer(session, recorded.id),
        "plan": [{"step": step.step, "due_on": step.due_on.isoformat()} for step in recorded.steps],
        "replanned": replanned_answer(session, recorded.begun.replanned),
        "warnings": [*([former] if former else []), *warn_of_years(session, years)],
        "operation": operation,
    }
    line = _line(card, purchase.item.name, show_yuan(recorded.amount_fen) if used is None else uses(used))
    hints = [
        *warning_lines([former] if former else []),
        tier_moved(session, before["tier"], after["tier"]),
        calls_words(step.due_on for step in recorded.steps),
        *begun_lines(session, before["name"], recorded.begun),
    ]
    wrote(session, answer, line, hint="\n  ".join(hint for hint in hints if hint))


def _line(card: dict[str, Any], item: str, used: str) -> str:
    text = _("{name}: {item} {used} from card {no}, {left} left")
    if card["expires_on"]:
        text = _("{name}: {item} {used} from card {no}, {left} left until {day}")
    facts = {"no": card["no"], "left": left_words(card), "day": card["expires_on"]}
    return text.format(name=card["name"], item=item, used=used, **facts)
