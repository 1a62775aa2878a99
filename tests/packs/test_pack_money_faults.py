"""Every fault in what a pack rules about money is told, with its line and what would do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from crmcli.core.findings import in_a_row
from crmcli.packs.check import check

Write = Callable[..., Path]

BASIS = 'basis = "lifetime"'
COUNTS = 'counts = "consumption"\n'
RETAINED = COUNTS + '[policy.retention]\nevery = "1y"\nfall = "step"\n'
KEPT = 'name = "熟客"\nkeep = 500\n'
LESSON = 'group = "课", price = "1280.50"'


def told(folder: Path) -> list[str]:
    return [fault.message.format(**in_a_row(fault.facts)) for fault in check(folder)]


SPAN = "write it such as 1d, 2w, 6mo or 1y"
WHOLE = "is not a whole number from"
TEAHOUSE_FAULTS = [
    # the time counted over
    *(
        (
            BASIS,
            f'basis = "{wrong}"',
            [f":37 policy.basis: {wrong} is no time to count over; write lifetime, or months such as 12mo"],
        )
        for wrong in ("0mo", "30d", "4w", "121mo", "11y", "-1y", "12", "m", "Lifetime")
    ),
    # retention
    (COUNTS, RETAINED, [":63 tiers.regular.keep: keep is missing; write the amount in yuan that keeps 熟客"]),
    (
        'name = "熟客"\n',
        KEPT,
        [":63 tiers.regular.keep: nothing says how often a tier is earned again; add [policy.retention]"],
    ),
    (
        'name = "熟客"\n',
        'name = "熟客"\nkeep = "viel"\n',
        [
            ":63 tiers.regular.keep: viel is not an amount in yuan; write it such as 20000 or 19999.99",
            ":63 tiers.regular.keep: nothing says how often a tier is earned again; add [policy.retention]",
        ],
    ),
    (
        COUNTS,
        COUNTS + "retention = 12\n",
        [
            ":39 policy.retention: this is not a table; write [retention] and its keys below",
            ":61 tiers.regular.keep: keep is missing; write the amount in yuan that keeps 熟客",
        ],
    ),
    # an item's uses
    (
        LESSON,
        f'{LESSON}, valid = "1y"',
        [":28 items.lesson.valid: valid goes with sessions only; add sessions, or take the line out"],
    ),
    (LESSON, f"{LESSON}, sessions = 0", [f":28 items.lesson.sessions: 0 {WHOLE} 1 to 10000"]),
    (
        LESSON,
        f'{LESSON}, sessions = 5, valid = "0d"',
        [f":28 items.lesson.valid: 0d is not a time from 1d to 10y; {SPAN}"],
    ),
]


@pytest.mark.parametrize(("old", "new", "faults"), TEAHOUSE_FAULTS)
def test_faults_of_tiers_and_items(write_pack: Write, old: str, new: str, faults: list[str]) -> None:
    assert told(write_pack(old, new)) == [f"tea/pack.toml{fault}" for fault in faults]


@pytest.mark.parametrize(
    ("retention", "faults"),
    [
        (
            'every = "30d"\nfall = "step"',
            [":40 policy.retention.every: 30d is no number of months; write it such as 12mo or 1y"],
        ),
        ('every = "1y"\nfall = "down"', [":41 policy.retention.fall: down is not known; take one of step, earned"]),
        (
            'evry = "1y"',
            [
                ":39 policy.retention.every: every is missing; add it",
                ":39 policy.retention.fall: fall is missing; add it",
                ":40 policy.retention.evry: there is no key evry; did you mean every?",
            ],
        ),
    ],
)
def test_faults_of_retention(write_pack: Write, retention: str, faults: list[str]) -> None:
    folder = write_pack(COUNTS, f"{COUNTS}[policy.retention]\n{retention}\n")
    text = (folder / "pack.toml").read_text(encoding="utf-8").replace('name = "熟客"\n', KEPT)
    (folder / "pack.toml").write_text(text, encoding="utf-8")
    assert told(folder) == [f"tea/pack.toml{fault}" for fault in faults]


def test_nobody_falls_below_the_lowest_tier(write_pack: Write) -> None:
    folder = write_pack(COUNTS, RETAINED)
    text = (folder / "pack.toml").read_text(encoding="utf-8")
    text = text.replace('name = "熟客"\n', KEPT).replace('name = "茶客"\n', 'name = "茶客"\nkeep = 0\n')
    (folder / "pack.toml").write_text(text, encoding="utf-8")
    assert told(folder) == ["tea/pack.toml:61 tiers.guest.keep: nobody falls below the lowest tier; take the line out"]


NOT_YUAN = "is not an amount in yuan; write it such as 20000 or 19999.99"
NOTHING = "an amount of 0 is nothing; write one above 0"
RULE_FAULTS = [
    # points
    ('"2年"', '"0d"', [f":2 points.valid: 0d is not a time from 1d to 10y; {SPAN}"]),
    ('"7d"', '"1w"', [":3 points.return_window: 1w is no number of days; write it such as 7d"]),
    ('"7d"', '"1mo"', [":3 points.return_window: 1mo is no number of days; write it such as 7d"]),
    ('"7d"', '"-1d"', [f":3 points.return_window: -1d is not a time from 0d to 10y; {SPAN}"]),
    ('"7d"', "7", [":3 points.return_window: 7 is not text; put it in quotes"]),
    ("return_window", "window", [":3 points.window: there is no key window; did you mean return_window?"]),
    # cards
    (
        "bonus-first",
        "bonus",
        [":6 card.order: bonus is not known; did you mean bonus-first?"],
    ),
    ("named_limit = 3000", 'named_limit = "viel"', [f":7 card.named_limit: viel {NOT_YUAN}"]),
    ('"4y"', '"4"', [f":9 card.unnamed_valid: 4 is not a time from 1d to 10y; {SPAN}"]),
    (
        "register_from",
        "registr_from",
        [":10 card.registr_from: there is no key registr_from; did you mean register_from?"],
    ),
    # rewards
    ('kind = "voucher"\n', "", [":13 rewards.voucher.kind: kind is missing; add it"]),
    (
        'kind = "voucher"',
        'kind = "cash"',
        [":16 rewards.voucher.kind: cash is not known; take one of voucher, gift"],
    ),
    ("points = 300", "points = 0", [f":17 rewards.voucher.points: 0 {WHOLE} 1 to 10000000"]),
    ("points = 300", "points = 1.5", [f":17 rewards.voucher.points: 1.5 {WHOLE} 1 to 10000000"]),
    ("amount = 30\n", "", [":13 rewards.voucher.amount: amount is missing; add it"]),
    ("amount = 30\n", "amount = 0\n", [f":18 rewards.voucher.amount: {NOTHING}"]),
    (
        'kind = "voucher"',
        'kind = "gift"',
        [
            ':18 rewards.voucher.amount: only a voucher has this; take the line out, or write kind = "voucher"',
            ':19 rewards.voucher.valid: only a voucher has this; take the line out, or write kind = "voucher"',
        ],
    ),
    ("stock = 0", "stock = -1", [f":26 rewards.cup.stock: -1 {WHOLE} 0 to 1000000"]),
    (
        'name = "茶杯"',
        'name = "茶券"',
        [":23 rewards.cup.name: 茶券 is taken by an earlier entry of the list; choose another"],
    ),
    ("[[fees]]", "[[fee]]", [":28 fee: there is no key fee; did you mean fees?"]),
    # fees
    ("price = 12.50\n", "", [":28 fees.shelf.price: price is missing; add it"]),
    ("price = 12.50", "price = 0", [f":31 fees.shelf.price: {NOTHING}"]),
    ('unit = "格"\n', "", [":28 fees.shelf.unit: unit is missing; add it"]),
    ('"quarter"', '"week"', [":33 fees.shelf.every: week is not known; take one of month, quarter, year"]),
    ('due = "1mo"', 'due = "-1d"', [f":34 fees.shelf.due: -1d is not a time from 0d to 10y; {SPAN}"]),
    (
        '["unit", "person"]',
        '["units", "man"]',
        [
            ":35 fees.shelf.kinds: units is not known; did you mean unit?",
            ":35 fees.shelf.kinds: man is not known; take one of person, organisation, unit",
        ],
    ),
    (
        '["unit", "person"]',
        '"unit"',
        [':35 fees.shelf.kinds: this is not a list of texts; write it such as ["1d", "2d"]'],
    ),
    # notices
    ("ahead_days = 30\n", "", [":37 notices.points.ahead_days: ahead_days is missing; add it"]),
    ("ahead_days = 366", "ahead_days = 367", [f":51 notices.tier.ahead_days: 367 {WHOLE} 0 to 366"]),
    (
        "{points}分",
        "{amount}元",
        [":40 notices.points.script: {amount} is no placeholder here; there are {name}, {points}, {day}"],
    ),
    (
        "还剩{left}",
        "还剩{points}",
        [":46 notices.card.script: {points} is no placeholder here; there are {name}, {card}, {left}, {day}"],
    ),
    (
        "还差{amount}",
        "还差{left}",
        [":53 notices.tier.script: {left} is no placeholder here; there are {name}, {tier}, {amount}, {day}"],
    ),
    (
        "元{day}",
        "元{tier}",
        [":59 notices.fee.script: {tier} is no placeholder here; there are {name}, {amount}, {day}"],
    ),
    ('role = "waiter"', 'role = "waitr"', [":41 notices.points.role: waitr is not known; did you mean waiter?"]),
    ("[notices.fee]", "[notices.fees]", [":56 notices.fees: there is no key fees; did you mean fee?"]),
]


@pytest.mark.parametrize(("old", "new", "faults"), RULE_FAULTS)
def test_faults_of_points_rewards_cards_fees_and_notices(
    write_money: Write, old: str, new: str, faults: list[str]
) -> None:
    assert told(write_money(old, new)) == [f"tea/money.toml{fault}" for fault in faults]


def test_all_faults_of_all_sections_are_told_at_once(write_money: Write) -> None:
    folder = write_money('"2年"', '"bald"')
    rules = (folder / "money.toml").read_text(encoding="utf-8")
    for old, new in (("bonus-first", "x"), ("stock = 0", "stock = true"), ("quarter", "x"), ("{points}", "{x}")):
        rules = rules.replace(old, new, 1)
    (folder / "money.toml").write_text(rules, encoding="utf-8")
    assert [fault.key for fault in check(folder)] == [
        "points.valid",
        "rewards.cup.stock",
        "card.order",
        "fees.shelf.every",
        "notices.points.script",
    ]
