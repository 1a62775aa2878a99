"""`crmcli schedule …`: each command is a module of its name."""

from __future__ import annotations

from crmcli.core.findings import N_
from crmcli.ui.command import lazy_group

app = lazy_group(
    __name__,
    {
        "due": N_("the day's list by itself: lines for crontab, systemd or Windows"),
        "backup": N_("a backup by itself: lines for crontab, systemd or Windows"),
        "report": N_("the monthly report by itself: lines for crontab, systemd or Windows"),
        "list": N_("what runs by itself: last run, next run, what was missed"),
        "stop": N_("say that a job is not expected to run any more"),
    },
)
