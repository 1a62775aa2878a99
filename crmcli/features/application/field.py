"""What an application says besides what is known of the member: how each is called, and read from a text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.findings import N_
from crmcli.core.money import parse_amount
from crmcli.core.searchkey import choose
from crmcli.features.importing.ticks import answers
from crmcli.features.member.field import code_of, free_code
from crmcli.forms.option import OTHER

if TYPE_CHECKING:
    from crmcli.packs.model import Pack

FRIEND, SALESPERSON = "friend", "salesperson"

#: Key of the option -> what a person calls it.
LABELS = {
    "date": N_("day of the application"),
    "card_type": N_("card type"),
    "amount": N_("amount paid for the card"),
    "joining_amount": N_("joining fee"),
    "gift": N_("gift"),
    "bonus": N_("amount given"),
    "salesperson": N_("salesperson"),
}
NO_CARD_TYPE = N_("{value} is no card type; there are {names}")


def read_card_type(pack: Pack, text: str) -> str:
    """The code of a card type. Raises Refused with the names."""
    return code_of(pack, "card_type", text, NO_CARD_TYPE)


def read_amount(text: str) -> int:
    """An amount in 分."""
    return parse_amount(text)


class Sources(NamedTuple):
    """How somebody heard of us: codes or words in the order given, what was written at 其他, the salesperson,
    and the first source as the member's columns keep it.
    """

    codes: tuple[str, ...] = ()
    other: str | None = None
    salesperson: str | None = None
    first: str | None = None
    first_detail: str | None = None


def read_sources(
    pack: Pack, texts: Iterable[str], salesperson: str | None, people: Iterable[str], *, introduced: bool
) -> Sources:
    """The sources of several options, each perhaps with a word in brackets: 业务员(李娜), 其他(展会)."""
    from crmcli.features.member.field import split_detail

    told: dict[str, str | None] = {}
    for text in texts:
        for word in answers(text):
            name, detail = split_detail(word)
            code = free_code(pack, "source", name)
            told[code] = told.get(code) or detail
    if salesperson and pack.code("source", SALESPERSON):
        told[SALESPERSON] = salesperson
    elif introduced and not told and pack.code("source", FRIEND):
        told[FRIEND] = None
    if told.get(SALESPERSON):
        told[SALESPERSON] = _person_named(told[SALESPERSON] or "", people)
    codes = tuple(told)
    first = codes[0] if codes else None
    seller = told.get(SALESPERSON) or salesperson
    return Sources(codes, told.get(OTHER), seller, first, told[first] if first else None)


def _person_named(text: str, people: Iterable[str]) -> str:
    """The one of the staff a text names, else the words as they are."""
    found = choose(text, list(people), lambda name: (name,))
    return found[0] if len(found) == 1 else " ".join(text.split())
