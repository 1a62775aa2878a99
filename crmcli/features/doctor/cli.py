"""`crmcli doctor`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.core.text import pad, width
from crmcli.errors import EXIT_STATUS
from crmcli.features.doctor.check import NOTE, OK, WRONG, Check
from crmcli.features.doctor.checks import examine, is_wrong
from crmcli.language import _, said
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import Column, show_list
from crmcli.ui.table import field_lines

app = Single()

LEVELS = {OK: N_("well"), NOTE: N_("mind"), WRONG: N_("WRONG")}
#: What each check looks at, by the name JSON has for it.
CHECKS = {
    "engine": N_("engine"),
    "drive": N_("drive"),
    "file": N_("file"),
    "disk": N_("disk"),
    "leftovers": N_("leftovers"),
    "pages": N_("pages"),
    "schema": N_("schema"),
    "foreign-keys": N_("foreign-keys"),
    "triggers": N_("triggers"),
    "facts": N_("facts"),
    "derived": N_("derived"),
    "ledger": N_("ledger"),
    "attachments": N_("attachments"),
    "chain": N_("chain"),
    "access-log": N_("access-log"),
    "head": N_("head"),
    "pack": N_("pack"),
    "ladder": N_("ladder"),
    "assumed": N_("assumed"),
    "staff": N_("staff"),
    "plans": N_("plans"),
    "duties": N_("duties"),
    "calendar": N_("calendar"),
    "noted": N_("noted amounts"),
    "bonuses": N_("noted bonuses"),
    "loose": N_("balances on no card"),
    "backups": N_("backups"),
    "schedule": N_("scheduled jobs"),
    "push": N_("push targets"),
    "protection": N_("protection"),
}
COLUMNS = (
    Column("check", N_("check"), "text", CHECKS),
    Column("level", N_("state"), "text", LEVELS),
    Column("message", N_("finding")),
    Column("remedy", N_("what to do")),
)


@app.command(
    help=N_("Look at everything that could be wrong with file, pack and backups. Ends with 1 where something is.")
)
def doctor(
    ctx: typer.Context,
    repair: Annotated[
        bool, typer.Option("--repair", help=N_("mend what can be mended without losing anything, and say so"))
    ] = False,
) -> None:
    """Looks, mends where asked, tells."""
    session: Session = ctx.obj
    checks = examine(session, repair=repair)
    rows = [listed(check) for check in checks]
    show_list(session, COLUMNS, rows, title=N_("doctor"), text=lambda: _draw(checks))
    if is_wrong(checks):
        raise typer.Exit(EXIT_STATUS["failed"])


def listed(check: Check) -> dict[str, Any]:
    """A line with the contract's keys; `level` tells a note from what is wrong."""
    return {
        "check": check.check,
        "ok": check.level != WRONG,
        "message": said(check.message),
        "remedy": said(check.remedy) if check.remedy else None,
        "level": check.level,
    }


def _draw(checks: list[Check]) -> None:
    pairs, room = [], max(width(_(LEVELS[check.level])) for check in checks)
    for check in checks:
        lines = [said(check.message)] + ([f"→ {said(check.remedy)}"] if check.remedy else [])
        pairs.append((f"{pad(_(LEVELS[check.level]), room)}  {_(CHECKS[check.check])}", "\n".join(lines)))
    field_lines(pairs)
    wrong = sum(check.level == WRONG for check in checks)
    print(_("{count} things are wrong.").format(count=wrong) if wrong else _("Nothing is wrong."))
