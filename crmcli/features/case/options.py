"""Arguments and options several steps of a case take."""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure

Case = Annotated[str | None, typer.Argument(metavar="NO", help=N_("number or a part of it, or who brought it"))]
Text = Annotated[
    str | None, typer.Option("--text", "--note", metavar="TEXT", help=N_("in words; - reads several lines"))
]
Words = Annotated[list[str] | None, typer.Argument(metavar="TEXT", help=N_("the same as --text"))]
Close = Annotated[bool, typer.Option("--close", help=N_("and close it, in the same operation"))]
Kind = Annotated[str | None, typer.Option("--kind", help=N_("kind of case of the pack"))]


def text_of(words: list[str] | None, text: str | None) -> str | None:
    """What was said behind the number, or with --text. Raises Failure(usage) where it is both."""
    if words and text is not None:
        message = N_("{value} and --text both say it; give only one of them.")
        raise Failure("usage", message, field="--text", value=" ".join(words))
    return " ".join(words) if words else text
