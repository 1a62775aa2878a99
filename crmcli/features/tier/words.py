"""What is said of a tier to people."""

from __future__ import annotations

from crmcli.language import _
from crmcli.ui.output import Column, shown

MONEY = Column("amount", "", "money")


def keep_words(tier: str, last_on: str, needed: str) -> str:
    """Until when a tier is held, and what keeps it."""
    if needed == "0.00":
        return _("{tier} is kept beyond {day}").format(tier=tier, day=last_on)
    return _("{tier} until {day}, {amount} more keeps it").format(tier=tier, day=last_on, amount=shown(MONEY, needed))
