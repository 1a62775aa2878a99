"""The rows of the purchases' list: five months at the till, with the operations the calls come from."""

from dataclasses import astuple, dataclass, replace
from datetime import date, timedelta

import person
from catalogue import LASER, OTHERS, SEVERAL, SURGERY
from draw import Draw
from member import Cell, Member

HEAD = (
    "日期",
    "会员卡号",
    "会员姓名",
    "联系电话",
    "项目",
    "数量",
    "金额",
    "付款方式",
    "经办人",
    "备注",
)
FIRST_ON, LAST_ON = date(2026, 6, 1), date(2026, 10, 31)
ROWS = 700

# Operations by day, so that the calls of 2 November 2026 are known: 20 due that day (day 3 from 30 October,
# day 6 from 27 October, month 1 from 2 October, month 3 from 2 August), 7 on the two days before it.
OPERATIONS = {
    date(2026, 8, 2): 3,
    date(2026, 10, 1): 1,
    date(2026, 10, 2): 4,
    date(2026, 10, 25): 1,
    date(2026, 10, 26): 1,
    date(2026, 10, 27): 6,
    date(2026, 10, 28): 1,
    date(2026, 10, 29): 1,
    date(2026, 10, 30): 7,
    date(2026, 10, 31): 2,
}
# Anywhere else than these, whose month steps would fall on the days around the demo's.
KEPT_FREE = (*OPERATIONS, date(2026, 7, 30), date(2026, 7, 31), date(2026, 8, 1), date(2026, 9, 30))
OTHER_OPERATIONS = 140
LAST_OTHER_OPERATION_ON = date(2026, 10, 20)

OPERATION_NOTES = ("局麻", "术前检查已做", "已签知情同意", "先付定金，今天付清", "家属陪同", "做完留观两小时")
NOTES = (
    "会员日九折",
    "和同事一起来",
    "约了下个月再来",
    "顺便问了双眼皮",
    "要开发票",
    "迟到半小时",
    "上次的疗程接着做",
)


# What the price list does not hold: day, amount in yuan, what it was.
UNLISTED = (
    (date(2026, 6, 27), 120, "代买防晒帽"),
    (date(2026, 8, 14), 260, "弹力头套"),
    (date(2026, 9, 19), 80, "复印病历"),
    (date(2026, 10, 22), 150, "冰敷眼罩两个"),
)
TWICE_ON = date(2026, 9, 12)

# One row each that cannot be taken: the day it stands at, what is changed in a good one. README.md tells why.
FAULTS: tuple[tuple[date, dict[str, Cell]], ...] = (
    (date(2026, 6, 18), {"会员姓名": "秦小曼", "联系电话": "19900009901"}),
    (date(2026, 8, 5), {"会员卡号": "ML88888", "会员姓名": None, "联系电话": None}),
    (date(2026, 9, 22), {"会员姓名": "卢小满", "联系电话": "19900009902"}),
    (date(2026, 7, 9), {"项目": "小气泡水光套餐", "金额": 1380}),
    (date(2026, 10, 8), {"项目": "美白针", "金额": 860}),
    (date(2026, 8, 21), {"项目": "光子嫩肤", "数量": 1, "金额": -980, "备注": "没做，退钱"}),
    (date(2026, 9, 3), {"金额": "未付清"}),
    (date(2026, 6, 30), {"日期": "2026.6.31"}),
)


@dataclass
class Sale:
    """One row, in the order of the columns; amount in yuan."""

    sold_on: date
    card_no: str | None
    name: str | None
    phone: Cell
    item: str
    quantity: int
    amount: int
    pay: str
    by: str | None
    note: str | None


def rows(draw: Draw, members: list[Member]) -> tuple[list[list[Cell]], int]:
    """The rows by day, and the yuan all of them come to but the faulty ones."""
    buyers = draw.shuffled(members)
    twice = replace(_sale(draw, TWICE_ON, buyers[0], ("术后护理包", 360)), amount=360, pay="刷卡", note=None)
    sales = _operations(draw, buyers) + _unlisted(draw, buyers)
    wanted = ROWS - len(FAULTS) - 2 - len(sales)
    small = _small_sales(draw, buyers[40:240], wanted)
    dated = [(sale.sold_on, _as_written(draw, sale)) for sale in sales + small]
    dated += [(TWICE_ON, list(astuple(twice)))] * 2
    named = [sale for sale in small if sale.name and not sale.card_no]
    for place, (day, changed) in enumerate(FAULTS):
        good = dict(zip(HEAD, astuple(replace(named[place], sold_on=day, note=None)), strict=True))
        dated.append((day, list((good | changed).values())))
    total = sum(sale.amount for sale in [*sales, *small, twice, twice])
    return [cells for _, cells in sorted(draw.shuffled(dated), key=lambda pair: pair[0])], total


