"""A process whose every write to disk is put down: a layer between SQLite and the system's files.

`python recorded.py REQUEST` works on a file as writer.py does and leaves the list of
events: writes, cuts, syncs and deletions as the engine ordered them, the heads the
program noted, and the answers it gave. The files are written as well, as always.
"""

from __future__ import annotations

import ctypes
import json
import os
import pickle
import random
import sys
from collections.abc import Callable
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from pathlib import Path
from typing import Any

import planted
from writer import STAFF, WORK, command_line

#: ("write", file, offset, bytes), ("cut", file, size), ("sync", file), ("make", file), ("delete", file),
#: ("head", text), ("answered", number of answers)
Event = tuple[Any, ...]


class Methods(Structure):
    """sqlite3_io_methods; https://sqlite.org/c3ref/io_methods.html. What stands behind is not touched."""

    _fields_ = [
        ("version", c_int),
        ("close", c_void_p),
        ("read", c_void_p),
        ("write", c_void_p),
        ("truncate", c_void_p),
        ("sync", c_void_p),
        ("rest", c_void_p * 13),
    ]


class File(Structure):
    """sqlite3_file"""

    _fields_ = [("methods", POINTER(Methods))]


class System(Structure):
    """sqlite3_vfs; https://sqlite.org/c3ref/vfs.html."""

    _fields_ = [
        ("version", c_int),
        ("file_bytes", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", c_void_p),
        ("delete", c_void_p),
        ("rest", c_void_p * 14),
    ]


# names go through as the addresses they came as: the engine keeps them, and reads on behind their end
OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, POINTER(File), c_int, c_void_p)
DELETE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)
WRITE = CFUNCTYPE(c_int, POINTER(File), c_void_p, c_int, c_int64)
TRUNCATE = CFUNCTYPE(c_int, POINTER(File), c_int64)
SYNC = CFUNCTYPE(c_int, POINTER(File), c_int)


def _address(pointer: Any) -> int:
    return ctypes.cast(pointer, c_void_p).value or 0


def _path(name: int | None) -> Path | None:
    return Path(os.fsdecode(ctypes.string_at(name))) if name else None


class Layer:
    """Passes everything on to the system's own files and notes what changes them."""

    def __init__(self, engine: Path, events: list[Event]) -> None:
        self.events = events
        self.names: dict[int, str] = {}
        self.methods: dict[int, Methods] = {}
        #: callbacks the engine calls must live as long as it does
        self.kept: list[Any] = []
        library = ctypes.CDLL(str(engine))
        library.sqlite3_vfs_find.restype = POINTER(System)
        self.below: System = library.sqlite3_vfs_find(None).contents
        self.own = System.from_buffer_copy(self.below)
        self.own.name = b"recorded"
        self.own.open = self._callback(OPEN(self._open))
        self.own.delete = self._callback(DELETE(self._delete))
        library.sqlite3_vfs_register(ctypes.byref(self.own), 1)

    def _callback(self, function: Any) -> int | None:
        self.kept.append(function)
        return ctypes.cast(function, c_void_p).value

    def _open(self, vfs: int, name: int | None, file: Any, flags: int, out: int) -> int:
        path = _path(name)
        known = path is not None and path.exists()
        status: int = OPEN(self.below.open)(vfs, name, file, flags, out)
        if status == 0 and path is not None:
            self.names[_address(file)] = path.name
            if not known:
                self.events.append(("make", path.name))
            file.contents.methods = ctypes.pointer(self._noting(file.contents.methods))
        return status

    def _delete(self, vfs: int, name: int, sync: int) -> int:
        status: int = DELETE(self.below.delete)(vfs, name, sync)
        path = _path(name)
        if status == 0 and path is not None:
            self.events.append(("delete", path.name))
        return status

    def _noting(self, below: Any) -> Methods:
        """The methods of a kind of file, with the three that change it noted."""
        key = _address(below)
        if key not in self.methods:
            under = below.contents
            above = Methods.from_buffer_copy(under)
            write, truncate, sync = WRITE(under.write), TRUNCATE(under.truncate), SYNC(under.sync)
            above.write = self._callback(WRITE(lambda f, data, size, at: self._write(write, f, data, size, at)))
            above.truncate = self._callback(TRUNCATE(lambda f, size: self._note(truncate(f, size), f, "cut", size)))
            above.sync = self._callback(SYNC(lambda f, flags: self._note(sync(f, flags), f, "sync")))
            self.methods[key] = above
        return self.methods[key]

    def _write(self, write: Callable[..., int], file: Any, data: int, size: int, at: int) -> int:
        return self._note(write(file, data, size, at), file, "write", at, ctypes.string_at(data, size))

    def _note(self, status: int, file: Any, what: str, *facts: Any) -> int:
        if status == 0:
            self.events.append((what, self.names[_address(file)], *facts))
        return status


def note_heads(events: list[Event]) -> None:
    """The head file is not the engine's; its writing is noted where the one write does it."""
    from crmcli.storage import head, write

    known = write.write_head

    def noted(database: Path, new: head.Head) -> None:
        known(database, new)
        events.append(("head", head.head_path(database).read_bytes()))

    write.write_head = noted


def main(request: dict[str, Any]) -> None:
    """Works through the commands and leaves the events."""
    from crmcli.storage import engine

    events: list[Event] = []
    engine.load_engine()
    # held to the end: the engine calls into it
    layer = Layer(Path(sys.modules["sqlcipher3._sqlite3"].__file__ or ""), events)
    note_heads(events)
    if request["fault"]:
        planted.plant(request["fault"])
    record = os.open(request["record"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    job = WORK["mixed"](random.Random(request["seed"]))
    count = 0

    def seen(text: str) -> None:
        nonlocal count
        if "\n" in text:
            count += 1
            events.append(("answered", count))

    beside = engine.connect(Path(request["db"]))
    for turn in range(request["count"]):
        # half of the time somebody else has the file open, so that the log lives on when a command ends
        if turn == request["count"] // 2:
            beside.close()
        elif turn == 0:
            beside.execute("SELECT COUNT(*) FROM member").fetchone()
        words = [*job.next(), "--db", request["db"], "--as", STAFF[0], "--json"]
        answer = command_line(words, record, seen)
        if answer is not None:
            job.take(words, answer)
    Path(request["events"]).write_bytes(pickle.dumps(layer.events))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
