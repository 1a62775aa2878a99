"""`check ledger` proves what is kept to be what the entries make, and finds every fault planted by other means."""

from __future__ import annotations

from typing import Any

import pytest
from opened import opened, spoil

REPAIR = "Mend it: crmcli doctor --repair"
BACKUP = "or put a backup back: crmcli restore BACKUP"
CARD = f"Look at the card: crmcli card statement CARD. Correct it, {BACKUP}"
POINTS = f"Look at the points: crmcli points statement MEMBER. Correct them, {BACKUP}"
ENTRIES = f"Look at the entries: crmcli purchase list MEMBER. Correct them, {BACKUP}"
FEES = f"Look at the fees: crmcli fee statement MEMBER. Correct them, {BACKUP}"
STOCK = "Count what is there, and set the stock right: crmcli points stock REWARD --add N"


def wrong(desk: Any) -> list[tuple[str, int, str]]:
    """What does not hold; exit status, remedies and the keys fit it."""
    result = desk("check", "ledger", "--json")
    assert result.err == ""
    assert all(list(line) == ["check", "ok", "message", "remedy", "count"] for line in result.json)
    found = [line for line in result.json if not line["ok"]]
    assert result.status == (1 if found else 0)
    assert all(line["ok"] == (line["count"] == 0) == (line["remedy"] is None) for line in result.json)
    return [(line["check"], line["count"], line["message"]) for line in found]


def test_a_sound_ledger(ledger: Any) -> None:
    assert wrong(ledger) == []
    lines = ledger.json("check", "ledger")
    assert [line["check"] for line in lines] == [
        "member-sums", "card-sums", "lots-left", "fees-owed", "member-figures", "tiers", "card-balance",
        "card-holder", "card-live", "card-closed", "loose", "lot", "spent", "lot-use", "paid-back", "voucher",
        "charge", "stock", "refers", "owners",
    ]  # fmt: skip
    assert lines[6] == {
        "check": "card-balance",
        "ok": True,
        "message": "no card was below zero on any day",
        "remedy": None,
        "count": 0,
    }
    said = ledger.ok("check", "ledger").out.splitlines()
    assert (len(said), said[0], said[-1]) == (
        21,
        "well  the sums of every member are what the entries make",
        "Nothing is wrong.",
    )


def test_an_empty_file_is_sound(desk: Any) -> None:
    assert wrong(desk) == []


