"""`crmcli config …`: each command is a module of its name."""

from __future__ import annotations

from crmcli.core.findings import N_
from crmcli.ui.command import lazy_group

app = lazy_group(
    __name__,
    {
        "list": N_("every setting, its value and what it is for"),
        "get": N_("one setting"),
        "set": N_("change a setting"),
        "unset": N_("back to what holds where nothing is set"),
        "alias": N_("short names of your own for commands"),
    },
)
