"""`crmcli export …`: each command is a module of its name."""

from __future__ import annotations

from crmcli.core.findings import N_
from crmcli.ui.command import lazy_group

app = lazy_group(
    __name__,
    {
        "intake": N_("the inquiries of some days as the register"),
        "complaint": N_("complaints, one sheet each"),
        "promotion": N_("everybody registered in a promotion"),
        "application": N_("a member's application to sign"),
    },
)
