"""The options every command takes, which may stand anywhere on the line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from crmcli.core.findings import N_
from crmcli.errors import Failure

FORMATS = ("table", "json", "csv", "xlsx")


class Shared(NamedTuple):
    """What the shared options say. `format` is None where nothing was asked for."""

    db: str | None = None
    operator: str | None = None
    today: str | None = None
    format: str | None = None
    output: str | None = None
    yes: bool = False
    reveal: bool = False

    @property
    def json(self) -> bool:
        """Whether answers and errors are JSON."""
        return self.format == "json"


#: option -> (field, value it sets or None where one follows)
_OPTIONS: dict[str, tuple[str, str | bool | None]] = {
    "--db": ("db", None),
    "--as": ("operator", None),
    "--today": ("today", None),
    "--format": ("format", None),
    "--output": ("output", None),
    "-o": ("output", None),
    "--json": ("format", "json"),
    "--csv": ("format", "csv"),
    "--xlsx": ("xlsx", None),
    "--yes": ("yes", True),
    "-y": ("yes", True),
    "--reveal": ("reveal", True),
}


def split_shared(arguments: Sequence[str]) -> tuple[Shared, list[str]]:
    """Takes the shared options out of a command line; what follows `--` is left as it is.

    Raises Failure(usage) where a value is missing or a format unknown.
    """
    shared, rest = Shared(), []
    line = list(arguments)
    while line:
        word = line.pop(0)
        if word == "--":
            rest += [word, *line]
            break
        name, equals, given = word.partition("=")
        if name not in _OPTIONS:
            rest.append(word)
            continue
        field, value = _OPTIONS[name]
        if value is None:
            if not equals and not line:
                raise Failure("usage", N_("{option} needs a value."), field=name, option=name)
            value = given if equals else line.pop(0)
        shared = _with(shared, field, value)
    return shared, rest


def option_waiting(arguments: Sequence[str]) -> str | None:
    """The shared option at the end of a line that still wants its value; None where there is none."""
    line = list(arguments)
    while line:
        word = line.pop(0)
        if word == "--":
            return None
        if word in _OPTIONS and _OPTIONS[word][1] is None:
            if not line:
                return word
            line.pop(0)
    return None


def _with(shared: Shared, field: str, value: str | bool) -> Shared:
    if field == "xlsx":
        return shared._replace(format="xlsx", output=str(value))
    if field == "format" and value not in FORMATS:
        raise Failure(
            "usage",
            N_("{value} is no format; there are {formats}."),
            field="--format",
            value=value,
            formats=FORMATS,
        )
    if field == "output" and shared.format is None:
        ending = Path(str(value)).suffix.lower().lstrip(".")
        if ending in ("json", "csv", "xlsx"):
            return shared._replace(output=str(value), format=ending)
    return shared._replace(**{field: value})  # type: ignore[arg-type]
