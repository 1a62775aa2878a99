"""`crmcli fee …`: each command is a module of its name, `raise` aside, which Python keeps for itself."""

from __future__ import annotations

from crmcli.core.findings import N_
from crmcli.ui.command import Lazy, lazy_group

app = lazy_group(
    __name__,
    {
        "list": N_("the fee table of the pack"),
        "assign": N_("say who pays a fee, how many units, from when"),
        "unassign": N_("end what a member pays of a fee"),
        "assigned": N_("who pays which fee"),
        "raise": N_("charge a fee for a month, a quarter or a year"),
        "pay": N_("record what was paid, oldest due first"),
        "waive": N_("let off a charge, whole or in part"),
        "owed": N_("every charge that is still owed"),
        "arrears": N_("what is owed by age, a row for each member or fee"),
        "statement": N_("charges and payments of a member, with what is owed after each"),
    },
)
app.lazy["raise"] = Lazy(f"{__name__}.charge", app.lazy["raise"].help)
