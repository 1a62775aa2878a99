"""What the doctor looks at in the duties."""

from __future__ import annotations

from collections.abc import Iterator

from crmcli.core.findings import N_, Finding
from crmcli.features.doctor.check import NOTE, Check, Patient, well
from crmcli.features.duty.source import who_does


def roles(patient: Patient) -> Iterator[Check]:
    """Every duty has somebody who does it."""
    pack = patient.session.pack
    who = who_does(patient.session, pack.duties)
    missing = [duty for duty in pack.duties if who[duty.code] is None]
    for code in dict.fromkeys(duty.role for duty in missing):
        role = pack.role(code)
        told = {"role": role.name if role else code, "duties": [duty.name for duty in missing if duty.role == code]}
        message = Finding(N_("nobody is {role}: these duties stay unassigned: {duties}"), told)
        yield Check("duties", NOTE, message, Finding(N_("crmcli staff add NAME --role {role}"), told))
    if not missing:
        yield well("duties", N_("every duty has somebody who does it"))
