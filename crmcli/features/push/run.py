"""The day's list pushed: once a day to each target, each told of what became of it, one failure at the end.

What is noted of it is a stamp of the run. A message that broke off goes on with its first unsent part, as long as
the list is still the same; else all of it is sent anew. A part whose answer was lost is sent twice: better twice
than never.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.findings import N_, Finding
from crmcli.errors import Failure
from crmcli.features.push.place import EVERY, FILE, Fault, chosen, targets
from crmcli.features.push.send import Message, parts_of, send
from crmcli.features.push.target import LABELS, Target
from crmcli.features.schedule.stamp import DONE, FAILED, PUSH, Stamp, stamp, stamps_on
from crmcli.language import _, ngettext, said
from crmcli.session import machine_time

if TYPE_CHECKING:
    from crmcli.features.followup.due import Who
    from crmcli.session import Session

NOT_SENT = N_("Not sent to {name}: {why}")
NOT_SENT_TO_SEVERAL = N_("Not sent to {count} targets:")
SENT = N_("sent to {name}")
SENT_BEFORE = N_("{name} has today's list already; to send it again: --force")


class Asked(NamedTuple):
    """Which targets, and how: `dry_run` sends nothing, `force` sends what was sent today once more.

    `of` says whose lines the message is about, so that two lists a day may go to one target.
    """

    names: Sequence[str]
    dry_run: bool = False
    force: bool = False
    of: str = ""


def push(session: Session, message: Message, asked: Asked) -> None:
    """Sends, or shows what would be sent. Raises Failure(failed) at the end where a target did not get it."""
    found = chosen(targets(session.environ), asked.names)
    if asked.dry_run:
        for target in found.targets:
            _show(session, target, message)
    faults = list(found.faults)
    for target in found.targets if not asked.dry_run else ():
        why = _deliver(session, target, message, asked)
        if why is not None:
            faults.append(Fault(target.name, why))
    if faults:
        raise failure_of(faults)


def failure_of(faults: Sequence[Fault]) -> Failure:
    """The one failure of all that was not sent."""
    first, count = faults[0], len(faults)
    if count == 1 and first.name in (EVERY, FILE):
        return Failure("failed", first.why.message, **{"field": "--push", **first.why.facts})
    if count == 1:
        return Failure("failed", NOT_SENT, field="--push", name=first.name, why=first.why)
    lines = [f"{fault.name}: {said(fault.why)}" for fault in faults]
    return Failure("failed", NOT_SENT_TO_SEVERAL, field="--push", lines=lines, count=count)


def selection(who: Who, ahead: int) -> str:
    """Whose lines a list is about, as ids and codes; the same for the same list."""
    said_so = []
    for name, value in (*who._asdict().items(), ("ahead", ahead)):
        if value not in (None, False, 0):
            said_so.append(f"{name}={','.join(sorted(map(str, value)))}" if _is_set(value) else f"{name}={value}")
    return " ".join(said_so) or "all"


def _is_set(value: object) -> bool:
    return isinstance(value, (set, frozenset, tuple, list))


def _deliver(session: Session, target: Target, message: Message, asked: Asked) -> Finding | None:
    """Why the target did not get it; None where it did, now or before."""
    job, day = PUSH + target.name, session.today.isoformat()
    before = [one for one in stamps_on(session.db, job, day) if one.term == asked.of]
    if not asked.force and any(one.state == DONE for one in before):
        _tell(session, _(SENT_BEFORE).format(name=target.name))
        return None
    first = 0 if asked.force or not before else _sent_of(before[0], message)
    sent = send(target, message, first)
    state, detail = FAILED if sent.why else DONE, f"{sent.parts}/{sent.of} {_mark(message)}"
    _note(session, target, Stamp(job, machine_time(), day, asked.of, state, detail, sent.parts))
    if sent.why is None:
        parts = ngettext("{count} message", "{count} messages", sent.of).format(count=sent.of)
        _tell(session, f"{_(SENT).format(name=target.name)} · {parts}")
    return sent.why


def _note(session: Session, target: Target, entry: Stamp) -> None:
    """Notes it; where that cannot be, the message is out all the same."""
    from crmcli.storage.engine import load_engine

    try:
        stamp(session.db, entry)
    except (Failure, load_engine().DatabaseError):
        text = _("It could not be noted that {name} has today's list; the next run sends it again.")
        _tell(session, text.format(name=target.name))


def _sent_of(before: Stamp, message: Message) -> int:
    """How many parts of the same message were sent before it broke off."""
    found = re.fullmatch(r"(\d+)/\d+ ([0-9a-f]+)", before.detail or "")
    return int(found[1]) if found and found[2] == _mark(message) else 0


def _mark(message: Message) -> str:
    return hashlib.sha256(message.text.encode()).hexdigest()[:12]


def _tell(session: Session, text: str) -> None:
    """On standard error, which under --json holds nothing but an error."""
    if not session.shared.json:
        print(text, file=sys.stderr)


def _show(session: Session, target: Target, message: Message) -> None:
    """Exactly what would be sent, to whom, in how many parts: below the list, or beside it where programs read it."""
    shared = session.shared
    for_program = shared.format in ("json", "csv") and not shared.output
    parts = parts_of(target, message)
    count = ngettext("{count} message", "{count} messages", len(parts)).format(count=len(parts))
    lines = [f"=== {target.name} · {_(LABELS[target.kind])} · {target.place} · {count}"]
    if target.mailbox is not None:
        to = ", ".join(target.mailbox.to)
        lines.append(_("to {addresses}, subject: {subject}").format(addresses=to, subject=message.subject))
    lines.append("\n---\n".join(parts))
    print("\n".join([*lines, "=== " + _("Nothing was sent.")]), file=sys.stderr if for_program else sys.stdout)
