"""What a use of a card is, from what was typed: the card meant, the item, an amount or a number of uses.

A use is a purchase paid by the card. Source: domain/money.md, Cards: one use is the default of a session card.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_, Refused
from crmcli.core.money import parse_amount, yuan
from crmcli.errors import Failure, FieldMissing, from_refused
from crmcli.features.card.entry import amount_given, count_given
from crmcli.features.card.record import SESSIONS, STORED
from crmcli.features.card.select import Usable, live_on
from crmcli.features.member.rules import age_of
from crmcli.features.purchase.entry import item_given, staff_given
from crmcli.features.purchase.payment import Means
from crmcli.features.purchase.record import Purchase
from crmcli.features.purchase.rules import refuse_minor, treatment_plan
from crmcli.language import _
from crmcli.packs.model import Item
from crmcli.ui.ask import required

if TYPE_CHECKING:
    from crmcli.session import Session

#: The item of the price list for what is not listed.
OTHER = "other"


class Use(NamedTuple):
    """What the options say of a use, as typed."""

    amount: str | None = None
    sessions: int | None = None
    item: str | None = None
    quantity: int | None = None
    by: str | None = None
    note: str | None = None


def check_options(said: Use) -> None:
    """Refuses what no use can be, whatever the card."""
    if said.amount is not None and said.sessions is not None:
        message = N_("--amount is for a stored-value card, --sessions for a card of uses; give one of them.")
        raise Failure("usage", message, field="--sessions", value=said.sessions)
    if said.sessions is not None:
        count_given("--sessions", said.sessions)
    if said.quantity is not None and said.quantity < 1:
        message = N_("{value} is no quantity; give 1 or more")
        raise Failure("usage", message, field="--quantity", value=said.quantity)
    if said.amount is not None and amount_given("--amount", said.amount) == 0:
        raise Failure("usage", N_("{value} takes nothing from the card"), field="--amount", value=said.amount)


def fitting(session: Session, said: Use, on_day: date) -> Usable:
    """Which of a member's cards can be meant: live, not empty, of the kind the options ask for."""
    live = live_on(on_day)
    item = item_given(session, said.item) if said.item else None

    def fits(card: dict[str, Any]) -> bool:
        if not live(card):
            return False
        if card["kind"] == STORED:
            # without an amount, and nobody to ask for it, one use of a card of uses is meant
            asked = said.amount is not None or session.interactive
            return asked and said.sessions is None and card["principal_fen"] + card["bonus_fen"] > 0
        return said.amount is None and card["sessions"] > 0 and (item is None or item.code == card["item"])

    return fits


def read_use(session: Session, card: dict[str, Any], said: Use, on_day: date) -> Purchase:
    """The purchase a use of this card is; an amount that is missing is asked for in a terminal."""
    item = _item(session, card, said.item)
    amount_fen, sessions = 0, said.sessions
    if card["kind"] == SESSIONS and said.amount is None:
        sessions = 1 if sessions is None else sessions
    elif sessions is None:
        amount_fen = _amount(session, card, item, said)
    plan = treatment_plan(session.pack, item, None)
    if plan is not None:
        _refuse_minor(session, card, on_day)
    return Purchase(
        card["member_id"],
        on_day,
        item,
        amount_fen,
        quantity=_quantity(said, sessions),
        plan=plan,
        pay="card",
        staff_id=staff_given(session, said.by),
        note=said.note,
        means=Means(card["id"], sessions),
    )


def _quantity(said: Use, sessions: int | None) -> int:
    if said.quantity is not None:
        return said.quantity
    return 1 if sessions is None else sessions


def _item(session: Session, card: dict[str, Any], text: str | None) -> Item:
    """What is bought: of a card of uses its own item, of a stored one the item given, else what is not listed."""
    given = item_given(session, text) if text else None
    if card["kind"] == SESSIONS:
        if given is not None and given.code != card["item"]:
            message = N_("Card {no} of {name} holds uses of {item}, not of {value}.")
            facts = {"no": card["no"], "name": card["name"], "item": card["item_name"]}
            raise Failure("refused", message, field="--item", value=given.name, **facts)
        own = Item(card["item"], card["item_name"], card["item_group"])
        # one the price list no longer has goes on under the name it was sold by
        return session.pack.item(card["item"]) or own
    item = given or session.pack.item(OTHER)
    if item is None:
        raise FieldMissing("--item", _("Item"))
    return item


def _amount(session: Session, card: dict[str, Any], item: Item, said: Use) -> int:
    """The amount to take; what the price list says is offered for a stored card."""
    default = None
    if item.price_fen is not None and card["kind"] == STORED:
        default = yuan(item.price_fen * (said.quantity or 1))
    return amount_given(
        "--amount", required(session, said.amount, "--amount", _("Amount"), default=default, check=_some)
    )


def _some(text: str) -> None:
    if parse_amount(text) == 0:
        raise Refused(N_("{value} takes nothing from the card"), value=text)


def _refuse_minor(session: Session, card: dict[str, Any], on_day: date) -> None:
    """Refuses a treatment of somebody under 18 without the guardian's consent, as a purchase does."""
    from crmcli.features.member import store as members

    person = members.member(session.db, card["member_id"]) or {}
    keys = ("birthday", "birthday_calendar", "birthday_leap", "guardian_consent_on")
    known = {key: person.get(key) for key in keys}
    try:
        refuse_minor(card["name"], age_of(known, on_day), known["guardian_consent_on"], on_day.isoformat())
    except Refused as refused:
        raise from_refused(refused, kind="refused", field="member") from refused
