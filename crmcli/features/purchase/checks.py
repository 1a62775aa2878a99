"""What the doctor says of amounts that are noted and not booked."""

from __future__ import annotations

from collections.abc import Iterator

from crmcli.core.findings import N_, Finding
from crmcli.core.money import show_yuan
from crmcli.features.doctor.check import NOTE, Check, Patient, well
from crmcli.features.member.store import member_no
from crmcli.features.purchase.noted import noted_not_booked, place


def noted(patient: Patient) -> Iterator[Check]:
    """Every amount the desk noted stands in the ledger. Source: domain/money.md, "Booked once"."""
    assert patient.db is not None
    found = noted_not_booked(patient.db, "0000", "9999")
    if not found:
        yield well("noted", N_("every amount noted is booked"))
        return
    first = found[0]
    told = {
        "count": len(found),
        "no": member_no(first.member_id),
        "day": first.on_day,
        "amount": show_yuan(first.amount_fen),
        "place": place(first),
    }
    message = N_("amounts noted and not booked: {count}, the first is of {no}, {day}, {amount} ({place})")
    remedy = Finding(N_("Book what is noted of a member: crmcli purchase book MEMBER"))
    yield Check("noted", NOTE, Finding(message, told), remedy)
