"""What planning anew changed, as programs and people see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from crmcli.features.followup.ahead import day_words
from crmcli.features.followup.replan import BEGUN, CALLED_OFF, HANDED, RESTORED, Begun, Replanned
from crmcli.features.staff import store as staff
from crmcli.language import _, ngettext

if TYPE_CHECKING:
    from crmcli.session import Session

Row = dict[str, Any]


def replanned_answer(session: Session, changes: Sequence[Replanned]) -> list[Row]:
    """The answer's `replanned`: each step that is not as it was."""
    names = _names(session, [who for one in changes for who in (one.assigned_before, one.assigned_after)])
    return [
        {
            "id": str(one.id),
            "plan": one.plan,
            "step": one.step,
            "purpose": one.purpose,
            "due_before": one.due_before,
            "due_after": one.due_after,
            "assigned_before": names.get(one.assigned_before),
            "assigned_after": names.get(one.assigned_after),
            "change": one.change,
        }
        for one in changes
    ]


def replanned_lines(session: Session, changes: Sequence[Replanned]) -> list[str]:
    """The lines a clerk reads: each call and its days, or how many go to whom.

    A call that only is about another treatment now, on the same day, is no line.
    """
    lines = [_line(one) for one in changes if one.change != HANDED and one.due_before != one.due_after]
    handed: dict[int | None, int] = {}
    for one in changes:
        if one.change == HANDED:
            handed[one.assigned_after] = handed.get(one.assigned_after, 0) + 1
    names = _names(session, handed)
    return [*lines, *(_handed(names.get(to), count) for to, count in handed.items())]


def begun_lines(session: Session, name: str, begun: Begun) -> list[str]:
    """What a treatment changed of earlier plans, or why it plans nothing itself."""
    lines = replanned_lines(session, begun.replanned)
    return [*lines, _later(name, begun.later)] if begun.later is not None else lines


def _later(name: str, later: Row) -> str:
    text = _("no calls planned: {name} had {item} after that, on {day}")
    return text.format(name=name, item=later["item_name"], day=day_words(later["on_day"]))


def _names(session: Session, ids: Iterable[int | None]) -> dict[int | None, str | None]:
    return {who: staff.name_of(session.db, "staff", who) for who in set(ids) if who is not None}


def _line(one: Replanned) -> str:
    # purposes say what for and then how: 术后3个月：了解恢复 …
    what = one.purpose.split("：")[0]
    if one.change == CALLED_OFF:
        return _("{what} {before}: called off").format(what=what, before=one.due_before)
    if one.change == BEGUN:
        return _("{what}: new on {after}").format(what=what, after=one.due_after)
    if one.change == RESTORED:
        return _("{what}: owed again on {after}").format(what=what, after=one.due_after)
    return _("{what} {before} → {after}").format(what=what, before=one.due_before, after=one.due_after)


def _handed(name: str | None, count: int) -> str:
    if name is None:
        text = ngettext("{count} planned call is nobody's now", "{count} planned calls are nobody's now", count)
    else:
        text = ngettext("{count} planned call goes to {name}", "{count} planned calls go to {name}", count)
    return text.format(count=count, name=name)