def _operations(draw: Draw, buyers: list[Member]) -> list[Sale]:
    """One operation a person, half surgery, half laser."""
    days = [day for day, count in OPERATIONS.items() for _ in range(count)]
    span = (LAST_OTHER_OPERATION_ON - FIRST_ON).days + 1
    while len(days) < OTHER_OPERATIONS + sum(OPERATIONS.values()):
        if (day := FIRST_ON + timedelta(days=draw.below(span))) not in KEPT_FREE:
            days.append(day)
    sales = []
    for place, day in enumerate(days):
        sale = _sale(draw, day, buyers[place], _item(draw, SURGERY if place % 2 else LASER))
        sales.append(replace(sale, note=draw.pick(OPERATION_NOTES) if draw.chance(20) else None))
    return sales


def _unlisted(draw: Draw, buyers: list[Member]) -> list[Sale]:
    return [
        replace(_sale(draw, day, buyers[60 + place], ("其他", yuan)), amount=yuan, note=what)
        for place, (day, yuan, what) in enumerate(UNLISTED)
    ]


def _small_sales(draw: Draw, regulars: list[Member], wanted: int) -> list[Sale]:
    """What starts no calls, nearly half of it bought by a third of the people, none of it twice in a day."""
    found: dict[tuple[object, ...], Sale] = {}
    while len(found) < wanted:
        member = draw.pick(regulars[:70] if draw.chance(45) else regulars)
        sold_on = FIRST_ON + timedelta(days=draw.below((LAST_ON - FIRST_ON).days + 1))
        sale = _sale(draw, sold_on, member, _item(draw, OTHERS))
        found.setdefault((sold_on, member.phone, sale.item), sale)
    return list(found.values())


def _item(draw: Draw, items: tuple[tuple[str, int, int], ...]) -> tuple[str, int]:
    return draw.weighted([((name, price), weight) for name, price, weight in items])


def _sale(draw: Draw, sold_on: date, member: Member, item: tuple[str, int]) -> Sale:
    name, price = item
    quantity = draw.between(2, 6) if name in SEVERAL and draw.chance(25) else 1
    percent = draw.weighted(((100, 68), (95, 12), (90, 14), (88, 6)))
    amount = price * quantity * percent // 100
    card_no, whom, phone = _reference(draw, member)
    return Sale(
        sold_on=sold_on,
        card_no=card_no,
        name=whom,
        phone=phone,
        item=name,
        quantity=quantity,
        amount=amount if percent == 100 else amount - amount % 10,
        pay=draw.weighted((("扫码支付", 55), ("刷卡", 28), ("现金", 11), ("转账", 6))),
        by=draw.pick(person.STAFF)[0] if draw.chance(96) else None,
        note=draw.pick(NOTES) if draw.chance(9) else None,
    )


def _reference(draw: Draw, member: Member) -> tuple[str | None, str | None, Cell]:
    """Card, name and phone as the till wrote them: mostly name and phone, sometimes only the card."""
    name = member.name.replace("　", "") if member.name else None
    if member.card_no and draw.chance(7):
        return member.card_no, None, None
    if member.card_no and draw.chance(22):
        return member.card_no, name, member.phone
    return None, name, member.phone


def _as_written(draw: Draw, sale: Sale) -> list[Cell]:
    day, yuan, phone = sale.sold_on, sale.amount, sale.phone
    dotted = f"{day.year}.{day.month}.{day.day}"
    day_ways: list[tuple[Cell, int]] = [
        (day, 76),
        (dotted, 9),
        (f"{day.year}年{day.month}月{day.day}日", 8),
        (dotted.replace(".", "/"), 4),
        (f"{day:%Y%m%d}", 3),
    ]
    yuan_ways: list[tuple[Cell, int]] = [
        (yuan, 76),
        (f"{yuan:,}", 7),
        (f"￥{yuan}", 7),
        (f"{yuan}元", 5),
        (f"{yuan / 10_000:g}万" if yuan >= 10_000 and yuan % 100 == 0 else yuan, 5),
    ]
    cells: list[Cell] = list(astuple(sale))
    cells[0], cells[6] = draw.weighted(day_ways), draw.weighted(yuan_ways)
    cells[3] = int(phone) if isinstance(phone, str) and draw.chance(35) else phone
    return cells
