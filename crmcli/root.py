"""The root group as Typer builds it, and the short ways to its commands."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.core.findings import N_
from crmcli.lazy import COMMANDS, SHORTCUTS
from crmcli.ui.command import LazyGroup

if TYPE_CHECKING:
    from typer._click import Context, HelpFormatter

    from crmcli.session import Session


class RootGroup(LazyGroup):
    """The program's root."""

    lazy = COMMANDS

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """All commands, without importing any."""
        from crmcli.ui.help import root_help

        formatter.write(root_help(self, SHORTCUTS))


def _root(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help=N_("show the version"))] = False,
) -> None:
    if version:
        from crmcli import __version__

        print(f"crmcli {__version__}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        from crmcli.features.home.cli import home

        home(ctx.obj)


@cache
def root_group() -> RootGroup:
    """The root command, built once."""
    app = typer.Typer(cls=RootGroup, add_completion=False, rich_markup_mode=None)
    app.callback(invoke_without_command=True)(_root)
    return typer.main.get_group(app)  # type: ignore[return-value]


def with_shortcuts(session: Session, words: list[str]) -> list[str]:
    """The line with a short way or an alias of the user's own written out."""
    if not words or words[0] in COMMANDS or words[0].startswith("-"):
        return words
    if words[0] in SHORTCUTS:
        return [*SHORTCUTS[words[0]], *words[1:]]
    from crmcli.features.config.alias import aliases

    own = aliases(session)
    if words[0] in own:
        import shlex

        return [*shlex.split(own[words[0]]), *words[1:]]
    if sys.stdin.isatty():
        starting = [name for name in SHORTCUTS if name.startswith(words[0])]
        if len(starting) == 1 and not any(name.startswith(words[0]) for name in COMMANDS):
            return [*SHORTCUTS[starting[0]], *words[1:]]
    return words
