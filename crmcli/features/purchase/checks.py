"""What the doctor says of what is noted and not booked, and of balances that are on no card."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from crmcli.core.findings import N_, Finding
from crmcli.core.money import show_yuan
from crmcli.features.doctor.check import NOTE, Check, Patient, well
from crmcli.features.member.store import member_no
from crmcli.features.purchase.bonus import bonuses_left
from crmcli.features.purchase.noted import noted_not_booked, place


def noted(patient: Patient) -> Iterator[Check]:
    """Every amount the desk noted stands in the ledger. Source: domain/money.md, "Booked once"."""
    assert patient.db is not None
    found = noted_not_booked(patient.db, "0000", "9999")
    yield _left(
        "noted",
        [(row, row.amount_fen) for row in found],
        N_("every amount noted is booked"),
        N_("amounts noted and not booked: {count}, the first is of {no}, {day}, {amount} ({place})"),
        N_("Book what is noted of a member: crmcli purchase book MEMBER"),
    )


def bonuses(patient: Patient) -> Iterator[Check]:
    """Every bonus the desk noted is on a card. Source: domain/activities.md: it goes to the bonus pocket."""
    assert patient.db is not None
    found = bonuses_left(patient.db, "0000", "9999")
    yield _left(
        "bonuses",
        [(row, row.bonus_fen) for row in found],
        N_("every bonus noted is on a card"),
        N_("bonuses noted and on no card: {count}, the first is of {no}, {day}, {amount} ({place})"),
        N_("Put what is given to a member on a card: crmcli purchase book MEMBER"),
    )


def _left(name: str, found: Sequence[tuple[Any, int]], fine: str, message: str, remedy: str) -> Check:
    """What registers noted that is still to be put where it belongs: how much, and the first of it."""
    if not found:
        return well(name, fine)
    first, fen = found[0]
    told = {
        "count": len(found),
        "no": member_no(first.member_id),
        "day": first.on_day,
        "amount": show_yuan(fen),
        "place": place(first),
    }
    return Check(name, NOTE, Finding(message, told), Finding(remedy))


def loose(patient: Patient) -> Iterator[Check]:
    """Every balance a list brought along is on a card; while there were no cards it was kept without one."""
    from crmcli.features.card.store import loose_balances

    assert patient.db is not None
    found = loose_balances(patient.db)
    if not found:
        yield well("loose", N_("every card balance of a list is on a card"))
        return
    first = found[0]
    told = {"count": len(found), "no": member_no(first[0]), "name": first[1], "amount": show_yuan(first[2])}
    message = N_("members whose card balance of a list is on no card: {count}, the first is {no} {name}, {amount}")
    yield Check("loose", NOTE, Finding(message, told), Finding(N_("Open the card it is on: crmcli card open MEMBER")))
