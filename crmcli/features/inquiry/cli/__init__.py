"""`crmcli inquiry …`: each command is a module of its name."""

from __future__ import annotations

from crmcli.core.findings import N_
from crmcli.ui.command import lazy_group

app = lazy_group(
    __name__,
    {
        "log": N_("somebody asks: a prospect with calls to come, or a first deal"),
        "list": N_("inquiries of some days; who asks and never comes; calls for coaching"),
        "show": N_("one inquiry, and what came of it"),
        "script": N_("what to say on the phone, to questions about prices above all"),
        "convert": N_("a prospect becomes a member"),
    },
)
