"""`crmcli staff …`: each command is a module of its name, `store` aside, which is SQL elsewhere."""

from __future__ import annotations

from crmcli.core.findings import N_
from crmcli.ui.command import Lazy, lazy_group

app = lazy_group(
    __name__,
    {
        "add": N_("somebody new in the department"),
        "edit": N_("another role, store, department, supervisor or name"),
        "leave": N_("somebody leaves: what they had goes to somebody else"),
        "list": N_("who works here, in which role"),
        "store": N_("the stores of the house, and another one"),
    },
)
app.lazy["store"] = Lazy(f"{__name__}.shop", app.lazy["store"].help)
