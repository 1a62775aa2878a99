"""The chain over the operations: each link holds all before it.

link = SHA-256(previous link, operation header, commitments of its images). An
erased image keeps its commitment, so the chain of a file from which somebody was
erased still verifies; a changed, cut or missing operation does not.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.storage.trigger import SALT_BYTES, commitment

if TYPE_CHECKING:
    from sqlite3 import Connection

START = bytes(32)
ERASED_SALT = bytes(SALT_BYTES)


class Break(NamedTuple):
    """Where the chain does not hold: the operation's number and what is wrong with it."""

    operation: int
    reason: str


def link_of(db: Connection, operation_id: int) -> bytes:
    """The link of an operation as its rows stand now, on top of the stored link before it."""
    row = db.execute("SELECT * FROM operation WHERE id = ?", (operation_id,)).fetchone()
    before = db.execute("SELECT link FROM operation WHERE id < ? ORDER BY id DESC LIMIT 1", (operation_id,)).fetchone()
    undone = [
        r[0]
        for r in db.execute(
            "SELECT undone_id FROM operation_undone WHERE undo_id = ? ORDER BY undone_id", (operation_id,)
        )
    ]
    header = [row["id"], row["at"], row["day"], row["command"], row["kind"], row["staff_id"], row["schema"]]
    digest = hashlib.sha256((before[0] if before else None) or START)
    digest.update(json.dumps([*header, undone], ensure_ascii=False, separators=(",", ":")).encode())
    for image in db.execute(
        "SELECT table_name, row_id, action, seal FROM image WHERE id BETWEEN ? AND ? ORDER BY id",
        (row["first_image"], row["last_image"]),
    ):
        digest.update(f"{image[0]}/{image[1]}/{image[2]}:".encode())
        digest.update(image[3][SALT_BYTES:])
    return digest.digest()


def breaks(db: Connection) -> Iterator[Break]:
    """Every operation whose link or images do not verify, oldest first."""
    for row in db.execute("SELECT id, link, first_image, last_image FROM operation ORDER BY id").fetchall():
        reason = _fault(db, row)
        if reason is not None:
            yield Break(row["id"], reason)


def _fault(db: Connection, row: Any) -> str | None:
    if row["link"] is None or link_of(db, row["id"]) != row["link"]:
        return "link"
    found = 0
    for image in db.execute(
        "SELECT before, after, seal FROM image WHERE id BETWEEN ? AND ?", (row["first_image"], row["last_image"])
    ):
        found += 1
        if not _holds(image):
            return "image"
    expected = row["last_image"] - row["first_image"] + 1 if row["last_image"] else 0
    return None if found == expected else "images missing"


def _holds(image: Any) -> bool:
    """Whether an image is what its commitment says; an erased one says nothing any more, so it may hold nothing."""
    salt, digest = image["seal"][:SALT_BYTES], image["seal"][SALT_BYTES:]
    if salt == ERASED_SALT:
        return image["before"] is None and image["after"] is None
    return bool(commitment(salt, image["before"], image["after"]) == digest)


def access_link(before: bytes, values: tuple[object, ...]) -> bytes:
    """The next link of the access log's own chain."""
    return hashlib.sha256(before + json.dumps(values, ensure_ascii=False).encode()).digest()
