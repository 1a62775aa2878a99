"""Options of the commands that write sheets of records."""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.form.options import ToPrinter, View

SheetToo = Annotated[bool, typer.Option("--sheet", help=N_("write its printed sheet into the folder of sheets"))]
Each = Annotated[bool, typer.Option("--each", help=N_("one workbook a sheet, called by its number, in a folder"))]

__all__ = ["Each", "SheetToo", "ToPrinter", "View"]
