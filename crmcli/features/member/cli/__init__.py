"""`crmcli member …`: each command is a module of its name."""

from __future__ import annotations

from crmcli.core.findings import N_
from crmcli.ui.command import lazy_group

app = lazy_group(
    __name__,
    {
        "add": N_("a new member or prospect"),
        "apply": N_("a walk-in joins: member, inquiry, promotion and application in one step"),
        "find": N_("by name, pinyin, initials, phone tail, card or number"),
        "show": N_("one member on one screen"),
        "list": N_("members, filtered and sorted"),
        "edit": N_("change what is known of a member"),
        "history": N_("who changed what, and when"),
        "duplicates": N_("entries that may be the same person"),
        "tier": N_("why a member holds a tier, and what the next one takes"),
        "upgrade": N_("evaluate tiers, or give one by hand"),
    },
)
