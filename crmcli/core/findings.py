"""What a rule has to say: refusals that are raised, findings that are returned.

A message is an English template for the catalog and its facts stand apart from it,
so that whoever prints it can put it into the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "translate this later"
    """Marks a template for the catalog; it is put into words where it is printed."""
    return message


def in_a_row(facts: Mapping[str, Any], separator: str = ", ") -> dict[str, Any]:
    """The facts with each list of them written out, parted as a language parts them."""
    return {
        name: separator.join(map(str, fact)) if isinstance(fact, (list, tuple)) else fact
        for name, fact in facts.items()
    }


class Refused(ValueError):
    """A value that cannot be taken: a template such as ``"{value} is not a day"`` and its facts.

    A fact may be a list, such as the choices there are; the reader's language parts it.

    `kind` is the kind of failure it is where nobody says otherwise (crmcli.errors.EXIT_STATUS).
    """

    kind = "usage"

    def __init__(self, message: str, /, **facts: Any) -> None:
        super().__init__(message.format(**in_a_row(facts)) if facts else message)
        self.message = message
        self.facts = facts


class Finding(NamedTuple):
    """Something worth telling that stops nothing: a template and its facts."""

    message: str
    facts: dict[str, Any] = {}  # noqa: RUF012 - never changed; a default of a named tuple
