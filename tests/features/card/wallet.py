"""What stands in every answer about the two cards of the desk in conftest."""

from __future__ import annotations

#: What stands in every answer about the card of money as it was opened.
STORED = {
    "card_no": "20260001",
    "kind": "stored",
    "named": True,
    "member": "M-00001",
    "name": "王小明",
    "item": None,
    "item_code": None,
    "principal": "1000.00",
    "bonus": "100.00",
    "total": "1100.00",
    "sessions_left": None,
    "state": "live",
    "opened_on": "2026-10-31",
    "expires_on": None,
    "note": None,
}
#: The same of the card of uses: six of them, paid 1 000.00.
SESSIONS = STORED | {
    "card_no": "20260002",
    "kind": "sessions",
    "item": "光子嫩肤",
    "item_code": "pf-01",
    "bonus": "0.00",
    "total": "1000.00",
    "sessions_left": 6,
    "expires_on": "2026-12-31",
}
