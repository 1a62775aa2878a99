"""Attachments of a case: files read in, checked, and given back byte for byte.

Source: domain/cases.md, Fields of a complaint.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_
from crmcli.core.searchkey import choose
from crmcli.errors import Failure
from crmcli.features.case import attachment_store as store
from crmcli.ui.ask import one_of

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.session import Session

#: The largest body kept, in bytes.
MOST_BYTES = 20 * 1024 * 1024
_UNIT = 1024 * 1024
_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\ud800-\udfff]')


class Body(NamedTuple):
    """A file as it was read, and the checksum it is known by."""

    name: str
    content: bytes
    sha256: str


def read_bodies(files: Sequence[str]) -> list[Body]:
    """The files named, whole. Raises Failure where one is missing, empty, a folder or too large."""
    return [_read(Path(file).expanduser()) for file in files]


def _read(path: Path) -> Body:
    named: dict[str, Any] = {"field": "FILE", "value": str(path)}
    try:
        if path.is_dir():
            raise Failure("usage", N_("{value} is a folder; name the files in it."), **named)
        size = path.stat().st_size
        # looked at before it is read: what is too large need not come into memory
        content = path.read_bytes() if size <= MOST_BYTES else b""
    except (FileNotFoundError, NotADirectoryError):
        raise Failure("not-found", N_("There is no file {value}."), **named) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Failure("failed", N_("{value} cannot be read: {reason}"), reason=reason, **named) from error
    size = max(size, len(content))
    if size > MOST_BYTES:
        message = N_("{value} has {size} MB; an attachment may have {most}.")
        raise Failure("usage", message, size=_megabytes(size), most=MOST_BYTES // _UNIT, **named)
    if not content:
        raise Failure("usage", N_("{value} is empty."), **named)
    return Body(plain_name(path.name), content, hashlib.sha256(content).hexdigest())


def _megabytes(size: int) -> str:
    """In MB with one place, rounded up so that what is too large never looks as if it were not."""
    tenths = -(-size * 10 // _UNIT)
    return f"{tenths // 10}.{tenths % 10}"


def plain_name(name: str) -> str:
    """The name in one spelling, with what no file may be called on some system replaced; never empty."""
    return _NOT_IN_A_NAME.sub("_", unicodedata.normalize("NFC", name)).strip(" .") or "_"


def attach(session: Session, db: Connection, case_id: int, bodies: Sequence[Body]) -> list[dict[str, Any]]:
    """Hangs bodies on a case within the one write; gives the rows made.

    What hangs there already under the same name is left; another body of that name gets a number behind it.
    """
    there = store.attachments_of(db, case_id)
    made = []
    for body in bodies:
        if any(row["sha256"] == body.sha256 and _is_called(row["name"], body.name) for row in there):
            continue
        values = {
            "case_id": case_id,
            "name": _free_name(body.name, {row["name"] for row in there}),
            "size": len(body.content),
            "sha256": body.sha256,
            "on_day": session.today.isoformat(),
            "staff_id": session.operator_id,
        }
        row = values | {"id": store.add_attachment(db, values, body.content)}
        there.append(row)
        made.append(row)
    return made


def attachment_listed(row: dict[str, Any]) -> dict[str, Any]:
    """An attachment with the keys of the JSON answers."""
    return {key: row[key] for key in ("name", "size", "sha256", "by")} | {"date": row["on_day"]}


def _is_called(kept: str, name: str) -> bool:
    """Whether something kept was attached under a name: as it is, or with the number it was given."""
    stem, ending = _parts(name)
    return kept == name or re.fullmatch(rf"{re.escape(stem)} \([0-9]+\){re.escape(ending)}", kept) is not None


def _free_name(name: str, taken: set[str]) -> str:
    stem, ending = _parts(name)
    number, free = 2, name
    while free in taken:
        free, number = f"{stem} ({number}){ending}", number + 1
    return free


def _parts(name: str) -> tuple[str, str]:
    path = Path(name)
    return path.stem, path.suffix


def attachment_named(session: Session, no: str, case_id: int, text: str | None) -> dict[str, Any]:
    """The one attachment of a case a text names, or its only one; several are offered."""
    there = store.attachments_of(session.db, case_id)
    if not there:
        message = N_("Nothing is attached to {value}: crmcli complaint attach {value} FILE")
        raise Failure("not-found", message, field="NO", value=no)
    found = choose(text, there, lambda row: (row["name"],)) if text else there
    names = [row["name"] for row in (found or there)]
    facts: dict[str, Any] = {"names": names, "candidates": [{"name": name} for name in names]}
    if not found:
        message = N_("No attachment of {no} is called {value}; there are {names}.")
        raise Failure("not-found", message, field="NAME", value=text, no=no, **facts)
    message = N_("{no} has {count} of them: {names}. Name one.")
    return one_of(
        session,
        found,
        lambda row: str(row["name"]),
        lambda: Failure("ambiguous", message, field="NAME", value=text, no=no, count=len(found), **facts),
    )


def content_of(session: Session, no: str, row: dict[str, Any]) -> bytes:
    """The body of an attachment; raises Failure(data) where it is not the one that was attached."""
    content = store.body_of(session.db, row["sha256"])
    if content is None or hashlib.sha256(content).hexdigest() != row["sha256"]:
        message = N_("{value}, attached to {no}, is damaged or missing in the file: put a backup back.")
        raise Failure("data", message, field="NAME", value=row["name"], no=no)
    return content


def write_out(content: bytes, name: str, output: str | None) -> Path:
    """Writes a body to a file or into a folder, in the working folder under its own name where nothing is said.

    Raises Failure where that would replace something nobody named.
    """
    from crmcli.sheets.target import replace_atomically

    target = Path(output).expanduser() if output else Path(name)
    target = target / name if target.is_dir() else target
    if target.exists() and (output is None or Path(output).expanduser() != target):
        message = N_("There is a file {value} already; say where it goes: --output FILE.")
        raise Failure("refused", message, field="--output", value=str(target))
    return replace_atomically(target, lambda place: place.write_bytes(content))
