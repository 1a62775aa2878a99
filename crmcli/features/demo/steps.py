"""The worked example: what is shown, in which order, on which day. Files stand in data/demo."""

from __future__ import annotations

from typing import NamedTuple

from crmcli.core.findings import N_


class Step(NamedTuple):
    """One command of the example: what it is for, its words, the day it is run on, who is at the desk.

    `shown` is how many lines of its output are printed; the rest is counted.
    """

    say: str
    words: tuple[str, ...]
    day: str
    operator: str | None = None
    shown: int = 24


SETTING_UP = "2026-10-31T08:30"
THE_DAY = "2026-11-02T09:00"
HEAD = "林素雅"
CALLER = "何晓琳"

STAFF = (
    (CALLER, "follow-up"),
    ("沈佳慧", "desk-supervisor"),
    ("韩玉洁", "desk"),
    ("罗静怡", "consultant"),
    ("唐雨薇", "consultant"),
    ("吕文涛", "vip"),
)

STEPS = (
    Step(N_("A file for the desk."), ("init", "--pack", "clinic", "--open", "--operator", HEAD), SETTING_UP),
    *(Step(N_("Who works here."), ("staff", "add", name, "--role", role), SETTING_UP, HEAD) for name, role in STAFF),
    Step(
        N_("The list the front desk keeps in Excel: first only looked at."),
        ("import", "members", "members.xlsx", "--opening-on", "2026-05-31"),
        SETTING_UP,
        HEAD,
    ),
    Step(
        N_("Then taken over. What cannot be taken comes back as a sheet with the reasons."),
        ("import", "members", "members.xlsx", "--opening-on", "2026-05-31", "--apply"),
        SETTING_UP,
        HEAD,
    ),
    Step(
        N_("What was bought since: tiers follow, treatments start their calls."),
        ("import", "purchases", "purchases.xlsx", "--apply"),
        SETTING_UP,
        HEAD,
    ),
    Step(N_("Two days later. Whom to call this morning:"), ("followup", "due"), THE_DAY, CALLER, 30),
    Step(N_("A customer on the phone gives only the end of her number."), ("member", "find", "1869"), THE_DAY, CALLER),
    Step(
        N_("She comes in and has something done."),
        ("purchase", "add", "1869", "--item", "激光祛斑", "--amount", "1280", "--pay", "现金"),
        THE_DAY,
        CALLER,
    ),
    Step(N_("Everything about her on one screen."), ("member", "show", "."), THE_DAY, CALLER),
    Step(
        N_("A call is made and written down."),
        ("followup", "done", "{first_due}", "接通", "恢复得不错，没有不适"),
        THE_DAY,
        CALLER,
    ),
    Step(N_("That was the wrong line: taken back."), ("undo",), THE_DAY, CALLER),
    Step(N_("Who did what."), ("operations", "--limit", "5"), THE_DAY, CALLER),
    Step(N_("Why somebody holds a tier."), ("member", "tier", "1869"), THE_DAY, CALLER),
    Step(N_("The day's list as a workbook."), ("followup", "due", "--xlsx", "due.xlsx"), THE_DAY, CALLER),
    Step(N_("A copy of the file, proved by opening it."), ("backup", "backup.db"), THE_DAY, CALLER),
)
