"""How each line of the due list came to its place, in sentences: its part, its order, its block, whose it is.

Loaded only where it is asked for. Source: domain/followups.md, The due list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_
from crmcli.features.followup.due import open_of_member
from crmcli.features.followup.dueline import AHEAD, CANNOT_WAIT, OVERDUE, UNPLANNED, DueLine
from crmcli.features.followup.guard import guard_of, guard_words
from crmcli.features.followup.order import blocks, days_late, in_time_until
from crmcli.features.followup.present import Sight, listed
from crmcli.features.followup.screen import typed
from crmcli.features.followup.script import DO_NOT_CONTACT, withheld
from crmcli.features.followup.whosecall import Assigning, why_whose
from crmcli.language import _, ngettext

if TYPE_CHECKING:
    from crmcli.features.followup.due import Due
    from crmcli.session import Session

#: The part of a line that is not to be told at all.
HELD_BACK = "held-back"
_PARTS = {
    CANNOT_WAIT: N_("cannot wait: promised for {time}"),
    OVERDUE: N_("overdue: was in time until {day}"),
    AHEAD: N_("ahead: due on {day}"),
}
_FIXED = N_("cannot wait: due on {day}, and kept on its day")


class Explained(NamedTuple):
    """What explains each line of a list by its id, those held back included."""

    of: dict[str, list[str]]
    stopped: list[dict[str, Any]]

    def rows(self, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """The rows of an answer with what explains them, those held back last."""
        return [{**row, "explain": self.of[row["id"]]} for row in [*rows, *self.stopped]]


def explained(session: Session, due: Due, sight: Sight) -> Explained:
    """What explains the lines of a list."""
    assigning = Assigning.of(session, [*due.lines, *due.stopped])
    told = {line.id: list(_sentences(line, block, sight, assigning)) for block in blocks(due.lines) for line in block}
    told |= {line.id: list(_held_back(session, line, sight, assigning)) for line in due.stopped}
    return Explained(told, [{**listed(line, sight), "part": HELD_BACK} for line in due.stopped])


def explain_one(session: Session, line: DueLine, sight: Sight) -> list[str]:
    """What explains one line among all that is due to its member; of one that is closed nothing is to be said."""
    if line.state != "open":
        return []
    assigning = Assigning.of(session, [line])
    if line.guarded and withheld(line):
        return list(_held_back(session, line, sight, assigning))
    block = [other for other in open_of_member(session, line.member_id) if other.part != AHEAD]
    return list(_sentences(line, block if line.part != AHEAD else [line], sight, assigning))


def _sentences(line: DueLine, block: Sequence[DueLine], sight: Sight, assigning: Assigning) -> Iterator[str]:
    yield _part(line, sight)
    if line.due_on != line.original_due_on:
        yield _("first due on {day}; that day is kept when a call is moved").format(day=line.original_due_on)
    if line.assigned_id is None and line.part != AHEAD:
        yield _("nobody has it: what is due and nobody's stands above all else")
    yield _order(line)
    yield from _block(line, block, sight)
    yield why_whose(line, sight, assigning)
    if line.guarded:
        yield _("nothing is to be promoted now: selling sentences are left out")


def _part(line: DueLine, sight: Sight) -> str:
    until = in_time_until(line)
    late = days_late(line, sight.day)
    if line.part == CANNOT_WAIT and line.due_at is None:
        return _(_FIXED).format(day=line.due_on)
    if line.part in _PARTS:
        time = f"{line.due_at[:10]} {line.due_at[11:16]}" if line.due_at else ""
        said = _(_PARTS[line.part]).format(day=line.due_on if line.part == AHEAD else until, time=time)
        more = ngettext("{count} day late", "{count} days late", late).format(count=late)
        return _(", ").join((said, more)) if late else said
    if line.kind == UNPLANNED and line.followup_id is None:
        return _("today: regular care due since {day}; it is never late and stands last").format(day=line.due_on)
    if until > line.due_on:
        return _("today: listed from {first} on, in time until {last}").format(first=line.due_on, last=until)
    return _("today: due on {day}").format(day=line.due_on)


def _order(line: DueLine) -> str:
    """What it is ordered by within its part."""
    time = line.due_at[11:16] if line.due_at else _("no time promised")
    key = _(", ").join((line.due_on, time, typed(line.id)))
    return _("within its part by day, promised time and number: {key}").format(key=key)


def _block(line: DueLine, block: Sequence[DueLine], sight: Sight) -> Iterator[str]:
    if len(block) > 1:
        first = block[0]
        if line.id == first.id:
            said = _("first of {count} lines of {name}, which stand together so that one call does")
        else:
            said = _("stands with {first}, the first of {count} lines of {name}, so that one call does")
        yield said.format(count=len(block), name=line.name, first=typed(first.id))
    if line.caller != line.assigned_id:
        caller = sight.caller(line)
        if caller is None:
            yield _("told in a call nobody has yet: the first line is nobody's")
        else:
            yield _("told in the call of {name}, whose line stands first").format(name=caller)
    if line.rides:
        numbers = _(", ").join(typed(str(number)) for number in line.rides)
        yield _("earlier steps of the same plan go with it: {numbers}").format(numbers=numbers)


def _held_back(session: Session, line: DueLine, sight: Sight, assigning: Assigning) -> Iterator[str]:
    if line.guarded == DO_NOT_CONTACT:
        yield _("held back: does not want to be contacted: {reason}; only care goes on").format(
            reason=line.do_not_contact
        )
        if line.do_not_contact_until:
            yield _("the wish holds until {day}").format(day=line.do_not_contact_until)
    else:
        state = {
            "recovering_since": line.recovering_since,
            "distress_since": line.distress_since,
            "complaint_since": line.complaint_since,
        }
        yield _("held back: it promotes something")
        yield from guard_words(guard_of(state, session.today, session.pack))
    yield why_whose(line, sight, assigning)
