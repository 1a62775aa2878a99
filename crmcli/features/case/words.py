"""What the fixed words of cases are called: states, steps, clocks, and lists a pack may have in its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmcli.core.findings import N_
from crmcli.language import _

if TYPE_CHECKING:
    from crmcli.packs.model import Pack

STATES = {
    "logged": N_("logged"),
    "routed": N_("routed"),
    "answered": N_("answered"),
    "resolved": N_("resolved"),
    "confirmed": N_("confirmed by the customer"),
    "closed": N_("case closed"),
    "waiting": N_("waiting"),
}
#: What a step of a case is called in its history.
STEPS = {
    "logged": N_("logged"),
    "routed": N_("passed on"),
    "answered": N_("customer answered"),
    "promised": N_("time promised"),
    "called": N_("call"),
    "waiting": N_("wait begins"),
    "resolved": N_("what was done"),
    "confirmed": N_("customer's opinion"),
    "rated": N_("severity changed"),
    "closed": N_("case closed"),
    "reopened": N_("opened again"),
}
CLOCKS = {"answer": N_("first answer"), "resolution": N_("resolution"), "promise": N_("promise")}
WAITS = {"customer": N_("the customer"), "third-party": N_("a third party")}
CLOSINGS = {
    "closed-loop": N_("closed loop"),
    "on-the-spot": N_("settled on the spot"),
    "by-supervisor": N_("closed by a supervisor"),
}
#: For packs without lists of their own.
USUAL = {
    "channel": {
        "phone": N_("phone"),
        "on-site": N_("on site"),
        "web-chat": N_("web chat"),
        "wechat": N_("WeChat"),
        "group": N_("customer group"),
        "website": N_("web site"),
        "mini-program": N_("mini-program"),
        "letter": N_("letter"),
        "internal": N_("from inside"),
    },
    "opinion": {"satisfied": N_("satisfied"), "unsatisfied": N_("unsatisfied")},
    "department": {},
}


def code_words(pack: Pack, kind: str) -> dict[str, str]:
    """The codes of a list with what each is called: the pack's, else the program's own."""
    if kind in pack.codes:
        return {code.code: code.name for code in pack.codes[kind]}
    return {code: _(label) for code, label in USUAL[kind].items()}


def code_word(pack: Pack, kind: str, value: str | None) -> str | None:
    """What a code is called; any other words are given back as they are."""
    return code_words(pack, kind).get(value, value) if value else value
