"""`crmcli check ledger`"""

from __future__ import annotations

from typing import Any

import typer

from crmcli.core.findings import N_
from crmcli.errors import EXIT_STATUS
from crmcli.features.check.ledger import look
from crmcli.features.check.present import listed
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import Column, show_list
from crmcli.ui.table import field_lines

app = Single()

COLUMNS = (
    Column("ok", N_("holds")),
    Column("count", N_("wrong"), "int"),
    Column("message", N_("finding")),
    Column("remedy", N_("what to do")),
)


@app.command(help=N_("Prove that every balance equals its entries, to the last fen. Ends with 1 where one does not."))
def ledger(ctx: typer.Context) -> None:
    """Looks, tells."""
    session: Session = ctx.obj
    found = list(look(session.db, session.pack))
    rows = [listed(looked) for looked in found]
    show_list(session, COLUMNS, rows, title=N_("ledger"), text=lambda: _draw(rows))
    if any(looked.wrong for looked in found):
        raise typer.Exit(EXIT_STATUS["failed"])


def _draw(rows: list[dict[str, Any]]) -> None:
    words = {True: _("well"), False: _("WRONG")}
    pairs = []
    for row in rows:
        lines = [row["message"]] + ([f"→ {row['remedy']}"] if row["remedy"] else [])
        pairs.append((words[row["ok"]], "\n".join(lines)))
    field_lines(pairs)
    wrong = sum(not row["ok"] for row in rows)
    print(_("{count} things are wrong.").format(count=wrong) if wrong else _("Nothing is wrong."))
