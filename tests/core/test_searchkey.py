import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.searchkey import (
    card_keys,
    choose,
    id_keys,
    member_number,
    name_keys,
    phone_keys,
    query_keys,
    split_query,
)
from crmcli.core.text import fold

Key = tuple[str, str]


def found(text: str, keys: set[Key]) -> bool:
    """Whether a typed text reaches a record with these keys, as a look-up in a table would."""
    return any(
        kind == key[0] and (key[1] == wanted if whole else key[1].startswith(wanted))
        for kind, wanted, whole in query_keys(text)
        for key in keys
    )


def of_kind(kind: str, keys: set[Key]) -> set[str]:
    return {key for name, key in keys if name == kind}


def test_all_keys_of_a_plain_name() -> None:
    assert name_keys("李芳") == {
        ("whole", "李芳"),
        ("name", "李芳"),
        ("name", "芳"),
        ("pinyin", "lifang"),
        ("pinyin", "fang"),
        ("initials", "lf"),
        ("initials", "f"),
    }


def test_a_traditional_name_has_the_keys_of_both_scripts() -> None:
    assert name_keys("諸葛亮") == {
        *(("whole", name) for name in ("諸葛亮", "诸葛亮")),
        *(("name", name) for name in ("諸葛亮", "诸葛亮", "葛亮", "亮")),
        *(("pinyin", said) for said in ("zhugeliang", "geliang", "liang")),
        *(("initials", said) for said in ("zgl", "gl", "l")),
    }


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("吕丽", {"lvli", "luli", "lyuli", "li"}),
        ("单芳", {"shanfang", "danfang", "fang"}),
        ("尉迟芳", {"yuchifang", "weichifang", "chifang", "fang"}),
        ("乐正芳", {"yuezhengfang", "lezhengfang", "zhengfang", "fang"}),
        ("欧阳芳", {"ouyangfang", "yangfang", "fang"}),
        # the rare readings of a surname are left out
        ("王芳", {"wangfang", "fang"}),
        ("李乐", {"lile", "liyue", "le", "yue"}),
        ("Tom李", {"tomli", "li"}),
        ("𠮷田", {"tian"}),
        ("Tom Lee", set()),
        ("阿·李", {"ali", "li"}),
    ],
)
def test_pinyin(name: str, pinyin: set[str]) -> None:
    assert of_kind("pinyin", name_keys(name)) == pinyin


SURNAMES = """
单 shan dan;解 xie jie;仇 qiu chou;查 zha cha;曾 zeng ceng;区 ou qu;朴 piao pu;缪 miao mou;种 chong zhong;召 shao zhao;
翟 zhai di;折 she zhe;员 yun yuan;贠 yun yuan;祭 zhai ji;么 yao me;盖 ge gai;乐 yue le;覃 qin tan;隗 wei kui;
郇 xun huan;黑 he hei;秘 bi mi;卜 bu bo;都 du dou;阚 kan han;薄 bo bao;繁 po fan;洗 xian xi;佴 nai er;能 nai neng;
句 gou ju;乜 nie mie;适 kuo shi;不 fou bu;炅 gui jiong;重 chong zhong;粘 nian zhan;藏 zang cang
"""


@pytest.mark.parametrize(("surname", "right", "usual"), [entry.split() for entry in SURNAMES.split(";")])
def test_a_surname_is_found_by_both_readings(surname: str, right: str, usual: str) -> None:
    assert of_kind("pinyin", name_keys(surname + "丽")) == {f"{right}li", f"{usual}li", "li"}


def test_at_most_eight_ways_from_each_syllable() -> None:
    name = "重行乐和长朝" * 10
    keys = name_keys(name)
    assert of_kind("name", keys) == {name[start:] for start in range(60)}
    assert 60 < len(of_kind("pinyin", keys)) <= 60 * 8
    assert fold(name) in of_kind("whole", keys)


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        (
            "王小明",
            "王小明 小明 明 王小 wangxiaoming WangXiaoMing xiaoming wangx ming wxm xm m wx wáng wang-xiao-ming",
        ),
        ("单小姐", "单小姐 shan dan s d sxj dxj shanxiaojie"),
        ("吕芳", "lv lu lyu lü lǚ lvfang lufang lyufang lf"),
        ("諸葛亮", "諸葛 诸葛 zgl zhugeliang geliang"),
        ("阿卜杜拉·买买提", "阿卜杜拉买买提 阿卜杜拉·买买提 阿卜杜拉•买买提 买买提 maimaiti mmt"),
        ("Tom李", "tom Tom李 李 tomli li tl"),
        ("Tom Lee", "TomLee lee tom"),
        ("西安店", "xian xi'an xi’an"),
        ("3号店", "3号店 3 3haodian 3hd haodian"),
    ],
)
def test_a_name_is_found_by_each_of_its_keys(name: str, texts: str) -> None:
    assert [text for text in texts.split() if not found(text, name_keys(name))] == []


