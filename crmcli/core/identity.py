"""ID numbers: read, checked, with the birthday and gender they carry. Phones and masks beside them."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, NamedTuple

from crmcli.core.findings import N_, Finding, Refused
from crmcli.core.mask import fits_mask, is_masked, mask_address, mask_email, mask_id, mask_name, mask_phone
from crmcli.core.phone import Phone, parse_phone, split_phones
from crmcli.core.text import fold

__all__ = [
    "ID_TYPES",
    "IdNumber",
    "Phone",
    "fits_mask",
    "is_masked",
    "mask_address",
    "mask_email",
    "mask_id",
    "mask_name",
    "mask_phone",
    "parse_id",
    "parse_phone",
    "split_phones",
]

RESIDENT, HK_MO_TW, FOREIGN = "resident", "hk-mo-tw-residence", "foreign-residence"
ID_TYPES = (RESIDENT, "passport", HK_MO_TW, FOREIGN, "home-return", "taiwan-pass", "officer", "other")

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_PROVINCES = frozenset(
    map(str, (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71))
)
_FIRST_YEAR = 1900

# A cell wrapped so that Excel keeps its digits: '110…, ="110…"
_WRAPPED = re.compile(r"""(?:="?|['‘’"“]+)?(?P<number>.*?)['’"”]*""", re.DOTALL)
_CROSSES = str.maketrans("×✕ХΧ", "XXXX")
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]{2}")
_STRAY = re.compile(r"[^0-9X]|X(?!$)")
_WHOLE = re.compile("[0-9]{17}[0-9X]")
_OLD_FOREIGN = re.compile(r"[A-Z]{3}[0-9]{12}")
_CHINESE_PASSPORT = re.compile(
    r"[EGKH][0-9]{8}|E[A-HJ-NP-Z][0-9]{7}|1[45][0-9]{7}|(?:[PSD]E|MA|K[A-Z])[0-9]{7}|[0-9]{9}"
)
_SHAPES = {
    "passport": re.compile(r"[A-Z0-9]{5,17}"),
    "home-return": re.compile(r"[HM][0-9]{8}(?:[0-9]{2})?"),
    "taiwan-pass": re.compile(r"[0-9]{8}|[0-9]{10}[A-Z]?"),
    "officer": re.compile(r".{4,30}"),
    "other": re.compile(r".{1,40}"),
}


class IdNumber(NamedTuple):
    """An ID number as it is kept, its kind (one of ID_TYPES), and what it tells about its holder."""

    number: str
    id_type: str
    birthday: date | None
    gender: Literal["male", "female"] | None
    notes: tuple[Finding, ...]


def parse_id(text: str, id_type: str | None, today: date) -> IdNumber:
    """The ID number in a cell or an argument, checked as far as its kind can be.

    An 18-digit number says itself what it is: beginning with 9 a foreigner's permanent residence card,
    with 81, 82 or 83 a residence permit for Hong Kong, Macao and Taiwan residents, else a resident ID;
    where that is not the ``id_type`` given, a note says so. An old 15-digit number is converted, with a
    note. Without ``id_type`` the shape decides; what could be of two kinds is refused.

    Raises Refused for a wrong length, province, date (1900 to ``today``) or check character, and for
    what Excel has cut.

    Source: GB 11643-1999; GB/T 2260 for the provinces.
    """
    if id_type is not None and id_type not in ID_TYPES:
        raise Refused(
            "{value} is not a kind of ID document; one of {choices} would do",
            value=id_type,
            choices=ID_TYPES,
        )
    number = _cleaned(text)
    if not number:
        raise Refused("The ID number is empty")
    if is_masked(number):
        raise Refused("{value} is masked; give the whole number", value=number)
    if _SCIENTIFIC.fullmatch(number):
        raise _cut_by_excel(number)
    if _OLD_FOREIGN.fullmatch(number) and id_type in (None, FOREIGN):
        return IdNumber(number, FOREIGN, None, None, ())
    if id_type in (RESIDENT, HK_MO_TW, FOREIGN) or (id_type is None and sum(map(str.isdigit, number)) >= 14):
        return _resident(number, id_type, today)
    kind = id_type or _kind(number)
    if not _SHAPES[kind].fullmatch(number):
        raise Refused("{value} is not a number of the kind {id_type}", value=number, id_type=kind)
    return IdNumber(number, kind, None, None, ())


