"""Options of every command that writes a printed sheet."""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.ui.handing import PRINT_HELP, VIEW_HELP

View = Annotated[bool, typer.Option("--view", help=VIEW_HELP)]
ToPrinter = Annotated[bool, typer.Option("--print", help=PRINT_HELP)]