@pytest.mark.parametrize(
    ("name", "text"), [("王小明", "王明"), ("王小明", "xw"), ("王小明", "iaoming"), ("李芳", "wf"), ("李芳", "")]
)
def test_a_name_is_not_found_by_what_it_has_not(name: str, text: str) -> None:
    assert not found(text, name_keys(name))


@given(st.text(alphabet="王小明单吕诸葛乐重庆阿·AbX 3（）", min_size=1, max_size=12), st.data())
def test_search_finds_what_was_written_by_any_of_its_keys(name: str, data: st.DataObject) -> None:
    keys = name_keys(name)
    for kind, key in sorted(keys):
        start = key if kind == "whole" else key[: data.draw(st.integers(1, len(key)))]
        assert found(start, keys)


def test_phone_card_and_id_keys() -> None:
    assert phone_keys("19900005678") == {("digits", "87650000991")}
    assert phone_keys("0513-85120000-801") == {("digits", "000021583150"), ("digits", "108000021583150")}
    assert phone_keys("4000000123-8") == {("digits", "3210000004"), ("digits", "83210000004")}
    assert phone_keys("+85255500001") == {("digits", "10000555258")}
    assert card_keys(" a0012 ") == {("card", "A0012"), ("card_tail", "2100")}
    assert card_keys("ＶＩＰ１") == {("card", "VIP1")}
    assert id_keys("11999919010203002x") == {("id", "X20030201091999911")}
    assert (phone_keys(""), card_keys(""), id_keys("")) == (set(), set(), set())


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("5678", phone_keys("19900005678")),
        ("00005678", phone_keys("19900005678")),
        ("19900005678", phone_keys("19900005678")),
        ("199 0000 5678", phone_keys("19900005678")),
        ("+86 199-0000-5678", phone_keys("19900005678")),
        ("019900005678", phone_keys("19900005678")),
        ("１９９００００５６７８", phone_keys("19900005678")),
        ("85120000", phone_keys("0513-85120000")),
        ("0513-85120000", phone_keys("0513-85120000-801")),
        ("0513-85120000-801", phone_keys("0513-85120000-801")),
        ("+85255500001", phone_keys("+85255500001")),
        ("0012", card_keys("0012")),
        ("a0012", card_keys("A0012")),
        ("A00", card_keys("A0012")),
        ("0012", card_keys("A0012")),
        ("12", card_keys("12")),
        ("002x", id_keys("11999919010203002X")),
        ("11999919010203002x", id_keys("11999919010203002X")),
        ("0011", id_keys("119999190102030011")),
        ("E00001234", id_keys("E00001234")),
        ("1234", id_keys("E00001234")),
    ],
)
def test_a_number_is_found_by_its_end(text: str, keys: set[Key]) -> None:
    assert found(text, keys)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("678", phone_keys("19900005678")),
        ("0000", phone_keys("19900005678")),
        ("8765", phone_keys("19900005678")),
        ("8765", card_keys("A5678")),
    ],
)
def test_a_number_is_not_found_otherwise(text: str, keys: set[Key]) -> None:
    assert not found(text, keys)


