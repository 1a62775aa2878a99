"""The invented members: what the front desk knows of each, before it is written down."""

from dataclasses import dataclass
from datetime import date, timedelta

import person
from draw import Draw

Cell = str | int | float | date | None

GOOD_ROWS = 309
FAMILY_PLACE = 140

# The day of the demo is 2 November 2026; in the days around it nobody has a birthday by chance.
QUIET_FROM, QUIET_TO = (10, 24), (11, 5)
BIRTHDAYS: dict[int, Cell] = {
    11: date(1990, 11, 2),
    56: "1985年11月3日",
    102: "11月4日",
    159: "1979.11.5",
    221: "农历九月廿五",
    280: date(2001, 11, 3),
    20: "农历腊月初八",
    64: "农历1987年闰六月初八",
    88: "农历正月十五",
    131: "农历1972年八月十二",
    177: "农历腊月三十",
    240: "农历一九六八年三月廿二",
    35: "5月3日",
    79: "8月15日",
    120: "1月2日",
    168: "12月26日",
    201: "6月30日",
    263: "３月１８日",
    150: date(1988, 2, 29),
    297: "1992.2.29",
    44: "１９８６．７．９",
    93: 33000,
    188: 29512,
    250: "19930614",
    72: "1981 年 4 月 6 日",
}

SOURCES = (
    ("朋友介绍", 30),
    ("户外广告", 14),
    ("路过", 14),
    ("单页", 9),
    ("业务员", 8),
    ("报纸", 5),
    ("广播", 4),
    ("官网", 3),
    ("搜索引擎", 3),
    ("户外广告、报纸", 2),
    (None, 10),
)
NOTES = (
    "对麻药敏感",
    "喜欢下午来",
    "周末才有空",
    "青霉素过敏",
    "酒精过敏，用碘伏",
    "疤痕体质",
    "怕疼，多敷一会儿麻药",
    "皮肤敏感，先试小样",
    "有高血压，在吃药",
    "经常出差，先发短信再打电话",
    "晚上七点以后方便接电话",
    "不要打到单位",
    "上午要接送孩子，十点以后联系",
    "外地顾客，坐高铁来",
    "希望由女医生做",
    "每次都要开发票",
    "月底才有空",
    "听力不太好，说话慢一点",
    "容易色沉，提醒防晒",
    "喜欢安静的房间",
    "和同事一起来",
    "话不多，不喜欢推销",
    "做完当天要赶车，约早一点",
    "爱喝红茶",
    "老顾客，熟悉流程",
    "问价多次，还在比较",
    "停车不方便，提前留车位",
)


@dataclass
class Member:
    """One row without its running number, in the order of the columns."""

    card_no: str | None
    name: str | None
    gender: str | None
    birthday: Cell
    phone: Cell
    other: Cell
    id_no: Cell
    address: str | None
    tier: str | None
    spend: Cell
    points: int | None
    source: str | None
    introducer: str | None
    note: str | None


def members(draw: Draw) -> list[Member]:
    """The people of the list without a fault, in the order of their cards. `phone` is the plain number."""
    numbers = person.phones(draw, GOOD_ROWS)
    named = person.names(draw, GOOD_ROWS - len(person.FAMILY))
    named[FAMILY_PLACE:FAMILY_PLACE] = person.FAMILY
    found = [_member(draw, place, *named[place], numbers[place]) for place in range(GOOD_ROWS)]
    _family(found)
    _ids(found)
    _introducers(draw, found)
    _tiers(found)
    return found


