"""Commands and groups as ours are: help in the reader's language, groups loaded when they run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.language import _

if TYPE_CHECKING:
    from typer._click import Command, Context, HelpFormatter


class DeskCommand(TyperCommand):
    """A command whose help is ours."""

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Usage, what it does, arguments and options, in the reader's language."""
        from crmcli.ui.help import command_help

        formatter.write(command_help(self, ctx))

    def get_short_help_str(self, limit: int = 80) -> str:
        """The first sentence of the help, in the reader's language."""
        return (_(self.help) if self.help else "").split("\n")[0]


def unknown_command(path: str, word: str, names: Sequence[str]) -> Failure:
    """The refusal of a word that is no command, with the nearest names."""
    from difflib import get_close_matches

    alike = [name for name in names if name.startswith(word[:1])] if len(names) < 9 else []
    near = [name for name in names if name.startswith(word)]
    near = near or get_close_matches(word, names, n=3, cutoff=0.5) or alike or list(names)
    return Failure(
        "usage",
        N_("There is no command {path} {word}. Nearest: {names}. All: {path} --help"),
        field="command",
        path=path,
        word=word,
        value=word,
        names=near[:8],
    )


class Lazy(NamedTuple):
    """A command of the root that is imported when it runs: module, and what its help line says."""

    module: str
    help: str


class LazyGroup(TyperGroup):
    """A group that knows its commands by name and imports one when it is called.

    In a terminal the beginning of a command's name is enough where it is the only one.
    """

    lazy: dict[str, Lazy] = {}  # noqa: RUF012 - the root's table is its class's, a group's its own

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Usage, what it is for, and its commands, in the reader's language."""
        from crmcli.ui.help import group_help

        formatter.write(group_help(self, ctx))

    def get_short_help_str(self, limit: int = 80) -> str:
        """The first sentence of the help, in the reader's language."""
        return (_(self.help) if self.help else "").split("\n")[0]

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """The command a word names: whole, or in a terminal its beginning where that is the only one."""
        word = args[0]
        if word not in self.lazy and word.startswith("-"):
            return super().resolve_command(ctx, args)
        if word not in self.lazy:
            starting = [name for name in self.lazy if name.startswith(word)] if sys.stdin.isatty() else []
            if len(starting) != 1:
                raise unknown_command(ctx.command_path, word, starting or list(self.lazy))
            word = starting[0]
        return word, self.get_command(ctx, word), args[1:]

    def list_commands(self, ctx: Context) -> list[str]:
        """All names, in the order of the table."""
        return list(self.lazy)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """Imports the command's module; its `app` is the command or group."""
        if cmd_name not in self.lazy:
            return None
        if cmd_name not in self.commands:
            self.commands[cmd_name] = load_command(cmd_name, self.lazy[cmd_name])
        return self.commands[cmd_name]


def load_command(name: str, lazy: Lazy) -> Command:
    """Imports a command's module; its `app` is a group of lazy commands or a single one."""
    from importlib import import_module

    app = import_module(lazy.module).app
    command: Command = app if isinstance(app, LazyGroup) else typer.main.get_command(app)
    command.name = name
    if isinstance(command, LazyGroup):
        command.help = lazy.help
    return command


def lazy_group(package: str, commands: Mapping[str, str]) -> LazyGroup:
    """A group whose commands are modules of `package`, named like them: name -> what its help line says."""
    group = LazyGroup(no_args_is_help=True)
    group.lazy = {name: Lazy(f"{package}.{name.replace('-', '_')}", text) for name, text in commands.items()}
    return group


class Single(typer.Typer):
    """The module of one command: `app = Single()`, then `@app.command(help=N_(...))` once."""

    def __init__(self) -> None:
        super().__init__(add_completion=False, rich_markup_mode=None)

    def command(self, name: str | None = None, **settings: Any) -> Callable[[Any], Any]:
        """Typer's own, with our help."""
        settings.setdefault("cls", DeskCommand)
        return super().command(name, **settings)
