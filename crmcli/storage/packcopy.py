"""The file's own copy of its pack.

A pack is a folder of TOML that takes 20 ms to read; the copy takes one. It also
keeps the file readable where the folder is missing. The copy counts while the
folder looks as it did when the copy was made; else the folder is read, and the
next write keeps what was found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.packs.copy import from_json, to_json
from crmcli.packs.source import find, stamp
from crmcli.place import user_data_dir

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

    from crmcli.packs.model import Pack


def own_packs() -> Path:
    """The folder for packs of the user's own."""
    return user_data_dir() / "packs"


def pack_of(db: Connection, name: str) -> tuple[Pack, bool]:
    """The pack of a file, and whether the file's copy of it is as good as the folder.

    Raises Failure(data) where it is faulty or nowhere to be found.
    """
    kept = db.execute("SELECT stamp, body FROM pack_copy WHERE name = ?", (name,)).fetchone()
    folder = find(name, own_packs())
    if folder is None:
        if kept is None:
            raise Failure("data", N_("There is no pack {pack}. See `crmcli pack list`."), pack=name, value=name)
        return from_json(kept["body"]), True
    if kept is not None and kept["stamp"] == stamp(folder):
        return from_json(kept["body"]), True
    from crmcli.packs.load import load

    return load(name, own_packs()), False


def keep_copy(db: Connection, pack: Pack) -> None:
    """Stores the pack where the file's copy is not of the present folder; within the one write."""
    folder = find(pack.name, own_packs())
    if folder is None:
        return
    now = stamp(folder)
    kept = db.execute("SELECT stamp FROM pack_copy WHERE name = ?", (pack.name,)).fetchone()
    if kept is None or kept[0] != now:
        db.execute(
            "INSERT INTO pack_copy (name, stamp, body) VALUES (?, ?, ?) "
            "ON CONFLICT (name) DO UPDATE SET stamp = excluded.stamp, body = excluded.body",
            (pack.name, now, to_json(pack)),
        )
