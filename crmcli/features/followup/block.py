"""Who makes the call of a block: one person is phoned once, by one of the staff. Pure; days are ISO text.

Source: domain/followups.md, The due list.
"""

from __future__ import annotations

from collections.abc import Iterable

from crmcli.features.followup.dueline import AHEAD, ATTENDANCE, DueLine
from crmcli.features.followup.order import arrange, blocks


def called_by(lines: Iterable[DueLine], day: str) -> list[DueLine]:
    """All lines in the order of the list, each with who makes the call it is told in.

    What is due to a person is told by whoever the first of their lines is assigned to, nobody where that is nobody's.
    A line ahead leads no call and is told in none: it stays with whom it is assigned to. So does one that is ticked
    off without a call.
    """
    return [line for block in blocks(arrange(lines, day)) for line in _led(block)]


def _led(block: list[DueLine]) -> list[DueLine]:
    leader = next((line.assigned_id for line in block if line.kind != ATTENDANCE), None)
    return [line._replace(caller_id=line.assigned_id if _is_apart(line) else leader) for line in block]


def _is_apart(line: DueLine) -> bool:
    """Whether a line is told in no call of today."""
    return line.part == AHEAD or line.kind == ATTENDANCE
