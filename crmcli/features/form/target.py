"""Where a printed sheet goes: --output, else the folder of sheets."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from crmcli.core.findings import N_, Refused
from crmcli.errors import Failure
from crmcli.language import _

if TYPE_CHECKING:
    from crmcli.session import Session

#: Beside the file, where no other folder was set.
FOLDER = "sheets"
NOT_MADE = N_("the folder {folder} cannot be made here: set another one with `crmcli config set sheets-folder`")


def usual_folder(session: Session) -> Path:
    """Where sheets go unless the house has set another folder."""
    return session.path.absolute().parent / FOLDER


def folder_of_sheets(session: Session) -> Path:
    """The folder of sheets, the usual one made where it is not there; without a file the working folder."""
    if not session.path.exists():
        return Path()
    kept = session.settings.get("sheets-folder")
    if kept:
        return Path(kept)
    folder = usual_folder(session)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise Refused(NOT_MADE, folder=folder) from error
    return folder


def target(session: Session, name: str) -> Path:
    """The workbook to write: --output, or `name` in the folder that --output or the house names.

    Raises Failure(usage) where something else than a workbook is asked for.
    """
    named = session.shared.output
    if named is None:
        _refuse_other_formats(session, None)
        return folder_of_sheets(session) / f"{name}.xlsx"
    folder = folder_named(named)
    _refuse_other_formats(session, None if folder else named)
    return folder / f"{name}.xlsx" if folder else Path(named).expanduser()


def target_folder(session: Session, name: str) -> Path:
    """The folder for one workbook a sheet: the one --output names, which must be there, else one of its own."""
    named = session.shared.output
    if named is None:
        _refuse_other_formats(session, None)
        folder = folder_of_sheets(session) / name
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise Refused(NOT_MADE, folder=folder) from error
        return folder
    if Path(named).suffix and not folder_named(named):
        message = N_("One workbook a sheet goes into a folder, and {value} is a file: give --output a folder.")
        raise Failure("usage", message, field="--output", value=named)
    _refuse_other_formats(session, None)
    return Path(named).expanduser()


def folder_named(text: str) -> Path | None:
    """The folder a text names: one that is there, or what ends in a slash."""
    path = Path(text).expanduser()
    ends = (os.sep, os.altsep) if os.altsep else (os.sep,)
    return path if text.endswith(ends) or path.is_dir() else None


def tell_beside(place: Path, written: Path) -> None:
    """Says where a file came to be that could not take the place meant for it."""
    if written.name != Path(os.path.realpath(place)).name:
        message = _("{file} is open in another program; the sheet was written beside it.")
        print(message.format(file=place.name), file=sys.stderr)


def _refuse_other_formats(session: Session, named: str | None) -> None:
    other = session.shared.format in ("csv", "table")
    if other or (named is not None and Path(named).suffix.lower() != ".xlsx"):
        message = N_("A sheet is written as a workbook; give --output a name that ends in .xlsx")
        raise Failure("usage", message, field="--output", value=named or session.shared.output or session.shared.format)
