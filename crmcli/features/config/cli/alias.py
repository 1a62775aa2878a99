"""`crmcli config alias`"""

from __future__ import annotations

import shlex
from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.config import store
from crmcli.features.config.alias import PREFIX, aliases, check_alias
from crmcli.language import _
from crmcli.lazy import SHORTCUTS
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import Column, show_list, wrote

app = Single()

COLUMNS = (Column("name", N_("short name")), Column("words", N_("stands for")))


@app.command(
    help=N_("Your own short name for a command and its options: crmcli config alias mine due --mine"),
    # What follows the name belongs to the command it stands for.
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
)
def alias(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(help=N_("the short name; without one all are listed"))] = None,
    words: Annotated[list[str] | None, typer.Argument(help=N_("the command and the options it stands for"))] = None,
    remove: Annotated[bool, typer.Option("--remove", help=N_("take the short name out"))] = False,
) -> None:
    """Lists, shows, sets or removes."""
    session: Session = ctx.obj
    given = [word for word in (words or []) if word != "--"]
    known = aliases(session)
    if name is None or (not given and not remove):
        rows = [{"name": one, "words": line} for one, line in sorted(known.items()) if name in (None, one)]
        if name is not None and not rows:
            raise _unknown(name, known)
        show_list(session, COLUMNS, rows, title=N_("short names"), empty=N_("There is no short name yet."))
    elif remove or given == ["--remove"]:
        _remove(session, name, known)
    else:
        _put(session, name, given, known)


def _put(session: Session, name: str, words: list[str], known: dict[str, str]) -> None:
    check_alias(name, words)
    line = shlex.join([*SHORTCUTS.get(words[0], words[:1]), *words[1:]])
    with session.write("config alias") as operation:
        store.put(operation.db, PREFIX + name, line)
    answer = {"name": name, "words": line, "before": known.get(name), "operation": operation.number}
    wrote(session, answer, _("crmcli {name} stands for crmcli {words}").format(name=name, words=line))


def _remove(session: Session, name: str, known: dict[str, str]) -> None:
    if name not in known:
        raise _unknown(name, known)
    with session.write("config alias") as operation:
        store.drop(operation.db, PREFIX + name)
    answer: dict[str, Any] = {"name": name, "words": None, "before": known[name], "operation": operation.number}
    wrote(session, answer, _("{name} is no short name any more").format(name=name))


def _unknown(name: str, known: dict[str, str]) -> Failure:
    names = sorted(known) or ["-"]
    return Failure("not-found", N_("There is no short name {value}; there are: {names}"), value=name, names=names)
