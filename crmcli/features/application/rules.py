"""What stands on a membership form, worked out from what is kept. Source: forms.md F4."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from crmcli.core.money import parse_amount, show_yuan
from crmcli.core.text import fold
from crmcli.forms.option import OTHER, bare

if TYPE_CHECKING:
    from crmcli.forms.model import Field
    from crmcli.packs.model import Pack

#: What a form calls money given beside the amount paid.
BONUS = "赠送金额"
_BONUS = re.compile(rf"(?P<gift>.*?)(?<![^\s；;，,、)）]){BONUS}(?P<amount>.*)", re.DOTALL)
#: The gift as a promotion's sheet has it printed: 小礼品(毛巾).
_PREPRINTED = re.compile(r"\s*小礼品\s*[(（](?P<gift>[^()（）]*)[)）]\s*")
_AROUND = " ；;，,、\n"


def gift_words(gift: str | None, bonus_fen: int) -> str | None:
    """赠送情况 in one line: the gift, and the money given."""
    money = f"{BONUS} {show_yuan(bonus_fen)}" if bonus_fen else None
    return "；".join(filter(None, (gift, money))) or None


def read_gift(text: str | None) -> tuple[str | None, int]:
    """Gift and money given, from 赠送情况 as `gift_words` writes it or as it is printed on a promotion's sheet.

    Raises Refused where what stands behind 赠送金额 is no amount.
    """
    found = _BONUS.fullmatch(text or "")
    gift = (found["gift"] if found else text or "").strip(_AROUND)
    printed = _PREPRINTED.fullmatch(gift)
    gift = printed["gift"].strip() if printed else gift
    amount = found["amount"].strip(" ：:()（）_") if found else ""
    return gift or None, parse_amount(amount) if amount else 0


def birthday_printed(text: str | None, calendar: str | None, leap: bool) -> date | str | None:
    """A birthday as a sheet takes it: a day where the year is known and solar, else words that are read back."""
    if not text:
        return None
    if calendar != "lunar" and not text.startswith("-"):
        return date.fromisoformat(text)
    year, month, day = text[:-6], int(text[-5:-3]), int(text[-2:])
    words = f"{'闰' if leap else ''}{month}月{day}日"
    words = words if year == "-" else f"{year}年{words}"
    return f"农历{words}" if calendar == "lunar" else words


def ticked(
    pack: Pack, field: Field, kind: str, values: Iterable[str], beside: Mapping[str, str | None]
) -> dict[str, Any]:
    """The fields of some options: what is ticked, and what is written beside.

    A code that is none of the options ticks 其他 and its name is written there; `beside` holds further
    words by the code they belong to.
    """
    codes: list[str] = []
    strangers: list[str] = []
    for value in values:
        option = _option_of(pack, field, kind, value)
        if option:
            codes.append(option)
        else:
            code = pack.code(kind, value)
            strangers.append(code.name if code else value)
    other = next((option for option in field.options if option.code == OTHER), None)
    if strangers and other is None:
        codes += strangers
    elif strangers:
        codes.append(OTHER)
    codes = list(dict.fromkeys(codes))
    record: dict[str, Any] = {field.name: codes if field.several else (codes[0] if codes else None)}
    for printed in field.options:
        if printed.write:
            words = [beside.get(printed.code), *(strangers if printed.code == OTHER else [])]
            record[printed.write] = _joined(words) if printed.code in codes else None
    return record


def _option_of(pack: Pack, field: Field, kind: str, value: str) -> str | None:
    """The option a kept value is: by its code, or by the word printed."""
    if any(option.code == value for option in field.options):
        return value
    code = pack.code(kind, value)
    word = fold(code.name if code else value)
    return next((option.code for option in field.options if fold(bare(option)) == word), None)


def _joined(words: Sequence[str | None]) -> str | None:
    return "、".join(dict.fromkeys(word for word in words if word)) or None
