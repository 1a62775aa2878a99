"""The due list as a message for a group: counts, then whose, then masked names with what for.

A number, an ID, a whole name or a note never get into it. What is called for is the pack's own word for the step or
the kind of call: what somebody typed stays in the file, since it may name anybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from crmcli.core.findings import N_
from crmcli.core.mask import mask_name
from crmcli.features.followup.order import blocks
from crmcli.features.followup.present import KINDS, PART_NAMES
from crmcli.features.push.send import Message
from crmcli.language import _, listed, ngettext

if TYPE_CHECKING:
    from crmcli.features.followup.due import Due
    from crmcli.features.followup.dueline import DueLine
    from crmcli.features.followup.present import Sight
    from crmcli.packs.model import Pack

#: Stands in front of every message, so that a robot can be told to take what holds it.
TITLE = N_("due list")
NOTHING_DUE = N_("Nothing is due.")
UNASSIGNED = N_("unassigned")
#: What stands behind them in a step's purpose is how it is done.
_BREAKS = ("：", ": ", "（", "(")


def message_of(due: Due, sight: Sight, head: str) -> Message:
    """The message of a day's list; `head` is the list's own first line."""
    title = _(TITLE)
    subject = f"{title} {head}"
    return Message(title, subject, "\n".join([subject, *_lines(due, sight)]))


def _lines(due: Due, sight: Sight) -> Iterator[str]:
    if not due.lines:
        yield _(NOTHING_DUE)
        return
    counts = [(part, sum(line.part == part for line in due.lines)) for part in PART_NAMES]
    yield " · ".join(f"{_(PART_NAMES[part])} {count}" for part, count in counts if count)
    people: dict[str, list[list[DueLine]]] = {}
    for block in blocks(due.lines):
        people.setdefault(sight.assigned(block[0]) or _(UNASSIGNED), []).append(block)
    for name, held in people.items():
        yield ""
        yield _counted(name, held)
        yield from (f"  {_called(block, sight.pack)}" for block in held)


def _counted(name: str, held: Sequence[Sequence[DueLine]]) -> str:
    lines = sum(len(block) for block in held)
    words = [ngettext("{count} line", "{count} lines", lines).format(count=lines)]
    people = sum(block[0].duty is None for block in held)
    if people:
        words.append(ngettext("{count} person", "{count} people", people).format(count=people))
    return f"{name} · {' · '.join(words)}"


def _called(block: Sequence[DueLine], pack: Pack) -> str:
    """Somebody's masked name and what they are called for; of a duty, which is about nobody, its name."""
    what = listed(dict.fromkeys(_what(line, pack) for line in block if line.duty is None))
    duties = [line.name for line in block if line.duty is not None]
    return listed(duties) if duties else f"{mask_name(block[0].name)} {what}"


def _what(line: DueLine, pack: Pack) -> str:
    plan = pack.plan(line.plan) if line.plan else None
    step = plan.step(line.step) if plan and line.step else None
    text = step.purpose if step else _(KINDS.get(line.kind, line.kind))
    for sign in _BREAKS:
        text = text.partition(sign)[0]
    at = f"{line.due_at[11:16]} " if line.due_at else ""
    return at + text.strip()
