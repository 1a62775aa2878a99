"""What the doctor sees of push targets."""

from __future__ import annotations

from collections.abc import Iterator

from crmcli.core.findings import N_, Finding
from crmcli.features.doctor.check import WRONG, Check, Patient, well
from crmcli.features.push.place import push_file, targets

REMEDY = N_("Mend it there, then try it: crmcli push --test. The file of targets is {file}")


def push(patient: Patient) -> Iterator[Check]:
    """Only the account itself can read the targets' keys, and every target can be understood."""
    found = targets(patient.session.environ)
    for fault in found.faults:
        yield Check("push", WRONG, fault.why, Finding(REMEDY, {"file": str(push_file())}))
    if found.targets:
        names = [target.name for target in found.targets]
        yield well(
            "push", N_("{count} push targets: {names}; to try them: crmcli push --test"), count=len(names), names=names
        )
    elif not found.faults:
        yield well("push", N_("no push target is set"))
