"""Short names of the user's own for commands, kept in the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from crmcli.core.findings import N_
from crmcli.errors import Failure

if TYPE_CHECKING:
    from crmcli.session import Session

PREFIX = "alias."


def aliases(session: Session) -> dict[str, str]:
    """Alias -> the words it stands for; none where there is no file yet."""
    if not session.path.exists():
        return {}
    try:
        settings = session.settings
    except Failure:
        return {}
    return {key.removeprefix(PREFIX): value for key, value in settings.items() if key.startswith(PREFIX)}


def check_alias(name: str, words: Sequence[str]) -> None:
    """Refuses a short name that would hide a command, or that stands for none."""
    from crmcli.lazy import COMMANDS, SHORTCUTS
    from crmcli.ui.options import split_shared

    if name in COMMANDS or name in SHORTCUTS:
        message = N_("{value} is a command already; choose another short name.")
        raise Failure("refused", message, field="NAME", value=name)
    if not re.fullmatch(r"[^\s\-@'\"\\][^\s'\"\\]*", name):
        message = N_("{value} is no short name; take letters, digits or Chinese characters without blanks.")
        raise Failure("usage", message, field="NAME", value=name)
    if words[0] not in COMMANDS and words[0] not in SHORTCUTS:
        from difflib import get_close_matches

        near = get_close_matches(words[0], [*COMMANDS, *SHORTCUTS], n=3, cutoff=0.4) or ["crmcli --help"]
        message = N_("There is no command {value} to stand for. See: {near}")
        raise Failure("usage", message, field="WORDS", value=words[0], near=near)
    rest = split_shared(words)[1]
    if rest != list(words):
        extra = next(word for word in words if word not in rest)
        message = N_("{value} stands anywhere on the line, not in a short name.")
        raise Failure("usage", message, field="WORDS", value=extra)
