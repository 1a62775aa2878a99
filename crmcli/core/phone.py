"""Phone numbers: read from what clerks and spreadsheets hold, one number or several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from crmcli.core.findings import Refused
from crmcli.core.mask import is_masked
from crmcli.core.pattern import pattern
from crmcli.core.text import fold

PhoneKind = Literal["mobile", "landline", "foreign", "service", "short"]

_LABEL = pattern(
    "(?:联系|移动|固定|办公室?|家庭)?(?:电话|手机|座机)(?:号码?)?|号码|微信同号|(?:phone|mobile|tel|cell)[.]?|[mt](?=:)"
)
_REMARK = pattern(r"[(（【\[][^()（）【】\[\]]*[^0-9()（）【】\[\]\s+*-][^()（）【】\[\]]*[)）】\]]")
_REMARK_BETWEEN = pattern(r"([0-9]\s*[(（【\[][^()（）【】\[\]]*[^0-9\s()（）【】\[\]][)）】\]])\s*(?=[+0-9])")
_EXTENSION = pattern(r"(?:转分?机?|分机号?|ext\.?|#)[:：]?(?P<extension>[0-9]{1,6})$")
_DASHED_EXTENSION = pattern(
    r"(?P<line>\(?0[0-9]{2,3}\)?-?[0-9]{7,8}|[48]00-?[0-9]{3}-?[0-9]{4})-(?P<extension>[0-9]{1,6})"
)
_STRAY = pattern(r"[^0-9+().\-]|\+.*\+")
_DASH = pattern("[‐‑‒–—―−－﹣~]")
_SCIENTIFIC = pattern(r"(?P<first>[0-9])(?:\.(?P<rest>[0-9]+))?e\+?(?P<power>[0-9]{1,2})")
_WRAPPED = pattern(r"""^(?:="?|['‘’"“”])+|['‘’"“”]+$""")

_MOBILE = pattern(r"1[3-9][0-9]{9}")
_LOCAL = pattern(r"[2-8][0-9]{6,7}")
_AREA = pattern(r"010|02[0-9]|0[3-9][0-9]{2}")
_COMPANY = pattern(r"[48]00[0-9]{7}|9[56][0-9]{3,6}|1[0-2][0-9]{1,3}")


class Phone(NamedTuple):
    """A number in its one form: 11 digits, 0513-85123456-801, +85291234567, 4008001234, or a short one."""

    number: str
    kind: PhoneKind


def parse_phone(text: str | int | float, area_code: str | None = None) -> Phone:
    """The phone number in a cell or an argument.

    +86, 0086, 86 and a leading 0 before a mobile go, as do blanks, dashes, brackets, words such as 电话
    and a remark in brackets. A landline keeps area code and extension. ``area_code`` (0513) is put
    before a local number of 7 or 8 digits. A number abroad begins with + or 00. 400, 800, 95… and 12315
    are ``service``, never a person's key; other numbers of 3 to 6 digits are ``short``.

    Raises Refused for any other number of digits, a local number without ``area_code``, two numbers,
    a masked one and one cut by Excel.
    """
    if isinstance(text, str) and _MOBILE.fullmatch(text):
        return Phone(text, "mobile")
    value = str(text).strip()
    plain, extension = _plain(text, value)
    dashed = None if extension else _DASHED_EXTENSION.fullmatch(plain)
    if dashed:
        plain, extension = dashed["line"], dashed["extension"]
    digits = re.sub("[^0-9]", "", plain)
    # Few digits with signs are a figure or a day in the wrong column: 3.5, 05-12.
    if _STRAY.search(plain) or (len(digits) < 7 and digits != plain):
        raise Refused("{value} is not a phone number", value=value)
    phone = _abroad(digits) if plain.startswith(("+", "00")) else _mainland(digits, area_code)
    if phone is None:
        raise _refusal(digits, value)
    if not extension:
        return phone
    if phone.kind not in ("landline", "service"):
        raise Refused("{value} has an extension, which only a landline can have", value=value)
    return Phone(f"{phone.number}-{extension}", phone.kind)


def _plain(text: str | int | float, value: str) -> tuple[str, str]:
    """Digits and signs of one number, and its extension."""
    if isinstance(text, float) and text.is_integer():
        text = int(text)
    plain = _DASH.sub("-", _WRAPPED.sub("", fold(str(text))))
    plain = _LABEL.sub("", _REMARK.sub("", plain)).lstrip(":：")
    if not value:
        raise Refused("The phone number is empty")
    if not plain or isinstance(text, (bool, float)):
        raise Refused("{value} is not a phone number", value=value)
    if is_masked(plain):
        raise Refused("{value} is masked; give the whole number", value=value)
    plain = re.sub(r"^([0-9]{7,13})\.0$", r"\1", _recovered(plain, value))
    extension = _EXTENSION.search(plain)
    return (plain[: extension.start()], extension["extension"]) if extension else (plain, "")


def _recovered(plain: str, value: str) -> str:
    """The eleven digits Excel shows as 1.3812345678E+10; with fewer of them the rest is lost."""
    scientific = _SCIENTIFIC.fullmatch(plain)
    if scientific is None:
        return plain
    digits = scientific["first"] + (scientific["rest"] or "")
    if len(digits) != int(scientific["power"]) + 1:
        raise Refused(
            "{value} has been cut by Excel, its last digits are lost; type the number again as text", value=value
        )
    return digits


def _abroad(digits: str) -> Phone | None:
    number = digits.removeprefix("00")
    if number.startswith("86"):
        return _after_country(number[2:])
    if 7 <= len(number) <= 15 and number[0] != "0":
        return Phone("+" + number, "foreign")
    return None


def _after_country(digits: str) -> Phone | None:
    """What follows +86, where the 0 of the area code is mostly left out."""
    phone = _mainland(digits, None) or _landline("0" + digits)
    return phone if phone and phone.kind != "short" else None


def _mainland(digits: str, area_code: str | None) -> Phone | None:
    if _MOBILE.fullmatch(digits.removeprefix("0")):
        return Phone(digits.removeprefix("0"), "mobile")
    if _COMPANY.fullmatch(digits):
        return Phone(digits, "service")
    if digits.startswith("86") and len(digits) >= 12:
        return _after_country(digits[2:])
    if area_code and _LOCAL.fullmatch(digits):
        return _landline(area_code + digits)
    if 3 <= len(digits) <= 6 and digits[0] != "0":
        return Phone(digits, "short")
    return _landline(digits)


def _landline(digits: str) -> Phone | None:
    area = _AREA.match(digits)
    local = digits[area.end() :] if area else ""
    # Cities with three-digit area codes have eight-digit numbers.
    if area is None or not _LOCAL.fullmatch(local) or (len(area[0]) == 3 and len(local) != 8):
        return None
    return Phone(f"{area[0]}-{local}", "landline")


def _refusal(digits: str, value: str) -> Refused:
    if _LOCAL.fullmatch(digits):
        return Refused("{value} is a landline without its area code; write for example 0513-{value}", value=value)
    if len(digits) == 11:
        return Refused(
            "{value} begins like no mainland number; before a number abroad write + and the country "
            "(+852…), before a landline its area code with the 0",
            value=value,
        )
    return Refused(
        "{value} is not a phone number by its length ({count}): a mobile has 11 digits, "
        "a landline 10 to 12 with its area code",
        value=value,
        count=len(digits),
    )


def split_phones(text: str) -> list[str]:
    """The numbers in one cell, each as it was typed and with its remark: ``13812345678(爸爸)``.

    They are parted by / \\ | 、 , ; 或 and line ends, by the end of a remark, by blanks where every part is
    then a whole number, and 22 digits in a row where both halves are mobiles. What cannot be parted
    stays one text. An empty cell gives an empty list.
    """
    if _is_number(text):
        return [text.strip()]
    parts = re.split(r"[/\\|、,，;；\r\n]|或者?|和", _REMARK_BETWEEN.sub(r"\1\n", text))
    return [number for part in parts if part.strip() for number in _part(part.strip())]


def _part(part: str) -> list[str]:
    if _is_number(part):
        return [part]
    halves = [part[:11], part[11:]]
    if part.isdigit() and all(_MOBILE.fullmatch(fold(half)) for half in halves):
        return halves
    return _by_blanks(part.split()) or [part]


def _by_blanks(words: Sequence[str]) -> list[str]:
    """The words joined into as few whole numbers as they make, or nothing."""
    # More words than three numbers written in groups have: a sentence, not worth trying every way.
    if not 1 < len(words) <= 12:
        return []
    best: list[list[str] | None] = [[]]
    for end in range(1, len(words) + 1):
        ways = [
            [*before, " ".join(words[start:end])]
            for start, before in enumerate(best)
            if before is not None and _is_number(" ".join(words[start:end]))
        ]
        best.append(min(ways, key=len, default=None))
    return best[-1] or []


def _is_number(text: str) -> bool:
    try:
        # Any area code will do: whether a local number may stand without one is not asked here.
        return parse_phone(text, area_code="0513").kind not in ("short", "service")
    except Refused:
        return False
