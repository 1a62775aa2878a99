"""`crmcli calendar …`: each command is a module of its name, `import` apart, which Python keeps for itself."""

from __future__ import annotations

from crmcli.core.findings import N_
from crmcli.ui.command import Lazy, lazy_group

app = lazy_group(
    __name__,
    {
        "show": N_("the days off and make-up days of a year"),
        "set": N_("make one day a day off or a working day"),
    },
)
app.lazy["import"] = Lazy(f"{__name__}.take_over", N_("take over a year, from a list or the kept library"))
