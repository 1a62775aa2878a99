"""Search keys: what a record is found by, and what a typed text may mean.

Keys are pairs of kind and key, looked up whole or by their beginning:

=========== ========================================================== =========================
kind        key                                                        found by
=========== ========================================================== =========================
whole       the whole folded name                                      a whole name
name        every end of it                                            any part of a name
pinyin      the syllables from any one on: wangxiaoming, xiaoming      pinyin from any syllable
initials    their first letters: wxm, xm, m                            initials
digits      the digits of a phone, last one first                      the last digits
card        a card number in upper case                                its beginning
card_tail   its digits, last one first                                 the last digits
id          an ID number, last character first                         the last characters
=========== ========================================================== =========================

Names are indexed in simplified characters and, where that differs, as they are written.
"""

from __future__ import annotations

import functools
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import TypeVar

from crmcli.core.findings import Refused
from crmcli.core.pattern import pattern
from crmcli.core.phone import parse_phone
from crmcli.core.surname import READINGS
from crmcli.core.text import HAN, fold, simplified

T = TypeVar("T")
Key = tuple[str, str]
Probe = tuple[str, str, bool]

# Shorter ends of a number are shared by too many.
SHORTEST_TAIL = 4
_MOST_SPELLINGS = 8
_MOST_READINGS = 3
# A longer name is an organisation's, whose first character is no surname.
_LONGEST_PERSON = 3
_NO_MATCH = 9

_UNIT = pattern(f"[a-z0-9]+|[{HAN}]")
_SYLLABLE = pattern("[a-zü]+")
_LATIN = pattern("[a-z0-9]*[a-z][a-z0-9]*")
_MEMBER = pattern("m-?0*([1-9][0-9]{0,11})")
_DIGITS = pattern(r"[+()\-]*[0-9][0-9+()\-]*")
_ID = pattern("[A-Z]{0,3}[0-9]{3,17}X?")
_NAME_AND_TAIL = pattern(r"(?P<name>.*[^0-9\s-])[\s-]*(?P<tail>[0-9]{4,})", re.DOTALL)

# One way to say a text: how far from the usual one, its pinyin (with ü), its initials.
_Spelling = tuple[int, str, str]
# One way to say a character, and its initial.
_Reading = tuple[str, str]


def name_keys(name: str) -> set[Key]:
    """The keys of a name. From each syllable on at most 8 ways to say it are taken, the usual ones first."""
    simple = _simple_form(name)
    keys: set[Key] = set()
    for form in {simple, _name_form(name)} - {""}:
        keys.add(("whole", form))
        keys.update([("name", form[start:]) for start in range(len(form))])
    for spellings in _spelled(simple):
        for _, pinyin, initials in spellings:
            keys.add(("initials", initials))
            if "ü" in pinyin:
                keys.update([("pinyin", typed) for typed in _typed(pinyin)])
            else:
                keys.add(("pinyin", pinyin))
    return keys


def _name_form(text: str) -> str:
    """Folded, and without the dot in 阿卜杜拉·买买提, which is seldom typed."""
    return fold(text).replace("·", "")


def _simple_form(name: str) -> str:
    return simplified(name).replace("·", "")


def _latin_form(text: str) -> str:
    """Letters and digits of a typed pinyin: v for ü, without tones, blanks, hyphens and apostrophes."""
    plain = unicodedata.normalize("NFD", text.lower()).replace("u\u0308", "v")
    return re.sub("['’`-]", "", fold("".join(filter(lambda sign: not unicodedata.combining(sign), plain))))


def _typed(pinyin: str) -> tuple[str, ...]:
    """What is typed for a pinyin: ü has no key, and v, u and, as in passports, yu stand for it."""
    return tuple(pinyin.replace("ü", typed) for typed in ("v", "u", "yu")) if "ü" in pinyin else (pinyin,)


def _spelled(form: str) -> list[list[_Spelling]]:
    """For each syllable or word of a simplified name the ways to say what begins with it."""
    if form.isascii():
        return []
    after: list[_Spelling] = [(0, "", "")]
    endings: list[list[_Spelling]] = []
    for readings in reversed(_said(_UNIT.findall(form))):
        after = [
            (far + place, reading + pinyin, initial + initials)
            for far, pinyin, initials in after
            for place, (reading, initial) in enumerate(readings)
        ]
        if len(after) > _MOST_SPELLINGS:
            after.sort(key=itemgetter(0))
            del after[_MOST_SPELLINGS:]
        endings.append(after)
    endings.reverse()
    return endings


def _said(units: list[str]) -> list[tuple[_Reading, ...]]:
    """The readings of each syllable or word, with what stands first read as a surname."""
    said = [_readings(unit) for unit in units]
    surname = READINGS.get("".join(units[:2])) or READINGS.get(units[0] if units else "") or ()
    if units and len(units) <= _LONGEST_PERSON + (len(surname) == 2):
        # Rare readings of 王 or 于 would only bring strangers into the list.
        said[0] = said[0][:1]
    for place, syllable in enumerate(surname):
        said[place] = ((syllable, syllable[0]), *(other for other in said[place] if other[0] != syllable))
    return [readings for readings in said if readings]


@functools.cache
def _readings(unit: str) -> tuple[_Reading, ...]:
    """The readings of one character, the usual one first; a word in letters or digits reads as it is."""
    if unit.isascii():
        return ((unit, unit[0] if unit.isalpha() else unit),)
    syllables = list(filter(_SYLLABLE.fullmatch, _pinyin()(unit)[0]))
    return tuple((syllable, syllable[0]) for syllable in syllables[:_MOST_READINGS])