#: Checks of what is kept.
MENDED = ("member-sums", "lots-left", "fees-owed")
FIGURES = ("member-figures", 1)
KEPT = [
    (
        "UPDATE ledger_sum SET spend_fen = spend_fen + 1 WHERE member_id = 1",
        ("member-sums", 1, "M-00001: spent is kept as 500.01, the entries make 500.00"),
        (*FIGURES, "M-00001: spent is kept as 500.00, the entries make 500.01"),
    ),
    (
        "UPDATE ledger_sum SET owed_points = 7 WHERE member_id = 1",
        ("member-sums", 1, "M-00001: points owed is kept as 7, the entries make 0"),
    ),
    (
        "UPDATE ledger_sum SET last_purchase_on = '2026-10-30' WHERE member_id = 1",
        ("member-sums", 1, "M-00001: last purchase is kept as 2026-10-30, the entries make 2026-10-31"),
        (*FIGURES, "M-00001: last purchase is kept as 2026-10-31, the entries make 2026-10-30"),
    ),
    (
        "DELETE FROM ledger_sum WHERE member_id = 2",
        ("member-sums", 1, "M-00002: nothing is kept, the entries make something"),
        (*FIGURES, "M-00002: spent is kept as 20.00, the entries make 0.00"),
    ),
    (
        "UPDATE ledger_sum SET member_id = 3 WHERE member_id = 2",
        ("member-sums", 2, "M-00002: nothing is kept, the entries make something; "
            "M-00003: something is kept of which there is no entry"),
        (*FIGURES, "M-00002: spent is kept as 20.00, the entries make 0.00"),
    ),
    (
        "UPDATE card_state SET principal_fen = 4999",
        ("card-sums", 1, "card C1: principal is kept as 49.99, the entries make 50.00"),
    ),
    (
        "UPDATE card_state SET state = 'frozen'",
        ("card-sums", 1, "card C1: state is kept as frozen, the entries make live"),
    ),
    (
        "UPDATE card_state SET member_id = 1",
        ("card-sums", 1, "card C1: holder is kept as M-00001, the entries make M-00002"),
    ),
    ("DELETE FROM card_state", ("card-sums", 1, "card C1: nothing is kept, the entries make something")),
    (
        "UPDATE card_state SET card_id = 9",
        ("card-sums", 2, "card C1: nothing is kept, the entries make something; "
            "card 9: something is kept of which there is no entry"),
    ),
    (
        "UPDATE points_lot SET left_points = 101 WHERE lot_id = 8",
        ("lots-left", 1, "lot 8: points left is kept as 101, the entries make 100"),
    ),
    (
        "INSERT INTO points_lot VALUES (9, 1, '2026-10-15', NULL, NULL, 5, 5)",
        ("lots-left", 1, "lot 9: something is kept of which there is no entry"),
    ),
    (
        "UPDATE fee_owed SET left_fen = 30000",
        ("fees-owed", 1, "charge 12: owed is kept as 300.00, the entries make 200.00"),
    ),
    ("DELETE FROM fee_owed", ("fees-owed", 1, "charge 12: nothing is kept, the entries make something")),
    (
        "INSERT INTO fee_owed VALUES (13, 1, 'locker', '2026-10', '2026-10-31', 5)",
        ("fees-owed", 1, "charge 13: something is kept of which there is no entry"),
    ),
    (
        "UPDATE member_state SET balance_fen = 1 WHERE member_id = 2",
        (*FIGURES, "M-00002: card balance is kept as 0.01, the entries make 58.00"),
    ),
    (
        "UPDATE member_state SET points_lapse_on = NULL WHERE member_id = 1",
        (*FIGURES, "M-00001: day points lapse is kept as -, the entries make 2028-10-02"),
    ),
    (
        "UPDATE member_state SET earned_tier = 'prestige' WHERE member_id = 1",
        ("tiers", 1, "M-00001: the tier is kept as prestige, the entries make silver"),
    ),
    (
        "UPDATE member_state SET floor_tier = 'prestige' WHERE member_id = 2",
        ("tiers", 1, "M-00002: the tier given by hand is kept as prestige, given was -"),
    ),
]  # fmt: skip


@pytest.mark.parametrize("planted", KEPT, ids=lambda planted: planted[0][:60])
def test_what_is_kept_otherwise_is_named_and_mended(planted: Any, ledger: Any) -> None:
    statement, *lines = planted
    spoil(ledger.path, statement)
    assert wrong(ledger) == lines
    remedies = {line["remedy"] for line in ledger("check", "ledger", "--json").json} - {None}
    assert remedies == {REPAIR}
    ledger("doctor", "--repair")
    assert wrong(ledger) == []