def _member(draw: Draw, place: int, name: str, gender: str, phone: str) -> Member:
    spend, tier = _spent(draw)
    points = spend - 10 * draw.below(spend // 10) if spend and draw.chance(70) else None
    return Member(
        card_no=f"ML{place * 7 // 5 + 12:05d}" if place % 13 != 5 else None,
        name=name,
        gender=gender if draw.chance(96) else None,
        birthday=BIRTHDAYS.get(place, _birthday(draw)),
        phone=phone,
        other=None,
        id_no=None,
        address=person.address(draw) if draw.chance(70) else None,
        tier=tier,
        spend=_spend_as_written(draw, spend),
        points=points,
        source=draw.weighted(SOURCES),
        introducer=None,
        note=draw.pick(NOTES) if draw.chance(38) else None,
    )


def _birthday(draw: Draw) -> Cell:
    born_on = date(1960, 1, 1) + timedelta(days=draw.below(365 * 45))
    if QUIET_FROM <= (born_on.month, born_on.day) <= QUIET_TO:
        born_on -= timedelta(days=30)
    year, month, day = born_on.year, born_on.month, born_on.day
    ways: list[tuple[Cell, int]] = [
        (born_on, 46),
        (f"{year}.{month}.{day}", 19),
        (f"{year}年{month}月{day}日", 14),
        (f"{year}-{month:02d}-{day:02d}", 8),
        (f"{year}/{month}/{day}", 5),
        (None, 8),
    ]
    return draw.weighted(ways)


def _spent(draw: Draw) -> tuple[int, str]:
    tier = draw.weighted((("银卡", 62), ("白金卡", 27), ("尊享卡", 11)))
    if tier == "银卡":
        return (0 if draw.chance(12) else 10 * draw.between(28, 1990)), tier
    if tier == "白金卡":
        return 100 * draw.between(203, 498), tier
    return 100 * draw.between(503, 1680), tier


def _spend_as_written(draw: Draw, yuan: int) -> Cell:
    if yuan == 0:
        return draw.pick((None, 0))
    ways: list[tuple[Cell, int]] = [
        (yuan, 45),
        (f"{yuan:,}", 14),
        (f"￥{yuan}", 11),
        (f"{yuan}元", 8),
        (f"{yuan / 10_000:g}万" if yuan >= 10_000 and yuan % 100 == 0 else yuan, 14),
        (yuan + 0.5, 3),
        (f"￥{yuan:,}.00", 5),
    ]
    return draw.weighted(ways)


def _family(found: list[Member]) -> None:
    """Mother, daughter and son with the mother's phone."""
    mother = found[FAMILY_PLACE]
    mother.note = "耳背，有事跟女儿高雅婷说，同一个号码"
    for child in found[FAMILY_PLACE + 1 : FAMILY_PLACE + len(person.FAMILY)]:
        child.phone, child.source, child.introducer = mother.phone, "朋友介绍", mother.name
        child.note = "与母亲冯秀珍同一个号码"


def _ids(found: list[Member]) -> None:
    """IDs for some; four of them have something of their own, as told beside each."""
    areas = ("119999", "329999", "339999", "319999", "419999")
    for place in range(4, GOOD_ROWS, 7):
        member = found[place]
        if isinstance(member.birthday, date) and member.gender:
            sequence = 100 + place * 2 % 800 + (1 if member.gender == "男" else 0)
            member.id_no = person.resident_id(areas[place % len(areas)], member.birthday, sequence)
    women = [member for member in found if member.gender == "女" and not member.id_no]
    fills, contradicts, small_x, old = women[7], women[40], women[66], women[90]
    # fills birthday and gender, which the desk left empty
    fills.gender, fills.birthday = None, None
    fills.id_no = person.resident_id("119999", date(1983, 6, 17), 208)
    # was registered with the lunar day
    contradicts.birthday, contradicts.note = date(1976, 9, 8), "身份证上是农历日期，生日按阳历过"
    contradicts.id_no = person.resident_id("329999", date(1976, 8, 15), 326)
    small_x.birthday = "1989.10.12"
    small_x.id_no = _ending_in_x(date(1989, 10, 12)).lower()
    # fifteen digits, as before 1999
    old.birthday, old.id_no = "1968年4月21日", "119999680421046"


def _ending_in_x(born_on: date) -> str:
    every = (person.resident_id("339999", born_on, sequence) for sequence in range(100, 1000, 2))
    return next(number for number in every if number.endswith("X"))


def _introducers(draw: Draw, found: list[Member]) -> None:
    """Who came by a friend names one who came before, a few inside the source's own cell."""
    namesakes = [name for name, _ in person.CHOSEN_NAMES if person.CHOSEN_NAMES.count((name, "女")) > 1]
    for place, member in enumerate(found):
        if member.source != "朋友介绍" or member.introducer or place < 12 or not draw.chance(75):
            continue
        friend = found[draw.below(place)].name
        if not friend or friend in namesakes or "　" in friend:
            continue
        if draw.chance(8):
            member.source = f"朋友介绍（{friend}）"
        else:
            member.introducer = friend


def _tiers(found: list[Member]) -> None:
    """Three tiers higher than earned, with the reason; sums on and beside the ladder's limits."""
    for place, tier, why in (
        (47, "白金卡", "院长特批白金卡"),
        (126, "尊享卡", "合作单位负责人，赠尊享卡"),
        (214, "白金卡", "周年活动抽中白金卡"),
    ):
        member = found[place]
        member.tier, member.spend, member.points, member.note = tier, 6800 + place * 20, None, why
    limits: tuple[tuple[int, Cell, str], ...] = (
        (7, "2万", "白金卡"),
        (30, "19,999.99", "银卡"),
        (61, 50000, "尊享卡"),
        (98, "１２８００", "银卡"),
    )
    for place, spend, tier in limits:
        member = found[place]
        member.tier, member.spend, member.points = tier, spend, None