@functools.cache
def _pinyin() -> Callable[[str], list[list[str]]]:
    # Without its phrases, which single characters need not, the import takes 40 ms instead of 140.
    switches = dict.fromkeys(("PYPINYIN_NO_PHRASES", "PYPINYIN_NO_DICT_COPY"), "1")
    before = {name: os.environ.get(name) for name in switches}
    os.environ.update(switches)
    try:
        from pypinyin import Style, pinyin
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
    return functools.partial(pinyin, style=Style.NORMAL, heteronym=True, v_to_u=True)


def phone_keys(number: str) -> set[Key]:
    """The keys of a number as parse_phone gives it; with an extension also those of the line itself."""
    line, extension = number, ""
    if number.count("-") == 2 or (number.count("-") == 1 and not number.startswith("0")):
        line, _, extension = number.rpartition("-")
    digits = re.sub("[^0-9]", "", line)
    return {("digits", text[::-1]) for text in (digits, digits + extension) if text}


def card_keys(card_no: str) -> set[Key]:
    """The keys of a card number."""
    card = fold(card_no).upper()
    digits = re.sub("[^0-9]", "", card)
    keys = {("card", card)} if card else set()
    return keys | ({("card_tail", digits[::-1])} if len(digits) >= SHORTEST_TAIL else set())


def id_keys(id_no: str) -> set[Key]:
    """The keys of an ID number."""
    number = fold(id_no).upper()
    return {("id", number[::-1])} if number else set()


def query_keys(text: str) -> list[Probe]:
    """What to look up for a typed text: kind, key, and whether the key is whole or only begins so.

    The probes stand in the order to try them; whole ones come first. Loads neither pypinyin nor opencc.
    """
    form = _name_form(text)
    code = fold(text).upper()
    if _DIGITS.fullmatch(code):
        return _digit_probes(code, form)
    whole: list[Probe] = [("whole", form, True)]
    part: list[Probe] = []
    latin = _latin_form(text)
    if _LATIN.fullmatch(latin):
        whole += [("pinyin", latin, True), ("initials", latin, True)]
        part += [("pinyin", latin, False), ("initials", latin, False)]
    if latin.isascii():
        whole.append(("card", code, True))
        part.append(("card", code, False))
    if _ID.fullmatch(code):
        whole.append(("id", code[::-1], True))
        part.append(("id", code[::-1], False))
    part.append(("name", form, False))
    return [*whole, *part] if form else []


def _digit_probes(code: str, form: str) -> list[Probe]:
    digits = re.sub("[^0-9]", "", code)
    if len(digits) < SHORTEST_TAIL:
        return [("whole", form, True), ("card", code, True), ("name", form, False)]
    try:
        phone = re.sub("[^0-9]", "", parse_phone(code).number)
    except Refused:
        phone = digits
    return [
        ("digits", phone[::-1], True),
        ("card", code, True),
        ("id", digits[::-1], True),
        ("whole", form, True),
        ("digits", phone[::-1], False),
        ("card", code, False),
        ("card_tail", digits[::-1], False),
        ("id", digits[::-1], False),
        ("name", form, False),
    ]


def split_query(text: str) -> tuple[str, str]:
    """A name and the last 4 or more digits of a phone typed together: 王芳5678, wf5678, 王芳 5678.

    Digits alone are all tail, anything else all name.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    digits = re.sub("[^0-9]", "", plain)
    if len(digits) >= SHORTEST_TAIL and _DIGITS.fullmatch(fold(plain)):
        return "", digits
    match = _NAME_AND_TAIL.fullmatch(plain)
    return (match["name"].strip(), match["tail"]) if match else (plain, "")


def member_number(text: str) -> int | None:
    """12 for m12, M-12 and M-00012, in full width as well; nothing for any other text."""
    match = _MEMBER.fullmatch(re.sub("[‐‑‒–—―−]", "-", fold(text)))
    return int(match[1]) if match else None


def choose(text: str, options: Sequence[T], names: Callable[[T], Iterable[str]]) -> list[T]:
    """The options ``text`` means, in their order: all those equally good.

    ``names`` gives what an option is called: code, label, synonyms. A whole name wins over the beginning
    of one, that over a part, that over pinyin or initials: these whole, then as a beginning, then from
    any syllable. Case and width do not count.
    """
    wanted = _name_form(text)
    if not wanted:
        return []
    found = _best([(option, [_rank(wanted, _name_form(name)) for name in names(option)]) for option in options])
    latin = _latin_form(text)
    if found or not _LATIN.fullmatch(latin):
        return found
    return _best([(option, [_spelling_rank(latin, name) for name in names(option)]) for option in options])


def _best(ranked: list[tuple[T, list[int]]]) -> list[T]:
    best = min((rank for _, ranks in ranked for rank in ranks), default=_NO_MATCH)
    return [option for option, ranks in ranked if best in ranks and best < _NO_MATCH]


def _rank(wanted: str, name: str) -> int:
    if name == wanted:
        return 0
    return 1 if name.startswith(wanted) else 2 if wanted in name else _NO_MATCH


def _spelling_rank(wanted: str, name: str) -> int:
    rank = _NO_MATCH
    for start, spellings in enumerate(_spelled(_simple_form(name))):
        said = [form for _, pinyin, initials in spellings for form in (*_typed(pinyin), initials)]
        if wanted in said:
            rank = min(rank, 2 if start else 0)
        elif any(form.startswith(wanted) for form in said):
            rank = min(rank, 3 if start else 1)
    return rank
