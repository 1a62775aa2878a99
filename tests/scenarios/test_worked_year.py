"""A year of one member, day by day, as a bank would print it: what was done, and every balance after it.

The clinic's pack: 1 point a yuan, locked for seven days, good for two years; principal before bonus; 白金卡 from
20 000, 尊享卡 from 50 000. What each line must come to was worked out by hand.
"""

from __future__ import annotations

from audit import everything
from opened import opened

from harness import Desk

#: day | command after the day | what a colleague would note.
YEAR = """
2026-01-05 | card open 王小明 --kind stored --amount 5000 --bonus 500 --card-no K1 --pay cash | 开卡 5000 送 500
2026-01-10 | buy 王小明 --item 皮秒激光嫩肤 --amount 3680 --pay card                          | 刷卡 3680
2026-01-16 | -                                                                                | 还锁着
2026-01-17 | -                                                                                | 过了退货期
2026-01-20 | points redeem 王小明 防晒伞                                                      | 兑防晒伞 3000 分
2026-02-03 | buy 王小明 --item 光子嫩肤 --amount 980 --pay cash                               | 现金 980
2026-02-05 | purchase refund 4 --amount 380                                                   | 退 380
2026-03-08 | card topup K1 --amount 2000 --bonus 200 --pay cash                               | 充 2000 送 200
2026-04-01 | buy 王小明 --item 水光注射 --quantity 3 --amount 3840 --pay card                 | 刷卡 3840
2026-05-01 | purchase refund 2                                                                | 退 3680 回卡上
2026-05-02 | buy 王小明 --item 果酸焕肤 --amount 480 --pay cash                               | 现金 480，先还分
2026-06-18 | buy 王小明 --item 面部拉皮 --amount 36800 --pay transfer                         | 转账 36800，升白金
2026-06-25 | -                                                                                | 过了退货期
2026-06-26 | points redeem 王小明 500元返现金券                                               | 兑 500 元券
2026-07-01 | buy 王小明 --item 冷光美白 --amount 1580 --pay cash --voucher DJ-2026-0001       | 券抵 500，现金 1080
2026-08-08 | buy 王小明 --item 玻尿酸填泪沟 --quantity 2 --amount 9600 --pay cash             | 现金 9600，升尊享
2026-08-15 | purchase refund 13 --amount 4800                                                 | 退一支，降白金
2026-09-01 | member upgrade 王小明 --to 尊享卡 --reason 院庆邀请 --until 2026-12-31           | 手工给尊享
2026-11-30 | card refund K1 --amount 2000 --pay cash                                          | 退卡里 2000
2026-12-31 | -                                                                                | 手工等级最后一天
2027-01-01 | -                                                                                | 回到白金
2028-06-18 | -                                                                                | 积分最后一天
2028-06-19 | -                                                                                | 大额那批到期
"""
#: spend | tier | points available, locked, owed | card principal, bonus
STATEMENT = """
2026-01-05      0.00  silver         0      0     0   5000.00  500.00  开卡 5000 送 500
2026-01-10   3680.00  silver         0   3680     0   1320.00  500.00  刷卡 3680
2026-01-16   3680.00  silver         0   3680     0   1320.00  500.00  还锁着
2026-01-17   3680.00  silver      3680      0     0   1320.00  500.00  过了退货期
2026-01-20   3680.00  silver       680      0     0   1320.00  500.00  兑防晒伞 3000 分
2026-02-03   4660.00  silver       680    980     0   1320.00  500.00  现金 980
2026-02-05   4280.00  silver       680    600     0   1320.00  500.00  退 380
2026-03-08   4280.00  silver      1280      0     0   3320.00  700.00  充 2000 送 200
2026-04-01   7600.00  silver      1280   3320     0      0.00  180.00  刷卡 3840
2026-05-01   3920.00  silver      3920      0  3000   3680.00  180.00  退 3680 回卡上
2026-05-02   4400.00  silver      3920      0  2520   3680.00  180.00  现金 480，先还分
2026-06-18  41200.00  platinum    3920  34280     0   3680.00  180.00  转账 36800，升白金
2026-06-25  41200.00  platinum   38200      0     0   3680.00  180.00  过了退货期
2026-06-26  41200.00  platinum   16200      0     0   3680.00  180.00  兑 500 元券
2026-07-01  42280.00  platinum   16200   1080     0   3680.00  180.00  券抵 500，现金 1080
2026-08-08  51880.00  prestige   17280   9600     0   3680.00  180.00  现金 9600，升尊享
2026-08-15  47080.00  platinum   22080      0     0   3680.00  180.00  退一支，降白金
2026-09-01  47080.00  prestige   22080      0     0   3680.00  180.00  手工给尊享
2026-11-30  47080.00  prestige   22080      0     0   1680.00  180.00  退卡里 2000
2026-12-31  47080.00  prestige   22080      0     0   1680.00  180.00  手工等级最后一天
2027-01-01  47080.00  platinum   22080      0     0   1680.00  180.00  回到白金
2028-06-18  47080.00  platinum   22080      0     0   1680.00  180.00  积分最后一天
2028-06-19  47080.00  platinum    5880      0     0   1680.00  180.00  大额那批到期
"""


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


def balances(desk: Desk, day: str, note: str, *on: str) -> str:
    """The line of the statement as three commands give it."""
    at = ("--today", f"{day}T18:00") if not on else ()
    tier = desk.json("member", "tier", "王小明", *on, *at)
    points = desk.json("points", "balance", "王小明", *on, *at)
    card = desk.json("card", "balance", "K1", *on, *at)
    held = f"{points['available']:>6} {points['locked']:>6} {points['debt']:>5}"
    return f"{day} {tier['counted']:>9}  {tier['tier']:<9} {held} {card['principal']:>9} {card['bonus']:>7}  {note}"


def test_a_year_reads_like_a_bank_statement(desk: Desk) -> None:
    desk.ok("member", "add", "王小明", "--mobile", "19900005678", "--today", "2026-01-05")
    printed = []
    for line in lines(YEAR):
        day, command, note = (part.strip() for part in line.split("|"))
        if command != "-":
            desk.ok(*command.split(), "--today", f"{day}T10:00")
        printed.append(balances(desk, day, note))
    assert printed == lines(STATEMENT)

    # asked again afterwards, every day still answers what it answered then
    late = ("--today", "2028-06-20")
    notes = {line.split("|")[0].strip(): line.split("|")[2].strip() for line in lines(YEAR)}
    again = [balances(desk, day, note, "--on", day, *late) for day, note in notes.items()]
    assert again == lines(STATEMENT)
    assert desk.ok("check", "ledger", *late).status == 0


def test_the_year_is_taken_back_in_one_go(desk: Desk) -> None:
    desk.ok("member", "add", "王小明", "--mobile", "19900005678", "--today", "2026-01-05")
    with opened(desk.path) as db:
        before = everything(db)
    for line in lines(YEAR):
        day, command, _note = (part.strip() for part in line.split("|"))
        if command != "-":
            desk.ok(*command.split(), "--today", f"{day}T10:00")
    last = ("--today", "2028-06-20")
    first, *others = [one["operation"] for one in reversed(desk.json("operations", *last)) if one["operation"] > 2]
    refused = desk.refused(5, "undo", first, *last)
    assert {one["operation"] for one in refused["candidates"]} <= set(others)
    taken = desk.json("undo", first, "--with-later", "--yes", *last)
    for number in sorted(set(others) - set(taken["later"]), reverse=True):
        desk.ok("undo", number, "--yes", *last)
    with opened(desk.path) as db:
        assert everything(db) == before