def _cleaned(text: str) -> str:
    """Upper case, half-width, without blanks, quotes and the hyphens people part long numbers with."""
    if _WHOLE.fullmatch(text):
        return text
    match = _WRAPPED.fullmatch(text.strip())
    number = fold(match["number"] if match else text).upper().translate(_CROSSES)
    joined = re.sub("[-‐‑‒–—−]", "", number)
    return joined if re.match("[0-9]{14}", joined) else number


def _kind(number: str) -> str:
    if "字第" in number:
        return "officer"
    if _SHAPES["home-return"].fullmatch(number):
        return "home-return"
    if _CHINESE_PASSPORT.fullmatch(number):
        return "passport"
    raise Refused(
        "{value} fits no kind of ID document, or several; say which with one of {choices}",
        value=number,
        choices=ID_TYPES,
    )


def _resident(number: str, id_type: str | None, today: date) -> IdNumber:
    notes: list[Finding] = []
    kept = number
    if len(number) == 15 and number.isdigit() and _day("19" + number[6:12]):
        kept = number[:6] + "19" + number[6:]
        kept += _check_character(kept)
        notes.append(Finding(N_("An old 15-digit ID number was converted to 18 digits"), {}))
    _refuse_misshapen(kept)
    kind = _residence_kind(kept)
    birthday = _birthday(kept, number, today)
    expected = _check_character(kept)
    if kept[17] != expected:
        raise Refused(
            "The last character of {value} does not fit the 17 before it: "
            "{character} at position {position}; compare every digit with the document",
            value=number,
            character=kept[17],
            position=18,
        )
    if kept.startswith("71"):
        notes.append(Finding(N_("The ID number begins with 71 (Taiwan), which is hardly ever issued"), {}))
    if id_type not in (None, kind):
        notes.append(
            Finding(
                N_("By its number the ID is of the kind {id_type}, not {given}"), {"id_type": kind, "given": id_type}
            )
        )
    return IdNumber(kept, kind, birthday, "male" if int(kept[16]) % 2 else "female", tuple(notes))


def _check_character(number: str) -> str:
    return _CHECKS[sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True)) % 11]


def _refuse_misshapen(number: str) -> None:
    if len(number) != 18:
        raise Refused("{value} has {count} characters; an ID number has 18", value=number, count=len(number))
    stray = _STRAY.search(number)
    if stray:
        raise Refused(
            "{value} has {character} at position {position}, where only a digit can stand",
            value=number,
            character=stray[0],
            position=stray.start() + 1,
        )
    # Excel keeps 15 digits; other programs then read the nearest number a double can hold, a multiple of 16.
    if number[17] != "X" and number[17] != _check_character(number) and (number[15:] == "000" or not int(number) % 16):
        raise _cut_by_excel(number)


def _residence_kind(number: str) -> str:
    if number[0] == "9":
        return FOREIGN
    if number[:2] in ("81", "82", "83"):
        return HK_MO_TW
    if number[:2] not in _PROVINCES:
        raise Refused("{value} begins with {prefix}, which is no province's", value=number, prefix=number[:2])
    return RESIDENT


def _birthday(number: str, value: str, today: date) -> date:
    """The date in an 18-digit number; ``value`` is the number as it was given."""
    birthday = _day(number[6:14])
    if birthday is None or birthday.year < _FIRST_YEAR:
        raise Refused(
            "{value} holds the birthday {birthday}, which is no day since {first_year}",
            value=value,
            birthday=f"{number[6:10]}-{number[10:12]}-{number[12:14]}",
            first_year=_FIRST_YEAR,
        )
    if birthday > today:
        raise Refused(
            "{value} holds the birthday {birthday}, which is in the future",
            value=value,
            birthday=birthday.isoformat(),
        )
    return birthday


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _cut_by_excel(value: str) -> Refused:
    return Refused(
        "{value} has been cut by Excel, its last digits are lost; type the number again from the document "
        "into a cell formatted as text",
        value=value,
    )
