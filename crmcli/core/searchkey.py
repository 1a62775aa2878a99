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
from typing import TypeVar

from crmcli.core.findings import Refused
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

_UNIT = re.compile(f"[a-z0-9]+|[{HAN}]")
_LATIN = re.compile("[a-z][a-z0-9]*")
_MEMBER = re.compile("m-?0*([1-9][0-9]{0,11})")
_DIGITS = re.compile(r"[0-9+()\-]+")
_ID_TAIL = re.compile("[0-9]{3,17}x")
_NAME_AND_TAIL = re.compile(r"(?P<name>.*[^0-9\s-])[\s-]*(?P<tail>[0-9]{4,})", re.DOTALL)

# One way to say a text: how far from the usual one, its pinyin (with ü), its initials.
_Spelling = tuple[int, str, str]


def name_keys(name: str) -> set[Key]:
    """The keys of a name. At most 8 ways to say it are taken for each syllable it is searched from."""
    written = _name_form(name)
    simple = _name_form(simplified(name))
    keys: set[Key] = set()
    for form in {written, simple}:
        keys.add(("whole", form))
        keys.update([("name", form[start:]) for start in range(len(form))])
    for spellings in _spelled(simple):
        for _, pinyin, initials in spellings:
            keys.add(("initials", initials))
            keys.add(("pinyin", pinyin))
            if "ü" in pinyin:
                keys.remove(("pinyin", pinyin))
                keys.update([("pinyin", pinyin.replace("ü", typed)) for typed in ("v", "u", "yu")])
    return keys


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
    card = fold(text).upper()
    if not form:
        return []
    if _DIGITS.fullmatch(card) and any(map(str.isdigit, card)):
        return _digit_probes(card, form)
    probes: list[Probe] = [("whole", form, True)]
    parts: list[Probe] = []
    if card.isascii():
        latin = _latin_form(text)
        probes += [("card", card, True), ("id", card[::-1], True)]
        if _LATIN.fullmatch(latin):
            probes += [("pinyin", latin, True), ("initials", latin, True)]
            parts += [("pinyin", latin, False), ("initials", latin, False)]
        parts.append(("card", card, False))
        if _ID_TAIL.fullmatch(form):
            parts.append(("id", card[::-1], False))
    return [*probes, ("name", form, False), *parts]


def _digit_probes(card: str, form: str) -> list[Probe]:
    digits = re.sub("[^0-9]", "", card)
    try:
        number = re.sub("[^0-9]", "", parse_phone(card).number)
    except Refused:
        number = digits
    if len(digits) < SHORTEST_TAIL:
        return [("whole", form, True), ("card", card, True), ("name", form, False)]
    return [
        ("digits", number[::-1], True),
        ("card", card, True),
        ("id", digits[::-1], True),
        ("whole", form, True),
        ("digits", number[::-1], False),
        ("card", card, False),
        ("card_tail", digits[::-1], False),
        ("id", digits[::-1], False),
        ("name", form, False),
    ]


def split_query(text: str) -> tuple[str, str]:
    """A name and the last 4 or more digits of a phone typed together: 王芳5678, wf5678, 王芳 5678.

    Digits alone are all tail, anything else all name.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if len(plain) >= SHORTEST_TAIL and re.fullmatch("[0-9]+", plain):
        return "", plain
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
    best = _best(options, lambda option: min((_rank(wanted, _name_form(name)) for name in names(option)), default=3), 3)
    latin = _latin_form(text)
    if best or not _LATIN.fullmatch(latin):
        return best
    return _best(options, lambda option: min((_spelling_rank(latin, name) for name in names(option)), default=4), 4)


def _best(options: Sequence[T], rank: Callable[[T], int], none: int) -> list[T]:
    ranks = [rank(option) for option in options]
    best = min(ranks, default=none)
    return [option for option, place in zip(options, ranks, strict=True) if place == best < none]


def _rank(wanted: str, name: str) -> int:
    if name == wanted:
        return 0
    return 1 if name.startswith(wanted) else 2 if wanted in name else 3


def _spelling_rank(wanted: str, name: str) -> int:
    for start, spellings in enumerate(_spelled(_name_form(simplified(name)))):
        said = [form for _, pinyin, initials in spellings for form in (*_typed(pinyin), initials)]
        if wanted in said:
            return 0 if start == 0 else 2
    return 4
