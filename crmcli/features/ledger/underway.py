"""What the write under way has entered so far: what is kept of the ledger only knows of it once it is done.

The plus before table_name keeps the engine on the images' numbers: by table it would read every entry there ever was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection

#: The images of this write: those after the last operation that is done.
OF_THIS_WRITE = (
    "i.id > COALESCE((SELECT last_image FROM operation WHERE last_image > 0 ORDER BY id DESC LIMIT 1), 0) "
    "AND +i.table_name = 'ledger' AND i.action = 'insert'"
)


def has_entered(db: Connection) -> bool:
    """Whether this write has entered something in the ledger."""
    return bool(db.execute(f"SELECT EXISTS (SELECT 1 FROM image i WHERE {OF_THIS_WRITE})").fetchone()[0])