#: Entries changed by other means, and what is kept made anew, so that only the rule is broken; what
#: is kept stays as it was where it cannot be below zero.
ENTRY = [
    (
        "UPDATE ledger SET principal_fen = -9000 WHERE id = 5",
        CARD,
        ("member-sums", 1, "M-00002: paid in is kept as 0.00, the entries make -70.00"),
        ("card-sums", 1, "card C1: principal is kept as 50.00, the entries make -20.00"),
        ("card-balance", 1, "card C1 of M-00002: principal 20.00 below zero on 2026-10-12"),
    ),
    (
        "UPDATE ledger SET member_id = 1 WHERE id = 5",
        CARD,
        ("card-holder", 1, "card C1 of M-00002: 1 entries of somebody who did not hold it then"),
    ),
    (
        "UPDATE card SET member_id = 1",
        CARD,
        ("card-holder", 1, "card C1 is kept as M-00001's; by its entries it is somebody else's"),
    ),
    (
        "UPDATE ledger SET principal_fen = -2900 WHERE id = 2",
        CARD,
        ("card-holder", 1, "card C1 of M-00002: not all that was on it moved when it was transferred"),
    ),
    (
        "UPDATE ledger SET kind = 'card-close' WHERE id = 1",
        CARD,
        ("card-live", 1, "card C1 of M-00002: moved on 2026-10-05 while it was lost, frozen or closed"),
        ("card-closed", 1, "card C1 of M-00002: closed, and something is left on it"),
    ),
    (
        "UPDATE card SET expires_on = '2026-10-11'",
        CARD,
        ("card-live", 1, "card C1 of M-00002: moved on 2026-10-12, after its last day"),
    ),
    (
        "UPDATE ledger SET amount_fen = -800 WHERE id = 14",
        CARD,
        ("loose", 1, "M-00002: 8.00 more went onto cards than a list brought along, on 2026-10-31"),
    ),
    (
        "UPDATE ledger SET points = 350 WHERE id = 8",
        POINTS,
        ("member-sums", 1, "M-00001: points is kept as 100, the entries make -50"),
        ("lots-left", 1, "lot 8: points left is kept as 100, the entries make -50"),
        ("lot", 1, "M-00001: 50 points more were spent of lot 8 than it holds"),
    ),
    (
        "UPDATE ledger SET points = -290 WHERE id = 10",
        POINTS,
        ("member-sums", 1, "M-00001: points is kept as 100, the entries make 110"),
        ("spent", 1, "M-00001: entry 10 spends 10 points more than it says"),
    ),
    (
        "UPDATE lot_use SET lot_id = 15, points = 30 WHERE id = 1",
        POINTS,
        ("lot-use", 1, "M-00001: entry 9 of M-00001 spends lot 15 of M-00002"),
    ),
    (
        "UPDATE lot_use SET on_day = '2026-10-01' WHERE id = 1",
        POINTS,
        ("lot-use", 1, "M-00001: entry 9 spends lot 8 before the day it was earned"),
    ),
    (
        "UPDATE ledger SET points = 0 WHERE id = 9",
        POINTS,
        ("member-sums", 1, "M-00001: points is kept as 100, the entries make 200"),
        ("spent", 1, "M-00001: entry 9 spends 100 points more than it says"),
        ("lot-use", 1, "M-00001: entry 9 spends 8, one of the two being no lot or no spending of points"),
    ),
    (
        "UPDATE ledger SET amount_fen = -60000 WHERE id = 9",
        ENTRIES,
        ("paid-back", 1, "M-00001: purchase 8 was paid back by 100.00 too much (amount)"),
    ),
    (
        "UPDATE ledger SET bonus_fen = 100 WHERE id = 9",
        ENTRIES,
        ("paid-back", 1, "M-00001: purchase 8 was paid back by 1.00 too much (bonus)"),
    ),
    (
        "UPDATE ledger SET voucher_id = 1 WHERE id = 8",
        ENTRIES,
        ("voucher", 1, "voucher V1 of M-00001 pays 1 purchases too many"),
    ),
    (
        "UPDATE ledger SET amount_fen = 30001 WHERE id = 13",
        FEES,
        ("fees-owed", 1, "charge 12: owed is kept as 200.00, the entries make -0.01"),
        ("charge", 1, "M-00001: charge 12 was paid by 0.01 too much"),
    ),
    (
        "UPDATE ledger SET refers_to = 11, on_day = '2026-10-31' WHERE id = 9; "
        "UPDATE ledger SET kind = 'opening-spend', amount_fen = 20000 WHERE id = 11",
        ENTRIES,
        ("refers", 1, "M-00001: entry 9 refers to 11, which is no purchase"),
    ),
    (
        "UPDATE ledger SET refers_to = NULL WHERE id = 13",
        ENTRIES,
        ("refers", 1, "M-00001: entry 13 refers to -, which is no charge"),
    ),
    (
        "UPDATE ledger SET refers_to = 5, amount_fen = -100 WHERE id = 9",
        ENTRIES,
        ("refers", 1, "M-00001: entry 9 refers to 5, which is of M-00002"),
    ),
    (
        "UPDATE ledger SET on_day = '2026-10-01' WHERE id = 9",
        ENTRIES,
        ("refers", 1, "M-00001: entry 9 of 2026-10-01 lies before 8, to which it refers"),
    ),
]


