"""`crmcli booking …`: each command is a module of its name."""

from __future__ import annotations

from crmcli.core.findings import N_
from crmcli.ui.command import lazy_group

app = lazy_group(
    __name__,
    {
        "add": N_("make an appointment, from a call where there was one"),
        "list": N_("a day's sheet: when, who, what for, with whom"),
        "show": N_("one appointment"),
        "came": N_("tick off who came"),
        "no-show": N_("tick off who did not come; a call is due at once"),
        "move": N_("give an appointment another time"),
        "cancel": N_("call an appointment off"),
    },
)
