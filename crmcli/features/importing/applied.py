"""What a membership form says besides the person: words beside the ticks, sources, what differs from the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.money import yuan
from crmcli.core.searchkey import choose
from crmcli.core.text import fold
from crmcli.features.application.field import SALESPERSON
from crmcli.features.application.sheet import printed_amount, printed_card_no
from crmcli.forms.option import OTHER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crmcli.features.application.record import Application
    from crmcli.packs.model import Pack
    from crmcli.session import Session

#: Fields of options with a line to write on beside 其他.
_WRITTEN = {"interest": "interest_other", "industry": "industry_other", "occupation": "occupation_other"}


class Sources(NamedTuple):
    """How somebody heard of us: codes or words, what was written at 其他, and the salesperson."""

    codes: tuple[str, ...]
    other: str | None
    salesperson: str | None


def words_of(pack: Pack, values: dict[str, Any]) -> None:
    """Puts what was written beside 其他 in its place, in the record's own values: a word, or the code it stands for.

    What is in a list and not among the printed options is printed there.
    """
    for field, beside in _WRITTEN.items():
        word = values.get(beside)
        if not word:
            continue
        given = values[field] if isinstance(values[field], list) else [values[field]]
        named = [_code(pack, field, part) for part in _parts(word)]
        codes = [code for code in given if code != OTHER] + named
        values[field] = list(dict.fromkeys(codes)) if isinstance(values[field], list) else named[0]


def sources_of(session: Session, values: dict[str, Any]) -> Sources:
    """The sources of a form as `member apply` keeps them."""
    from crmcli.features.staff.store import people

    pack = session.pack
    codes: list[str] = []
    strange: list[str] = []
    for code in values["source"]:
        if code != OTHER or not values["source_other"]:
            codes.append(code)
            continue
        parts = _parts(values["source_other"])
        listed = [entry.code for part in parts if (entry := pack.code("source", part))]
        strange = [part for part in parts if pack.code("source", part) is None]
        codes += [*listed, *([OTHER] if strange else [])]
    seller = values["salesperson"] if SALESPERSON in codes else None
    if seller:
        found = choose(seller, [row["name"] for row in people(session.db)], lambda name: (name,))
        seller = found[0] if len(found) == 1 else seller
    return Sources(tuple(dict.fromkeys(codes)), "、".join(strange) or None, seller)


def application_changes(
    wanted: Application, kept: dict[str, Any], member: dict[str, Any]
) -> tuple[Application, list[tuple[str, str | None, str]]]:
    """The application of the same day with only what differs from it, and that as field, old and new.

    What is not given never overwrites. An amount that was booked is printed, so it is what is compared.
    """
    printed = {
        "card_type": kept["card_type"],
        "card_no": printed_card_no(kept, member),
        "amount_fen": printed_amount(kept, "amount"),
        "joining_fen": printed_amount(kept, "joining"),
        "gift": kept["gift"],
        "bonus_fen": printed_amount(kept, "bonus"),
        "sources": tuple((kept["source"] or "").split("\n")) if kept["source"] else (),
        "source_detail": kept["source_detail"],
        "salesperson": kept["salesperson"],
    }
    blank = wanted._replace(
        card_type=None, card_no=None, amount_fen=None, joining_fen=None, gift=None, bonus_fen=0,
        sources=(), source_detail=None, salesperson=None, staff_id=None, application_id=kept["id"],
    )  # fmt: skip
    changed = {}
    for key, old in printed.items():
        new = getattr(wanted, key)
        if new and not _same(key, old, new):
            changed[key] = new
    told = [(_NAMES.get(key, key), _said(key, printed[key]), _said(key, new) or "") for key, new in changed.items()]
    return blank._replace(**changed), told


_NAMES = {"amount_fen": "amount", "joining_fen": "joining_amount", "bonus_fen": "bonus", "sources": "source"}


def _same(key: str, old: Any, new: Any) -> bool:
    return set(old) == set(new) if key == "sources" else bool(old == new)


def _said(key: str, value: Any) -> str | None:
    if key.endswith("_fen"):
        return yuan(value) if value is not None else None
    if key == "sources":
        return "、".join(value) or None
    return str(value) if value is not None else None


def _code(pack: Pack, kind: str, word: str) -> str:
    """The code of the list a word is the name of, else the word."""
    found = next((code for code in pack.codes.get(kind, ()) if fold(code.name) == fold(word)), None)
    return found.code if found else word


def _parts(text: str) -> Iterable[str]:
    return [part.strip() for part in text.split("、") if part.strip()]
