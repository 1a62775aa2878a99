"""What the law says of prepaid cards, as warnings with the rule named: the desk decides, nothing is refused.

Source: 单用途商业预付卡管理办法（试行）; the figures are the pack's, `crmcli.packs.moneyrule.CardPolicy`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_, Finding
from crmcli.core.money import show_yuan
from crmcli.core.offset import parse_offset, shift

if TYPE_CHECKING:
    from crmcli.features.card.movement import Held
    from crmcli.packs.moneyrule import CardPolicy
    from crmcli.session import Session

#: The rule every one of the warnings names.
RULE = N_("Measures for Single-Purpose Prepaid Cards")
CASH = "cash"


class Prepaid(NamedTuple):
    """A card as a write leaves it: what it holds by then, bonus included, and what was paid for it in this write.

    `begins`: the write opens the card or gives it another last day, so that its expiry is looked at too.
    """

    no: str
    kind: str
    named: bool
    opened_on: date
    expires_on: date | None
    total_fen: int
    member_no: str
    name: str
    id_on_record: bool
    paid_fen: int = 0
    pay: str | None = None
    begins: bool = False


def prepaid_warnings(rules: CardPolicy, card: Prepaid) -> list[Finding]:
    """What the law has against a card as it stands now, or against the way it was paid; mostly nothing."""
    found = [_too_much(rules, card), *_expiry(rules, card), _buyer(rules, card), _cash(rules, card)]
    return [finding for finding in found if finding is not None]


def _too_much(rules: CardPolicy, card: Prepaid) -> Finding | None:
    limit = rules.named_limit_fen if card.named else rules.unnamed_limit_fen
    if card.total_fen <= limit:
        return None
    message = N_(
        "Card {no} holds {total}; an unnamed card holds at most {limit} ({rule}). "
        "What is above it could go on a named card, or a second one."
    )
    if card.named:
        message = N_(
            "Card {no} holds {total}; a named card holds at most {limit} ({rule}). "
            "What is above it could go on a second card."
        )
    return _finding(message, no=card.no, total=show_yuan(card.total_fen), limit=show_yuan(limit))


def _expiry(rules: CardPolicy, card: Prepaid) -> list[Finding]:
    """Only cards that hold money: how long uses of one item last is agreed with the customer."""
    if not card.begins or card.expires_on is None or card.kind != "stored":
        return []
    day = card.expires_on.isoformat()
    if card.named:
        message = N_("Card {no} ends on {day}; a named card has no expiry ({rule}). Leave the day out.")
        return [_finding(message, no=card.no, day=day)]
    least = shift(card.opened_on, parse_offset(rules.unnamed_valid))
    if card.expires_on >= least:
        return []
    message = N_("Card {no} ends on {day}; an unnamed card is valid until {least} at least ({rule}).")
    return [_finding(message, no=card.no, day=day, least=least.isoformat())]


def _buyer(rules: CardPolicy, card: Prepaid) -> Finding | None:
    if card.paid_fen < rules.register_from_fen or card.id_on_record:
        return None
    message = N_(
        "{name} paid {paid} at once; from {limit} on the buyer's name, ID number and contact are kept ({rule}). "
        "No ID number is on record: crmcli member edit {member} --id-no NUMBER"
    )
    facts = {"name": card.name, "paid": show_yuan(card.paid_fen), "member": card.member_no}
    return _finding(message, limit=show_yuan(rules.register_from_fen), **facts)


def _cash(rules: CardPolicy, card: Prepaid) -> Finding | None:
    if card.paid_fen < rules.transfer_from_fen or card.pay != CASH:
        return None
    message = N_("{name} paid {paid} in cash; from {limit} on that is paid through the bank, not in cash ({rule}).")
    limit = show_yuan(rules.transfer_from_fen)
    return _finding(message, name=card.name, paid=show_yuan(card.paid_fen), limit=limit)


def _finding(message: str, **facts: Any) -> Finding:
    return Finding(message, {**facts, "rule": Finding(RULE)})


def warned(
    session: Session,
    card: dict[str, Any],
    held: Held,
    *,
    paid_fen: int = 0,
    pay: str | None = None,
    begins: bool = False,
) -> list[str]:
    """The warnings about a card (`movement.card_row`) and what it holds after a write, as sentences."""
    from crmcli.features.member import store as members
    from crmcli.language import said

    holder = members.member(session.db, card["member_id"]) or {}
    prepaid = Prepaid(
        no=card["no"],
        kind=card["kind"],
        named=bool(card["named"]),
        opened_on=date.fromisoformat(card["opened_on"]),
        expires_on=date.fromisoformat(card["expires_on"]) if card["expires_on"] else None,
        total_fen=held.total_fen,
        member_no=members.member_no(card["member_id"]),
        name=card["name"],
        id_on_record=holder.get("id_no") is not None,
        paid_fen=paid_fen,
        pay=pay,
        begins=begins,
    )
    return [said(finding) for finding in prepaid_warnings(session.pack.card_rules, prepaid)]
