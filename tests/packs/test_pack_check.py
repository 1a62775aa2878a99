from __future__ import annotations

import zoneinfo
from collections.abc import Callable
from pathlib import Path

import pytest

from crmcli.core.findings import in_a_row
from crmcli.packs.check import check, read
from crmcli.packs.copy import from_json, to_json
from crmcli.packs.document import PackFault
from crmcli.packs.model import Step, Tier


def told(folder: Path) -> list[str]:
    return [fault.message.format(**in_a_row(fault.facts)) for fault in check(folder)]


def test_a_sound_pack_has_no_fault(write_pack: Callable[..., Path]) -> None:
    assert told(write_pack()) == []


def test_values_are_exact(write_pack: Callable[..., Path]) -> None:
    pack = read(write_pack())
    assert pack.tiers == (
        Tier("guest", "茶客", 0),
        Tier("regular", "熟客", 100050, points_per_yuan="1.5", discount="0.95"),
    )
    assert [item.price_fen for item in pack.items] == [8800, 128050, None]
    assert pack.follow.retry.after == ("1d", "2d")
    assert pack.plans[0].steps[1] == Step(
        code="month-1",
        after="1mo",
        purpose="再问",
        script="{name}好",
        role="keeper",
        promotional_script="再来一课？",
        day_off="later",
        asks_recovered=True,
    )


