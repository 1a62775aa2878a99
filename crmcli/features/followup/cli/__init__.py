"""`crmcli followup …`: each command is a module of its name."""

from __future__ import annotations

from crmcli.core.findings import N_
from crmcli.ui.command import lazy_group

app = lazy_group(
    __name__,
    {
        "due": N_("whom to call today, and what to say"),
        "done": N_("record what came of a call; alone, walk the list"),
        "log": N_("record a contact nobody had planned"),
        "show": N_("script, treatment, last notes, attempts, warnings"),
        "add": N_("plan a call of your own"),
        "reschedule": N_("move a call to another day; the first day is kept"),
        "skip": N_("close a call that is not needed, with the reason"),
        "list": N_("follow-ups in any state, filtered"),
        "overrides": N_("what was promoted in spite of the recovery guard"),
    },
)
