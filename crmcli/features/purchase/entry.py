"""What purchase commands have in common: the item, the day and the person given."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_, Refused
from crmcli.core.money import show_yuan, yuan
from crmcli.errors import Failure, bad_field
from crmcli.features.member.store import member_no
from crmcli.features.purchase.payment import CARD, MONEY, VOUCHER, Means
from crmcli.features.purchase.rules import items_named, nearest_items
from crmcli.language import _
from crmcli.ui.ask import one_of

if TYPE_CHECKING:
    from crmcli.features.purchase.record import Purchase
    from crmcli.packs.model import Item
    from crmcli.session import Session


def item_given(session: Session, text: str) -> Item:
    """The one item of the price list a text names; several are offered in a terminal, refused elsewhere."""
    found = items_named(session.pack, text)
    if not found:
        near = nearest_items(session.pack, text)
        message = N_("{value} is not in the price list. What is not listed is booked as 其他.")
        if near:
            message = N_("{value} is not in the price list. Nearest: {names}. What is not listed is booked as 其他.")
        candidates = [{"item": name} for name in near]
        raise Failure("not-found", message, field="--item", value=text, names=near, candidates=candidates)
    return one_of(
        session,
        found,
        lambda item: item.name,
        lambda: Failure(
            "ambiguous",
            N_("{value} fits several items: {names}"),
            field="--item",
            value=text,
            names=[item.name for item in found],
            candidates=[{"item": item.name, "code": item.code} for item in found],
        ),
    )


def day_given(session: Session, text: str | None, field: str = "--date") -> date:
    """The day of an entry, today where none is given; a day to come is refused."""
    if text is None:
        return session.today
    from crmcli.core.day import parse_day

    try:
        day = parse_day(text, session.today)
        if day > session.today:
            raise Refused(N_("{value} lies ahead; what is recorded has happened"), value=text)
    except Refused as refused:
        raise bad_field(field, refused, text) from refused
    return day


def staff_given(session: Session, text: str | None) -> int | None:
    """The person of the staff named, else the operator."""
    if text is None:
        return session.operator_id
    from crmcli.features.staff.operator import choose_person
    from crmcli.features.staff.store import people

    return int(choose_person(people(session.db), text, "--by")["id"])


def means_given(
    session: Session, member: dict[str, Any], purchase: Purchase, card: str | None, voucher: str | None
) -> tuple[Means, str | None, list[str]]:
    """What pays a purchase besides money, the way the rest is paid, and what is to be said of it.

    `--pay card` without `--card` takes the member's only card that fits, `--pay voucher` their only voucher that
    pays all of it. A voucher that is on no record (a paper one from before) is taken at its word, with a warning.
    """
    pay = purchase.pay
    if card is not None or pay == CARD:
        if pay not in (None, CARD):
            message = N_("{value} cannot go with --card; a card pays all that no voucher pays.")
            raise Failure("usage", message, field="--pay", value=pay)
        means = Means(card_id=_card(session, member, card or member_no(member["id"]), purchase.on_day))
        return _with_voucher(session, member, purchase, voucher, means), CARD, []
    if voucher is None and pay != VOUCHER:
        return MONEY, pay, []
    means = _with_voucher(session, member, purchase, voucher, MONEY)
    if means.voucher_id is not None:
        return means, pay, []
    message = _("no voucher of {name} over {amount} is on record; booked as paid with a paper one")
    return MONEY, pay, [message.format(name=member["name"], amount=show_yuan(purchase.amount_fen))]


def _card(session: Session, member: dict[str, Any], text: str, on_day: date) -> int:
    """The member's card that pays; one of somebody else's pays for what they buy themselves."""
    from crmcli.features.card.select import card_given, live_on

    live = live_on(on_day)
    found = card_given(session, text, lambda one: one["kind"] == "stored" and live(one), "--card")
    if found["member_id"] != member["id"]:
        message = N_("Card {value} is of {holder}, not of {name}; a card pays for its holder only.")
        facts = {"holder": found["name"], "name": member["name"]}
        raise Failure("refused", message, field="--card", value=found["no"], **facts)
    return int(found["id"])


def _with_voucher(
    session: Session, member: dict[str, Any], purchase: Purchase, text: str | None, means: Means
) -> Means:
    from crmcli.features.points.voucher import live_vouchers, voucher_given

    if text is not None:
        found = voucher_given(session, member, text, purchase.on_day)
        if found["amount_fen"] < purchase.amount_fen and means.card_id is None and purchase.pay in (None, VOUCHER):
            message = N_("Voucher {value} pays {paid} of {amount}; say with --pay how the rest is paid.")
            facts: dict[str, Any] = {"paid": show_yuan(found["amount_fen"]), "amount": show_yuan(purchase.amount_fen)}
            raise Failure("usage", message, field="--pay", value=found["no"], **facts)
        return means._replace(voucher_id=found["id"])
    if purchase.pay != VOUCHER:
        return means
    live = live_vouchers(session.db, member["id"], purchase.on_day)
    enough = [one for one in live if one["amount_fen"] >= purchase.amount_fen]
    if not enough:
        return means
    chosen = one_of(
        session,
        enough,
        lambda one: f"{one['no']}  {show_yuan(one['amount_fen'])}",
        lambda: Failure(
            "ambiguous",
            N_("{name} has several vouchers: {names}; name one with --voucher."),
            field="--voucher",
            name=member["name"],
            names=[one["no"] for one in enough],
            candidates=[{"voucher": one["no"], "amount": yuan(one["amount_fen"])} for one in enough],
        ),
    )
    return means._replace(voucher_id=chosen["id"])
