"""Shell completion: `_CRMCLI_COMPLETE=SHELL crmcli WORDS…` offers what the last word may become."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.core.keyboard import undo_input_method
from crmcli.errors import Failure
from crmcli.language import _, use_language
from crmcli.ui.shellscript import SCRIPTS, VARIABLE

if TYPE_CHECKING:
    from crmcli.session import Session

Offers = Sequence[tuple[str, str]]


def answer() -> int:
    """Offers, or the script that asks for them, for this process; gives the exit status."""
    from crmcli.app import prepare_streams
    from crmcli.ui.failure import report

    use_language()
    prepare_streams()
    if VARIABLE in os.environ:
        shell = os.environ[VARIABLE]
        word = os.environ.get("_CRMCLI_WORD")
        words = sys.argv[1:] if word is None else [*sys.argv[1:], word]
        for value, told in offers(words, shell):
            print(value if shell == "bash" or not told else f"{value}\t{told}")
        return 0
    try:
        set_up(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
    except Failure as failure:
        return report(failure, as_json=False)
    return 0


def set_up(what: str, named: str | None) -> None:
    """Shows a shell's script, or has the shell read it from now on."""
    from crmcli.place import user_data_dir
    from crmcli.ui.shellscript import keep_script

    shell = named or ("powershell" if os.name == "nt" else Path(os.environ.get("SHELL", "")).name)
    if shell not in SCRIPTS:
        message = N_("Name the shell: crmcli {what} {names}.")
        raise Failure("usage", message, field=what, value=shell or None, names="|".join(SCRIPTS), what=what)
    if what == "--show-completion":
        print(SCRIPTS[shell], end="")
        return
    for path in keep_script(shell, user_data_dir(), Path.home()):
        print(_("written: {file}").format(file=path))
    print(
        _("TAB completes commands, members and numbers in every {shell} window opened from now on.").format(shell=shell)
    )


def offers(words: Sequence[str], shell: str = "") -> Offers:
    """What the last of the words may become; nothing where the words before it make no sense.

    Whatever goes wrong, a wrong file or a bug, must not write into the line somebody is typing.
    """
    from crmcli.session import Session
    from crmcli.ui.options import Shared

    session = Session(Shared())
    try:
        line, incomplete = _unquoted(words, shell)
        return _offers(session, line, incomplete, shell)
    except Exception:
        return []
    finally:
        session.close()


def _unquoted(words: Sequence[str], shell: str) -> tuple[list[str], str]:
    """The line before the word, and the word; bash hands quotes over, and cuts a line at every `=`."""
    line = list(words) or [""]
    if shell == "bash":
        line = [word.replace("\\", "").strip("\"'") for word in line]
        line = [word for word in line[:-1] if word != "="] + ["" if line[-1] == "=" else line[-1]]
    return line[:-1], line[-1]


def _offers(session: Session, line: list[str], incomplete: str, shell: str) -> Offers:
    from crmcli.root import with_shortcuts
    from crmcli.ui.options import option_waiting, split_shared

    front = ""
    if incomplete.startswith("-") and "=" in incomplete:
        name, _equals, incomplete = incomplete.partition("=")
        line, front = [*line, name], f"{name}="
    line = undo_input_method(line)
    waiting = option_waiting(line)
    shared, rest = split_shared(line[:-1] if waiting else line)
    session.shared = shared
    if waiting:
        return _fronted(_shared_values(session, waiting, incomplete), front)
    if not rest and not incomplete.startswith("-"):
        return _roots(session, incomplete)
    return _fronted(_of_command(session, with_shortcuts(session, rest), incomplete), front)


def _fronted(found: Offers, front: str) -> Offers:
    return [(f"{front}{value}", told) for value, told in found]


def _shared_values(session: Session, option: str, incomplete: str) -> Offers:
    """The values of an option every command has; files are the shell's own business."""
    from crmcli.features.complete import people
    from crmcli.ui.options import FORMATS

    if option == "--as":
        return people(_context(session, []), incomplete)
    return [(form, "") for form in FORMATS if option == "--format" and form.startswith(incomplete)]


def _roots(session: Session, incomplete: str) -> Offers:
    """Commands, short ways and short names of the user's own."""
    from crmcli.features.config.alias import aliases
    from crmcli.lazy import COMMANDS, SHORTCUTS

    found = [(name, _(lazy.help)) for name, lazy in COMMANDS.items()]
    found += [(name, "crmcli " + " ".join(words)) for name, words in SHORTCUTS.items()]
    found += [(name, f"crmcli {words}") for name, words in aliases(session).items()]
    return [(name, told) for name, told in found if name.startswith(incomplete)]


def _of_command(session: Session, words: list[str], incomplete: str) -> Offers:
    """A group's commands, a command's options, or the values of the argument or option that comes next."""
    from typer._click.shell_completion import _resolve_incomplete

    from crmcli.features.offer import values_for
    from crmcli.ui.command import LazyGroup
    from crmcli.ui.help import OWN_OPTIONS

    ctx = _context(session, words)
    wanted: Any = _resolve_incomplete(ctx, words, incomplete)[0]
    if incomplete.startswith("-"):
        own = [] if words else [(told[0].split()[0], _(told[1])) for told in OWN_OPTIONS]
        return _options(wanted, own, incomplete)
    if isinstance(wanted, LazyGroup):
        return [(name, _(lazy.help)) for name, lazy in wanted.lazy.items() if name.startswith(incomplete)]
    path = ctx.command_path.removeprefix("crmcli ")
    offered = values_for(path, wanted.name)
    if offered is not None:
        return offered(ctx, incomplete)
    found = wanted.shell_complete(ctx, incomplete)
    return [(item.value, item.help or "") for item in found]


def _context(session: Session, words: list[str]) -> Any:
    """The command the words lead to, with what they have given it."""
    from typer._click.shell_completion import _resolve_context

    from crmcli.root import root_group

    root: Any = root_group()
    return _resolve_context(root, {"obj": session}, "crmcli", words)


def _options(command: Any, own: list[tuple[str, str]], incomplete: str) -> Offers:
    from crmcli.ui.help import SHARED_OPTIONS

    found = [
        (max(option.opts, key=len), _(option.help) if option.help else "")
        for option in command.params
        if option.opts[0][:1] == "-"
    ]
    found += [(spelling.split()[0], _(told)) for spelling, told in SHARED_OPTIONS]
    found += [("--json", ""), ("--csv", ""), ("--xlsx", "")]
    return [(name, told) for name, told in found if name.startswith(incomplete) and len(name) > 2]
