"""What an inquiry may say, read from what the clerk types, and what marks it for coaching. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.findings import N_, Refused
from crmcli.core.searchkey import choose

if TYPE_CHECKING:
    from crmcli.packs.model import Item, Pack


class Choice(NamedTuple):
    """One of a few answers: its code, the word shown for it, and the Chinese words taken for it.

    The catalog's Chinese of `label` is one of `chinese`: what a question shows may be typed.
    """

    code: str
    label: str
    chinese: tuple[str, ...]


PHONE, ON_SITE = "phone", "on-site"
CHANNELS = (
    Choice(PHONE, N_("phone inquiry"), ("电话咨询", "来电")),
    Choice(ON_SITE, N_("on-site inquiry"), ("现场咨询", "到店", "到院", "上门")),
)
NONE = "none"
RESULTS = (
    Choice("interest", N_("interested"), ("有意向", "意向", "感兴趣")),
    Choice("appointment", N_("appointment made"), ("已预约", "预约", "约好")),
    Choice(NONE, N_("neither interest nor appointment"), ("无意向", "没有意向也没有预约", "没有", "都没有")),
)


def read_choice(text: str, choices: Iterable[Choice], message: str) -> Choice:
    """The answer a text means, by its code or a Chinese word or the beginning of one; else Refused with all."""
    choices = tuple(choices)
    found = choose(text, choices, lambda one: (one.code, one.label, *one.chinese))
    if len(found) != 1:
        raise Refused(message, value=text, names=[f"{one.code} {one.chinese[0]}" for one in choices])
    return found[0]


def read_channel(text: str) -> str:
    """The code of a way of asking."""
    return read_choice(text, CHANNELS, N_("{value} is no way of asking; there are {names}")).code


def read_result(text: str) -> str:
    """The code of what an inquiry ended with."""
    return read_choice(text, RESULTS, N_("{value} is no result; there are {names}")).code


def source_words(texts: Iterable[str]) -> list[str]:
    """The sources of several options or of one text, each with what stands in brackets behind it."""
    parts = (part.strip() for text in texts for part in re.split(r"[、,，;；/|\n]+(?![^(（]*[)）])", text))
    return list(dict.fromkeys(part for part in parts if part))


def item_fitting(pack: Pack, text: str) -> list[Item]:
    """The items of the price list that may be meant; somebody may also ask for what is in no list."""
    return choose(text, pack.items, lambda item: (item.name, item.code))


class Coaching(NamedTuple):
    """Why a phone inquiry is to be talked about: it took longer than the pack's limit, it led to nothing."""

    too_long: bool
    led_nowhere: bool

    @property
    def on(self) -> bool:
        """Whether it is marked at all."""
        return self.too_long or self.led_nowhere


def coaching_of(inquiry: Mapping[str, object], limit: int) -> Coaching:
    """Whether an inquiry (channel, minutes, result) is marked. Source: domain/followups.md, Doing it."""
    if inquiry["channel"] != PHONE:
        return Coaching(False, False)
    minutes = inquiry["minutes"]
    return Coaching(isinstance(minutes, int) and minutes > limit, inquiry["result"] == NONE)
