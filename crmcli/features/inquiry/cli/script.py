"""`crmcli inquiry script`"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import Column, show_list

if TYPE_CHECKING:
    from crmcli.packs.deskrule import PhoneScript

app = Single()

COLUMNS = (Column("code", N_("code")), Column("name", N_("when")), Column("script", N_("what to say")))


@app.command(help=N_("What to say on the phone to somebody who asks, prices included: all scripts, or those that fit."))
def script(
    ctx: typer.Context,
    about: Annotated[str | None, typer.Argument(metavar="WORD", help=N_("price, effect …, or a part of it"))] = None,
) -> None:
    """Shows the pack's scripts for the phone."""
    session: Session = ctx.obj
    found = scripts_meant(session, about)
    rows = [{"code": one.code, "name": one.name, "script": one.script} for one in found]

    def draw() -> None:
        from crmcli.features.followup.screen import Page

        page = Page(session)
        for row in rows:
            page.line(f"{row['name']}  ({row['code']})")
            page.line(row["script"], 2)

    show_list(
        session,
        COLUMNS,
        rows,
        title=N_("scripts for the phone"),
        empty=N_("The pack has no scripts for the phone."),
        text=draw if rows and session.on_terminal else None,
    )


def scripts_meant(session: Session, about: str | None) -> tuple[PhoneScript, ...]:
    """All scripts, or those a text names by code, name or part of it. Raises Failure(not-found) with what there is."""
    scripts = session.pack.phone
    if about is None or not scripts:
        return scripts
    from crmcli.core.searchkey import choose

    found = choose(about, scripts, _names)
    if not found:
        message = N_("There is no script for {value}; there are {names}.")
        names = [one.name for one in scripts]
        raise Failure("not-found", message, field="WORD", value=about, names=names)
    return tuple(found)


def _names(one: PhoneScript) -> Iterable[str]:
    return (one.code, one.name)
