"""What a check found, as JSON has it and in words."""

from __future__ import annotations

from typing import Any

from crmcli.features.check.ledger import Looked
from crmcli.language import _, said


def listed(looked: Looked) -> dict[str, Any]:
    """A check with the contract's keys."""
    return {
        "check": looked.check.code,
        "ok": not looked.wrong,
        "message": told(looked),
        "remedy": _(looked.check.remedy) if looked.wrong else None,
        "count": looked.wrong,
    }


def told(looked: Looked) -> str:
    """That a check holds, or the first of what is wrong and how many there are."""
    if not looked.wrong:
        return _(looked.check.holds)
    first = "; ".join(said(finding) for finding in looked.first)
    more = looked.wrong - len(looked.first)
    return _("{first}; and {count} more").format(first=first, count=more) if more else first
