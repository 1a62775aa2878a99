"""The sheets there are: shipped ones, and files of the user's own, which win over a shipped one of that name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from crmcli.place import data_dir, user_data_dir


class Entry(NamedTuple):
    """A sheet's file; `origin` is ``own`` or ``shipped``. Whether it can be used is not yet known."""

    name: str
    path: Path
    origin: str


def entries() -> list[Entry]:
    """Every sheet by its name, those shipped in the order they are usually named in."""
    found: dict[str, Entry] = {}
    for folder, origin in ((user_data_dir() / "forms", "own"), (data_dir() / "forms", "shipped")):
        for path in sorted(folder.glob("*.toml")):
            found.setdefault(path.stem, Entry(path.stem, path, origin))
    return sorted(found.values(), key=lambda entry: (_place(entry.name), entry.name))


def _place(name: str) -> int:
    order: Sequence[str] = ("intake", "complaint", "promotion", "application", "event", "plan")
    return order.index(name) if name in order else len(order)
