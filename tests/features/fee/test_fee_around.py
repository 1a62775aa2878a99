"""At a terminal what is missing is asked for; what the shell offers; the history of a member tells of fees."""

from __future__ import annotations

import pytest
from process import Screen, environment, run_on_terminal

from crmcli.complete import offers
from harness import Desk


def on_terminal(desk: Desk, *words: object, keys: tuple[str, ...] = ()) -> Screen:
    env = environment(desk.folder, CRMCLI_LANG="en")
    return run_on_terminal(desk.folder, *words, keys=keys, columns=160, env=env)


def test_paying_asks_for_the_member_the_amount_and_the_way(raised: Desk) -> None:
    keys = ("没有\n", "3栋501\n", "0\n", "\n", "会员卡\n", "现金\n")
    screen = on_terminal(raised, "fee", "pay", keys=keys)
    assert screen.status == 0, screen
    assert "Member or number of a charge: 没有" in screen.text
    assert "Amount [313.25]: 0" in screen.text
    assert "Fees are paid in money, not by 会员卡: 现金, 刷卡, 扫码支付, 转账." in screen.text
    assert raised.json("fee", "owed", "3栋501") == []


def test_raising_and_assigning_ask_for_what_is_missing(estate: Desk) -> None:
    screen = on_terminal(estate, "fee", "assign", keys=("岳清荷\n", "水\n", "费\n", "2\n"))
    assert screen.status == 0, screen
    assert "There is no fee 水." in screen.text
    assert [term["fee"] for term in estate.json("fee", "assigned")] == ["parking"]
    screen = on_terminal(estate, "fee", "raise", "停车费", keys=("x\n", "本月\n"))
    assert screen.status == 0, screen
    assert [charge["amount"] for charge in estate.json("fee", "owed")] == ["150.00"]


def test_of_several_charges_one_is_chosen_to_let_off(raised: Desk) -> None:
    screen = on_terminal(raised, "fee", "waive", "3栋502", keys=("2\n", "50\n", "停用\n"))
    assert screen.status == 0, screen
    assert [(charge["id"], charge["left"]) for charge in raised.json("fee", "owed", "3栋502")] == [
        (2, "3.50"),
        (3, "100.00"),
    ]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["fee", "assign", "3栋501", ""], ["物业费", "停车费", "电梯费", "年度维护费"]),
        (["fee", "assign", "3栋501", "wy"], ["物业费"]),
        (["fee", "owed", "--fee", "停"], ["停车费"]),
        (["fee", "raise", "电"], ["电梯费"]),
        (["fee", "raise", "岳"], ["岳清荷"]),
        (["fee", "raise", "电梯费", "2718"], ["岳清荷"]),
        (["fee", "pay", "岳"], ["岳清荷"]),
        (["fee", "pay", "岳清荷", "--pay", "现"], ["现金"]),
        (["fee", "arrears", "--by", ""], ["member", "fee"]),
    ],
)
def test_what_the_shell_offers(estate: Desk, words: list[str], offered: list[str]) -> None:
    assert [value for value, _told in offers(words, "zsh")] == offered


def test_history_tells_of_fees(raised: Desk) -> None:
    raised.ok("fee", "pay", "3栋501", "--amount", "100", "--pay", "cash")
    lines = raised.json("member", "history", "3栋501")
    told = [(line["what"], line["values"]) for line in lines if line["command"].startswith("fee")]
    assert told == [
        ("fee paid 4 added", "2026-10-31 · 100.00 · 物业费 · 2026-10"),
        ("fee charged 1 added", "2026-10-31 · 313.25 · 物业费 · 89.5平方米 × 3.50 · 2026-10 · 2026-10-10"),
        ("fee to pay 1 added", "物业费 · 89.5 · 2026-01-01"),
    ]


def test_a_dot_is_whom_a_fee_was_assigned_to_last(estate: Desk) -> None:
    estate.ok("fee", "assign", "3栋501", "停车费")
    assert estate.json("fee", "unassign", ".", "停车费", "--until", "明天")["member"] == "M-00001"
