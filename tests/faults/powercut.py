"""What a disk may hold after the power went out between two events of a recorded run.

Synced is safe. Of what was written since, any part may have arrived, in any order,
a write in pieces of 512 bytes. A file made or deleted since the directory was last
synced may be there or not; the engine syncs the directory with a new file's first
sync. The head file is never synced: any earlier one may stand there, none, or an
empty one. The model is kept harder than most disks are.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from recorded import Event

SECTOR = 512


@dataclass
class Held:
    """A file: its safe content, what was ordered since, and whether its name is safe."""

    safe: bytearray = field(default_factory=bytearray)
    since: list[Event] = field(default_factory=list)
    named: bool = False
    #: what stood under the name before, if a name that is not safe yet should vanish
    before: bytes | None = None

    def sync(self) -> None:
        """All that was ordered is safe."""
        for event in self.since:
            _apply(self.safe, event)
        self.since.clear()
        self.named = True
        self.before = None

    def after_cut(self, chance: random.Random) -> bytes | None:
        """The content the power cut leaves; None where the file is gone."""
        if not self.named and chance.random() < 0.5:
            return self.before
        left = bytearray(self.safe)
        how = chance.choice(("all", "none", "some"))
        for event in self.since:
            if how == "all" or (how == "some" and chance.random() < 0.5):
                _apply(left, event)
            elif how == "some" and event[0] == "write" and chance.random() < 0.5:
                _apply_torn(left, event, chance)
        return bytes(left)


def _apply(content: bytearray, event: Event) -> None:
    if event[0] == "cut":
        del content[event[2] :]
        return
    at, data = event[2], event[3]
    if len(content) < at:
        content.extend(bytes(at - len(content)))
    content[at : at + len(data)] = data


def _apply_torn(content: bytearray, event: Event, chance: random.Random) -> None:
    """Some sectors of one write; a sector holds the old bytes or the new ones."""
    _what, name, at, data = event
    start = at
    while start < at + len(data):
        end = min(at + len(data), (start // SECTOR + 1) * SECTOR)
        if chance.random() < 0.5:
            _apply(content, ("write", name, start, data[start - at : end - at]))
        start = end


@dataclass
class Disk:
    """The files of a run as the events go by."""

    files: dict[str, Held]
    heads: list[bytes | None]
    deleted: dict[str, Held] = field(default_factory=dict)
    answered: int = 0

    def take(self, event: Event) -> None:
        """The next event."""
        what, name = event[0], event[1]
        if what == "head":
            self.heads.append(name)
        elif what == "answered":
            self.answered = name
        elif what == "make":
            gone = self.deleted.pop(name, None)
            self.files[name] = Held(before=bytes(gone.safe) if gone and gone.named else None)
        elif what == "delete":
            self.deleted[name] = self.files.pop(name)
        elif what == "sync":
            self.files[name].sync()
            self._directory_synced(name)
        else:
            self.files[name].since.append(event)

    def _directory_synced(self, name: str) -> None:
        # deletions are safe once a later file of that name is
        self.deleted.pop(name, None)

    def after_cut(self, folder: Path, chance: random.Random) -> None:
        """Writes down one state the power cut may leave."""
        folder.mkdir()
        for name, held in [*self.deleted.items(), *self.files.items()]:
            gone = name in self.deleted and chance.random() < 0.5
            content = None if gone else held.after_cut(chance)
            if content is not None:
                (folder / name).write_bytes(content)
        head = chance.choice([*self.heads[-3:], b"", None])
        if head is not None:
            (folder / "crm.db-head").write_bytes(head)


def disk_after(origin: Path, events: Sequence[Event], count: int) -> Disk:
    """The disk when `count` events have gone by."""
    base = Held(safe=bytearray(origin.read_bytes()), named=True)
    disk = Disk({origin.name: base}, [origin.with_name(origin.name + "-head").read_bytes()])
    for event in events[:count]:
        disk.take(event)
    return disk
