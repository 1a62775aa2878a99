"""What has to be true of a file after whatever was done to it: everything acknowledged, whole, nothing else."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from crmcli.errors import Failure
from crmcli.features.derived import derivation
from crmcli.session import Session
from crmcli.storage import chain
from crmcli.storage.engine import load_engine
from crmcli.storage.file import open_file
from crmcli.storage.head import last_head, read_head
from crmcli.storage.schema import DERIVED, FACTS
from crmcli.storage.write import rebuild
from crmcli.ui.options import Shared

Rows = dict[tuple[str, int], dict[str, Any]]


class Record(NamedTuple):
    """What a writer put down: commands that were answered, with the answer, and how many were not."""

    answers: list[tuple[list[str], dict[str, Any]]]
    refusals: list[str]
    unanswered: int
    seconds: list[float]
    statuses: list[int]


def read_record(path: Path) -> Record:
    """A writer's record; a line that was cut off by the kill was not answered."""
    record = Record([], [], 0, [], [])
    words: list[str] | None = None
    for line in path.read_text("utf-8").split("\n")[:-1] if path.exists() else []:
        fact = json.loads(line)
        if "words" in fact:
            words = fact["words"]
        elif "status" in fact:
            record.seconds.append(fact["seconds"])
            record.statuses.append(fact["status"])
            if fact["status"] != 0:
                record.refusals.append(f"{words}: status {fact['status']}, {fact['said']}")
                words = None
        else:
            assert words is not None
            record.answers.append((words, fact))
            words = None
    return record._replace(unanswered=int(words is not None))


def complaints(path: Path, records: Sequence[Record], *, head_is_safe: bool = True) -> list[str]:
    """Everything that is wrong with a file that these writers have worked on; empty where nothing is.

    A kill leaves the head file as it was written; after a power cut it may be missing or old. A file
    that cannot be read to its end is wrong as well.
    """
    try:
        return _complaints(path, records, head_is_safe)
    except load_engine().DatabaseError as error:
        return [f"cannot be read: {error}"]
    except Failure as failure:
        return [f"is refused: {failure.sentence()}"]


