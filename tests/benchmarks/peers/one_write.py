"""One acknowledged write within one process beside what the disk takes for 4 KiB, as JSON in milliseconds."""

import json
import os
import sys
import time
from pathlib import Path
from statistics import median

from crmcli.features.followup import store as followups
from crmcli.features.member import store as members
from crmcli.session import Session
from crmcli.storage.engine import connect
from crmcli.ui.options import Shared

REPEATS = 300
database, folder = Path(sys.argv[1]), Path(sys.argv[2])
session = Session(Shared(db=str(database)))
plain = connect(folder / "plain.db", create=True)
plain.execute("PRAGMA journal_mode = WAL")
plain.execute("CREATE TABLE IF NOT EXISTS contact (id INTEGER PRIMARY KEY, name TEXT, note TEXT)")
block = os.open(folder / "block", os.O_CREAT | os.O_RDWR)
syncing = getattr(os, "fdatasync", os.fsync)


def sync_4_kib(number: int) -> None:
    """The floor: 4 KiB of a file made sure of."""
    os.pwrite(block, bytes(4096), number % 64 * 4096)
    syncing(block)


def plain_insert(number: int) -> None:
    """One row, one transaction."""
    plain.execute("INSERT INTO contact (name, note) VALUES (?, ?)", ("王小明", f"回访 {number}"))


def contact_noted(number: int) -> None:
    """One contact of a member of the file: operation, image, derived tables, chain, head."""
    values = {"member_id": number % 900 + 1, "on_day": "2026-10-31", "at": "2026-10-31T09:30:00+08:00"}
    with session.write("benchmark") as operation:
        followups.add_contact(operation.db, {**values, "via": "phone", "outcome": "reached", "note": f"回访 {number}"})


def member_added(number: int) -> None:
    """One new member, search keys included."""
    values = {"name": "王小明", "mobile": f"1980{number:07d}", "recorded_on": "2026-10-31"}
    with session.write("benchmark") as operation:
        members.add_member(operation.db, values)


work = {
    "fdatasync of 4 KiB": sync_4_kib,
    "plain insert, WAL, FULL": plain_insert,
    "one contact": contact_noted,
    "one new member": member_added,
}
taken = {name: [] for name in [*work, *(f"{name}, processor" for name in work)]}
for number in range(REPEATS):
    for name, job in work.items():
        began, worked = time.perf_counter(), time.process_time()
        job(number)
        taken[name].append((time.perf_counter() - began) * 1000)
        taken[f"{name}, processor"].append((time.process_time() - worked) * 1000)
print(json.dumps({name: median(times[REPEATS // 10 :]) for name, times in taken.items()}))
