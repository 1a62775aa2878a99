"""Failures: facts in, one sentence and an exit status out.

Raised anywhere, printed in one place (crmcli.app), as a sentence or, under
``--json``, as ``{"error": {...}}`` on standard error.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crmcli.core.findings import N_, Finding, Refused
from crmcli.language import said

#: kind -> exit status, as interface.md lists them.
EXIT_STATUS = {
    "failed": 1,
    "usage": 2,
    "not-found": 4,
    "ambiguous": 4,
    "refused": 5,
    "not-allowed": 6,
    "data": 7,
    "busy": 8,
    "interrupted": 130,
}


class Failure(Exception):
    """Something that cannot be done: a template with its facts, and what may help.

    `kind` is a key of EXIT_STATUS; `field` and `value` name the offending input;
    `candidates` are the choices, each a mapping that the JSON error shows as it is.
    """

    def __init__(
        self,
        kind: str,
        message: str,
        /,
        *,
        field: str | None = None,
        value: Any = None,
        candidates: Sequence[Mapping[str, Any]] = (),
        lines: Sequence[str] = (),
        **facts: Any,
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.finding = Finding(message, {"field": field, "value": value, **facts})
        self.field = field
        self.value = value
        self.candidates = list(candidates)
        self.lines = list(lines)

    @property
    def exit_status(self) -> int:
        """The status the process ends with."""
        return EXIT_STATUS[self.kind]

    def sentence(self) -> str:
        """One sentence in the reader's language."""
        return said(self.finding)

    def as_json(self) -> dict[str, Any]:
        """The object under ``error`` of the JSON contract."""
        error: dict[str, Any] = {"kind": self.kind, "message": self.sentence()}
        if self.field is not None:
            error["field"] = self.field
        if self.value is not None:
            error["value"] = self.value
        if self.candidates:
            error["candidates"] = self.candidates
        return error


def from_refused(refused: Refused, *, kind: str = "", field: str | None = None, value: Any = None) -> Failure:
    """What a rule could not take, as a failure; `field` names the input it came from."""
    value = refused.facts.get("value") if value is None else value
    failure = Failure(kind or refused.kind, refused.message, field=field, value=value)
    failure.finding = Finding(refused.message, {"field": field, "value": value, **refused.facts})
    return failure


def bad_field(field: str, refused: Refused, value: Any = None) -> Failure:
    """A value a rule could not take, as a usage failure that names its field."""
    return from_refused(refused, field=field, value=value)


class FieldMissing(Failure):
    """A required value that was not given where nobody can be asked: an option's, or a word of the command.

    `how` says what to give where the option alone does not say it.
    """

    def __init__(self, field: str, label: str, how: str = "") -> None:
        message = N_("{label} is missing: write it after the command.")
        if how or field.startswith("-"):
            message = N_("{label} is missing: give {how}.")
        super().__init__("usage", message, field=field, label=label, how=how or field)
