"""What a case is about: the category of the pack a matter in free words belongs to. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmcli.core.text import fold
from crmcli.packs.case import OTHER

if TYPE_CHECKING:
    from crmcli.packs.casekind import CaseKind


def category_of(kind: CaseKind, matter: str) -> str:
    """The code of the category a matter belongs to.

    Its own code or name; else the one with the longest of its words in the matter, of equals the earlier; else
    the one whose name the matter is a part of; else `other`.
    """
    plain = fold(matter)
    exact = kind.category(matter.strip())
    if exact is not None:
        return exact.code
    held = [
        (len(word), -place, category.code)
        for place, category in enumerate(kind.categories)
        for word in (category.name, *category.words)
        if fold(word) in plain
    ]
    if held:
        return max(held)[2]
    part = [category.code for category in kind.categories if plain and plain in fold(category.name)]
    return part[0] if len(part) == 1 else OTHER
