"""What a step of a case answers, and how the steps are written: one piece of code for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from crmcli.features.calendar.note import warn_of_years
from crmcli.features.case import store
from crmcli.features.case.calling import with_contact
from crmcli.features.case.moment import due_told, told
from crmcli.features.case.present import case_listed
from crmcli.features.case.record import Told, add_event, nothing_told
from crmcli.features.case.words import CLOCKS, STATES
from crmcli.features.followup.replan import net
from crmcli.features.followup.replanned import replanned_answer, replanned_lines
from crmcli.language import _, said
from crmcli.ui.output import wrote

if TYPE_CHECKING:
    import typer

    from crmcli.features.case.life import Event
    from crmcli.session import Session


def take_steps(ctx: typer.Context, row: dict[str, Any], events: Sequence[Event], hint: str = "") -> None:
    """Writes the steps of a case in one operation and says what became of it."""
    session: Session = ctx.obj
    noted = nothing_told()
    with session.write(command_of(ctx)) as operation:
        for event in events:
            event = with_contact(session, operation.db, row, event)
            add_event(operation.db, session.pack, row["id"], event, noted)
    say_case(session, row["id"], operation.number, noted, hint=hint)


def command_of(ctx: typer.Context) -> str:
    """The words of the command for the log: complaint route."""
    group = ctx.parent.info_name if ctx.parent else ""
    return f"{group} {ctx.info_name}".strip()


def say_case(
    session: Session,
    case_id: int,
    number: int | None,
    noted: Told,
    *,
    warnings: Sequence[str] = (),
    hint: str = "",
    more: Mapping[str, Any] | None = None,
) -> None:
    """The contract's answer to a step, with `more` keys of its own, or the lines a clerk reads."""
    row = store.case(session.db, case_id) or {}
    listed = case_listed(session, row)
    handed = net(noted.handed)
    told_of = [*warnings, *(said(finding) for finding in noted.findings), *warn_of_years(session, noted.years)]
    text = _("{no} {name} · {matter}: {state}").format(
        no=row["no"], name=row["who"], matter=row["matter"], state=_(STATES[row["state"]])
    )
    hints = [hint, clock_words(listed), call_words(row), *replanned_lines(session, handed), *told_of]
    replanned = replanned_answer(session, handed)
    answer = {**listed, **(more or {}), "replanned": replanned, "warnings": told_of, "operation": number}
    wrote(session, answer, text, hint="\n  ".join(part for part in hints if part))


def clock_words(listed: dict[str, Any]) -> str:
    """The clocks that run, as a line."""
    if listed["closed_at"]:
        return ""
    found = []
    for clock in listed["clocks"]:
        if clock["done_at"] is None:
            text = _("{clock} by {time} (late)") if clock["met"] is False else _("{clock} by {time}")
            found.append(text.format(clock=_(CLOCKS[clock["name"]]), time=due_told(clock["due_at"])))
    return " · ".join(found)


def call_words(row: dict[str, Any]) -> str:
    """The next call owed, as a line."""
    if not row["call_on"]:
        return ""
    return _("next call: {time}").format(time=told(row["call_at"] or row["call_on"] + "T00:00"))
