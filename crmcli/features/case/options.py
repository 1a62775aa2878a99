"""Arguments and options several steps of a case take."""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_

Case = Annotated[str | None, typer.Argument(metavar="NO", help=N_("number or a part of it, or who brought it"))]
Text = Annotated[
    str | None, typer.Option("--text", "--note", metavar="TEXT", help=N_("in words; - reads several lines"))
]
Close = Annotated[bool, typer.Option("--close", help=N_("and close it, in the same operation"))]
Kind = Annotated[str | None, typer.Option("--kind", help=N_("kind of case of the pack"))]