STEP = "plans.course.steps.month-1"
CASES = [
    # text
    ('title = "茶馆"\n', "", [" title: title is missing; add it"]),
    ("茶馆", " ", [":1 title: the text is empty; write something"]),
    ('"茶馆"', "3", [":1 title: 3 is not text; put it in quotes"]),
    (
        "茶馆",
        r"a\nb",
        [":1 title: line breaks and control characters cannot be said; take them out"],
    ),
    # unknown keys, with what they resemble
    (
        "title =",
        "titel =",
        [" title: title is missing; add it", ":1 titel: there is no key titel; did you mean title?"],
    ),
    (
        'group = "课", price',
        'grup = "课", group = "课", price',
        [":28 items.lesson.grup: there is no key grup; did you mean group?"],
    ),
    (
        'counts = "consumption"',
        'counts = "consumption"\nzzz = 1',
        [":39 policy.zzz: there is no key zzz; known are basis, counts, retention"],
    ),
    (
        "[follow]",
        "[folow]",
        [" follow: follow is missing; add it", ":43 folow: there is no key folow; did you mean follow?"],
    ),
    # money and numbers
    *(
        (
            "1000.50",
            wrong,
            [f":63 tiers.regular.from: {shown} is not an amount in yuan; write it such as 20000 or 19999.99"],
        )
        for wrong, shown in [
            ("1000.505", "1000.505"),
            ('"2万"', "2万"),
            ("nan", "NaN"),
            ("-5", "-5"),
            ("true", "True"),
            ("99999999999", "99999999999"),
        ]
    ),
    (
        'discount = "0.95"',
        "discount = 95",
        [":65 tiers.regular.discount: 95 is not a number from 0.1 to 1, such as 0.95"],
    ),
    (
        "points_per_yuan = 1.5",
        "points_per_yuan = true",
        [":64 tiers.regular.points_per_yuan: True is not a number from 0 to 1000, such as 0.95"],
    ),
    ("keep_days = 7", "keep_days = 99", [":50 birthday.keep_days: 99 is not a whole number from 0 to 62"]),
    (
        "mobile = 2",
        "mobil = 2",
        [":41 weights.mobil: mobil is not known; did you mean mobile?"],
    ),
    ("mobile = 2", "", [":40 weights: no field has a weight; name one at least"]),
    (
        "asks_recovered = true",
        'asks_recovered = true\npromotional = "no"',
        [f":90 {STEP}.promotional: no is neither true nor false; write one of them"],
    ),
    # the ladder
    (
        "1000.50",
        "0",
        [":63 tiers.regular.from: 0 is not above the tier before it; order them from the lowest up"],
    ),
    ("from = 0\n", "from = 9\n", [":58 tiers.guest.from: the ladder starts at 9; its lowest tier must start at 0"]),
    (
        '"lifetime"',
        '"rolling"',
        [":37 policy.basis: rolling is no time to count over; write lifetime, or months such as 12mo"],
    ),
    ('"consumption"', '"visits"', [":38 policy.counts: visits is not known; take one of consumption, payment"]),
    # codes and names
    (
        'name = "熟客"',
        'name = "guest"',
        [":62 tiers.regular.name: guest is taken by an earlier entry of the list; choose another"],
    ),
    (
        'code = "lesson"',
        'code = "tea"',
        [":28 items.tea.code: tea is taken by an earlier entry of the list; choose another"],
    ),
    (
        'code = "lesson"',
        'code = "茶艺"',
        [":28 items.茶艺.code: 茶艺 is no code; use letters a-z, digits and hyphens, such as day-1"],
    ),
    ('[[plans]]\ncode = "welcome"', "[[plans]]", [":91 plans.2.code: code is missing; add it"]),
    (
        '  { code = "voucher", name = "券" },\n',
        "",
        [":11 pay: the entry voucher is missing; the program gives it a meaning, so add it"],
    ),
    # what one table says of another
    (
        '  { code = "other", name = "其他", group = "其他" },\n',
        "",
        [":26 items: an item with the code other is missing, for what is not listed; add it"],
    ),
    (
        "price = 88",
        'price = 88, treatment = "cours"',
        [":27 items.tea.treatment: cours is not known; did you mean course?"],
    ),
    (
        "price = 88",
        'price = 88, treatment = "welcome"',
        [":27 items.tea.treatment: welcome is not known; take one of course"],
    ),
    ('groups = ["课"]', 'groups = ["课程"]', [":71 plans.course.groups: 课程 is not known; did you mean 课?"]),
    ('groups = ["课"]', 'items = ["lessn"]', [":71 plans.course.items: lessn is not known; did you mean lesson?"]),
    (
        'groups = ["课"]',
        'groups = "课"',
        [':71 plans.course.groups: this is not a list of texts; write it such as ["1d", "2d"]'],
    ),
    (
        'anchor = "joining"',
        'anchor = "treatment"\ngroups = ["课"]',
        [":95 plans.welcome.groups: 课 starts the plan course already; take it out of one"],
    ),
    (
        'role = "keeper"\nasks',
        'role = "kepper"\nasks',
        [f":88 {STEP}.role: kepper is not known; did you mean keeper?"],
    ),
    (
        'operator_role = "keeper"',
        'operator_role = "owner"',
        [":5 operator_role: owner is not known; take one of keeper, waiter"],
    ),
    (
        'access = "clerk"',
        'access = "boss"',
        [
            ":33 roles.waiter.access: boss is not known; "
            "take one of clerk, desk, store-manager, supervisor, director, admin"
        ],
    ),
    (
        "tiers.guest.discount",
        "tiers.gest.discount",
        [":25 assumed: tiers.gest.discount names nothing in this pack; the nearest is tiers.guest.discount"],
    ),
    (
        '["tiers.guest.discount", "items.*.price"]',
        "3",
        [':25 assumed: this is not a list of texts; write it such as ["1d", "2d"]'],
    ),
    # days
    *(
        (
            'after = "1mo"',
            f'after = "{wrong}"',
            [f":83 {STEP}.after: {wrong} is not a time from 0d to 10y; write it such as 1d, 2w, 6mo or 1y"],
        )
        for wrong in ["1m", "-1mo", "soon", "9999y", "121mo"]
    ),
    (
        'after = "1mo"',
        'after = "1d"',
        [f":83 {STEP}.after: 1d is not later than the step before it; order the steps by time"],
    ),
    ('"2天"', '"0d"', [":44 follow.retry: 0d is not a time from 1d to 10y; write it such as 1d, 2w, 6mo or 1y"]),
    (
        'day_off = "later"',
        'day_off = "next"',
        [f":87 {STEP}.day_off: next is not known; take one of keep, earlier, later"],
    ),
    # scripts
    *(
        (
            'script = "{name}好"',
            f'script = "{wrong}好"',
            [f":85 {STEP}.script: {wrong} is no placeholder here; there are {{name}}, {{item}}, {{day}}"],
        )
        for wrong in ["{nmae}", "{}", "{0}", "{name.x}", "{name!r}", "{name:>9}"]
    ),
    *(
        (
            'script = "{name}好"',
            f'script = "{wrong}"',
            [f":85 {STEP}.script: a brace stands alone; braces are for {{name}}, {{item}}, {{day}} only"],
        )
        for wrong in ["好{", "好}"]
    ),
    (
        "，欢迎",
        "，欢迎{item}",
        [":100 plans.welcome.steps.day-2.script: {item} is no placeholder here; there are {name}, {day}"],
    ),
    ("生日快乐", "{item}", [":52 birthday.script: {item} is no placeholder here; there are {name}, {day}"]),
    (
        "promotional = true",
        'promotional = true\npromotional_script = "x"',
        [
            ":103 plans.welcome.steps.day-2.promotional_script: the whole step is promotional, "
            "so no sentences of it can stand apart; use script only"
        ],
    ),
    # recovery
    (
        "asks_recovered = true",
        "",
        [":72 plans.course.recovery: nothing ends this recovery; let a step have asks_recovered = true"],
    ),
    (
        "recovery = true",
        "",
        [":67 plans.course.recovery: a step asks whether it is over, but the plan opens none; set it to true"],
    ),
    (
        'anchor = "joining"',
        'anchor = "joining"\nrecovery = true',
        [":95 plans.welcome.recovery: only a plan with the anchor treatment opens a recovery; take the line out"],
    ),
    # the working week
    *(
        (
            'operator_role = "keeper"',
            f'operator_role = "keeper"\n{line}',
            [f":6 {sentence}"],
        )
        for line, sentence in [
            ('days_off = ["sunday"]', "days_off: sunday is not known; did you mean sun?"),
            (
                'days_off = ["xx"]',
                "days_off: xx is not known; take one of mon, tue, wed, thu, fri, sat, sun",
            ),
            (
                'days_off = "sun"',
                'days_off: this is not a list of texts; write it such as ["1d", "2d"]',
            ),
            (
                'days_off = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]',
                "days_off: every day of the week is off; leave one to work on",
            ),
            (
                "hours = []",
                "hours: there is no interval; write one such as 09:00-12:00, or take the line out",
            ),
            (
                "hours = [9, 12]",
                'hours: this is not a list of texts; write it such as ["1d", "2d"]',
            ),
            *(
                (
                    f'hours = ["{wrong}"]',
                    f"hours: {wrong} is no working time; write it such as 09:00-12:00 or 18:00-24:00",
                )
                for wrong in ("9-12", "12:00-09:00", "09:00-09:00", "22:00-24:01", "24:00-24:00")
            ),
            (
                'hours = ["09:00-12:00", "11:30-18:00"]',
                "hours: 11:30-18:00 begins before 09:00-12:00 has ended; put them in order",
            ),
            (
                'hours = ["13:30-18:00", "09:00-12:00"]',
                "hours: 09:00-12:00 begins before 13:30-18:00 has ended; put them in order",
            ),
        ]
    ),
    # shapes
    ("[policy]", "[[policy]]", [":36 policy: this is not a table; write [policy] and its keys below"]),
]


