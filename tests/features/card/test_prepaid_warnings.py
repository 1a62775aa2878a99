"""What the law says of prepaid cards, case by case: at the figure, a fen above it, and with what would do."""

from __future__ import annotations

from datetime import date

import pytest

from crmcli.core.money import parse_amount
from crmcli.features.card.warning import Prepaid, prepaid_warnings
from crmcli.language import said
from crmcli.packs.moneyrule import CardPolicy

LAW = CardPolicy()
OPENED = date(2026, 10, 31)
CARD = Prepaid(
    no="C00001",
    kind="stored",
    named=True,
    opened_on=OPENED,
    expires_on=None,
    total_fen=100_000,
    member_no="M-00001",
    name="王小明",
    id_on_record=False,
    begins=True,
)
RULE = "(Measures for Single-Purpose Prepaid Cards)"
NAMED_LIMIT = (
    "Card C00001 holds 5,000.01; a named card holds at most 5,000.00 (Measures for Single-Purpose Prepaid Cards). "
    "What is above it could go on a second card."
)
UNNAMED_LIMIT = (
    "Card C00001 holds 1,000.01; an unnamed card holds at most 1,000.00 (Measures for Single-Purpose Prepaid Cards). "
    "What is above it could go on a named card, or a second one."
)
EXPIRY = (
    "Card C00001 ends on 2027-10-31; a named card has no expiry (Measures for Single-Purpose Prepaid Cards). "
    "Leave the day out."
)
SHORT = (
    "Card C00001 ends on 2029-10-30; an unnamed card is valid until 2029-10-31 at least "
    "(Measures for Single-Purpose Prepaid Cards)."
)
BUYER = (
    "王小明 paid 10,000.00 at once; from 10,000.00 on the buyer's name, ID number and contact are kept "
    "(Measures for Single-Purpose Prepaid Cards). No ID number is on record: "
    "crmcli member edit M-00001 --id-no NUMBER"
)
BY_BANK = (
    "王小明 paid 50,000.00 in cash; from 50,000.00 on that is paid through the bank, not in cash "
    "(Measures for Single-Purpose Prepaid Cards)."
)


def changed(**values: object) -> Prepaid:
    """The card with some values otherwise; amounts in yuan."""
    amounts = {key: parse_amount(str(values.pop(key[:-4]))) for key in ("total_fen", "paid_fen") if key[:-4] in values}
    return CARD._replace(**values, **amounts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("card", "told"),
    [
        (changed(), []),
        # at most so much is at most so much
        (changed(total="5000"), []),
        (changed(total="5000.01"), [NAMED_LIMIT]),
        (changed(named=False, total="1000"), []),
        (changed(named=False, total="1000.01"), [UNNAMED_LIMIT]),
        # what was paid for uses is what a card of uses holds
        (changed(kind="sessions", total="5000.01"), [NAMED_LIMIT]),
        (changed(expires_on=date(2027, 10, 31)), [EXPIRY]),
        (changed(expires_on=date(2027, 10, 31), begins=False), []),
        (changed(kind="sessions", expires_on=date(2027, 10, 31)), []),
        # three years to the day
        (changed(named=False, expires_on=date(2029, 10, 31)), []),
        (changed(named=False, expires_on=date(2029, 10, 30)), [SHORT]),
        (changed(named=False, opened_on=date(2024, 2, 29), expires_on=date(2027, 2, 28)), []),
        # from that amount on, in one go
        (changed(paid="9999.99"), []),
        (changed(paid="10000"), [BUYER]),
        (changed(paid="10000", id_on_record=True), []),
        (changed(paid="49999.99", pay="cash", id_on_record=True), []),
        (changed(paid="50000", pay="cash", id_on_record=True), [BY_BANK]),
        (changed(paid="50000", pay="transfer", id_on_record=True), []),
        (changed(paid="50000", pay=None, id_on_record=True), []),
        (
            changed(total="5000.01", paid="10000", expires_on=date(2027, 10, 31)),
            [NAMED_LIMIT, EXPIRY, BUYER],
        ),
    ],
)
def test_the_law_says(card: Prepaid, told: list[str]) -> None:
    found = [said(finding) for finding in prepaid_warnings(LAW, card)]
    assert found == told
    assert all(RULE in sentence for sentence in found)


def test_the_figures_are_the_packs() -> None:
    strict = CardPolicy(named_limit_fen=50_000, register_from_fen=1, transfer_from_fen=1)
    card = changed(paid="0.01", pay="cash")
    assert [said(finding).split(" (")[0] for finding in prepaid_warnings(strict, card)] == [
        "Card C00001 holds 1,000.00; a named card holds at most 500.00",
        "王小明 paid 0.01 at once; from 0.01 on the buyer's name, ID number and contact are kept",
        "王小明 paid 0.01 in cash; from 0.01 on that is paid through the bank, not in cash",
    ]