@pytest.mark.parametrize("planted", ENTRY, ids=lambda planted: planted[0][:60])
def test_a_rule_that_is_broken_is_named(planted: Any, ledger: Any) -> None:
    statements, remedy, *lines = planted
    spoil(ledger.path, *statements.split(";"))
    ledger("doctor", "--repair")
    assert wrong(ledger) == lines
    remedies = {line["remedy"] for line in ledger("check", "ledger", "--json").json} - {None}
    assert remedies == {remedy} | ({REPAIR} if len(lines) > 1 and lines[0][0] in MENDED else set())


def test_an_entry_of_nobody(ledger: Any) -> None:
    spoil(ledger.path, "UPDATE ledger SET member_id = 77 WHERE id = 14")
    ledger("doctor", "--repair")
    assert wrong(ledger) == [
        ("member-sums", 1, "M-00077: nothing is kept, the entries make something"),
        ("owners", 1, "entry 14 is of M-00077, who is not in the file"),
    ]


def test_a_reward_nobody_had(ledger: Any) -> None:
    from crmcli.packs.load import load

    reward = next(one for one in load("clinic", None).rewards if one.stock is not None)
    spoil(ledger.path, f"UPDATE ledger SET item = '{reward.code}', quantity = {(reward.stock or 0) + 2} WHERE id = 10")
    message = f"reward {reward.code}: 2 more were given out than there were"
    assert wrong(ledger) == [("stock", 1, message)]
    assert ledger("check", "ledger", "--json").json[17]["remedy"] == STOCK


def test_the_first_three_are_named_and_the_rest_counted(ledger: Any) -> None:
    for number in range(4):
        ledger.ok("member", "add", f"客人{number}", "--mobile", f"1990000777{number}", "--yes")
    spoil(ledger.path, "UPDATE member_state SET purchases = 9 WHERE member_id > 2")
    assert wrong(ledger) == [
        (
            "member-figures",
            4,
            "M-00003: purchases is kept as 9, the entries make 0; M-00004: purchases is kept as 9, the entries make 0; "
            "M-00005: purchases is kept as 9, the entries make 0; and 1 more",
        )
    ]
    said = ledger("check", "ledger")
    assert said.status == 1
    assert said.out.splitlines()[-1] == "1 things are wrong."
    assert f"       → {REPAIR}" in said.out.splitlines()


def test_a_tier_over_a_window_is_replayed(ledger: Any) -> None:
    """The clinic's tiers count a lifetime; a ladder over twelve months is put in force by other means."""
    with opened(ledger.path) as db:
        tiers = db.execute("SELECT tiers FROM ladder").fetchone()[0]
    policy = '{"basis": "12mo", "counts": "consumption", "retention": null}'
    spoil(ledger.path, f"UPDATE ladder SET policy = '{policy}', tiers = '{tiers}'")
    ledger("doctor", "--repair")
    assert wrong(ledger) == []
    spoil(ledger.path, "UPDATE member_state SET earned_tier = 'prestige' WHERE member_id = 1")
    assert wrong(ledger) == [("tiers", 1, "M-00001: the tier is kept as prestige, the entries make silver")]


def test_the_doctor_says_the_same(ledger: Any) -> None:
    lines = [line for line in ledger("doctor", "--json").json if line["check"] == "ledger"]
    assert lines == [
        {
            "check": "ledger",
            "ok": True,
            "message": "every balance equals its entries; 20 checks",
            "remedy": None,
            "level": "ok",
        }
    ]
    spoil(ledger.path, "UPDATE card_state SET principal_fen = 4999")
    lines = [line for line in ledger("doctor", "--json").json if line["check"] == "ledger"]
    assert lines == [
        {
            "check": "ledger",
            "ok": False,
            "message": "card C1: principal is kept as 49.99, the entries make 50.00",
            "remedy": REPAIR,
            "level": "wrong",
        }
    ]
