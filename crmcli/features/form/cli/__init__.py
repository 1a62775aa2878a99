"""`crmcli form …`: each command is a module of its name."""

from __future__ import annotations

from crmcli.core.findings import N_
from crmcli.ui.command import lazy_group

app = lazy_group(
    __name__,
    {
        "list": N_("the printed sheets there are"),
        "check": N_("everything wrong in a sheet's file, and in what the pack says on it"),
        "blank": N_("an empty sheet to print and fill in by hand"),
    },
)
