"""`crmcli purchase …`: each command is a module of its name."""

from __future__ import annotations

from crmcli.core.findings import N_
from crmcli.ui.command import lazy_group

app = lazy_group(
    __name__,
    {
        "add": N_("record what a member bought; a treatment starts its calls"),
        "edit": N_("say which kind of treatment it was; its calls follow"),
        "refund": N_("pay back a purchase, whole or in part"),
        "book": N_("book what a register notes of a member"),
        "list": N_("purchases and refunds, newest first"),
    },
)
