"""What the present file holds, also where it can hardly be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def last_operation(path: Path) -> int | None:
    """The number of the last operation in a file; None where it cannot be told."""
    from crmcli.storage.engine import connect, load_engine
    from crmcli.storage.head import last_head

    try:
        db = connect(path)
        try:
            head = last_head(db)
            return head.operation if head else 0
        finally:
            db.close()
    except load_engine().DatabaseError:
        return None
