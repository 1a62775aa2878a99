"""Filled sheets of one form, from a workbook or a folder of them: the records, and what is wrong with each.

A folder never stops at a bad workbook: what cannot be read is told of by file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_, Finding, Refused
from crmcli.errors import Failure, from_refused
from crmcli.features.importing.kind import READ
from crmcli.features.importing.plan import Reason
from crmcli.features.importing.rejected import REJECTED
from crmcli.language import _, said
from crmcli.ui.progress import counted

if TYPE_CHECKING:
    from crmcli.forms.model import Form
    from crmcli.forms.reading import Noted, Reading, Record
    from crmcli.session import Session

#: Workbooks by their endings; what a folder holds besides is none of ours.
ENDINGS = frozenset((".xlsx", ".xlsm", ".xls", ".ods"))
#: What programs leave beside a workbook that is open.
_LEFT_OPEN = ("~$", ".~", ".")

NO_FILE = N_("There is no file {file}. Give its path, or drag the file into the window.")
NO_WORKBOOK = N_("There is no workbook in the folder {value}.")
NONE_READ = N_("None of the {count} workbooks in {value} could be read.")
MASKED = N_("masked, so it counts as not given: {cells}")


class Filled(NamedTuple):
    """One record of a file; `reasons` are why it cannot be taken, `remarks` what is worth a look."""

    file: Path
    record: Record
    context: Mapping[str, Any]
    reasons: tuple[Reason, ...] = ()
    remarks: tuple[Finding, ...] = ()

    @property
    def values(self) -> dict[str, Any]:
        """The record's values by field of the form."""
        return self.record.values

    def cell(self, name: str) -> str | None:
        """Where a field of the form stands."""
        return self.record.cells.get(name)


class Beside(NamedTuple):
    """Something to say of a file or one of its sheets as a whole."""

    file: Path
    sheet: str | None
    finding: Reason


@dataclass
class Sheets:
    """What the workbooks of a path hold of one form. A record's place in `records` is its row in a plan."""

    form: Form
    path: Path
    files: list[Path] = field(default_factory=list)
    records: list[Filled] = field(default_factory=list)
    remarks: list[Beside] = field(default_factory=list)
    failed: list[Beside] = field(default_factory=list)


def read_filled(session: Session, form: Form, path: Path, others: Sequence[Form]) -> Sheets:
    """The records of a workbook, or of every workbook in a folder.

    Raises Failure: not-found where there is nothing, data where nothing can be read.
    """
    sheets = Sheets(form, path)
    if not path.is_dir():
        _add(sheets, path, _reading(session, form, path, others))
        return sheets
    files = workbooks(path)
    if not files:
        raise Failure("not-found", NO_WORKBOOK, field="FILE", value=str(path))
    for file in counted(session, files, READ):
        try:
            _add(sheets, file, _reading(session, form, file, others))
        except Failure as failure:
            sheets.failed.append(Beside(file, None, failure.finding))
    if not sheets.files:
        lines = [said(beside.finding) for beside in sheets.failed]
        raise Failure("data", NONE_READ, field="FILE", value=str(path), count=len(files), lines=lines)
    return sheets


def workbooks(folder: Path) -> list[Path]:
    """The workbooks of a folder by name, without the sheets of rejected rows and what open programs leave."""
    words = "|".join(map(re.escape, {REJECTED, _(REJECTED)}))
    rejects = re.compile(rf".*-(?:{words})(?:-\d+)?")
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in ENDINGS
        and path.is_file()
        and not path.name.startswith(_LEFT_OPEN)
        and not rejects.fullmatch(path.stem)
    )


def _reading(session: Session, form: Form, path: Path, others: Sequence[Form]) -> Reading:
    from crmcli.forms.read import read_form

    try:
        return read_form(form, path, session.today, others)
    except FileNotFoundError as error:
        raise Failure("not-found", NO_FILE, field="FILE", value=str(path), file=str(path)) from error
    except Refused as refused:
        raise from_refused(refused, kind="data", field="FILE", value=str(path)) from refused


def _add(sheets: Sheets, file: Path, reading: Reading) -> None:
    sheets.files.append(file)
    card = sheets.form.kind == "card"
    of_record: dict[int, list[Noted]] = {}
    for noted in reading.findings:
        place = _record_of(noted, reading.records, card=card)
        if place is None:
            sheets.remarks.append(Beside(file, noted.sheet, noted.finding))
        else:
            of_record.setdefault(place, []).append(noted)
    for place, record in enumerate(reading.records):
        found = [noted.finding for noted in of_record.get(place, [])]
        remarks = [*_masked(record), *([] if record.faulty else found)]
        reasons = tuple(found) if record.faulty else ()
        sheets.records.append(Filled(file, record, reading.context, reasons, tuple(remarks)))


def _record_of(noted: Noted, records: Sequence[Record], *, card: bool) -> int | None:
    """The record a finding is about: the one that has the cell; on a card everything is about the card."""
    for place, record in enumerate(records):
        if record.sheet == noted.sheet and (card or (noted.cell and noted.cell in record.cells.values())):
            return place
    return None


def _masked(record: Record) -> Iterable[Finding]:
    cells = [record.cells[name] for name in sorted(record.masked) if name in record.cells]
    return [Finding(MASKED, {"cells": cells})] if cells else []
