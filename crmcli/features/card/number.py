"""Numbers of cards: as they are written, whose they are, and the next one where none is given."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_, Refused
from crmcli.core.text import fold
from crmcli.errors import Failure
from crmcli.features.application.store import card_owners
from crmcli.features.card import store
from crmcli.features.member import store as members
from crmcli.storage.series import next_of

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack

LONGEST = 40


def read_number(text: str) -> str:
    """A card number as it is kept: upper case, without blanks; leading zeros stay. Raises Refused."""
    no = fold(text).upper()
    if not 1 <= len(no) <= LONGEST:
        raise Refused(N_("{value} is no card number; give 1 to 40 characters"), value=text)
    return no


def number_for(db: Connection, pack: Pack, member: dict[str, Any], no: str | None, on_day: date) -> str:
    """The number of a new card of a member: the given one, the member's own where no card bears it, the next one.

    Within the one write. Raises Failure(refused) where another card or somebody else has the number given.
    """
    if no is not None:
        refuse_taken(db, no, member["id"])
        return no
    own = member["card_no"]
    if own and not store.has_number(db, own):
        return str(own)
    return next_card_number(db, pack, on_day)


def next_card_number(db: Connection, pack: Pack, on_day: date) -> str:
    """The next number nobody has: the pack's prefix, the year, a running number of four digits and more."""
    while True:
        no = f"{pack.card_prefix}{on_day.year}{next_of(db, f'card:{pack.card_prefix}', on_day.year):04d}".upper()
        if not store.has_number(db, no) and not _others(db, no):
            return no


def refuse_taken(db: Connection, no: str, member_id: int) -> None:
    """Refuses a number that a card bears or bore, or that somebody else goes by, naming whose it is."""
    card = store.card_of_number(db, no)
    if card is not None:
        message = N_("The number {value} is that of a card of {name} ({member}) already.")
        if card["former_until"]:
            message = N_("The number {value} was that of a card of {name} ({member}); no number is given twice.")
        _refuse(message, no, card["member_id"], card["name"])
    for other in _others(db, no):
        if other != member_id:
            name = (members.member(db, other) or {})["name"]
            _refuse(N_("The number {value} is that of {name} ({member})."), no, other, name)


def _refuse(message: str, no: str, member_id: int, name: str) -> None:
    facts = {"name": name, "member": members.member_no(member_id)}
    candidates = [{"no": facts["member"], "name": name}]
    raise Failure("refused", message, field="--card-no", value=no, candidates=candidates, **facts)


def _others(db: Connection, no: str) -> list[int]:
    """Who goes by a card number without a card bearing it: as a member, or on an application."""
    return [*members.with_value(db, "card_no", no), *card_owners(db, no)]
