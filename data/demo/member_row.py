"""The rows of the members' list: how the front desk wrote it down, with its habits and its mistakes."""

from dataclasses import astuple, fields, replace
from datetime import date
from typing import Any

import person
from draw import Draw
from member import Cell, Member

HEAD = (
    "序号",
    "会员卡号",
    "*姓  名",
    "性别",
    "出生日期",
    "*联系电话（必填）",
    "其他联系方式",
    "身份证号",
    "地址",
    "会员等级",
    "累计消费（元）",
    "积分",
    "信息来源",
    "介绍人",
    "备注",
)


# Where a row's phone cell holds two numbers: what stands between them, and what is said of the second.
TWO_PHONES = {
    16: ("/", ""),
    63: ("、", ""),
    110: (" ", ""),
    157: ("\n", ""),
    204: ("/", "（老公）"),
    251: ("，", ""),
}
SCIENTIFIC_PLACE = 205
DOUBLED_PLACE, DOUBLE_PLACE = 75, 260


def rows(draw: Draw, found: list[Member]) -> list[list[Cell]]:
    """The rows as they stand: phones as written, faulty rows and the doubled one between, numbered."""
    taken = [member.phone for member in found]
    spare = [phone for phone in person.phones(draw, 1000) if phone not in taken]
    written = [_as_written(draw, place, member, spare) for place, member in enumerate(found)]
    for place, faulty in _rejects(spare):
        written.insert(place, faulty)
    written.insert(DOUBLE_PLACE, replace(written[DOUBLED_PLACE]))
    return [[number, *astuple(member)] for number, member in enumerate(written, start=1)]


def _as_written(draw: Draw, place: int, member: Member, spare: list[str]) -> Member:
    phone = str(member.phone)
    if place in TWO_PHONES:
        between, told = TWO_PHONES[place]
        return replace(member, phone=f"{phone}{between}{spare.pop()}{told}")
    if place == SCIENTIFIC_PLACE:
        return replace(member, phone=f"{phone[0]}.{phone[1:]}E+10")
    other = _other(draw, spare.pop(0)) if place % 9 == 3 else None
    apart = (phone[:3], phone[3:7], phone[7:])
    ways: list[tuple[Cell, int]] = [
        (phone, 58),
        (int(phone), 30),
        (" ".join(apart), 4),
        ("-".join(apart), 4),
        (f"+86 {phone}", 2),
        (f"{phone} ", 2),
        (f"{phone}（微信同号）", 4),
    ]
    return replace(member, phone=draw.weighted(ways), other=other)


def _other(draw: Draw, phone: str) -> Cell:
    ways: list[Cell] = [phone, int(phone), f"{phone}（家里人）"]
    return draw.pick(ways)


def _rejects(spare: list[str]) -> list[tuple[int, Member]]:
    """Ten rows that cannot be taken, with the place each stands at. What is wrong is told in README.md."""
    usual = {"gender": "女", "address": "云州市南城区", "tier": "银卡", "source": "路过"}
    right = person.resident_id("329999", date(1991, 3, 8), 422)
    wrong = right[:-1] + ("1" if right[-1] != "1" else "2")
    told: list[tuple[int, str | None, dict[str, Any]]] = [
        (18, "许文珍", {"id_no": wrong, "birthday": "1991.3.8"}),
        (49, "邓桂琴", {"phone": spare.pop(0)[:10], "birthday": date(1984, 5, 16)}),
        (77, None, {"birthday": "1995年8月20日", "note": "前台补登，名字没写清"}),
        (109, "蔡语琳", {"birthday": "1988年2月30日"}),
        (138, "丁淑云", {"spend": "约两千多", "note": "旧本子上的，金额待核"}),
        (166, "魏思蓉", {"phone": None, "note": "留的是旧号，已停机"}),
        (195, "田雨萍", {"id_no": 119999198702140000, "birthday": date(1987, 2, 14)}),
        (224, "范秀兰", {"birthday": "3/5/1990"}),
        (251, "姜晓洁", {"spend": "12,00"}),
        (289, "冯佳怡", {"birthday": "2019年6月1日", "spend": None, "note": "跟妈妈一起来的，看胎记"}),
    ]
    found = []
    for place, name, cells in told:
        empty: dict[str, Any] = dict.fromkeys(field.name for field in fields(Member))
        own = {
            "card_no": f"ML{place // 5 * 7 + 15:05d}",
            "name": name,
            "phone": spare.pop(),
            "spend": 880 + place * 10,
        }
        found.append((place, Member(**(empty | usual | own | cells))))
    return found
