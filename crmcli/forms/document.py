"""A sheet's TOML read, and every fault of it with file and key."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from crmcli.core.findings import N_, Refused
from crmcli.core.refusal import why_not


class Fault(NamedTuple):
    """What is wrong at one key of a sheet's file; `message` is a template over `facts`, `where` among them."""

    file: str
    key: str
    message: str
    facts: dict[str, Any]


class FormFault(Refused):
    """A sheet that cannot be taken. Its sentence is the first fault's; `faults` holds all."""

    kind = "data"

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(faults[0].message, **faults[0].facts)
        self.faults = faults


class Faults:
    """The faults of one file found so far."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Fault] = []

    def note(self, key: str, message: str, /, **facts: Any) -> None:
        """Notes a fault once."""
        where = f"{self.file} {key}".strip()
        fault = Fault(self.file, key, message, {"where": where, **facts})
        if fault not in self.found:
            self.found.append(fault)


def parsed(path: Path, faults: Faults) -> dict[str, Any]:
    """The file's values; empty, with a fault noted, where it cannot be read."""
    import tomllib

    try:
        # Windows' own editor puts a byte order mark in front, which TOML does not allow
        return tomllib.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError:
        faults.note("", N_("{where}: the file is not UTF-8; save it as UTF-8"))
    except OSError as error:
        faults.note("", N_("{where}: the file cannot be read: {problem}"), problem=why_not(error))
    except tomllib.TOMLDecodeError as error:
        faults.note("", N_("{where}: this is not TOML: {problem}"), problem=str(error))
    return {}


class Table:
    """One table of a sheet's file, asked key by key; each question checks the value."""

    def __init__(self, values: dict[str, Any], faults: Faults, label: str = "") -> None:
        self.values, self.faults, self.label = values, faults, label
        self.asked: set[str] = set()

    def dotted(self, key: str) -> str:
        """The key as people are told it."""
        return f"{self.label}.{key}" if self.label else key

    def fault(self, key: str, message: str, /, **facts: Any) -> None:
        """Notes a fault at one of this table's keys."""
        self.faults.note(self.dotted(key), message, **facts)

    def get(self, key: str, *, required: bool = False) -> Any:
        """The value as it stands, None where there is none."""
        self.asked.add(key)
        if required and key not in self.values:
            self.fault(key, N_("{where}: {key} is missing; add it"), key=key)
        return self.values.get(key)

    def text(self, key: str, default: str | None = None) -> str:
        """Text; required where there is no default. Blanks are kept: a form has room to write in."""
        value = self.get(key, required=default is None)
        if value is None:
            return default or ""
        if not isinstance(value, str):
            self.fault(key, N_("{where}: {value} is not text; put it in quotes"), value=value)
            return default or ""
        return value

    def choice(self, key: str, choices: Sequence[str], default: str | None = None) -> str:
        """One of some words; the first of them where another stands."""
        value = self.text(key, default)
        if key in self.values and value not in choices:
            message = N_("{where}: {value} is not known; take one of {choices}")
            self.fault(key, message, value=value, choices=list(choices))
            return choices[0]
        return value

    def flag(self, key: str) -> bool:
        """True or false; false where nothing is said."""
        value = self.get(key)
        if value is not None and not isinstance(value, bool):
            self.fault(key, N_("{where}: {value} is neither true nor false; write one of them"), value=value)
        return value is True

    def table(self, key: str, *, required: bool = False) -> Table | None:
        """The table under a key."""
        value = self.get(key, required=required)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.fault(key, N_("{where}: this is not a table; write [{key}] and its keys below"), key=key)
            return None
        return Table(value, self.faults, self.dotted(key))

    def tables(self, key: str) -> list[Table]:
        """The tables of a list; what is told of one names it by its number from 1."""
        value = self.get(key, required=True)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
            message = N_('{where}: this is not a list of tables; write it such as [{{ at = "A1" }}]')
            self.fault(key, message, key=key)
            return []
        return [Table(part, self.faults, f"{self.dotted(key)}[{index}]") for index, part in enumerate(value, 1)]

    def done(self) -> None:
        """Notes every key nobody asked for."""
        for key in sorted(self.values.keys() - self.asked):
            message = N_("{where}: there is no key {key}; known are {choices}")
            self.fault(key, message, key=key, choices=sorted(self.asked))
