"""Every derived table and the function that recomputes it for the members in temp.touched.

Adding one is a function here and its table in crmcli.storage.schema.DERIVED.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from crmcli.features.case.state import derive_case_state
from crmcli.features.followup.line import derive_due_lines
from crmcli.features.ledger.sums import derive_ledger_sums
from crmcli.features.member.key import derive_search_keys
from crmcli.features.member.state import derive_member_state

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack
    from crmcli.session import Session

DERIVATIONS: tuple[Callable[[Connection, Pack], None], ...] = (
    derive_search_keys,
    derive_case_state,
    derive_ledger_sums,
    # after the cases, which say who has a complaint open, and the sums of the ledger
    derive_member_state,
    # after the member's state, which says what guards them
    derive_due_lines,
)


def derivation(session: Session) -> Callable[[Connection], None]:
    """What the one write calls before it links and commits."""

    def derive(db: Connection) -> None:
        for function in (derive_ledger_sums,) if _fees_only(db) else DERIVATIONS:
            function(db, session.pack)

    return derive


def _fees_only(db: Connection) -> bool:
    """Whether a write concerned nothing but fees: of these only what is kept of the ledger knows.

    Raising a fee for a hundred thousand units then costs their charges, and not everything that is known of them.
    """
    span = db.execute("SELECT first, last FROM span").fetchone()
    if span is None:
        return False
    found = db.execute(
        "SELECT EXISTS (SELECT 1 FROM image WHERE id BETWEEN ? AND ? AND table_name <> 'fee_term' AND "
        "(table_name <> 'ledger' OR COALESCE(json_extract(COALESCE(after, before), '$.kind'), '') NOT LIKE 'fee-%'))",
        tuple(span),
    )
    return not found.fetchone()[0]
