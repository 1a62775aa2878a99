"""What the doctor says of the ledger."""

from __future__ import annotations

from collections.abc import Iterator

from crmcli.core.findings import N_, Finding
from crmcli.features.check.ledger import look
from crmcli.features.check.present import told
from crmcli.features.doctor.check import WRONG, Check, Patient, well


def ledger(patient: Patient) -> Iterator[Check]:
    """Every balance equals its entries: one line where all of it holds, else one for each check that does not."""
    assert patient.db is not None
    found = list(look(patient.db, patient.session.pack))
    wrong = [looked for looked in found if looked.wrong]
    for looked in wrong:
        yield Check("ledger", WRONG, Finding("{found}", {"found": told(looked)}), Finding(looked.check.remedy))
    if not wrong:
        yield well("ledger", N_("every balance equals its entries; {count} checks"), count=len(found))
