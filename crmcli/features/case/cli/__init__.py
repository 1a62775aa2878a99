"""`crmcli complaint …` and `crmcli case …`: the same commands, each a module of its name."""

from __future__ import annotations

from crmcli.core.findings import N_
from crmcli.ui.command import lazy_group

COMMANDS = {
    "log": N_("take a complaint down: who, about what; a call is due at once"),
    "route": N_("pass it on to a department or person"),
    "answer": N_("the customer was answered"),
    "promise": N_("promise the customer something by a time"),
    "wait": N_("stop the clocks: it waits for the customer or a third party"),
    "severity": N_("say how bad it is; running clocks are set anew"),
    "resolve": N_("what was done about it"),
    "confirm": N_("the call-back: what the customer says of it"),
    "close": N_("close it"),
    "reopen": N_("open a closed one again"),
    "list": N_("cases, newest first"),
    "show": N_("everything about one; its clocks with --clock"),
    "overdue": N_("open ones whose time has run out"),
    "hotspots": N_("what complaints gather around, against the days before"),
    "attach": N_("keep files with a case"),
    "attachment": N_("give a kept file back"),
    "breaches": N_("clocks that ran out, and the rung of the ladder they climb to"),
    "breach": N_("confirm or dismiss one; for supervisors"),
}
app = lazy_group(__name__, COMMANDS)
