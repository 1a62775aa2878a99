"""`crmcli purchase edit`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_, Refused
from crmcli.errors import bad_field
from crmcli.features.calendar.note import warn_of_years
from crmcli.features.followup.ahead import calls_words
from crmcli.features.followup.permit import reasons
from crmcli.features.followup.replanned import begun_lines, replanned_answer
from crmcli.features.member import store as members
from crmcli.features.member.store import member_no
from crmcli.features.purchase.retype import Retyped, retype, treatment_name
from crmcli.features.purchase.rules import treatment_named
from crmcli.features.purchase.select import select_purchase
from crmcli.language import _, listed
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

app = Single()

NONE_TO_EDIT = N_("{value} has no purchase whose treatment could be put right.")


@app.command(help=N_("Say which kind of treatment a purchase was. Its calls are planned anew and the change is shown."))
def edit(
    ctx: typer.Context,
    purchase: Annotated[str | None, typer.Argument(metavar="ID", help=N_("purchase, or its member"))] = None,
    treatment: Annotated[str | None, typer.Option("--treatment", help=N_("its kind, or none"))] = None,
    reason: Annotated[str | None, typer.Option("--reason", help=N_("why"))] = None,
) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    entry = select_purchase(session, purchase, NONE_TO_EDIT)
    names = listed([*(plan.name for plan in session.pack.plans_at("treatment")), _("none")])
    label = _("Treatment ({names})").format(names=names)
    text = required(session, treatment, "--treatment", label)
    try:
        plan = treatment_named(session.pack, text)
    except Refused as refused:
        raise bad_field("--treatment", refused, text) from refused
    with session.write("purchase edit") as operation:
        made = retype(operation.db, session.pack, entry["id"], plan, session.today, (reason or "").strip() or None)
    say(session, entry, plan.code if plan else None, made, operation.number)


def say(session: Session, entry: dict[str, Any], after: str | None, made: Retyped, operation: int | None) -> None:
    """The answer, or the lines a clerk reads: what it was and is, its calls, what changed, and whether it guards."""
    name = (members.member(session.db, entry["member_id"]) or {})["name"]
    guarded = reasons(session, {"id": entry["member_id"]})
    years = {year for step in made.begun.steps for year in step.unknown_years}
    warnings = [*guarded, *warn_of_years(session, years)]
    answer: dict[str, Any] = {
        "id": entry["id"],
        "member": member_no(entry["member_id"]),
        "name": name,
        "item": entry["item_name"],
        "date": entry["on_day"],
        "treatment_before": made.before,
        "treatment": after,
        "plan": [{"step": step.step, "due_on": step.due_on.isoformat()} for step in made.begun.steps],
        "replanned": replanned_answer(session, made.begun.replanned),
        "warnings": warnings,
        "operation": operation,
    }
    text = _("{id} {name} {item} of {day}: {before} → {after}").format(
        id=entry["id"],
        name=name,
        item=entry["item_name"],
        day=entry["on_day"],
        before=treatment_name(session.pack, made.before),
        after=treatment_name(session.pack, after),
    )
    calls = calls_words(step.due_on for step in made.begun.steps)
    hints = [calls, *begun_lines(session, name, made.begun), *guarded]
    wrote(session, answer, text, hint="\n  ".join(hint for hint in hints if hint))