def _complaints(path: Path, records: Sequence[Record], head_is_safe: bool) -> list[str]:
    answers = [answer for record in records for answer in record.answers]
    with closing(open_file(path)) as db:
        found = [refusal for record in records for refusal in record.refusals]
        found += [f"integrity: {row[0]}" for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found += [f"foreign key: {tuple(row)}" for row in db.execute("PRAGMA foreign_key_check")]
        found += [f"chain: {found}" for found in chain.breaks(db)]
        found += _half_written(db)
        found += _not_acknowledged(db, answers, sum(record.unanswered for record in records))
        for words, answer in answers:
            found += [f"{words} -> {answer}: {reason}" for reason in _missing(db, words, answer)]
        found += _head(db, path, answers, head_is_safe)
        found += _derived(db, path)
    return found


def _half_written(db: Any) -> Iterator[str]:
    """Images that belong to no operation, and facts that are not what the images left."""
    orphans = db.execute(
        "SELECT COUNT(*) FROM image i WHERE NOT EXISTS "
        "(SELECT 1 FROM operation o WHERE i.id BETWEEN o.first_image AND o.last_image)"
    ).fetchone()[0]
    if orphans:
        yield f"{orphans} images of no operation"
    replayed = replay(db)
    stored = {(table, row["id"]): dict(row) for table in FACTS for row in db.execute(f"SELECT * FROM {table}")}
    for place in replayed.keys() | stored.keys():
        if replayed.get(place) != stored.get(place):
            yield f"{place}: the log says {replayed.get(place)}, the table {stored.get(place)}"


def replay(db: Any) -> Rows:
    """All facts as the images, one after another, left them."""
    facts: Rows = {}
    for image in db.execute("SELECT table_name, row_id, action, after FROM image ORDER BY id"):
        place = (image["table_name"], image["row_id"])
        if image["action"] == "delete":
            facts.pop(place, None)
        elif image["action"] == "insert":
            facts[place] = json.loads(image["after"])
        else:
            facts[place] = {**facts.get(place, {}), **json.loads(image["after"])}
    return facts


def _not_acknowledged(db: Any, answers: Sequence[tuple[list[str], dict[str, Any]]], allowed: int) -> Iterator[str]:
    numbers = Counter(answer["operation"] for _words, answer in answers)
    yield from (f"operation {number} acknowledged {count} times" for number, count in numbers.items() if count > 1)
    # what the file began with was answered to nobody who is asked here
    stored = db.execute("SELECT id FROM operation WHERE command NOT IN ('init', 'prepare')").fetchall()
    extra = [row[0] for row in stored if row[0] not in numbers]
    if len(extra) > allowed:
        yield f"operations {extra} are there and were not acknowledged; at most {allowed} may be"


def _missing(db: Any, words: Sequence[str], answer: dict[str, Any]) -> Iterator[str]:
    """What an acknowledged command should have left and did not."""
    operation = db.execute("SELECT * FROM operation WHERE id = ?", (answer["operation"],)).fetchone()
    if operation is None:
        yield "lost"
        return
    images = db.execute(
        "SELECT table_name, row_id, action, after FROM image WHERE id BETWEEN ? AND ?",
        (operation["first_image"], operation["last_image"]),
    ).fetchall()
    made = {(image["table_name"], image["row_id"]): json.loads(image["after"] or "{}") for image in images}
    wanted = " ".join(words[: 1 if words[0] in ("undo", "redo", "bulk") else 2])
    if operation["command"].split(" ")[0] != wanted.split(" ")[0]:
        yield f"the operation is {operation['command']}"
    elif wanted == "member add":
        yield from _differs(made.get(("member", int(answer["no"][2:]))), {"name": answer["name"]})
    elif wanted == "purchase add":
        fen = round(float(answer["amount"]) * 100)
        yield from _differs(made.get(("ledger", answer["id"])), {"kind": "purchase", "amount_fen": fen})
        # steps of an earlier treatment that are called off only change
        planned = [values for (table, _id), values in made.items() if table == "followup" and "due_on" in values]
        due = sorted(values["due_on"] for values in planned)
        if due != sorted(step["due_on"] for step in answer["plan"]):
            yield f"follow-ups on {due}"
    elif wanted == "purchase refund":
        yield from _differs(made.get(("ledger", answer["id"])), {"kind": "refund", "refers_to": answer["refund_of"]})
    elif wanted in ("undo", "redo"):
        if len(images) != answer["rows"]:
            yield f"{len(images)} rows"
    elif len(images) != answer["members"]:
        yield f"{len(images)} rows"


def _differs(row: dict[str, Any] | None, wanted: dict[str, Any]) -> Iterator[str]:
    if row is None or {key: row.get(key) for key in wanted} != wanted:
        yield f"its row is {row}, not {wanted}"


def _head(db: Any, path: Path, answers: Sequence[tuple[list[str], dict[str, Any]]], safe: bool) -> Iterator[str]:
    """The head file is never ahead of the file, names a link of it, and knows all that was acknowledged."""
    head, last = read_head(path), last_head(db)
    if head is None or last is None:
        if safe:
            yield f"head file {head}, file {last}"
        return
    if head.operation > last.operation:
        yield f"the head file is ahead: {head.operation}, the file ends with {last.operation}"
        return
    link = db.execute("SELECT link FROM operation WHERE id = ?", (head.operation,)).fetchone()
    if link is None or link[0] != head.link:
        yield f"the head file's link of operation {head.operation} is not the file's"
    acknowledged = max((answer["operation"] for _words, answer in answers), default=0)
    if safe and head.operation < acknowledged:
        yield f"the head file knows {head.operation} operations, {acknowledged} were acknowledged"


def _derived(db: Any, path: Path) -> Iterator[str]:
    """Every derived table equals its recomputation."""
    kept = {table: _rows(db, table) for table in DERIVED}
    session = Session(Shared(db=str(path), today="2026-10-31"))
    try:
        rebuild(db, derivation(session))
    finally:
        session.close()
    for table in DERIVED:
        anew = _rows(db, table)
        if anew != kept[table]:
            yield f"{table}: kept {kept[table] - anew}, computed {anew - kept[table]}"


def _rows(db: Any, table: str) -> set[tuple[Any, ...]]:
    return {tuple(row) for row in db.execute(f"SELECT * FROM {table}")}
