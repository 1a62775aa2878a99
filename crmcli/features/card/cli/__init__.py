"""`crmcli card …`: each command is a module of its name."""

from __future__ import annotations

from crmcli.core.findings import N_
from crmcli.ui.command import lazy_group

app = lazy_group(
    __name__,
    {
        "open": N_("open a card: money with a bonus, or uses of one item"),
        "topup": N_("put money onto a stored-value card"),
        "use": N_("take uses or an amount from a card"),
        "balance": N_("what is left on a card, today or on any day"),
        "statement": N_("every movement of a card with the balance after it"),
        "list": N_("cards, by member, kind, state or last day"),
        "refund": N_("pay back what is left of what was paid for a card"),
        "lost": N_("report a card lost"),
        "replace": N_("give a card another number; the old one keeps meaning it"),
        "freeze": N_("keep a card from being used for a while"),
        "unfreeze": N_("let a frozen or found card be used again"),
        "transfer": N_("hand a card to another member"),
        "extend": N_("let a card be used longer"),
        "close": N_("close a card for good"),
    },
)
