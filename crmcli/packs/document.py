"""The files of a pack read as one table, and where in them a value stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from crmcli.core.findings import N_, Refused
from crmcli.core.refusal import why_not
from crmcli.packs.lines import Route, line_of
from crmcli.packs.source import MARKER

ASSUMED = "assumed"  # the one key every file may carry


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at one place of a pack; `message` is a template over `facts`, `where` among them."""

    file: str
    key: str
    line: int | None
    message: str
    facts: dict[str, Any]


class PackFault(Refused):
    """A pack that cannot be taken. Its sentence is the first fault's; `faults` holds all."""

    kind = "data"

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(faults[0].message, **faults[0].facts)
        self.faults = faults


@dataclass(slots=True)
class Document:
    """Every table of a pack's files under one root, and what was found wrong so far."""

    folder: Path
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    assumed: dict[str, Any] = field(default_factory=dict)
    _files: dict[str, str] = field(default_factory=dict)
    _texts: dict[str, str] = field(default_factory=dict)

    def assumed_fault(self, file: str, message: str, /, **facts: Any) -> None:
        """Notes a fault in a file's list of assumed figures."""
        self._note(file, ASSUMED, line_of(self._texts[file], (ASSUMED,)), message, facts)

    def fault(self, route: Route, key: str, message: str, /, **facts: Any) -> None:
        """Notes a fault once; `key` is the value's dotted name for people, `route` leads to it."""
        file = self._files.get(str(route[0]), MARKER) if route else MARKER
        line = line_of(self._texts.get(file, ""), route)
        self._note(file, key, line, message, facts)

    def read(self) -> None:
        """Reads every TOML file of the folder; a table may stand in any of them, once."""
        for path in sorted(self.folder.glob("*.toml")):
            self.read_file(path)

    def read_file(self, path: Path) -> None:
        """Reads one file of it."""
        for key, value in self._parsed(path).items():
            if key == ASSUMED:
                self.assumed[path.name] = value
            elif key in self.values:
                message = N_("{where}: {key} stands in {other} too; keep one of them")
                self._note(path.name, key, None, message, {"key": key, "other": self._files[key]})
            else:
                self.values[key] = value
                self._files[key] = path.name

    def _parsed(self, path: Path) -> dict[str, Any]:
        import tomllib

        try:
            # Windows' own editor puts a byte order mark in front, which TOML does not allow
            text = path.read_text(encoding="utf-8-sig")
            values = tomllib.loads(text, parse_float=Decimal)
        except UnicodeDecodeError:
            self._note(path.name, "", None, N_("{where}: the file is not UTF-8; save it as UTF-8"), {})
        except OSError as error:
            message = N_("{where}: the file cannot be read: {problem}")
            self._note(path.name, "", None, message, {"problem": why_not(error)})
        except tomllib.TOMLDecodeError as error:
            message = N_("{where}: this is not TOML: {problem}")
            self._note(path.name, "", None, message, {"problem": str(error)})
        else:
            self._texts[path.name] = text
            return values
        return {}

    def _note(self, file: str, key: str, line: int | None, message: str, facts: dict[str, Any]) -> None:
        place = f"{self.folder.name}/{file}" + (f":{line}" if line else "")
        where = f"{place} {key}" if key else place
        found = Fault(file, key, line, message, {"where": where, **facts})
        if found not in self.faults:
            self.faults.append(found)
