"""Checks of what surrounds the file: engine, drive, disk, and what stopped programs left."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from crmcli.core.findings import N_, Finding
from crmcli.features.backup.place import backups_of
from crmcli.features.doctor.check import NOTE, WRONG, Check, Patient, well

#: Less room than this, or than twice the file, is too little for a backup and a day's work.
LEAST_BYTES = 200 * 1024 * 1024


def engine(patient: Patient) -> Iterator[Check]:
    """The version of SQLite; one too old does not get this far."""
    from crmcli.storage.engine import load_engine

    yield well("engine", N_("SQLite {version}"), version=load_engine().sqlite_version)


def drive(patient: Patient) -> Iterator[Check]:
    """Not on a network drive, not in a synchronised folder."""
    from crmcli.storage.drive import is_network, is_synchronised

    path = patient.session.path
    if is_network(path):
        message = Finding(N_("the file lies on a network drive, where two programs can damage it"))
        yield Check("drive", WRONG, message, Finding(N_("Move it to a disk of this machine; take backups there.")))
    elif is_synchronised(path):
        message = Finding(N_("the file lies in a synchronised folder, which copies it while it changes"))
        yield Check("drive", NOTE, message, Finding(N_("Move it out, and let backups be synchronised instead.")))
    else:
        yield well("drive", N_("a disk of this machine"))


def file(patient: Patient) -> Iterator[Check]:
    """Whether it is one of ours and can be opened."""
    if patient.failure is None:
        size = patient.session.path.stat().st_size // 1024
        yield well("file", N_("{file}, {size} KiB"), file=str(patient.session.path), size=size)
        return
    newest = next(iter(backups_of(patient.session.path)), None)
    remedy = Finding(N_("Put a backup back: crmcli restore BACKUP"))
    if newest is not None:
        remedy = Finding(N_("Put the newest backup back: crmcli restore {file}"), {"file": newest.name})
    yield Check("file", WRONG, patient.failure.finding, remedy)


def disk(patient: Patient) -> Iterator[Check]:
    """Room for a backup and for the day."""
    path = patient.session.path
    free = shutil.disk_usage(path.absolute().parent).free
    told = {"free": free // (1024 * 1024)}
    if free < max(LEAST_BYTES, 2 * path.stat().st_size):
        message = Finding(N_("only {free} MiB are free on the disk"), told)
        yield Check("disk", WRONG, message, Finding(N_("Make room: a full disk stops every entry.")))
    else:
        yield Check("disk", "ok", Finding(N_("{free} MiB free"), told))


def leftovers(patient: Patient) -> Iterator[Check]:
    """Unfinished files of programs that were stopped; --repair deletes them."""
    from crmcli.storage.repair import leftovers as left_over

    found = left_over(patient.session.path)
    if not found:
        yield well("leftovers", N_("no unfinished files"))
        return
    if patient.repair:
        for path in found:
            path.unlink(missing_ok=True)
        yield well("leftovers", N_("{count} unfinished files deleted"), count=len(found))
        return
    message = Finding(N_("{count} unfinished files, such as {file}"), {"count": len(found), "file": found[0].name})
    yield Check("leftovers", NOTE, message, Finding(N_("Delete them: crmcli doctor --repair")))
