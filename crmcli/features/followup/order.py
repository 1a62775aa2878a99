"""How the due list is ordered: parts, riding, blocks. Pure; days are ISO text.

Source: domain/followups.md, The due list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crmcli.features.followup.birthday import KIND as BIRTHDAY
from crmcli.features.followup.dueline import AHEAD, CANNOT_WAIT, DUTY, OVERDUE, PARTS, TODAY, UNPLANNED, DueLine
from crmcli.features.followup.keyed import KEYED

_RANK = {part: place for place, part in enumerate(PARTS)}
_NO_TIME = "~"
_NEVER = "9999-12-31"
_NOT_STORED = 1 << 62


def part_of(line: DueLine, day: str) -> str:
    """Where a line stands on a day: what has a time or never slides cannot wait once it is due."""
    if line.due_on > day:
        return AHEAD
    if line.fixed or (line.due_at is not None and line.due_at[:10] <= day):
        return CANNOT_WAIT
    return OVERDUE if in_time_until(line) < day else TODAY


def ride(lines: Iterable[DueLine], day: str) -> list[DueLine]:
    """One line per plan begun: of the steps due, the latest; earlier open ones ride on it.

    Steps after the latest due one stay as they are, and so do plans of which nothing is due yet.
    """
    lines = list(lines)
    latest: dict[object, DueLine] = {}
    for line in lines:
        if line.plan and line.followup_id is not None and line.due_on <= day:
            held = latest.get(_course(line))
            if held is None or _place(line) > _place(held):
                latest[_course(line)] = line
    riding: dict[object, list[int]] = {}
    kept = []
    for line in lines:
        head = latest.get(_course(line)) if line.plan and line.followup_id is not None else None
        if head is None or _place(line) >= _place(head):
            kept.append(line)
        else:
            riding.setdefault(_course(line), []).append(line.followup_id or 0)
    return [
        line._replace(rides=tuple(sorted(riding[_course(line)])))
        if _course(line) in riding and line is latest[_course(line)]
        else line
        for line in kept
    ]


def arrange(lines: Iterable[DueLine], day: str) -> list[DueLine]:
    """The lines with their parts, in the order they are worked through.

    What nobody is assigned to and is due comes first, then part by part, the oldest
    first. All lines of a person stand together where the first of them stands, so
    that they are phoned once.
    """
    placed = sorted((line._replace(part=part_of(line, day)) for line in lines), key=_sort_key)
    by_member: dict[int, list[DueLine]] = {}
    for line in placed:
        by_member.setdefault(line.member_id, []).append(line)
    return [line for block in by_member.values() for line in block]


def blocks(lines: Sequence[DueLine]) -> list[list[DueLine]]:
    """Arranged lines cut into one block a person."""
    cut: list[list[DueLine]] = []
    for line in lines:
        if cut and cut[-1][0].member_id == line.member_id:
            cut[-1].append(line)
        else:
            cut.append([line])
    return cut


def in_time_until(line: DueLine) -> str:
    """The last day a line is in time. A birthday, a duty, or what ends on a day, is listed some days ahead, and late
    only once the day has passed. Regular care nobody has begun is never late.
    """
    if _is_care(line):
        return _NEVER
    if (line.kind in (BIRTHDAY, DUTY) or line.kind in KEYED) and line.anchor_on is not None:
        return max(line.due_on, line.anchor_on)
    return line.due_on


def days_late(line: DueLine, day: str) -> int:
    """Full days a line is late on a day; 0 where it is not."""
    last = in_time_until(line)
    if last >= day:
        return 0
    from datetime import date

    return (date.fromisoformat(day) - date.fromisoformat(last)).days


def _course(line: DueLine) -> object:
    """The plan begun that a step belongs to."""
    return (line.member_id, line.purchase_id, line.plan, line.anchor_on)


def _place(line: DueLine) -> tuple[str, int]:
    """A step's place in its plan, which moving it does not change."""
    return (line.original_due_on, line.followup_id or 0)


def _is_care(line: DueLine) -> bool:
    """Whether a line is regular care nobody has begun: it stands behind all that somebody waits for."""
    return line.kind == UNPLANNED and line.followup_id is None


def _sort_key(line: DueLine) -> tuple[object, ...]:
    nobodys = line.assigned_id is None and line.part != AHEAD
    number = _NOT_STORED if line.followup_id is None else line.followup_id
    return (not nobodys, _RANK[line.part], _is_care(line), line.due_on, line.due_at or _NO_TIME, number, line.id)
