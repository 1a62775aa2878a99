"""`crmcli duty …`: each command is a module of its name."""

from __future__ import annotations

from crmcli.core.findings import N_
from crmcli.ui.command import lazy_group

app = lazy_group(
    __name__,
    {
        "list": N_("what recurs in the department: when, who does it, when it was done last"),
        "done": N_("tick off a duty with what was delivered"),
        "skip": N_("leave a duty out this time, with the reason"),
        "show": N_("a duty and how it was kept: what was handed in, how late, what was missed"),
        "day": N_("which duties fall on which of the coming days"),
    },
)
