"""`crmcli pack …`: each command is a module of its name."""

from __future__ import annotations

from crmcli.core.findings import N_
from crmcli.ui.command import lazy_group

app = lazy_group(
    __name__,
    {
        "list": N_("the packs there are"),
        "show": N_("tiers, price list, plans, roles and code lists of a pack"),
        "check": N_("everything wrong in a pack, with file and line"),
    },
)
