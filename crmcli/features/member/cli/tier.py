"""`crmcli member tier`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.ledger.kind import KINDS
from crmcli.features.member.find import resolve
from crmcli.features.member.present import tier_name
from crmcli.features.tier.explain import explained
from crmcli.features.tier.words import MONEY, keep_words
from crmcli.language import _, ngettext
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_object, shown

app = Single()

CAUSES = {
    **KINDS,
    "hand": N_("given by hand"),
    "floor-ended": N_("hand-given tier ended"),
    "ladder": N_("new ladder"),
    "window": N_("no longer counted"),
    "not-kept": N_("not kept"),
}
COUNTS = {"consumption": N_("what was consumed"), "payment": N_("what was paid")}
FALLS = {"step": N_("then one step down"), "earned": N_("then to what is earned")}


@app.command(help=N_("Why a member holds a tier: what was counted, what the next one takes, every move so far."))
def tier(
    ctx: typer.Context,
    member: Annotated[str | None, typer.Argument(help=N_("name, phone tail, card or number"))] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DAY", help=N_("as it was at the end of a day"))] = None,
    simulate: Annotated[
        str | None,
        typer.Option("--simulate", metavar="FILE", help=N_("who would move by the rules of a file; writes nothing")),
    ] = None,
) -> None:
    """Explains a tier from the ledger, or tells who other rules would move."""
    session: Session = ctx.obj
    if simulate is not None:
        if member is not None or on is not None:
            message = N_("--simulate is about everybody today; give neither a member nor --on.")
            raise Failure("usage", message, field="--simulate", value=simulate)
        from crmcli.features.tier.simulate import show_simulated

        show_simulated(session, simulate)
        return
    row = resolve(session, member)
    answer = explained(session.db, row, _day(session, on))
    show_object(session, answer, lambda: _draw(session, answer))


def _day(session: Session, text: str | None) -> Any:
    if text is None:
        return session.today
    from crmcli.core.day import parse_day
    from crmcli.core.findings import Refused
    from crmcli.errors import bad_field

    try:
        return parse_day(text, session.today)
    except Refused as refused:
        raise bad_field("--on", refused, text) from refused


def _draw(session: Session, answer: dict[str, Any]) -> None:
    held = answer["tier_name"] or _("prospect, no tier yet")
    print(f"{answer['no']}  {answer['name']}  {held}")
    if answer["tier"] is None:
        return
    for text in (_counted(answer), _rule(answer), *_by_hand(answer), *_next(answer), *_keep(answer)):
        print("  " + text)
    for change in answer["history"]:
        names = [tier_name(session, change[side]) for side in ("from", "to")]
        said = f"{change['on']}  {names[0]} → {names[1]}  {_(CAUSES[change['cause']])}"
        print("  " + (said + "  " + change["by"] if change["by"] else said))


def _counted(answer: dict[str, Any]) -> str:
    amount = shown(MONEY, answer["counted"])
    if answer["window_from"] is None:
        return _("counted {amount} ({basis})").format(amount=amount, basis=_("everything so far"))
    window = _("{first} to {last}").format(first=answer["window_from"], last=answer["window_to"])
    return _("counted {amount} ({basis})").format(amount=amount, basis=window)


def _rule(answer: dict[str, Any]) -> str:
    said = [_("what counts: {what}").format(what=_(COUNTS[answer["counts"]]))]
    kept = answer["retention"]
    if kept:
        count = kept["months"]
        said.append(ngettext("kept for {count} month", "kept for {count} months", count).format(count=count))
        said.append(_(FALLS[kept["fall"]]))
    return _(", ").join(said)


def _by_hand(answer: dict[str, Any]) -> list[str]:
    given = answer["by_hand"]
    if not given:
        return []
    text = _("given by hand on {day}, until {until}: {reason}")
    return [text.format(day=given["on"], until=given["until"] or _("further notice"), reason=given["reason"])]


def _next(answer: dict[str, Any]) -> list[str]:
    if not answer["next_tier"]:
        return []
    text = _("{amount} more for {tier}")
    return [text.format(amount=shown(MONEY, answer["to_next_tier"]), tier=answer["next_tier"])]


def _keep(answer: dict[str, Any]) -> list[str]:
    if answer["keep_by"] is None:
        return []
    said = [keep_words(answer["tier_name"], answer["keep_by"], answer["keep_needed"])]
    if answer["keep_amount"] is not None:
        text = _("counted {counted} of {amount} since {day}")
        counted, amount = (shown(MONEY, answer[key]) for key in ("keep_counted", "keep_amount"))
        said.append(text.format(counted=counted, amount=amount, day=answer["keep_from"]))
    return said
