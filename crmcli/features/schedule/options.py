"""The options of `schedule due|backup|report`."""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_

At = Annotated[str | None, typer.Option("--at", metavar="TIME", help=N_("at what time: 08:30, 下午6点"))]
Weekday = Annotated[
    str | None,
    typer.Option("--weekday", metavar="DAYS", help=N_("only on these days of the week: mon,fri or 周一,周五")),
]
MonthDay = Annotated[int | None, typer.Option("--day", help=N_("only on this day of the month, 1 to 28"))]