@pytest.mark.parametrize(("old", "new", "faults"), CASES)
def test_a_fault_names_place_matter_and_remedy(
    write_pack: Callable[..., Path], old: str, new: str, faults: list[str]
) -> None:
    assert told(write_pack(old, new)) == [f"tea/pack.toml{fault}" for fault in faults]


@pytest.mark.parametrize(
    ("lines", "days_off", "hours"),
    [
        ("", (5, 6), ()),
        ("days_off = []", (), ()),
        ('days_off = ["sun", "mon"]', (0, 6), ()),
        ('hours = ["09:00-12:00", "13:30-18:00"]', (5, 6), ((540, 720), (810, 1080))),
        ('hours = ["0:00-24:00"]\nassumed = ["hours", "days_off"]', (5, 6), ((0, 1440),)),
    ],
)
def test_the_working_week(
    write_pack: Callable[..., Path],
    lines: str,
    days_off: tuple[int, ...],
    hours: tuple[tuple[int, int], ...],
) -> None:
    old = 'assumed = ["tiers.guest.discount", "items.*.price"]'
    pack = read(write_pack(old, lines))
    assert (pack.days_off, pack.hours) == (days_off, hours)
    assert from_json(to_json(pack)) == pack


@pytest.mark.skipif(not zoneinfo.available_timezones(), reason="this machine has no time zones to look in")
@pytest.mark.parametrize("zone", ["Asia/Shangai", "../etc/passwd", "Beijing time"])
def test_a_time_zone_exists(write_pack: Callable[..., Path], zone: str) -> None:
    sentence = f"tea/pack.toml:4 time_zone: {zone} is no time zone; write it such as Asia/Shanghai"
    assert told(write_pack("Asia/Shanghai", zone)) == [sentence]


