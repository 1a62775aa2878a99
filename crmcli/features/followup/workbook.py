"""The due list as a workbook people write their results into.

`import followups` reads it back by the heads, so that columns may be moved.
"""

from __future__ import annotations

import os
import re
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from crmcli.core.findings import N_
from crmcli.features.followup.order import days_late
from crmcli.features.followup.outcome import OUTCOMES
from crmcli.features.followup.present import Sight, other_way, why_now
from crmcli.features.followup.screen import NOTHING_DUE
from crmcli.language import _
from crmcli.ui.output import saved

if TYPE_CHECKING:
    from crmcli.features.followup.due import Due
    from crmcli.features.followup.dueline import DueLine
    from crmcli.sheets.column import Sheet

#: Column keys, their heads, what they hold and how wide they are; texts go on in the next line. Together they
#: fit a landscape page.
COLUMNS = (
    ("id", N_("no."), "text", 12),
    ("name", N_("name"), "text", 10),
    ("mobile", N_("mobile"), "text", 13),
    ("due_on", N_("due"), "day", 11),
    ("days_late", N_("days late"), "int", 9),
    # how often it was tried when the sheet was written: by it `import followups` tells what it recorded before
    ("attempt", N_("attempts"), "int", 9),
    ("purpose", N_("purpose"), "text", 20),
    ("why", N_("why now"), "text", 18),
    ("script", N_("what to say"), "text", 42),
    ("assigned_to", N_("assigned to"), "text", 10),
    ("outcome", N_("outcome"), "text", 9),
    ("note", N_("note"), "text", 22),
    ("next_on", N_("next day"), "day", 11),
    ("recovered", N_("recovered"), "text", 8),
    ("opinion", N_("opinion"), "text", 9),
)
_EMPTY = 5
RECOVERED = N_("yes")
SHEET = N_("due list")
_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def write_due(target: str, due: Due, sight: Sight, head: str, *, by_owner: bool = False) -> None:
    """Writes the workbook, in one go, on an empty day too; says where, and where the target is held open.

    `by_owner` gives everybody who makes calls a sheet of their own, all numbers whole: it is for them.
    """
    from crmcli.sheets.write import replace_atomically, write_xlsx

    if by_owner:
        from crmcli.features.followup.ownerbook import owner_sheets

        sheets = owner_sheets(due, sight)
    else:
        sheets = [list_sheet(_(SHEET), due.lines, sight, head)]
    path = Path(target)
    written = replace_atomically(path, lambda place: write_xlsx(place, sheets))
    if written.name != Path(os.path.realpath(path)).name:
        message = _("{file} is open in another program; the list was written beside it.")
        print(message.format(file=path.name), file=sys.stderr)
    saved(written)


def list_sheet(title: str, lines: list[DueLine], sight: Sight, head: str) -> Sheet:
    """A sheet of lines to work through and to write into; one line says so where there is none."""
    from crmcli.sheets.column import Column, Sheet

    columns = [Column(key, _(label), kind, width, wrap=True) for key, label, kind, width in COLUMNS]  # type: ignore[arg-type]
    return Sheet(
        title=title,
        columns=columns,
        rows=[_row(line, sight) for line in lines] or [[None, _(NOTHING_DUE), *[None] * (len(COLUMNS) - 2)]],
        note=head,
        written_in=True,
        choices=_choices(sight),
    )


def _choices(sight: Sight) -> dict[str, list[str]]:
    """The drop-downs; what a customer says of a case is asked for where the pack has words for it."""
    opinions = [code.name for code in sight.pack.codes.get("opinion", ())]
    chosen = {"outcome": [_(outcome.label) for outcome in OUTCOMES], "recovered": [_(RECOVERED)]}
    return chosen | ({"opinion": opinions} if opinions else {})


def _row(line: DueLine, sight: Sight) -> list[object]:
    return [
        line.id,
        line.name,
        sight.mobile(line) or other_way(line) or None,
        line.due_on,
        days_late(line, sight.day) or None,
        line.attempts or None,
        line.purpose,
        _why(line, sight),
        line.script,
        sight.assigned(line),
        *[None] * _EMPTY,
    ]


def _why(line: DueLine, sight: Sight) -> str:
    """Why now, the promised time first: what is promised cannot wait."""
    promised = _("at {time}").format(time=line.due_at[11:16]) if line.due_at else ""
    return _(", ").join(text for text in (promised, why_now(line, sight)) if text)


def file_name(pattern: str, day: date, store: str) -> str:
    """The name with {date}, {month} and {store} filled in; of a store's name what a file name may hold."""
    values = {"date": day.isoformat(), "month": f"{day:%Y-%m}", "store": _NOT_IN_A_NAME.sub(" ", store).strip()}
    return re.sub(r"\{(date|month|store)\}", lambda found: values[found[1]], pattern)
