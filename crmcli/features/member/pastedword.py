"""What a word of a pasted text is by its looks: phone, ID, e-mail, day, gender, address, and what may be a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.text import HAN

if TYPE_CHECKING:
    from crmcli.packs.model import Pack


class Word(NamedTuple):
    """A piece of the text and the field it is of; `name` for what looks like one."""

    key: str
    text: str


PART = re.compile(r"[\s,，、;；|。]+")
#: What stands around a value without being part of it.
AROUND = " \t\r\n\u3000,，;；、。|/“”‘’\"'"
_EMAIL = r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
_RESIDENT = r"(?<![0-9A-Za-z])[1-9][0-9]{5}\s?(?:19|20)[0-9]{6}\s?[0-9]{3}[0-9Xx](?![0-9A-Za-z])"
_MOBILE = r"(?<![0-9])(?:(?:\+|00)?86[-\s]?)?1[3-9][0-9][-\s]?[0-9]{4}[-\s]?[0-9]{4}(?![0-9])"
_LANDLINE = r"(?<![0-9])\(?0[0-9]{2,3}\)?[-\s]?[2-8][0-9]{6,7}(?:(?:-|转)[0-9]{1,6})?(?![0-9])"
_ABROAD = r"(?<![0-9])\+[1-9][0-9]{1,2}[-\s]?[0-9]{6,11}(?![0-9])"
_CALENDAR = r"(?:(?:农历|阴历|公历|阳历|新历|旧历)\s?)?"
_LUNAR_NAME = (
    r"(?:(?:农历|阴历|旧历)\s?)?(?:(?:19|20)[0-9]{2}年)?闰?(?:[正一二三四五六七八九十冬腊]|十一|十二)月"
    r"(?:初[一二三四五六七八九十]|[十廿][一二三四五六七八九]|[二三]?十)"
)
_DAY = (
    rf"{_LUNAR_NAME}|{_CALENDAR}(?<![0-9])(?:(?:19|20)[0-9]{{2}}\s?[-./年]\s?闰?[0-9]{{1,2}}\s?[-./月]\s?[0-9]{{1,2}}日?"
    r"|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])|[0-9]{1,2}月[0-9]{1,2}[日号]?)(?:出?生)?(?![0-9])"
)
#: In the order they are looked for: a phone may seem to stand in an ID, a day in both.
_SURE = (
    ("email", re.compile(_EMAIL)),
    ("id_no", re.compile(_RESIDENT)),
    ("mobile", re.compile(f"{_MOBILE}|{_LANDLINE}|{_ABROAD}")),
    ("birthday", re.compile(_DAY)),
)
_GENDERS = {"男": "男", "女": "女", "男性": "男", "女性": "女", "先生": "男", "女士": "女", "小姐": "女"}
_GENDERS |= {"male": "男", "female": "女"}
_ADDRESSED = re.compile(f"(?P<name>[{HAN}]{{1,4}})(?P<word>先生|女士|小姐)")
_AGE = re.compile("[0-9]{1,3}(?:周?岁)")
_EMPLOYER = re.compile(
    ".{2,}(?:公司|集团|工厂|医院|学校|大学|学院|中学|小学|幼儿园|酒店|银行|事务所|工作室|研究所|委员会)"
)
_ADDRESS = re.compile(".*(?:省|市|区|县|镇|乡|村|路|街|巷|弄|栋|幢|室|花园|大厦|号楼|单元|[0-9]号).*")
_SHORTEST_ADDRESS = 4
_LATIN = re.compile("[A-Za-z][A-Za-z.'’-]*")
_ONE_HAN = re.compile(f"[{HAN}]")
_LUNAR = ("农历", "阴历", "旧历")
#: What people write around their name.
_SAID = re.compile("^(?:我的?名字是|我叫|我是|本人)(?=.)")
POLITE = frozenset(("您好", "你好", "谢谢", "麻烦了", "好的", "收到", "嗯", "老师"))
_WECHAT = re.compile("(?:wx|wxid|weixin)[-_]?[A-Za-z0-9_-]{3,}", re.IGNORECASE)
_NAME = re.compile(f"[{HAN}]{{2,4}}|[{HAN}]{{1,12}}(?:·[{HAN}]{{1,12}})+|[A-Za-z][A-Za-z.'’ -]+")
#: The code lists whose words say by themselves what they are.
_LISTS = ("source", "industry", "occupation", "interest", "card_type")


def sure_words(text: str, *, but: str = "") -> tuple[list[Word], str]:
    """What nobody can take for something else, wherever it stands, and the text without it; `but` one kind."""
    found: list[Word] = []
    for key, sign in _SURE:
        if key == but:
            continue
        found += [Word(key, match[0].strip()) for match in sign.finditer(text)]
        text = sign.sub(" , ", text)
    return [
        Word(key, word.removesuffix("生").removesuffix("出") if key == "birthday" else word) for key, word in found
    ], text


def sure_places(text: str) -> list[tuple[str, int]]:
    """Of everything nobody can take for something else its kind and where it begins."""
    found: list[tuple[str, int]] = []
    for key, sign in _SURE:
        found += [(key, match.start()) for match in sign.finditer(text)]
        text = sign.sub(lambda match: " " * len(match[0]), text)
    return found


def first_of(key: str, text: str) -> tuple[list[str], str]:
    """All that looks like an e-mail, ID, phone or day in a text, and the rest."""
    sign = dict(_SURE)["mobile" if key == "phone2" else key]
    words = [match[0].strip() for match in sign.finditer(text)]
    if key == "birthday":
        words = [word.removesuffix("生").removesuffix("出") for word in words]
    return words, sign.sub(" , ", text)


def word_of(text: str, pack: Pack) -> list[Word]:
    """What one word is; nothing where it cannot be told. 王小明先生 is a name and a gender."""
    text = _SAID.sub("", text)
    if text.lower() in _GENDERS:
        return [Word("gender", _GENDERS[text.lower()])]
    if _AGE.fullmatch(text):
        return [Word("age", text)]
    if key := _list_of(text, pack):
        return [Word(key, text)]
    if _WECHAT.fullmatch(text):
        return [Word("wechat", text)]
    if addressed := _ADDRESSED.fullmatch(text):
        name = addressed["name"] if len(addressed["name"]) > 1 else text
        return [Word("name", name), Word("gender", _GENDERS[addressed["word"]])]
    if _EMPLOYER.fullmatch(text):
        return [Word("employer", text)]
    if len(text) >= _SHORTEST_ADDRESS and _ADDRESS.fullmatch(text):
        return [Word("address", text)]
    return [Word("name", text)] if _NAME.fullmatch(text) else []


def _list_of(text: str, pack: Pack) -> str | None:
    """The one code list a word stands in."""
    kinds = [kind for kind in _LISTS if any(code.name == text for code in pack.codes.get(kind, ()))]
    return kinds[0] if len(kinds) == 1 else None


def first_word(text: str) -> tuple[str, str]:
    """The first word of a text and the rest."""
    own, *rest = PART.split(text.strip(AROUND), maxsplit=1)
    return own, rest[0] if rest else ""


def name_and_rest(text: str) -> tuple[str, str]:
    """The name a text begins with, 王 小 明 and John Smith being one each, and the rest."""
    words = [word for word in PART.split(text) if word]
    count = 1
    if words and _LATIN.fullmatch(words[0]):
        while count < len(words) and _LATIN.fullmatch(words[count]):
            count += 1
    elif words and len(words[0]) == 1:
        while count < len(words) and len(words[count]) == 1 and words[count] not in _GENDERS:
            count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def joined(words: list[str], pack: Pack) -> list[str]:
    """Words that stand side by side and are one value: the parts of an address, of a Latin name, 王 小 明."""
    found: list[str] = []
    apart = False
    for word in filter(None, words):
        before = found[-1] if found else ""
        both = [_is_address(before, pack) and _is_address(word, pack), _is_latin(before) and _is_latin(word)]
        was_apart, apart = apart, bool(_ONE_HAN.fullmatch(word)) and word not in _GENDERS
        if was_apart and apart:
            found[-1] = before + word
        elif before and any(both):
            found[-1] = f"{before} {word}"
        else:
            found.append(word)
    return found


def _is_address(text: str, pack: Pack) -> bool:
    return [word.key for word in word_of(text, pack)] == ["address"]


def _is_latin(text: str) -> bool:
    return all(_LATIN.fullmatch(word) and word.lower() not in _GENDERS for word in text.split()) and bool(text)


def lacks_calendar(head: str, text: str) -> bool:
    """Whether a label says that the day behind it is a lunar one, and the day itself does not."""
    return any(word in head for word in _LUNAR) and not any(word in text for word in _LUNAR)
