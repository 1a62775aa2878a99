"""All SQL of attachments: what hangs on a case, and the bodies, each kept once by its SHA-256."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.storage.row import insert, rows

if TYPE_CHECKING:
    from sqlite3 import Connection


def attachments_of(db: Connection, case_id: int) -> list[dict[str, Any]]:
    """What hangs on a case, in the order it came: id, name, size, sha256, on_day, by."""
    return rows(
        db,
        "SELECT a.id, a.name, a.size, a.sha256, a.on_day, s.name AS by FROM attachment a "
        "LEFT JOIN staff s ON s.id = a.staff_id WHERE a.case_id = ? ORDER BY a.id",
        (case_id,),
    )


def add_attachment(db: Connection, values: dict[str, Any], body: bytes) -> int:
    """Hangs a body on a case; gives the attachment's id. A body that is kept already is not kept twice."""
    db.execute(
        "INSERT INTO attachment_body (sha256, body) VALUES (?, ?) ON CONFLICT (sha256) DO NOTHING",
        (values["sha256"], body),
    )
    return insert(db, "attachment", values)


def body_of(db: Connection, sha256: str) -> bytes | None:
    """A body as it is kept, unchecked."""
    found = db.execute("SELECT body FROM attachment_body WHERE sha256 = ?", (sha256,)).fetchone()
    return bytes(found[0]) if found is not None else None
