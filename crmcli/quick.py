"""The commands every desk and its scheduled job run most, started without the parser.

Typer takes 40 of the 60 ms such a run may cost: importing it, and evaluating the
annotations of the command. A line made of nothing but what is listed here is run
at once; every other one (help, a mistake, a beginning of a name, a push) is Typer's, which
has the same options and the rarer ones. A test holds the answers equal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crmcli.session import Session

Options = Mapping[str, tuple[str, type]]

#: option of `followup due` -> (parameter, what it takes)
DUE_OPTIONS: Options = {
    "--date": ("day", str),
    "--ahead": ("ahead", int),
    "--mine": ("mine", bool),
    "--all": ("everybody", bool),
    "--owner": ("owner", str),
    "--store": ("store", str),
    "--kind": ("kind", str),
    "--quiet-if-empty": ("quiet", bool),
    "--explain": ("explain", bool),
    "--by-owner": ("by_owner", bool),
}


def run_quick(session: Session, words: Sequence[str]) -> bool:
    """Runs a plain line of one of the commands of LINES; False where the parser has to look at it."""
    for beginning, run in LINES:
        if tuple(words[: len(beginning)]) == beginning:
            return run(session, words[len(beginning) :])
    return False


def _due(session: Session, words: Sequence[str]) -> bool:
    given = read_plain(words, DUE_OPTIONS)
    if given is None:
        return False
    from crmcli.features.followup.listing import show_due

    show_due(session, **given)
    return True


def _find(session: Session, words: Sequence[str]) -> bool:
    if not is_plain(words):
        return False
    from crmcli.features.member.lookup import show_found

    show_found(session, " ".join(words))
    return True


def _show(session: Session, words: Sequence[str]) -> bool:
    if len(words) != 1 or not is_plain(words):
        return False
    from crmcli.features.member.lookup import show_member

    show_member(session, words[0])
    return True


#: What a line may begin with, and what runs it.
LINES: tuple[tuple[tuple[str, ...], Callable[[Session, Sequence[str]], bool]], ...] = (
    (("followup", "due"), _due),
    (("due",), _due),
    (("member", "find"), _find),
    (("find",), _find),
    (("member", "show"), _show),
    (("show",), _show),
)


def is_plain(words: Sequence[str]) -> bool:
    """Whether a line is words only, at least one, none of which could be an option."""
    return bool(words) and not any(word.startswith("-") or not word for word in words)


def read_plain(words: Sequence[str], options: Options) -> dict[str, Any] | None:
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
