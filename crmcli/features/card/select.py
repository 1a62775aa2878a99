"""The one card meant: by its number, also a former one, or by its member where only one can be meant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.core.text import fold
from crmcli.errors import Failure
from crmcli.features.card import store
from crmcli.features.card.present import card_line, card_listed
from crmcli.language import _
from crmcli.ui.ask import asked, one_of

if TYPE_CHECKING:
    from crmcli.session import Session

Card = dict[str, Any]
Usable = Callable[[Card], bool]


def live_on(day: date) -> Usable:
    """Cards that can be used on a day: live, and not past their last day."""
    return lambda card: card["state"] == "live" and (card["expires_on"] or "9999") >= day.isoformat()


def card_given(session: Session, text: str | None, usable: Usable | None = None, field: str = "card") -> Card:
    """The card a text names, a row of `store.card`; asked for in a terminal where it is missing.

    A number means its card, whatever state it is in: the command says why it will not do. So does a member's only
    card. Of several cards of a member only those `usable` are meant, live ones where it is not given; several are
    offered in a terminal and refused with the candidates elsewhere. See `former_words`.
    """
    wanted = usable or live_on(session.today)
    return asked(session, text, field, _("Card or member"), lambda typed: _meant(session, typed, wanted, field))


def former_words(card: Card) -> str:
    """That the card was named by a number it no longer bears; nothing where it was not."""
    if not card.get("former_until"):
        return ""
    text = _("{old} was replaced by {no} on {day}")
    return text.format(old=card["asked_no"], no=card["no"], day=card["former_until"])


def _meant(session: Session, text: str, usable: Usable, field: str) -> Card:
    named = store.card_of_number(session.db, fold(text).upper())
    if named is not None:
        return named
    from crmcli.features.member.find import resolve

    member = resolve(session, text, field)
    cards = store.cards_of(session.db, member["id"])
    if not cards:
        message = N_("{name} has no card. Open one: crmcli card open {no}")
        facts = {"name": member["name"], "no": _member_no(member)}
        raise Failure("not-found", message, field=field, value=text, **facts)
    if len(cards) == 1:
        return cards[0]
    fitting = [card for card in cards if usable(card)]
    return _chosen(session, text, field, _numbered(text, fitting) or fitting, cards)


def _member_no(member: Card) -> str:
    from crmcli.features.member.store import member_no

    return member_no(member["id"])


def _numbered(text: str, cards: list[Card]) -> list[Card]:
    """Those whose number begins or ends as typed: the member was found by a part of it."""
    part = fold(text).upper()
    return [card for card in cards if card["no"].startswith(part) or card["no"].endswith(part)]


def _chosen(session: Session, text: str, field: str, fitting: list[Card], cards: list[Card]) -> Card:
    today = session.today.isoformat()
    if not fitting:
        message = N_("{name} has {count} cards, none of which will do.")
        raise Failure(
            "not-found",
            message,
            field=field,
            value=text,
            name=cards[0]["name"],
            count=len(cards),
            candidates=[_candidate(card, today) for card in cards],
            lines=[card_line(card, today) for card in cards],
        )
    return one_of(
        session,
        fitting,
        lambda card: card_line(card, today),
        lambda: Failure(
            "ambiguous",
            N_("{name} has {count} cards that will do; name one by its number."),
            field=field,
            value=text,
            name=fitting[0]["name"],
            count=len(fitting),
            candidates=[_candidate(card, today) for card in fitting],
            lines=[card_line(card, today) for card in fitting],
        ),
    )


def _candidate(card: Card, today: str) -> dict[str, Any]:
    keys = ("card_no", "kind", "item", "total", "sessions_left", "state", "expires_on")
    listed = card_listed(card, today)
    return {key: listed[key] for key in keys}
