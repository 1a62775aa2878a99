"""Checks of what is inside the file: pages, tables, triggers, the log and its chain, the derived tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from crmcli.core.findings import N_, Finding
from crmcli.features.doctor.check import NOTE, WRONG, Check, Patient, first_of, well
from crmcli.storage import verify

if TYPE_CHECKING:
    from sqlite3 import Connection

RESTORE = Finding(N_("Put a backup back: crmcli restore BACKUP"))
REPAIR = Finding(N_("Mend it: crmcli doctor --repair"))


def _db(patient: Patient) -> Connection:
    assert patient.db is not None
    return patient.db


def pages(patient: Patient) -> Iterator[Check]:
    """SQLite's own check of every page and index."""
    found = verify.page_faults(_db(patient), thorough=True)
    yield from first_of("pages", found, RESTORE) or [well("pages", N_("every page is sound"))]


def schema(patient: Patient) -> Iterator[Check]:
    """Tables and indexes as the program makes them."""
    found = verify.schema_faults(_db(patient))
    yield from first_of("schema", found, RESTORE) or [well("schema", N_("tables and indexes are complete"))]


def foreign_keys(patient: Patient) -> Iterator[Check]:
    """No row points into the void."""
    found = verify.foreign_key_faults(_db(patient))
    yield from first_of("foreign-keys", found, RESTORE) or [well("foreign-keys", N_("every reference is met"))]


def triggers(patient: Patient) -> Iterator[Check]:
    """What notes every change is there, as the program makes it."""
    found = verify.trigger_faults(_db(patient))
    if found and patient.repair:
        from crmcli.storage.repair import remake_triggers

        remake_triggers(_db(patient))
        yield well("triggers", N_("made anew: {count} were missing or changed"), count=len(found))
        return
    yield from first_of("triggers", found, REPAIR) or [well("triggers", N_("every change is noted"))]


def facts(patient: Patient) -> Iterator[Check]:
    """Every row is what the log says it is."""
    found = verify.fact_faults(_db(patient))
    remedy = Finding(N_("Correct it with the program, or put a backup back: crmcli restore BACKUP"))
    yield from first_of("facts", found, remedy) or [well("facts", N_("every row is as the log says"))]


def derived(patient: Patient) -> Iterator[Check]:
    """Sums, tiers, search keys and due lines equal their recomputation; --repair recomputes them."""
    from crmcli.features.derived import derivation
    from crmcli.storage.write import rebuild

    derive = derivation(patient.session)
    differing = verify.derived_differences(_db(patient), derive)
    if not differing:
        yield well("derived", N_("sums, tiers, search keys and due lines are right"))
        return
    told = {"tables": [f"{table} ({count})" for table, count in differing.items()]}
    if patient.repair:
        rebuild(_db(patient), derive)
        yield Check("derived", "ok", Finding(N_("recomputed; these were wrong: {tables}"), told))
    else:
        yield Check("derived", WRONG, Finding(N_("these differ from a recomputation: {tables}"), told), REPAIR)


def attachments(patient: Patient) -> Iterator[Check]:
    """Every attachment is there, byte for byte as it was attached."""
    found = verify.attachment_faults(_db(patient))
    yield from first_of("attachments", found, RESTORE) or [well("attachments", N_("every attachment is whole"))]


def chain(patient: Patient) -> Iterator[Check]:
    """Every operation is what was written, and none is missing."""
    found = verify.chain_faults(_db(patient))
    count = _db(patient).execute("SELECT COUNT(*) FROM operation").fetchone()[0]
    remedy = Finding(N_("Somebody changed the file by other means; compare with a backup: crmcli restore BACKUP"))
    yield from first_of("chain", found, remedy) or [well("chain", N_("{count} operations, unbroken"), count=count)]


def access_log(patient: Patient) -> Iterator[Check]:
    """The log of who saw what is what was written."""
    found = verify.access_faults(_db(patient))
    remedy = Finding(N_("Somebody changed the log by other means; ask who had the file."))
    yield from first_of("access-log", found, remedy) or [well("access-log", N_("unbroken"))]


def head(patient: Patient) -> Iterator[Check]:
    """The file has not gone back behind what it had acknowledged."""
    from crmcli.storage.head import last_head, read_head
    from crmcli.storage.repair import note_head

    noted, last = read_head(patient.session.path), last_head(_db(patient))
    number = last.operation if last else 0
    if noted is not None and noted.operation > number:
        yield _lost(patient, noted.operation, number)
        return
    if noted is not None and not _known(_db(patient), noted.operation, noted.link):
        message = Finding(N_("the head file belongs to another file, or to another past of this one"))
        remedy = Finding(N_("Ask who put the file here; if this one is right, delete {head}"), _name(patient))
        yield Check("head", WRONG, message, remedy)
        return
    if noted is not None and noted.operation == number:
        yield well("head", N_("nothing acknowledged is missing; the last operation is {number}"), number=number)
        return
    if patient.repair:
        note_head(_db(patient), patient.session.path)
        yield well("head", N_("head file written anew at operation {number}"), number=number)
    elif noted is None:
        message = Finding(N_("the head file is missing, so a loss of the last operations would not be noticed"))
        yield Check(
            "head", NOTE, message, Finding(N_("Write it: crmcli doctor --repair. The next entry writes it too."))
        )
    else:
        told = {"noted": noted.operation, "number": number}
        message = Finding(N_("the head file stands at operation {noted}, the file at {number}"), told)
        yield Check("head", NOTE, message, Finding(N_("Nothing is lost. The next entry brings it up to date.")))


def _lost(patient: Patient, noted: int, number: int) -> Check:
    row = _db(patient).execute("SELECT at FROM operation WHERE id = ?", (number,)).fetchone()
    told = {"count": noted - number, "number": number, "at": str(row[0])[:16].replace("T", " ") if row else "-"}
    message = N_("{count} acknowledged operations are lost: the file ends at operation {number} of {at}")
    remedy = N_(
        "An older copy was put here, or the -wal file was lost. Put a newer backup back (crmcli restore BACKUP), or "
        "enter again what was done since and delete {head}"
    )
    return Check("head", WRONG, Finding(message, told), Finding(remedy, _name(patient)))


def _name(patient: Patient) -> dict[str, str]:
    from crmcli.storage.head import head_path

    return {"head": head_path(patient.session.path).name}


def _known(db: Connection, number: int, link: bytes) -> bool:
    row = db.execute("SELECT link FROM operation WHERE id = ?", (number,)).fetchone()
    return row is not None and row[0] == link