def test_the_probes_stand_in_their_order() -> None:
    assert query_keys("王芳") == [("whole", "王芳", True), ("name", "王芳", False)]
    assert query_keys("Wf") == [
        ("whole", "wf", True),
        ("pinyin", "wf", True),
        ("initials", "wf", True),
        ("card", "WF", True),
        ("pinyin", "wf", False),
        ("initials", "wf", False),
        ("card", "WF", False),
        ("name", "wf", False),
    ]
    assert query_keys("5678") == [
        ("digits", "8765", True),
        ("card", "5678", True),
        ("id", "8765", True),
        ("whole", "5678", True),
        ("digits", "8765", False),
        ("card", "5678", False),
        ("card_tail", "8765", False),
        ("id", "8765", False),
        ("name", "5678", False),
    ]
    assert query_keys("12") == [("whole", "12", True), ("card", "12", True), ("name", "12", False)]
    assert query_keys(" ") == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("王芳5678", ("王芳", "5678")),
        ("王芳 5678", ("王芳", "5678")),
        ("王芳-19900005678", ("王芳", "19900005678")),
        ("王芳５６７８", ("王芳", "5678")),
        ("wf5678", ("wf", "5678")),
        ("Tom Lee 5678", ("Tom Lee", "5678")),
        ("5678", ("", "5678")),
        ("199 0000 5678", ("", "19900005678")),
        ("王芳", ("王芳", "")),
        ("王芳567", ("王芳567", "")),
        ("m12", ("m12", "")),
        ("12", ("12", "")),
        ("", ("", "")),
    ],
)
def test_split_query(text: str, parts: tuple[str, str]) -> None:
    assert split_query(text) == parts


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("m12", 12),
        ("M12", 12),
        ("M-00012", 12),
        ("m-12", 12),
        ("M00012", 12),
        ("Ｍ－００１２", 12),
        ("M—00012", 12),
        (" m12 ", 12),
        ("12", None),
        ("m0", None),
        ("m", None),
        ("m1a", None),
        ("mm12", None),
        ("王12", None),
        ("m" + "9" * 13, None),
    ],
)
def test_member_number(text: str, number: int | None) -> None:
    assert member_number(text) == number


TIERS = [("silver", "银卡"), ("platinum", "白金卡"), ("gold", "金卡"), ("vip", "尊享卡"), ("gold2", "金卡二")]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("金卡", ["gold"]),
        ("GOLD", ["gold"]),
        ("ｇｏｌｄ", ["gold"]),
        ("gol", ["gold", "gold2"]),
        ("金", ["gold", "gold2"]),
        ("金卡二", ["gold2"]),
        ("享", ["vip"]),
        ("卡", ["silver", "platinum", "gold", "vip", "gold2"]),
        ("yinka", ["silver"]),
        ("yk", ["silver"]),
        # whole from the first syllable wins over whole from a later one
        ("jk", ["gold"]),
        ("jinka", ["gold"]),
        ("zun", ["vip"]),
        ("xiangka", ["vip"]),
        ("bjk", ["platinum"]),
        ("xyz", []),
        ("玉", []),
        ("", []),
        ("·", []),
    ],
)
def test_choose(text: str, codes: list[str]) -> None:
    assert [code for code, _ in choose(text, TIERS, lambda tier: tier)] == codes


def test_choose_takes_any_of_an_options_names_once() -> None:
    assert choose("a", ["x", "y"], lambda option: ["ab", "ac"] if option == "x" else []) == ["x"]
    assert choose("a", [], lambda option: [option]) == []


def modules_after(code: str) -> set[str]:
    """Which of the heavy libraries a fresh interpreter has loaded after the code."""
    report = "import sys; print(*({'pypinyin', 'opencc', 'decimal', 'inspect'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", f"{code}\n{report}"], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_reading_loads_no_heavy_library() -> None:
    modules = "identity, keyboard, mask, money, phone, searchkey, surname, text"
    assert modules_after(f"from crmcli.core import {modules}") == set()
    search = "from crmcli.core.searchkey import choose, member_number, query_keys, split_query"
    asked = "for text in ('王芳', '諸葛', 'wf', 'lü', '5678', 'wf5678', 'm12'): query_keys(text); split_query(text)"
    chosen = "choose('金', ['金卡'], lambda name: [name]); choose('gold', ['gold'], lambda name: [name])"
    assert modules_after(f"{search}\n{asked}\n{chosen}") == set()


def test_the_environment_is_as_before_after_pinyin_was_loaded() -> None:
    code = (
        "import os; os.environ['PYPINYIN_NO_PHRASES'] = 'kept'; before = dict(os.environ)\n"
        "from crmcli.core.searchkey import name_keys; name_keys('王芳'); assert dict(os.environ) == before"
    )
    assert "pypinyin" in modules_after(code)
