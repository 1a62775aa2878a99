"""`crmcli owner …`: each command is a module of its name."""

from __future__ import annotations

from crmcli.core.findings import N_
from crmcli.ui.command import lazy_group

app = lazy_group(
    __name__,
    {
        "assign": N_("give customers to somebody, or to nobody"),
        "review": N_("who is about to be reassigned, who is due; reassign them with --apply"),
        "why": N_("whose a member is, or who earned a purchase, and by which rule"),
        "undecided": N_("purchases nobody is known to have earned"),
        "settle": N_("say who earned a purchase that no rule decides"),
        "inspect": N_("how each consultant looks after their customers"),
        "history": N_("to whom a member belonged, from when, and why it changed"),
    },
)
