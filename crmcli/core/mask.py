"""Personal data made unreadable for lists and exports, and recognised again on its way back in."""

from __future__ import annotations

import re

from crmcli.core.pattern import pattern
from crmcli.core.surname import COMPOUND
from crmcli.core.text import HAN, fold

_TAKEN_OUT = pattern(r"[*﹡＊]+|(?<=[0-9])[xX×●•·#]{3,}")
_HYPHENS = pattern("[-‐‑‒–—−]")
_LANDLINE = pattern(r"(?P<area>0[0-9]{2,3}-)(?P<hidden>[0-9]{3,4})(?P<shown>[0-9]{4}(?:-[0-9]+)?)")
_ONLY_HAN = pattern(f"[{HAN}]+")

# No name of a city or district holds these: what follows is a street, a village, a housing estate.
_PLACE = f"(?![省市区县旗盟路街道巷弄号村镇乡栋幢超小社园校厂院景库])[{HAN}]"
_TO_THE_DISTRICT = pattern(
    rf"\s*(?:[{HAN}]{{2,7}}?(?:省|自治区|特别行政区))?"
    rf"\s*(?:(?:{_PLACE}){{1,9}}?(?:市(?![场口])|自治州|地区|(?<!联)盟))?"
    rf"\s*(?:(?:{_PLACE}|市){{1,8}}?(?:(?<![活属宅业务片居])区|自治县|县|旗|市(?![场口区])))?"
)


def is_masked(text: str) -> bool:
    """Whether something was taken out of the text: stars in it, or three x × ● • · # after a digit."""
    return _TAKEN_OUT.search(text) is not None


def fits_mask(masked: str, stored: str) -> bool:
    """Whether ``masked`` may be ``stored`` with something taken out; without a mask, whether they agree.

    In a number each star is one character; in a name, an address or an e-mail a run of them is any text.
    Blanks, hyphens and case do not count.
    """
    pattern, whole = fold(masked), fold(stored)
    return _fits(pattern, whole) or _fits(_HYPHENS.sub("", pattern), _HYPHENS.sub("", whole))


def _fits(pattern: str, whole: str) -> bool:
    shown = _TAKEN_OUT.sub("", _HYPHENS.sub("", pattern))
    is_number = any(map(str.isdigit, shown)) and shown.removeprefix("+").isalnum() and shown.isascii()
    # Of a@example.com no more than the a can be shown.
    some = ".*" if "@" in pattern else ".+"
    expression = ""
    end = 0
    for run in _TAKEN_OUT.finditer(pattern):
        expression += re.escape(pattern[end : run.start()]) + (f".{{{len(run[0])}}}" if is_number else some)
        end = run.end()
    return re.fullmatch(expression + re.escape(pattern[end:]), whole, re.DOTALL) is not None


def mask_phone(number: str) -> str:
    """199****5678 · 0513-****3456 · +852****4567; of any other text all digits but the last few are hidden."""
    if len(number) == 11 and number.isdigit():
        return _hide(number, 3, 4)
    landline = _LANDLINE.fullmatch(number)
    if landline:
        return landline["area"] + "*" * len(landline["hidden"]) + landline["shown"]
    digits = sum(map(str.isdigit, number))
    if number.startswith("+") and digits > 9:
        return _hide(number, 4, 4)
    hidden = digits - (4 if digits > 7 else 2 if digits > 3 else 0)
    places = [place for place, character in enumerate(number) if character.isdigit()][:hidden]
    return "".join("*" if place in places else character for place, character in enumerate(number))


def mask_id(number: str) -> str:
    """110***********1234 for numbers of 15 characters on, E1****678 for shorter ones; as long as before."""
    if len(number) >= 15:
        return _hide(number, 3, 4)
    return _hide(number, 2, 3) if len(number) >= 8 else _hide(number, 0, min(2, len(number) // 3))


def mask_name(name: str) -> str:
    """王* · 王*明 · 欧阳**; of a name that is not all Han the first character."""
    if not _ONLY_HAN.fullmatch(name):
        return name[:1] + "".join(character if character in " ·" else "*" for character in name[1:])
    if len(name) >= 3 and name[:2] in COMPOUND:
        return _hide(name, 2, 0)
    return _hide(name, min(1, len(name) - 1), 1 if len(name) >= 3 else 0)


def mask_address(address: str) -> str:
    """The address as far as its district (省 市 区 县 旗), **** for what follows."""
    match = _TO_THE_DISTRICT.match(address)
    end = match.end() if match else 0
    return address[:end] + ("****" if address[end:].strip() else "")


def mask_email(email: str) -> str:
    """a***@example.com"""
    name, at, domain = email.partition("@")
    return f"{name[:1]}***{at}{domain}" if at else "*" * len(email)


def _hide(text: str, front: int, back: int) -> str:
    return text[:front] + "*" * (len(text) - front - back) + text[len(text) - back :]
