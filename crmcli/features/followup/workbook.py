"""The due list as a workbook people write their results into.

`import followups` reads it back by the heads, so that columns may be moved.
"""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from crmcli.core.findings import N_
from crmcli.features.followup.order import days_late
from crmcli.features.followup.outcome import OUTCOMES
from crmcli.features.followup.present import Sight, why
from crmcli.features.followup.screen import NOTHING_DUE
from crmcli.language import _
from crmcli.ui.output import saved

if TYPE_CHECKING:
    from crmcli.features.followup.due import Due
    from crmcli.features.followup.dueline import DueLine

#: Column keys, their heads, what they hold and, where the values should not decide, how wide they are.
COLUMNS = (
    ("id", N_("no."), "text", None),
    ("name", N_("name"), "text", None),
    ("mobile", N_("mobile"), "text", 14),
    ("purpose", N_("purpose"), "text", 30),
    ("why", N_("why now"), "text", 30),
    ("script", N_("what to say"), "text", 60),
    ("days_late", N_("days late"), "int", None),
    ("assigned_to", N_("assigned to"), "text", None),
    ("outcome", N_("outcome"), "text", 12),
    ("note", N_("note"), "text", 30),
    ("next_on", N_("next day"), "day", 12),
    ("recovered", N_("recovered"), "text", 10),
)
_EMPTY = 4
RECOVERED = N_("yes")
SHEET = N_("due list")
_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def write_due(target: str, due: Due, sight: Sight, head: str) -> None:
    """Writes the workbook, in one go, on an empty day too; says where, and where the target is held open."""
    from crmcli.sheets.write import Column, Sheet, replace_atomically, write_xlsx

    columns = [Column(key, _(label), kind, width) for key, label, kind, width in COLUMNS]  # type: ignore[arg-type]
    sheet = Sheet(
        title=_(SHEET),
        columns=columns,
        rows=[_row(line, sight) for line in due.lines] or [[None, _(NOTHING_DUE), *[None] * (len(COLUMNS) - 2)]],
        note=head,
        choices={"outcome": [_(outcome.label) for outcome in OUTCOMES], "recovered": [_(RECOVERED)]},
    )
    path = Path(target)
    written = replace_atomically(path, lambda place: write_xlsx(place, [sheet]))
    if written.name != path.name:
        message = _("{file} is open in another program; the list was written beside it.")
        print(message.format(file=path.name), file=sys.stderr)
    saved(written)


def _row(line: DueLine, sight: Sight) -> list[object]:
    return [
        line.id,
        line.name,
        sight.mobile(line),
        line.purpose,
        why(line, sight.pack),
        line.script,
        days_late(line, sight.day) or None,
        sight.assigned(line),
        *[None] * _EMPTY,
    ]


def file_name(pattern: str, day: date, store: str) -> str:
    """The name with {date}, {month} and {store} filled in; of a store's name what a file name may hold."""
    values = {"date": day.isoformat(), "month": f"{day:%Y-%m}", "store": _NOT_IN_A_NAME.sub(" ", store).strip()}
    return re.sub(r"\{(date|month|store)\}", lambda found: values[found[1]], pattern)
