"""Packs by name: what can be chosen, and a chosen one read and checked."""

from __future__ import annotations

from pathlib import Path

from crmcli.core.findings import N_, Refused
from crmcli.packs.model import Pack
from crmcli.packs.source import MARKER, find, homes


class NoPack(Refused):
    """A pack nobody has; `candidates` are the names there are."""

    kind = "not-found"

    def __init__(self, name: str, candidates: list[str]) -> None:
        message = N_("There is no pack {name}; take one of {candidates}")
        super().__init__(message, name=name, candidates=candidates)
        self.candidates = candidates


def load(name: str, own: Path | None) -> Pack:
    """The pack of that name, checked; one in `own` wins over the shipped one.

    Raises NoPack, or PackFault with everything wrong in it.
    """
    from crmcli.packs.check import read

    folder = find(name, own)
    if folder is None:
        raise NoPack(name, [known for known, _title, _origin in available(own)])
    return read(folder)


def available(own: Path | None) -> list[tuple[str, str, str]]:
    """Every pack that can be chosen: name, title, and ``own`` or ``shipped``, by name."""
    found: dict[str, tuple[str, str, str]] = {}
    for home, origin in homes(own):
        for marker in home.glob(f"*/{MARKER}"):
            name = marker.parent.name
            found.setdefault(name, (name, _title(marker) or name, origin))
    return sorted(found.values())


def _title(marker: Path) -> str:
    """A pack's title, empty where the file cannot be read: a faulty pack is listed all the same."""
    import tomllib

    try:
        title = tomllib.loads(marker.read_text(encoding="utf-8-sig")).get("title", "")
    except (OSError, ValueError):
        return ""
    return title if isinstance(title, str) else ""
