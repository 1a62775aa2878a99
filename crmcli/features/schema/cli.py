"""`crmcli schema`: what programs may rely on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.language import _
from crmcli.ui.command import Single
from crmcli.ui.output import Column, emit_json, show_list

if TYPE_CHECKING:
    from crmcli.session import Session

app = Single()

COLUMNS = (Column("command", N_("command")), Column("help", N_("what for")))
ERROR_HELP = N_("what standard error holds under --json where a command fails")


@app.command(help=N_("The JSON Schema of what a command answers under --json; without one, all that have one."))
def schema(
    ctx: typer.Context,
    command: Annotated[list[str] | None, typer.Argument(help=N_("the command, e.g. member add; or error"))] = None,
) -> None:
    """Prints a schema, or the list of commands."""
    session: Session = ctx.obj
    if not command:
        _list(session)
        return
    from crmcli.features.schema.table import schema_of

    found = schema_of(_known(command))
    if session.shared.output:
        emit_json(session, found)
    else:
        print(json.dumps(found, ensure_ascii=False, indent=2))


def _known(words: list[str]) -> str:
    """The command the words name, written out where they are a short way to it."""
    from difflib import get_close_matches

    from crmcli.features.schema.table import ANSWERS
    from crmcli.lazy import SHORTCUTS

    name = " ".join(words)
    name = " ".join(SHORTCUTS.get(name, [name]))
    if name in ANSWERS:
        return name
    near = [one for one in ANSWERS if one.startswith(f"{name} ")] or get_close_matches(name, ANSWERS, n=5, cutoff=0.5)
    message = N_("{value} has no JSON Schema. Nearest: {names}. All: crmcli schema")
    raise Failure(
        "not-found",
        message,
        field="COMMAND",
        value=name,
        names=near or ["-"],
        candidates=[{"command": one} for one in near],
    )


def _list(session: Session) -> None:
    from crmcli.features.schema.table import ANSWERS

    rows = [{"command": name, "help": _help(name)} for name in ANSWERS]
    show_list(session, COLUMNS, rows, title=N_("commands with a JSON Schema"))


def _help(name: str) -> str:
    """What the command is for, as its group's help says it; a group's module is all that is imported."""
    from importlib import import_module

    from crmcli.lazy import COMMANDS
    from crmcli.ui.command import LazyGroup

    if name == "error":
        return _(ERROR_HELP)
    group, _space, part = name.partition(" ")
    app = import_module(COMMANDS[group].module).app if part else None
    return _(app.lazy[part].help if isinstance(app, LazyGroup) else COMMANDS[group].help)
