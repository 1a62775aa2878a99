"""`crmcli promotion …`: each command is a module of its name."""

from __future__ import annotations

from crmcli.core.findings import N_
from crmcli.ui.command import lazy_group

app = lazy_group(
    __name__,
    {
        "add": N_("a promotion with its days and its steps of gifts"),
        "register": N_("write down who came, for how much, and what was given"),
        "list": N_("promotions, the latest first"),
        "show": N_("a promotion with its rows and totals"),
        "close": N_("end a promotion and hand in its summary"),
    },
)
