"""The command every desk and its scheduled job run most, started without the parser.

Typer takes 40 of the 60 ms such a run may cost: importing it, and evaluating the
annotations of the command. A line made of nothing but the options listed here is run
at once; every other one (help, a mistake, a beginning of a name) is Typer's, which has
the same options. A test holds the two equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crmcli.session import Session

#: What a line may begin with.
DUE_LINES = (["followup", "due"], ["due"])
#: option -> (parameter, what it takes)
DUE_OPTIONS: dict[str, tuple[str, type]] = {
    "--date": ("day", str),
    "--ahead": ("ahead", int),
    "--mine": ("mine", bool),
    "--all": ("everybody", bool),
    "--owner": ("owner", str),
    "--store": ("store", str),
    "--kind": ("kind", str),
    "--quiet-if-empty": ("quiet", bool),
}


def run_quick(session: Session, words: Sequence[str]) -> bool:
    """Runs the line if it is a plain due list; False where the parser has to look at it."""
    for beginning in DUE_LINES:
        if list(words[: len(beginning)]) == beginning:
            given = read_plain(words[len(beginning) :], DUE_OPTIONS)
            if given is None:
                return False
            from crmcli.features.followup.listing import show_due

            show_due(session, **given)
            return True
    return False


def read_plain(words: Sequence[str], options: dict[str, tuple[str, type]]) -> dict[str, Any] | None:
    """The parameters a line of options gives; None where anything about it is not plain."""
    given: dict[str, Any] = {}
    line = list(words)
    while line:
        name, equals, value = line.pop(0).partition("=")
        if name not in options or options[name][0] in given:
            return None
        parameter, kind = options[name]
        if kind is bool:
            if equals:
                return None
            given[parameter] = True
            continue
        if not equals:
            value = line.pop(0) if line else ""
        if not value or value.startswith("-") or (kind is int and not (value.isascii() and value.isdigit())):
            return None
        given[parameter] = kind(value)
    return given
