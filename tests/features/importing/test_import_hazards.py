"""What messy cells become: stored, remarked on or rejected, a column at a time through the real command.

The numbers are those of the table of hazards in china.md. Where that table wants a row kept without the
cell at fault, ours is rejected and comes back to be mended.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from features.importing.lists import book, entries, members, reasons, remarks

CUT = "has been cut by Excel, its last digits are lost; type the number again as text"
ID_CUT = (
    "has been cut by Excel, its last digits are lost; type the number again from the document into a cell "
    "formatted as text"
)
NAMES = [f"{one}{two}" for one in "赵钱孙李周吴郑王冯陈" for two in "甲乙丙丁戊己庚辛壬癸"]


class Taken:
    """What a file with one column to be tried gave: by row the values stored, the reasons, the remarks."""

    def __init__(self, desk: Any, head: str, cells: list[Any], *words: str, beside: tuple[Any, ...] = ()) -> None:
        heads = ["姓名", "微信", head, *beside[:1]]
        rows = [[NAMES[at], f"wx_{at:05}", cell, *beside[1:]] for at, cell in enumerate(cells)]
        path = book(desk.folder / "list.xlsx", heads, *rows)
        self.answer = desk.ok("import", "members", path, "--apply", "--json", *words).json
        self.entries = {row[0]: row[1:] for row in entries(desk.path)}
        stored = members(desk.path)
        why, told = reasons(self.answer), remarks(self.answer)
        self.rows = []
        for at in range(len(cells)):
            values = stored.get(NAMES[at], {})
            found = {key: value for key, value in values.items() if key not in ("name", "wechat")}
            self.rows.append((found or None, why.get(at + 2), told.get(at + 2)))


def stored(**values: Any) -> tuple[Any, Any, Any]:
    return values, None, None


def rejected(why: str) -> tuple[Any, Any, Any]:
    return None, [why], None


NOTHING: tuple[Any, Any, Any] = (None, None, None)
LENGTH = "a mobile has 11 digits, a landline 10 to 12 with its area code"
PHONES = [
    (19900000001, stored(mobile="19900000001")),  # 1
    (19900000002.0, stored(mobile="19900000002")),
    ("1.99123E+10", rejected(f"1.99123E+10 {CUT}")),  # 2
    ("1.9900000003E+10", stored(mobile="19900000003")),  # 3
    ("19900000004/19900001004", stored(mobile="19900000004", phone2="19900001004")),  # 4
    ("19900000005\\19900001005", stored(mobile="19900000005", phone2="19900001005")),
    ("19900000006、19900001006", stored(mobile="19900000006", phone2="19900001006")),
    ("19900000007 19900001007", stored(mobile="19900000007", phone2="19900001007")),
    ("19900000008\n19900001008", stored(mobile="19900000008", phone2="19900001008")),
    ("19900000009(爸爸)19900001009（妈妈）", stored(mobile="19900000009", phone2="19900001009")),  # 5
    (
        "1990000001019900001010",  # 6
        (
            {"mobile": "19900000010", "phone2": "19900001010"},
            None,
            ["1990000001019900001010 is taken for two numbers: 19900000010, 19900001010"],
        ),
    ),
    ("１９９ ００００ ００１１", stored(mobile="19900000011")),  # 7
    ("199-0000-0012", stored(mobile="19900000012")),
    ("+8619900000013", stored(mobile="19900000013")),
    ("0086 19900000014", stored(mobile="19900000014")),
    ("019900000015", stored(mobile="19900000015")),
    ("1990000016", rejected(f"1990000016 is not a phone number by its length (10): {LENGTH}")),  # 8
    ("199****0017", rejected("199****0017 is masked; give the whole of it")),  # 9
    ("85123456", rejected("85123456 is a landline without its area code; write for example 0513-85123456")),  # 10
    (3177312, rejected("3177312 is a landline without its area code; write for example 0513-3177312")),
    ("0513-85123456转801", stored(mobile="0513-85123456-801")),  # 11
    ("0513-85123457-802", stored(mobile="0513-85123457-802")),
    ("4008001234", ({"mobile": "4008001234"}, None, ["4008001234 is a firm's or a service's number"])),  # 12
    ("95588", ({"mobile": "95588"}, None, ["95588 is a firm's or a service's number"])),
    (
        "852-91234567",  # 13
        rejected(
            "852-91234567 begins like no mainland number; before a number abroad write + and the country "
            "(+852…), before a landline its area code with the 0"
        ),
    ),
    ("+852 91234567", stored(mobile="+85291234567")),
    *((cell, NOTHING) for cell in ("无", "没有", "-", "0", 0)),  # 14
    ("19900000018/无", stored(mobile="19900000018")),
    ("'19900000019", stored(mobile="19900000019")),  # 18
    ('="19900000020"', stored(mobile="19900000020")),
    ("19900000021\t", stored(mobile="19900000021")),
    ("=1+1", rejected("1+1 is not a phone number")),
]
PLACEHOLDER = "13800000000 stands in 3 rows and is nobody's number; it is left out"
IDS = [
    (
        "119999199005030021",  # 20
        rejected(
            "The last character of 119999199005030021 does not fit the 17 before it: 1 at position 18; "
            "compare every digit with the document"
        ),
    ),
    (1.1999919900503e17, rejected(f"119999199005030000 {ID_CUT}")),  # 17
    ("1.19999199005030E+17", rejected(f"1.19999199005030E+17 {ID_CUT}")),
    ("119999199005030000", rejected(f"119999199005030000 {ID_CUT}")),
    ("119***********002X", rejected("119***********002X is masked; give the whole of it")),
    ("无", NOTHING),
    (0, NOTHING),
]


def solar(day: str) -> tuple[Any, Any, Any]:
    return stored(birthday=day, birthday_calendar="solar", birthday_leap=0)


def lunar(day: str, leap: int = 0) -> tuple[Any, Any, Any]:
    return stored(birthday=day, birthday_calendar="lunar", birthday_leap=leap)


def vague(cell: Any) -> tuple[Any, Any, Any]:
    return {"note": f"生日 {cell}"}, None, [f"生日 {cell} names no day; it is kept in the note"]


BIRTHDAYS = [
    *(
        (cell, solar("1990-05-03"))  # 24
        for cell in (
            *("1990.5.3", "1990年5月3日", "1990年 5 月 3 日", "1990/5/3 0:00:00", "19900503", 19900503),
            *("１９９０．５．３", "1990、5、3", datetime(1990, 5, 3)),
        )
    ),
    (33000, solar("1990-05-07")),  # 25
    *((cell, solar("--05-03")) for cell in ("5.3", "5月3日", "05-03")),  # 27
    (5.3, rejected("5.3 can be read in several ways: write 05-03 / 05-30")),
    ("1990年5月", vague("1990年5月")),  # 28
    ("1990.5", rejected("1990.5 has no day: write year, month and day")),
    (1990.1, rejected("1990.1 has no day: write year, month and day")),  # 29
    ("农历四月初一", lunar("--04-01")),  # 30
    ("2001年闰四月初一", lunar("2001-04-01", 1)),
    ("腊月三十", lunar("--12-30")),
    ("1990-02-30", rejected("1990-02-30 is not a day: 1990-02 has 28 days")),  # 31
    ("1990.13.1", rejected("1990.13.1 is not a day: there is no month 13")),
    *((cell, NOTHING) for cell in ("0000-00-00", "1900-01-01", "1900-01-00", "无")),  # 31, 32
    ("2990-01-01", rejected("2990-01-01 is not a day: the year must be from 1900 to 2100")),
    ("2026-12-01", rejected("2026-12-01 lies after today, 2026-10-31")),
    ("3/5/1990", rejected("3/5/1990 can be read in several ways: write 1990-03-05 / 1990-05-03")),  # 33
    ("5/3/90", rejected("5/3/90 can be read in several ways: write 1990-03-05 / 1990-05-03")),
    *((cell, vague(cell)) for cell in ("90后", "属马", "40多岁", "35岁", "1990", 1990)),  # 34
]
NOT_AN_AMOUNT = "is not an amount; write for example 1200, 1,200.50 or 1.5万"
COMMA = "may be read in two ways: a comma only parts thousands (1,200), a point begins the decimals"
DECIMALS = "has more than two decimals; write yuan and fen, such as 0.50"
AMOUNTS: list[tuple[Any, Any]] = [
    ("￥1,200.50", 120050),  # 44
    ("1200元", 120000),
    ("2万", 2000000),
    ("5w", 5000000),
    ("两万五", 2500000),
    ("壹仟贰佰元整", 120000),
    (33000, 3300000),  # 26
    (1200.5, 120050),
    ("1200+赠200", f"1200+赠200 {NOT_AN_AMOUNT}"),
    ("12,00", f"12,00 {COMMA}"),  # 45
    ("1.200,50", f"1.200,50 {COMMA}"),
    (0.005, f"0.005 {DECIMALS}"),
    ("-200", "-200 is negative; give an amount of 0 or more"),  # 46
    ("(200)", "(200) is negative; give an amount of 0 or more"),
]
GENDERS = [
    *((cell, stored(gender="male")) for cell in ("男", "M", "先生")),  # 43
    *((cell, stored(gender="female")) for cell in ("女", "F", "女士", "小姐")),
    *((cell, (None, None, [f"{cell} is no gender by itself; it is left out"])) for cell in (1, 0, 2)),
    ("保密", NOTHING),
    ("√", rejected("√ is no gender; give male or female (男 or 女)")),
]
CARDS = [
    ("0012", stored(card_no="0012")),  # 49
    ("NO.0014", stored(card_no="0014")),
    ("a0015 ", stored(card_no="A0015")),
    (
        "110105194912310021",  # 23
        rejected("110105194912310021 looks like an ID number, not a card: have the columns been shifted?"),
    ),
    ("无", NOTHING),
]
SOURCES = [
    ("户外广告、报纸", stored(source="outdoor", source_detail="报纸")),  # 57
    ("☑报纸 □广播", stored(source="newspaper")),
    ("√报纸", stored(source="newspaper")),
    ("朋友介绍（赵乙）", stored(source="friend", source_detail="赵乙", introduced_by=2)),
    (
        "朋友介绍（无名氏）",
        (
            {"source": "friend", "source_detail": "无名氏"},
            None,
            ["无名氏 is nobody of the list or the file; the name stays in the note on the source"],
        ),
    ),
    ("抖音", stored(source="抖音")),  # 58
]
ADDRESSES = [
    ("东海市城南区，，人民路1号", stored(address="东海市城南区，，人民路1号")),  # 66
    ("客戶(hù)路", stored(address="客戶(hù)路")),
    *((cell, stored(address=cell)) for cell in ("=cmd", "+1", "@SUM")),  # 65
    ('="东海市"', stored(address="东海市")),
    (True, (None, None, ["地址 holds TRUE, which says nothing; it is left out"])),  # 48
    ("#N/A", (None, None, ["地址 holds an error of Excel and is left out"])),
]
JOINED = [
    ("2020.5.3", stored(joined_on="2020-05-03")),
    (44000, stored(joined_on="2020-06-18")),
    ("5月3日", rejected("5月3日 has no year: write year, month and day")),
    ("2030-01-01", rejected("2030-01-01 lies ahead; what is recorded has happened")),
]
OFF_LIMITS = [
    ("否", NOTHING),
    ("是", stored(do_not_contact="是")),
    ("不要打电话", stored(do_not_contact="不要打电话")),
]
STORES = [
    ("医疗美容医院", stored(store_id=1)),
    ("城北店", (None, None, ["门店 城北店 is no store of this file and is left out"])),
]
OWNERS = [
    ("陈静", stored(owner_id=1)),
    (
        "白一",
        (None, None, ["归属人 白一 is not on the staff and is left out; add them (crmcli staff add) and import again"]),
    ),
]
COLUMNS = {
    "手机": PHONES,
    "身份证号": IDS,
    "生日": BIRTHDAYS,
    "性别": GENDERS,
    "会员卡号": CARDS,
    "信息来源": SOURCES,
    "地址": ADDRESSES,
    "入会日期": JOINED,
    "免打扰": OFF_LIMITS,
    "门店": STORES,
    "归属人": OWNERS,
}


@pytest.mark.parametrize("head", COLUMNS)
def test_cells_of_a_column(head: str, desk: Any) -> None:
    cases = COLUMNS[head]
    taken = Taken(desk, head, [cell for cell, _ in cases])
    assert [(cell, row) for (cell, _), row in zip(cases, taken.rows, strict=True)] == cases


def test_amounts(desk: Any) -> None:
    taken = Taken(desk, "累计消费", [cell for cell, _ in AMOUNTS])
    got = [why[0] if why else taken.entries[NAMES[at]][2] for at, (_values, why, _told) in enumerate(taken.rows)]
    assert got == [wanted for _, wanted in AMOUNTS]
    assert {entry[0] for entry in taken.entries.values()} == {"opening-spend"}


def test_a_head_may_name_the_unit(desk: Any) -> None:
    taken = Taken(desk, "累计消费（万元）", [1.2, "1.5", "2万"])
    assert {name: entry[2] for name, entry in taken.entries.items()} == {"赵甲": 1200000, "赵乙": 1500000}
    why = "2万 names a unit and so does the head of its column; write the number alone"
    assert reasons(taken.answer) == {4: [why]}


def test_noughts_and_words_of_a_figure_open_nothing(desk: Any) -> None:
    taken = Taken(desk, "累计消费", [0, "免费", "无", None, "#N/A"])
    assert (taken.entries, taken.answer["create"]) == ({}, 5)


def test_a_number_that_fills_a_field_is_nobody_s(desk: Any) -> None:
    assert Taken(desk, "手机", ["13800000000"] * 3).rows == [(None, None, [PLACEHOLDER])] * 3


def test_a_number_twice_is_a_family(desk: Any) -> None:
    assert Taken(desk, "手机", ["13800000000"] * 2).rows == [
        stored(mobile="13800000000"),
        ({"mobile": "13800000000"}, None, ["same phone as 赵甲"]),
    ]


def test_local_numbers_with_their_area(desk: Any) -> None:
    taken = Taken(desk, "手机", ["85123456", 3177312], "--area-code", "0513")
    assert taken.rows == [stored(mobile="0513-85123456"), stored(mobile="0513-3177312")]


@pytest.mark.parametrize(
    ("head", "beside"),
    [("生日", ("公历/农历", "农历")), ("生日（农历）", ()), ("农历生日", ())],
)
def test_the_calendar_stands_in_a_column_or_the_head(head: str, beside: tuple[str, ...], desk: Any) -> None:
    cells = ["1990-04-01", "四月初一", "1990年闰五月初三"]
    taken = Taken(desk, head, cells, beside=beside)
    assert taken.rows == [lunar("1990-04-01"), lunar("--04-01"), lunar("1990-05-03", 1)]


def test_noughts_before_a_card_number_are_not_lost(desk: Any) -> None:
    taken = Taken(desk, "会员卡号", ["0012", 13, "0014"])
    why = "13 may be 0013: Excel drops noughts in front; write the number as text"
    assert taken.rows == [stored(card_no="0012"), rejected(why), stored(card_no="0014")]


IDENTITY = {"id_type": "resident", "birthday": "1949-12-31", "birthday_calendar": "solar", "birthday_leap": 0}
DRESSES = [
    "11999919491231003x",
    " １１９９９９１９４９１２３１００３Ｘ ",
    "'11999919491231003X",
    '="11999919491231003X"',
    "11999919491231003X\t",
]


@pytest.mark.parametrize("cell", DRESSES)
def test_an_id_in_many_dresses(cell: str, desk: Any) -> None:
    taken = Taken(desk, "身份证号", [cell])
    assert taken.rows == [stored(id_no="11999919491231003X", gender="male", **IDENTITY)]


def test_an_old_id_becomes_a_new_one(desk: Any) -> None:
    values, why, told = Taken(desk, "身份证号", ["119999491231003"]).rows[0]
    assert (values, why) == ({"id_no": "11999919491231003X", "gender": "male", **IDENTITY}, None)
    assert told == ["An old 15-digit ID number was converted to 18 digits"]


def test_an_id_that_contradicts_is_told(desk: Any) -> None:
    path = book(
        desk.folder / "list.xlsx",
        ["姓名", "手机", "身份证号", "生日", "性别"],
        ["赵甲", "19900000001", "11999919491231003X", "1950-01-02", "女"],
    )
    answer = desk.json("import", "members", path, "--apply")
    assert remarks(answer)[2] == [
        "the ID says born 1949-12-31, the birthday is 1950-01-02; both are kept",
        "the ID says another gender than was given; both are kept",
    ]
    kept = members(desk.path)["赵甲"]
    assert (kept["birthday"], kept["gender"]) == ("1950-01-02", "female")


NAMES_WRITTEN: list[tuple[str, Any]] = [
    ("张\u3000三", {"name": "张三"}),  # 36
    ("王\u00a0小\u200b明", {"name": "王小明"}),
    ("李 小 红", {"name": "李小红"}),
    ("阿卜杜拉•买买提", {"name": "阿卜杜拉·买买提"}),  # 37
    ("李总", {"name": "李总"}),  # 38
    ("小明妈妈", {"name": "小明妈妈"}),
    ("钱四(VIP)", {"name": "钱四", "note": "VIP"}),  # 39
    ("孙五（老客户）", {"name": "孙五", "note": "老客户"}),
    ("周六19900007777", {"name": "周六", "mobile": "19900007777", "phone2": "19900000008"}),
    ("吴七，郑八", "吴七，郑八 names several people: give each a row"),
    ("东海某某有限公司", {"name": "东海某某有限公司", "kind": "organisation"}),  # 40
    ("𠮷田㐂", {"name": "𠮷田㐂"}),  # 41
    ("19900008888", "19900008888 is no name: have the columns been shifted?"),  # 23
    ("王*明", "王*明 is masked; give the whole name"),
    ("无", "the name is missing"),
]


def test_names(desk: Any) -> None:
    rows = [[name, f"199{at:08}"] for at, (name, _) in enumerate(NAMES_WRITTEN)]
    answer = desk.ok(
        "import", "members", book(desk.folder / "a.xlsx", ["姓名", "手机"], *rows), "--apply", "--json"
    ).json
    why = reasons(answer)
    by_phone = {values.get("phone2", values["mobile"]): values for values in members(desk.path).values()}
    got = []
    for at, (name, _) in enumerate(NAMES_WRITTEN):
        values = by_phone.get(f"199{at:08}", {})
        if values.get("mobile") == f"199{at:08}":
            values = {key: value for key, value in values.items() if key != "mobile"}
        got.append((name, why[at + 2][0] if at + 2 in why else values))
    assert got == NAMES_WRITTEN


def test_a_cell_merged_over_rows_speaks_for_all_of_them_and_for_no_other(desk: Any) -> None:
    from openpyxl import load_workbook

    path = book(
        desk.folder / "a.xlsx",
        ["姓名", "手机", "地址"],
        ["赵甲", "19900000001", "东海市一号"],
        ["赵乙", "19900000002", None],
        ["钱丙", "19900000003", None],
    )
    made = load_workbook(path)
    made.worksheets[0].merge_cells("C2:C3")
    made.save(path)
    desk.json("import", "members", path, "--apply")
    found = {name: values.get("address") for name, values in members(desk.path).items()}
    assert found == {"赵甲": "东海市一号", "赵乙": "东海市一号", "钱丙": None}  # 51


def test_passwords_and_ages_are_never_taken(desk: Any) -> None:
    path = book(desk.folder / "a.xlsx", ["姓名", "手机", "密码", "年龄"], ["赵甲", "19900000001", "secret", 35])
    answer = desk.json("import", "members", path, "--apply")
    assert (answer["ignored"], answer["columns"]) == (
        {"密码": "not wanted", "年龄": "not wanted"},
        {"姓名": "name", "手机": "mobile"},
    )
    assert members(desk.path) == {"赵甲": {"name": "赵甲", "mobile": "19900000001"}}
