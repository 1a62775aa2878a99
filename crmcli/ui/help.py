"""Help texts: usage, what it does, arguments and options, folded by the cells a character takes."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.core.text import pad, width, wrap
from crmcli.language import _
from crmcli.ui.metavar import argument_word, option_word

if TYPE_CHECKING:
    from typer._click import Command, Context

    from crmcli.ui.command import LazyGroup

#: The options every command takes: spelling, help.
SHARED_OPTIONS = (
    ("--db FILE", N_("the file to work on")),
    ("--as STAFF", N_("who is at the desk")),
    ("--today DAY", N_("work as of this day or time, to catch up")),
    ("--format table|json|csv|xlsx", N_("how lists and answers come out; --json, --csv, --xlsx FILE for short")),
    ("--output FILE", N_("write to a file; its ending sets the format")),
    ("--reveal", N_("show phones and IDs in full; this is noted in the log")),
    ("--yes", N_("answer yes to every confirmation")),
    ("--help", N_("show this help")),
)

#: What only the program itself takes.
OWN_OPTIONS = (
    ("--version", N_("show the version")),
    ("--install-completion [SHELL]", N_("TAB completes commands, members and numbers; bash, zsh, fish or powershell")),
    ("--show-completion [SHELL]", N_("print what that would tell the shell")),
)


def screen_width() -> int:
    """Cells in a line: the terminal's, COLUMNS, else 100."""
    if os.environ.get("COLUMNS", "").isdigit():
        return max(int(os.environ["COLUMNS"]), 20)
    return max(shutil.get_terminal_size((100, 24)).columns, 20)


def command_help(command: Command, ctx: Context) -> str:
    """The help of one command."""
    arguments = [p for p in command.params if p.param_type_name == "argument" and not getattr(p, "hidden", False)]
    options = [p for p in command.params if p.param_type_name == "option" and not getattr(p, "hidden", False)]
    pieces = [argument_word(p) for p in arguments]
    usage = " ".join([ctx.command_path, *pieces, *([_("[options]")] if options else [])])
    parts = [_usage(usage), "", *_paragraphs(_(command.help) if command.help else "")]
    parts += _block(_("Arguments"), [(argument_word(p), _help_of(p)) for p in arguments])
    parts += _block(_("Options"), [(_spelling(p), _help_of(p)) for p in options])
    parts += _shared()
    return "\n".join(parts).rstrip() + "\n"


def group_help(group: LazyGroup, ctx: Context) -> str:
    """The help of a group: its commands, one line each."""
    usage = " ".join([ctx.command_path, _("COMMAND …")])
    parts = [_usage(usage), "", *_paragraphs(_(group.help) if group.help else "")]
    parts += _block(_("Commands"), [(name, _(lazy.help)) for name, lazy in group.lazy.items()])
    parts += _shared()
    return "\n".join(parts).rstrip() + "\n"


def root_help(group: LazyGroup, shortcuts: dict[str, list[str]]) -> str:
    """The help of the program; imports no feature."""
    parts = [_usage(" ".join(["crmcli", _("COMMAND …")])), ""]
    parts += _paragraphs(_("A customer-service department's whole desk in one file. Alone, crmcli shows the day."))
    parts += _block(_("Commands"), [(name, _(lazy.help)) for name, lazy in group.lazy.items()])
    parts += _block(_("Short ways"), [(name, "crmcli " + " ".join(words)) for name, words in shortcuts.items()])
    parts += _block(_("Options"), [(_worded(name), _(text)) for name, text in OWN_OPTIONS])
    parts += _shared()
    return "\n".join(parts).rstrip() + "\n"


def _shared() -> list[str]:
    return _block(_("On every command"), [(_worded(name), _(text)) for name, text in SHARED_OPTIONS])


def _worded(spelling: str) -> str:
    """An option with the word for its value in the reader's language."""
    option, blank, value = spelling.partition(" ")
    return option + blank + _(value)


def _usage(words: str) -> str:
    return _("Usage: {words}").format(words=words)


def _paragraphs(text: str) -> list[str]:
    lines = [line for part in text.split("\n") for line in (wrap(part, screen_width()) or [""])]
    return [*lines, ""] if text else []


def _help_of(parameter: Any) -> str:
    return _(parameter.help) if parameter.help else ""


def _spelling(option: Any) -> str:
    names = "/".join([*option.opts, *option.secondary_opts])
    if option.is_flag or getattr(option, "count", False):
        return names
    return f"{names} {option_word(option)}"


def _block(title: str, lines: list[tuple[str, str]]) -> list[str]:
    if not lines:
        return []
    room = screen_width()
    left = min(max(width(name) for name, text in lines) + 4, max(room // 3, 14))
    parts = [title]
    for name, text in lines:
        folded = wrap(text, max(room - left, 10)) or [""]
        head = pad(f"  {name}", left)
        if width(f"  {name}") + 2 > left:
            parts.append(head.rstrip())
            head = " " * left
        parts.append((head + folded[0]).rstrip())
        parts += [" " * left + line for line in folded[1:]]
    return [*parts, ""]
