"""Where a pack's folder lies, and whether it has changed. All a reading command asks of the folder."""

from __future__ import annotations

import os
from pathlib import Path

from crmcli.place import data_dir

MARKER = "pack.toml"


def find(name: str, own: Path | None) -> Path | None:
    """The folder of a pack; one in `own` wins over the shipped one. None where there is neither."""
    for home, _origin in homes(own):
        folder = home / name
        # a name is one folder's, never a way out of the place packs are kept in
        inside = folder.parent == home and folder.name == name and name != ".."
        if inside and (folder / MARKER).is_file():
            return folder
    return None


def homes(own: Path | None) -> list[tuple[Path, str]]:
    """The folders packs are kept in, the first to be looked in first, each ``own`` or ``shipped``."""
    shipped = (data_dir() / "packs", "shipped")
    return [shipped] if own is None else [(own, "own"), shipped]


def stamp(folder: Path) -> str:
    """A text that changes when a file of the pack does; empty where the folder is missing.

    Made of names, sizes and times only, so that it costs next to nothing on every start.
    """
    try:
        with os.scandir(folder) as entries:
            files = sorted(
                (entry.name, entry.stat().st_size, entry.stat().st_mtime_ns)
                for entry in entries
                if entry.name.endswith(".toml")
            )
    except OSError:
        return ""
    return "\n".join(f"{name} {size} {changed_ns}" for name, size, changed_ns in files)
