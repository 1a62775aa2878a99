"""What card commands have in common: amounts, ways of paying, kinds and days as they are typed, and the answer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_, Refused
from crmcli.core.money import parse_amount
from crmcli.errors import Failure, bad_field
from crmcli.features.card import store
from crmcli.features.card.movement import Held
from crmcli.features.card.present import KINDS
from crmcli.features.card.warning import warned
from crmcli.language import _

if TYPE_CHECKING:
    from crmcli.session import Session

NO_END = ("none", "no", "无", "不限")


def amount_given(field: str, text: str | None, default_fen: int = 0) -> int:
    """An amount in 分. Raises Failure(usage) naming the field."""
    if text is None:
        return default_fen
    try:
        return parse_amount(text)
    except Refused as refused:
        raise bad_field(field, refused, text) from refused


def kind_given(session: Session, text: str) -> str:
    """stored or sessions, from the code, the pack's word or the reader's."""
    from crmcli.core.searchkey import choose

    found = choose(text, tuple(KINDS), lambda kind: (kind, _(KINDS[kind]), kind_word(session, kind)))
    if len(found) != 1:
        message = N_("{value} is no kind of card; there are {names}")
        raise Failure("usage", message, field="--kind", value=text, names=[kind_word(session, kind) for kind in KINDS])
    return found[0]


def kind_word(session: Session, kind: str) -> str:
    """What the house calls a kind of card: the pack's word, else the program's."""
    code = session.pack.code("card_type", kind)
    return code.name if code else _(KINDS[kind])


def count_given(field: str, count: int) -> int:
    """A number of one and more."""
    if count < 1:
        raise Failure("usage", N_("{value} is no number of uses; give 1 or more."), field=field, value=count)
    return count


def expires_given(session: Session, text: str) -> date | None:
    """The last day of a card; None where there is none."""
    from crmcli.core.day import parse_day

    if text.strip().lower() in NO_END:
        return None
    try:
        return parse_day(text, session.today)
    except Refused as refused:
        raise bad_field("--expires", refused, text) from refused


def card_after(session: Session, card_id: int) -> dict[str, Any]:
    """A card as a write left it."""
    return store.card(session.db, card_id) or {}


def warnings_of(session: Session, card: dict[str, Any], *, paid_fen: int, pay: str | None, begins: bool) -> list[str]:
    """What the law has against a card after money came onto it."""
    held = Held(card["principal_fen"], card["bonus_fen"], card["sessions"])
    return warned(session, card, held, paid_fen=paid_fen, pay=pay, begins=begins)


def warning_lines(warnings: list[str]) -> list[str]:
    """Warnings as lines under an answer."""
    return [_("Note: {warning}").format(warning=warning) for warning in warnings]
