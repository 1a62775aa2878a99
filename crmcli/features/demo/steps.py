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
ON_SUNDAY = "2026-11-01T10:20"
THE_DAY = "2026-11-02T09:00"
IN_THE_AFTERNOON = "2026-11-02T16:40"
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

PROMOTION = "金秋焕肤周"
COMPLAINT = (
    Step(
        N_("The next day, a Sunday: somebody complains on the phone. The call to her is due at once."),
        (
            *("complaint", "log", "何萍", "--matter", "等候太久", "--channel", "电话"),
            *("--summary", "约好两点面诊，三点一刻才叫到，没有人来说明。", "--against-department", "前台"),
        ),
        ON_SUNDAY,
        CALLER,
    ),
    Step(
        N_("She is promised an answer for the evening; the promise has a clock of its own."),
        ("complaint", "promise", "何萍", "--at", "今天18:00"),
        ON_SUNDAY,
        CALLER,
    ),
)
BELONGING = (
    Step(
        N_("Whose customer she is from now on, and how she came to the house."),
        ("owner", "assign", "1869", "--to", CALLER, "--source", "自然流量"),
        THE_DAY,
        HEAD,
    ),
    Step(N_("Until when, and who earned what she bought."), ("owner", "why", "孙文燕"), THE_DAY, HEAD),
    Step(
        N_("What no rule decides a supervisor settles."),
        ("owner", "settle", "孙文燕", "--to", CALLER, "--reason", "当天由她接待"),
        THE_DAY,
        HEAD,
    ),
    Step(N_("The department's own duties stand in the same list."), ("duty", "list"), THE_DAY, HEAD),
    Step(N_("One is done."), ("duty", "done", "周报", "上周周报已交总助"), THE_DAY, HEAD),
)
REGISTERS = (
    Step(N_("What has run out: nobody has answered her."), ("complaint", "overdue"), THE_DAY, CALLER),
    Step(
        N_("Another one is settled face to face: one command from the first word to the last."),
        (
            *("complaint", "log", "周婉凤", "--matter", "收费不清楚", "--channel", "当面"),
            *("--summary", "结账单上的护理包没有事先说明。", "--resolve", "退回护理包，当面致歉，以后结账前逐项确认。"),
            *("--opinion", "满意", "--close"),
        ),
        THE_DAY,
        CALLER,
    ),
    Step(
        N_("Somebody asks on the phone: a prospect, with calls to come."),
        (
            *("inquiry", "log", "--name", "岳清荷", "--phone", "19900002718", "--channel", "电话"),
            *("--item", "光子嫩肤", "--source", "报纸", "--minutes", "8", "--result", "有意向"),
        ),
        THE_DAY,
        CALLER,
    ),
    Step(
        N_("A promotion with its steps of gifts."),
        (
            *("promotion", "add", PROMOTION, "--from", "2026-10-31", "--to", "2026-11-02"),
            *("--give", "3000=防晒霜+200", "--give", "5000=护肤礼盒+500"),
        ),
        THE_DAY,
        HEAD,
    ),
    Step(
        N_("The prospect walks in and joins: member, inquiry, promotion, application and card in one step."),
        (
            *("member", "apply", "岳清荷", "--mobile", "19900002718", "--gender", "女", "--card-type", "充值卡"),
            *("--amount", "4800", "--book", "card", "--promotion", PROMOTION, "--source", "报纸", "--sheet"),
        ),
        IN_THE_AFTERNOON,
        CALLER,
    ),
    Step(
        N_("She has the treatment she asked about, and the card pays."),
        ("purchase", "add", "岳清荷", "--item", "光子嫩肤", "--amount", "980", "--pay", "会员卡余额"),
        IN_THE_AFTERNOON,
        CALLER,
    ),
    Step(N_("The card, line by line."), ("card", "statement", "岳清荷"), IN_THE_AFTERNOON, CALLER),
    Step(
        N_("A regular customer takes part as well."),
        ("promotion", "register", "郭萍", "--amount", "3600", "--book", "祛痘护理"),
        IN_THE_AFTERNOON,
        CALLER,
    ),
    Step(
        N_("The promotion ends: totals, summary, and the sheet the department hands in."),
        ("promotion", "close", PROMOTION, "--summary", "两位客户办理，礼品当场发放。", "--sheet"),
        IN_THE_AFTERNOON,
        HEAD,
    ),
    Step(
        N_("The complaint's sheet, to be signed."),
        ("export", "complaint", "何萍"),
        IN_THE_AFTERNOON,
        HEAD,
    ),
    Step(N_("The day in figures."), ("report", "daily"), IN_THE_AFTERNOON, HEAD, 40),
    Step(
        N_("October beside September, as a workbook to print."),
        ("report", "monthly", "--month", "2026-10", "--xlsx", "monthly-2026-10.xlsx"),
        IN_THE_AFTERNOON,
        HEAD,
    ),
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
    *COMPLAINT,
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
    Step(
        N_("While she is on the phone, she is given a time to come in."),
        ("booking", "add", "{first_due}", "--kind", "复查", "--at", "明天15:30"),
        THE_DAY,
        CALLER,
    ),
    Step(N_("Who did what."), ("operations", "--limit", "5"), THE_DAY, CALLER),
    Step(N_("Why somebody holds a tier."), ("member", "tier", "1869"), THE_DAY, CALLER),
    Step(N_("What points she has, and which are still locked."), ("points", "balance", "1869"), THE_DAY, CALLER),
    Step(N_("She takes a voucher for some of them."), ("points", "redeem", "1869", "100元返现金券"), THE_DAY, CALLER),
    Step(
        N_("The day's list as a workbook, a sheet for each person."),
        ("followup", "due", "--xlsx", "due.xlsx", "--by-owner"),
        THE_DAY,
        HEAD,
    ),
    *BELONGING,
    *REGISTERS,
    Step(N_("A copy of the file, proved by opening it."), ("backup", "backup.db"), THE_DAY, CALLER),
)
