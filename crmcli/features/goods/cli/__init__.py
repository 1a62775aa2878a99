"""`crmcli goods …`: each command is a module of its name."""

from __future__ import annotations

from crmcli.core.findings import N_
from crmcli.ui.command import lazy_group

app = lazy_group(
    __name__,
    {
        "hold": N_("put something aside for a customer, who is told of it"),
        "collect": N_("goods were fetched"),
        "return": N_("goods that nobody fetches go back"),
        "list": N_("what is held, what lies longest first"),
    },
)
app.lazy["return"] = app.lazy["return"]._replace(module=f"{__name__}.put_back")
