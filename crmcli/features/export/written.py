"""`--sheet` of the commands that write a record: its sheet at once, so that nobody names a file."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from crmcli.core.findings import Refused
from crmcli.errors import Failure, from_refused
from crmcli.features.export.sheet import application_sheet, complaint_sheet, promotion_sheet
from crmcli.features.export.write import file_name, write_sheet
from crmcli.features.form.target import folder_of_sheets, tell_beside
from crmcli.ui.handing import Handing
from crmcli.ui.output import saved

if TYPE_CHECKING:
    from crmcli.features.export.sheet import Sheet
    from crmcli.session import Session


def sheet_wanted(sheet: bool, view: bool, to_printer: bool) -> Handing | None:
    """What is to become of the record's sheet; None where none is wanted. --view and --print want one.

    Raises Failure, before anything is written, where a program is missing for it.
    """
    if not (sheet or view or to_printer):
        return None
    handing = Handing(view, to_printer)
    handing.check()
    return handing


def written_sheet(session: Session, form: str, ids: Sequence[int], handing: Handing | None) -> str | None:
    """Writes the sheet of a record just kept into the folder of sheets, hands it on and says where it is.

    Gives the file; None where none is wanted. The record stands whatever becomes of its sheet: what goes
    wrong is told and raised no further.
    """
    if handing is None:
        return None
    try:
        sheet = _sheet_of(session, form, ids)
        place = folder_of_sheets(session) / f"{file_name(session, sheet)}.xlsx"
        written = write_sheet(session, sheet, place)
    except (Failure, Refused) as error:
        _tell(error)
        return None
    if not session.shared.json:
        tell_beside(place, written)
        saved(written)
    try:
        handing.hand_on(written)
    except Failure as failure:
        _tell(failure)
    return str(written)


def _sheet_of(session: Session, form: str, ids: Sequence[int]) -> Sheet:
    if form == "promotion":
        return promotion_sheet(session, ids[0])
    if form == "complaint":
        from crmcli.features.case.store import case_file

        return complaint_sheet(session, [file for one in ids if (file := case_file(session.db, one))], asked_for=True)
    return application_sheet(session, ids)


def _tell(error: Failure | Refused) -> None:
    failure = error if isinstance(error, Failure) else from_refused(error)
    print(failure.sentence(), file=sys.stderr)