def test_all_faults_are_told_and_the_first_is_raised(write_pack: Callable[..., Path]) -> None:
    folder = write_pack('from = 0\n\n[[tiers]]\ncode = "regular"', 'form = 0\n\n[[tiers]]\ncode = "re gular"')
    found = told(folder)
    assert found == [
        "tea/pack.toml:55 tiers.guest.from: from is missing; add it",
        "tea/pack.toml:58 tiers.guest.form: there is no key form; did you mean from?",
        "tea/pack.toml:61 tiers.re gular.code: re gular is no code; use letters a-z, digits and hyphens, such as day-1",
    ]
    with pytest.raises(PackFault) as raised:
        read(folder)
    assert str(raised.value) == found[0]
    assert [fault.key for fault in raised.value.faults] == [
        "tiers.guest.from",
        "tiers.guest.form",
        "tiers.re gular.code",
    ]


def test_files_are_one_pack_and_each_names_its_own_faults(write_pack: Callable[..., Path]) -> None:
    folder = write_pack("[weights]\nmobile = 2\n", "")
    (folder / "more.toml").write_text(
        'assumed = ["weights.mobil"]\ntitle = "x"\n[weights]\nmobile = 0\n', encoding="utf-8"
    )
    assert told(folder) == ["tea/pack.toml title: title stands in more.toml too; keep one of them"]
    (folder / "more.toml").write_text('assumed = ["weights.mobil"]\n[weights]\nmobile = 0\n', encoding="utf-8")
    assert told(folder) == [
        "tea/more.toml:3 weights.mobile: 0 is not a whole number from 1 to 100",
        "tea/more.toml:1 assumed: weights.mobil names nothing in this pack; the nearest is weights.mobile",
    ]
    (folder / "more.toml").write_text('assumed = ["weights.*"]\n[weights]\nmobile = 1\n', encoding="utf-8")
    assert read(folder).assumed == ("weights.*", "tiers.guest.discount", "items.*.price")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("备注 = 1".encode("gbk"), "tea/notes.toml: the file is not UTF-8; save it as UTF-8"),
        (b"a = {", "tea/notes.toml: this is not TOML: "),
        (b"[tiers", "tea/notes.toml: this is not TOML: "),
    ],
)
def test_a_file_that_is_not_toml_is_the_only_thing_told(
    write_pack: Callable[..., Path], content: bytes, sentence: str
) -> None:
    folder = write_pack("title =", "titel =")
    (folder / "notes.toml").write_bytes(content)
    found = told(folder)
    assert len(found) == 1
    assert found[0].startswith(sentence)


def test_a_byte_order_mark_is_no_fault(write_pack: Callable[..., Path]) -> None:
    folder = write_pack()
    marked = b"\xef\xbb\xbf" + (folder / "pack.toml").read_bytes()
    (folder / "pack.toml").write_bytes(marked)
    assert told(folder) == []


def test_a_folder_that_is_no_pack(tmp_path: Path) -> None:
    assert told(tmp_path / "none") == ["none/pack.toml: there is no such file, so the folder is no pack; add it"]


def test_a_file_that_cannot_be_read(write_pack: Callable[..., Path]) -> None:
    folder = write_pack()
    (folder / "roles.toml").mkdir()
    found = told(folder)
    assert len(found) == 1
    assert found[0].startswith("tea/roles.toml: the file cannot be read: ")
