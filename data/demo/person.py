"""The invented people: names put together from common parts, phones, IDs of districts that do not exist."""

from datetime import date

from draw import Draw

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭"
    "廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江薛尹段雷黎史陶贺顾毛郝龚邵万钱严武莫孔汤"
)
COMMON_SURNAMES = SURNAMES[:24]
WOMAN_FIRST = "雅晓思佳梦婉静雨慧美秀丽玉春文欣语淑桂雪"
WOMAN_SECOND = "琴婷萍娟芬兰燕洁颖琳怡蓉莹敏霞云珍薇凤君"
WOMAN_SINGLE = "芳燕婷萍芬霞玲"
MAN_FIRST = "志建文俊浩宇明永海"
MAN_SECOND = "峰平鹏辉涛宁军波"

# Surnames a machine reads wrongly, compound ones, one name with a dot, one in traditional characters, some
# padded as clerks do to make two characters as wide as three, and two pairs who share a name.
CHOSEN_NAMES = (
    ("单晓燕", "女"),
    ("单志鹏", "男"),
    ("仇玉兰", "女"),
    ("解文静", "女"),
    ("区婉仪", "女"),
    ("欧阳雨晴", "女"),
    ("欧阳志平", "男"),
    ("尉迟明月", "女"),
    ("查慧萍", "女"),
    ("缪秀云", "女"),
    ("覃美兰", "女"),
    ("翟雅琴", "女"),
    ("朴美善", "女"),
    ("盖春燕", "女"),
    ("乐思怡", "女"),
    ("吕语薇", "女"),
    ("阿依夏木·吐尔逊", "女"),
    ("劉慧嫻", "女"),
    ("吴　燕", "女"),
    ("郑　霞", "女"),
    ("王芳", "女"),
    ("王芳", "女"),
    ("刘燕", "女"),
    ("刘燕", "女"),
)
# Who keeps the lists and stands in 经办人, with the role of the clinic pack.
STAFF = (
    ("沈佳慧", "desk-supervisor"),
    ("韩玉洁", "desk"),
    ("罗静怡", "consultant"),
    ("唐雨薇", "consultant"),
    ("吕文涛", "vip"),
)
FAMILY = (("冯秀珍", "女"), ("高雅婷", "女"), ("高永宁", "男"))

STREETS = ("梧桐路", "桃花路", "望湖路", "学院路", "迎春巷", "青石街", "银杏路", "柳岸路", "书香路", "南风路")
DISTRICTS = (
    "江苏省云州市东湖区",
    "江苏省云州市南城区",
    "江苏省云州市柳溪区",
    "云州市东湖区",
    "云州市南城区",
    "江苏省云州市临湖县",
    "浙江省锦湖市西山区",
)

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"


def names(draw: Draw, count: int) -> list[tuple[str, str]]:
    """So many names with gender: the chosen ones and made ones, no made name twice, mixed."""
    found = list(CHOSEN_NAMES)
    taken = {name.replace("　", "") for name, _ in (*CHOSEN_NAMES, *FAMILY, *STAFF)}
    while len(found) < count:
        name, gender = _made_name(draw)
        if name not in taken:
            taken.add(name)
            found.append((name, gender))
    return draw.shuffled(found)


def _made_name(draw: Draw) -> tuple[str, str]:
    surname = draw.pick(COMMON_SURNAMES if draw.chance(60) else SURNAMES)
    if draw.chance(14):
        return surname + draw.pick(MAN_FIRST) + draw.pick(MAN_SECOND), "男"
    if draw.chance(12):
        return surname + draw.pick(WOMAN_SINGLE), "女"
    return surname + draw.pick(WOMAN_FIRST) + draw.pick(WOMAN_SECOND), "女"


def phones(draw: Draw, count: int) -> list[str]:
    """So many different numbers of the range 1990000xxxx; those from 19900009900 on are nobody's."""
    return [f"1990000{tail:04d}" for tail in draw.shuffled(range(9900))[:count]]


def address(draw: Draw) -> str:
    """An address in a town that does not exist, a quarter of them down to the district only."""
    district = draw.pick(DISTRICTS)
    if draw.chance(25):
        return district
    house = f"{draw.pick(STREETS)}{draw.between(1, 268)}号"
    if draw.chance(30):
        return district + house
    return f"{district}{house}{draw.between(1, 30)}幢{draw.between(1, 18)}0{draw.between(1, 4)}室"


def resident_id(area: str, born_on: date, sequence: int) -> str:
    """The 18 characters of a resident ID. Source: GB 11643-1999, ISO 7064 MOD 11-2."""
    body = f"{area}{born_on:%Y%m%d}{sequence:03d}"
    return body + CHECKS[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]
