"""The due workbook with a sheet for each person: an overview first, what nobody has next, then everybody's own.

A sheet holds the calls its person makes, in the order they are made, with the heads of the list of everybody, so that
`import followups` reads each alike. Source: domain/followups.md, The due list; domain/members.md, masking.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from crmcli.core.findings import N_
from crmcli.features.followup.dueline import CANNOT_WAIT, OVERDUE, TODAY
from crmcli.features.followup.order import arrange
from crmcli.features.followup.screen import NOTHING_DUE, UNASSIGNED, head_line, told_elsewhere
from crmcli.features.followup.workbook import list_sheet
from crmcli.language import _
from crmcli.sheets.column import Column, Sheet

if TYPE_CHECKING:
    from crmcli.features.followup.due import Due
    from crmcli.features.followup.dueline import DueLine
    from crmcli.features.followup.present import Sight

OVERVIEW = N_("overview")
COLUMNS = (
    Column("caller", N_("who calls"), width=16),
    Column("people", N_("people to call"), "int", 12),
    Column("lines", N_("lines in all"), "int", 12),
    Column("cannot_wait", N_("cannot wait"), "int", 12),
    Column("overdue", N_("overdue"), "int", 12),
    Column("today", N_("today"), "int", 12),
)
_PARTS = (CANNOT_WAIT, OVERDUE, TODAY)


def owner_sheets(due: Due, sight: Sight) -> list[Sheet]:
    """The sheets of the workbook; on an empty day the overview and one sheet that says so."""
    shares = shared_out(due)
    named = {_name(caller, sight): share for caller, share in shares.items()}
    sheets = [_overview(named, head_line(due, _("everybody's")))]
    for caller, share in (shares or {None: due}).items():
        whose = _("nobody's") if caller is None else _("of {name}").format(name=_name(caller, sight))
        note = " · ".join([head_line(share, whose), *told_elsewhere(share, sight)])
        sheets.append(list_sheet(_name(caller, sight), share.lines, sight, note))
    return sheets


def shared_out(due: Due) -> dict[int | None, Due]:
    """Who makes the calls, or has a line that is told in another's -> their list as `--owner` gives it.

    What nobody has comes first, then the staff in the order they came.
    """
    callers = {person for line in due.lines for person in (line.caller, line.assigned_id)}
    return {caller: _share(due, caller) for caller in sorted(callers, key=lambda one: (one is not None, one or 0))}


def _share(due: Due, caller: int | None) -> Due:
    lines = arrange((line for line in due.lines if line.caller == caller), due.day.isoformat())
    elsewhere = [line for line in due.lines if line.assigned_id == caller != line.caller]
    return due._replace(lines=lines, others=len(due.lines) - len(lines), elsewhere=elsewhere)


def _name(caller: int | None, sight: Sight) -> str:
    return _(UNASSIGNED) if caller is None else sight.names[caller]


def _overview(shares: dict[str, Due], head: str) -> Sheet:
    rows = [_counts(name, share.lines) for name, share in shares.items()]
    columns = [Column(one.key, _(one.label), one.kind, one.width) for one in COLUMNS]
    nothing = [[_(NOTHING_DUE), *[None] * (len(COLUMNS) - 1)]]
    return Sheet(title=_(OVERVIEW), columns=columns, rows=rows or nothing, note=head, written_in=True)


def _counts(name: str, lines: list[DueLine]) -> list[object]:
    parts = Counter(line.part for line in lines)
    return [
        name,
        len({line.member_id for line in lines if line.duty is None}),
        len(lines),
        *(parts[part] for part in _PARTS),
    ]
