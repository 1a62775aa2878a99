"""Sheets into files: whole or not at all, noted in the access log, told in one line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.language import _, ngettext
from crmcli.ui.handing import Handing
from crmcli.ui.output import show_object

if TYPE_CHECKING:
    from crmcli.features.export.sheet import Sheet
    from crmcli.session import Session

PROGRESS = N_("writing sheets … {percent}%")


def export(session: Session, sheet: Sheet, handing: Handing, *, each: bool = False) -> None:
    """Writes a sheet to --output or the folder of sheets, hands it on and says where it is.

    `each` makes one workbook a record in a folder, as does a folder in --output where a sheet is of one record.
    """
    from crmcli.features.form.target import folder_named, target, target_folder, tell_beside

    handing.check()
    named = session.shared.output
    if each or (sheet.form.kind == "card" and named is not None and folder_named(named)):
        place = target_folder(session, file_name(session, sheet))
        files = write_each(session, sheet, place)
        for name, file in zip(sheet.names, files, strict=True):
            tell_beside(place / f"{name}.xlsx", file)
        written = Path(os.path.realpath(place))
    else:
        place = target(session, file_name(session, sheet))
        written = write_sheet(session, sheet, place)
        files = [written]
        tell_beside(place, written)
    handing.hand_on(written, files)
    _say(session, sheet, written)


def file_name(session: Session, sheet: Sheet) -> str:
    """Form, number and day: a name that says nothing about a person."""
    return "-".join(filter(None, (sheet.form.name, sheet.no, session.today.isoformat())))


def write_sheet(session: Session, sheet: Sheet, place: Path) -> Path:
    """One workbook of all sheets; gives where it came to be."""
    from crmcli.forms.render import write_workbook
    from crmcli.sheets.target import replace_atomically
    from crmcli.ui.progress import progress_of

    def write(path: Path) -> None:
        show = progress_of(session, PROGRESS)
        write_workbook(path, sheet.form, sheet.context, sheet.printed(), sheet.rows, show)
        _note(session, sheet)

    return replace_atomically(place, write)


def write_each(session: Session, sheet: Sheet, folder: Path) -> list[Path]:
    """One workbook a record, each called by its number; gives where they came to be."""
    from crmcli.forms.render import write_workbook
    from crmcli.sheets.target import replace_together
    from crmcli.ui.progress import progress_of

    records, last = sheet.printed(), len(sheet.names)
    show = progress_of(session, PROGRESS)

    def write(number: int, path: Path) -> None:
        write_workbook(path, sheet.form, sheet.context, [next(records)])
        if show:
            show(number + 1, last)
        if number + 1 == last:
            _note(session, sheet)

    return replace_together(folder, [f"{name}.xlsx" for name in sheet.names], write)


def _note(session: Session, sheet: Sheet) -> None:
    """Into the access log, before the file is put in its place: that it was made, and what it shows in full."""
    what = " ".join(filter(None, ("export", sheet.form.name, sheet.no)))
    session.log_access("export", what, sheet.rows)
    if sheet.shown and sheet.rows:
        session.log_access("reveal", what, sheet.rows)


def _say(session: Session, sheet: Sheet, written: Path) -> None:
    answer: dict[str, Any] = {
        "file": str(written),
        "form": sheet.form.name,
        "no": sheet.no,
        "rows": sheet.rows,
        "sheets": len(sheet.names),
        "masked": not sheet.shown,
    }
    # --output was the workbook's; the answer goes to the screen
    session.shared = session.shared._replace(output=None)
    show_object(session, answer, lambda: _draw(sheet, written))


def _draw(sheet: Sheet, written: Path) -> None:
    count = ngettext("{count} row", "{count} rows", sheet.rows)
    if sheet.form.kind == "card":
        count = ngettext("{count} sheet", "{count} sheets", sheet.rows)
    told = _("{title}, {count}: written to {file}")
    print(told.format(title=sheet.form.title, count=count.format(count=sheet.rows), file=written))
    if not sheet.shown and sheet.rows:
        print("  " + _("Phones, IDs and addresses are masked; --reveal shows them, and is noted in the log."))
