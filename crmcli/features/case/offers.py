"""What the shell offers for arguments and options of cases. Everything heavy is loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from crmcli.features import complete
from crmcli.features.complete import MOST, Offers
from crmcli.language import _

if TYPE_CHECKING:
    import typer

    from crmcli.session import Session

Offer = Callable[["typer.Context", str], Offers]
GROUPS = ("complaint", "case")


def open_cases(ctx: typer.Context, incomplete: str) -> Offers:
    """Open cases by the beginning of their number, and whoever brought them."""
    return _cases(ctx, incomplete, closed=False)


def closed_cases(ctx: typer.Context, incomplete: str) -> Offers:
    """Closed cases, the latest first."""
    return _cases(ctx, incomplete, closed=True)


def every_case(ctx: typer.Context, incomplete: str) -> Offers:
    """Cases, the latest first."""
    return _cases(ctx, incomplete, closed=None)


def _cases(ctx: typer.Context, incomplete: str, *, closed: bool | None) -> Offers:
    session: Session = ctx.obj
    if not session.path.exists():
        return []
    from crmcli.features.case.store import cases
    from crmcli.features.case.words import STATES

    wanted = {True: ["s.closed_at IS NOT NULL"], False: ["s.closed_at IS NULL"], None: []}[closed]
    found = [
        (row["no"], f"{row['who']} {row['matter']} {_(STATES[row['state']])}")
        for row in cases(session.db, wanted, {}, limit=500)
        if row["no"].lower().startswith(incomplete.lower())
    ]
    return found[:MOST] or complete.members(ctx, incomplete)


def listed(kind: str) -> Offer:
    """The names of a list of the pack, or the program's own where it has none."""

    def offer(ctx: typer.Context, incomplete: str) -> Offers:
        session: Session = ctx.obj
        if not session.path.exists():
            return []
        from crmcli.features.case.words import code_words

        return complete.fitting_names(
            incomplete, [(name, code) for code, name in code_words(session.pack, kind).items()]
        )

    return offer


def kinds(ctx: typer.Context, incomplete: str) -> Offers:
    """The kinds of cases of the pack."""
    session: Session = ctx.obj
    if not session.path.exists():
        return []
    return complete.fitting_names(incomplete, [(kind.name, kind.code) for kind in session.pack.cases])


def severities(ctx: typer.Context, incomplete: str) -> Offers:
    """The severities of every kind of case of the pack."""
    session: Session = ctx.obj
    if not session.path.exists():
        return []
    found = {one.name: one.code for kind in session.pack.cases for one in kind.severities}
    return complete.fitting_names(incomplete, list(found.items()))


def states(ctx: typer.Context, incomplete: str) -> Offers:
    """The states a case can be in, and open."""
    from crmcli.features.case.words import STATES

    found = {"open": "", **{state: _(label) for state, label in STATES.items()}}
    return [(word, told) for word, told in found.items() if word.startswith(incomplete)]


def waits(ctx: typer.Context, incomplete: str) -> Offers:
    """Whom a case can wait for."""
    from crmcli.features.case.words import WAITS

    return [(word, _(told)) for word, told in WAITS.items() if word.startswith(incomplete)]


def clocks(ctx: typer.Context, incomplete: str) -> Offers:
    """The clocks of a case."""
    from crmcli.features.case.words import CLOCKS

    return [(word, _(told)) for word, told in CLOCKS.items() if word.startswith(incomplete)]


_OF_STEP: dict[tuple[str, str], Offer] = {
    ("reopen", "case"): closed_cases,
    ("show", "case"): every_case,
    ("route", "to"): listed("department"),
    ("log", "channel"): listed("channel"),
    ("log", "kind"): kinds,
    ("list", "kind"): kinds,
    ("overdue", "kind"): kinds,
    ("list", "state"): states,
    ("severity", "level"): severities,
    ("wait", "for_"): waits,
    ("hotspots", "kind"): kinds,
    ("attach", "case"): every_case,
    ("attachment", "case"): every_case,
    ("breach", "case"): every_case,
    ("breach", "clock"): clocks,
    ("breaches", "staff"): complete.people,
}
#: (command, parameter) -> what is offered, in both groups.
OF_COMMAND = {(f"{group} {step}", name): offer for group in GROUPS for (step, name), offer in _OF_STEP.items()}
#: Parameter of any command -> what is offered.
OF_NAME: dict[str, Offer] = {
    "case": open_cases,
    "department": listed("department"),
    "against_department": listed("department"),
    "person": complete.people,
    "severity": severities,
    "opinion": listed("opinion"),
}
