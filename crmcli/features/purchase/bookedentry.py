"""The entry of the ledger that an amount or a bonus of a register is: named with `--booked ID`, or offered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.core.money import show_yuan
from crmcli.core.text import fold
from crmcli.errors import Failure
from crmcli.features.ledger.kind import KINDS
from crmcli.features.member.store import member_no
from crmcli.features.purchase import store
from crmcli.features.purchase.bonus import GIVING, MONEY_ON_CARDS, gave
from crmcli.features.purchase.noted import BOOKABLE, PAPER, free_entries, place, pointing_at
from crmcli.language import _

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.session import Session

#: What an entry without an item is called.
ENTRIES = {kind: KINDS[kind] for kind in ("card-open", "card-topup")}


def entry_of(session: Session, person: Mapping[str, Any], text: str) -> dict[str, Any]:
    """The entry of an id, where it is the member's. Raises Failure."""
    number = fold(text)
    entry = store.entry(session.db, int(number)) if number.isascii() and number.isdigit() and len(number) < 19 else None
    if entry is None:
        message = N_("There is no purchase {value}. See: crmcli purchase list")
        raise Failure("not-found", message, field="--booked", value=text)
    if entry["member_id"] != person.get("id"):
        message = N_("Purchase {value} is of {no}, not of {name}.")
        facts = {"no": member_no(entry["member_id"]), "name": person["name"]}
        raise Failure("refused", message, field="--booked", value=text, **facts)
    return entry


def entry_named(session: Session, person: Mapping[str, Any], register: str, text: str, amount_fen: int) -> int:
    """The entry a noted amount is, by its id. Raises Failure where it cannot be."""
    entry = entry_of(session, person, text)
    if entry["kind"] not in BOOKABLE[register]:
        message = N_("Entry {value} is no purchase; name the purchase itself. See: crmcli purchase list")
        if "card-topup" in BOOKABLE[register]:
            message = N_(
                "Entry {value} is no purchase and no top-up of a card; name the purchase or the top-up itself."
            )
        raise Failure("refused", message, field="--booked", value=text)
    refuse_twice(session.db, register, entry["id"])
    _ask_amount(session, entry, amount_fen)
    return int(entry["id"])


def _ask_amount(session: Session, entry: Mapping[str, Any], amount_fen: int) -> None:
    """Asks where the entry is of another amount than the one noted: perhaps it is another purchase."""
    if entry["amount_fen"] == amount_fen:
        return
    from crmcli.ui.ask import confirm

    text = _("Purchase {id} is of {booked}, noted are {noted}. Is it this one all the same?")
    if entry["kind"] in MONEY_ON_CARDS:
        text = _("Top-up {id} is of {booked}, noted are {noted}. Is it this one all the same?")
    facts = {"booked": show_yuan(entry["amount_fen"]), "noted": show_yuan(amount_fen)}
    if not confirm(session, text.format(id=entry["id"], **facts)):
        raise Failure("interrupted", N_("Nothing was written."))


def refuse_twice(db: Connection, register: str, entry_id: int) -> None:
    """Refuses an entry that another row of the same register points to already, naming the row.

    One of another register may: a first deal noted at the inquiry and in a promotion is the same money.
    """
    standing = [noted for noted in pointing_at(db, entry_id) if PAPER[noted.register] == PAPER[register]]
    if standing:
        message = N_("Purchase {value} is booked for {place} already; an entry stands in a register once.")
        raise Failure("refused", message, field="--booked", value=entry_id, place=place(standing[0]))


def bonus_named(session: Session, person: Mapping[str, Any], register: str, text: str) -> int:
    """The entry that put a noted bonus on a card, by its id. Raises Failure where it cannot be."""
    entry = entry_of(session, person, text)
    if not entry["bonus_fen"] or entry["kind"] not in GIVING:
        message = N_("Entry {value} gave no bonus; name the one that put it on a card.")
        raise Failure("refused", message, field="--booked", value=text)
    if gave(session.db, register, entry["id"]):
        message = N_("Entry {value} is the bonus of another row already; a bonus is given once.")
        raise Failure("refused", message, field="--booked", value=text)
    return int(entry["id"])


def entry_offered(
    session: Session, person: Mapping[str, Any], register: str, amount_fen: int | None, on_day: date
) -> int | None:
    """An entry of that member, day and amount, where there is one and somebody is there to say that it is this."""
    if not session.interactive or not amount_fen or person.get("id") is None:
        return None
    found = free_entries(session.db, register, person["id"], on_day.isoformat(), amount_fen)
    if not found:
        return None
    from crmcli.ui.ask import choose_one

    question = _("Is it one of these? Enter leaves the amount noted only.")
    chosen = choose_one(session, question, found, _line)
    return None if chosen is None else int(chosen["id"])


def _line(entry: Mapping[str, Any]) -> str:
    what = entry["item_name"] or _(ENTRIES[entry["kind"]])
    return f"{entry['id']}  {entry['on_day']}  {what}  {show_yuan(entry['amount_fen'])}"
