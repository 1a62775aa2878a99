"""`crmcli report …`: each command is a module of its name."""

from __future__ import annotations

from crmcli.core.findings import N_
from crmcli.ui.command import lazy_group

app = lazy_group(
    __name__,
    {
        "daily": N_("a day: inquiries, calls, complaints, takings"),
        "takings": N_("what came in on a day, against what was counted"),
        "monthly": N_("a month beside the month before and the year before"),
    },
)
