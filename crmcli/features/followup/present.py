"""Follow-ups as people and programs see them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_
from crmcli.features.followup.birthday import KIND as BIRTHDAY
from crmcli.features.followup.dueline import CASE, COMPLAINT, DUTY, PARTS
from crmcli.features.followup.keyed import KEYED, why_listed
from crmcli.features.followup.order import days_late
from crmcli.features.staff import store as staff
from crmcli.language import _, ngettext, separator

if TYPE_CHECKING:
    from datetime import date

    from crmcli.features.followup.dueline import DueLine
    from crmcli.packs.model import Pack, Plan
    from crmcli.session import Session

KINDS = {
    "treatment": N_("after a treatment"),
    "joining": N_("new member"),
    "inquiry": N_("after an inquiry"),
    "birthday": N_("birthday"),
    "promotion": N_("promotion"),
    "data-repair": N_("data repair"),
    "manual": N_("planned by hand"),
    "no-show": N_("did not come"),
    COMPLAINT: N_("complaint"),
    CASE: N_("case"),
    DUTY: N_("duty"),
    **{kind: keyed.label for kind, keyed in KEYED.items()},
}
STATES = {
    "open": N_("open"),
    "blocked": N_("waits for a number"),
    "done": N_("done"),
    "missed": N_("missed"),
    "skipped": N_("skipped"),
    "cancelled": N_("cancelled"),
    "before-start": N_("before the start"),
}
VIAS = {"phone": N_("phone"), "wechat": N_("WeChat"), "sms": N_("text message"), "on-site": N_("on site")}
PART_NAMES = dict(zip(PARTS, (N_("cannot wait"), N_("overdue"), N_("today"), N_("ahead")), strict=True))

_BEGUN = {
    "treatment": N_("{item} on {day}"),
    "inquiry": N_("asked about {item} on {day}"),
    "joining": N_("member since {day}"),
}
_AFTER = {
    "d": N_("day {count}"),
    "w": N_("week {count}"),
    "mo": N_("month {count}"),
    "y": N_("year {count}"),
}


def with_codes(names: Mapping[str, str]) -> str:
    """What may be typed: each code, and its word where that is another."""
    return separator().join(code if code == word else f"{code} {word}" for code, word in names.items())


class Sight(NamedTuple):
    """What a session may see of a list: whose numbers in full, and everybody's names."""

    pack: Pack
    day: str
    masked: bool
    operator_id: int | None
    names: dict[int, str]

    def in_full(self, line: DueLine) -> bool:
        """Whether the number is shown whole: to whom it is assigned and who makes the call, to all where it is
        nobody's, and where no operator is named, since a scheduled list is for the people it lists.
        """
        if not self.masked or self.operator_id is None:
            return True
        return {None, self.operator_id} & {line.assigned_id, line.caller} != set()

    def mobile(self, line: DueLine) -> str | None:
        """The number as this session may see it."""
        if line.mobile is None or self.in_full(line):
            return line.mobile
        from crmcli.core.mask import mask_phone

        return mask_phone(line.mobile)

    def assigned(self, line: DueLine) -> str | None:
        """The name of the person a line is assigned to; None for 未分配."""
        return None if line.assigned_id is None else self.names.get(line.assigned_id)

    def caller(self, line: DueLine) -> str | None:
        """The name of the person in whose call a line is told; None for 未分配."""
        return None if line.caller is None else self.names.get(line.caller)


def sight_of(session: Session, day: date) -> Sight:
    """What the session may see of a list of a day."""
    names = {person["id"]: person["name"] for person in staff.people(session.db)}
    return Sight(session.pack, day.isoformat(), session.masked, session.operator_id, names)


def listed(line: DueLine, sight: Sight) -> dict[str, Any]:
    """A line with the keys of the contract's `followup due`."""
    plan = sight.pack.plan(line.plan) if line.plan else None
    return {
        "id": line.id,
        "member": line.member,
        "name": line.name,
        "mobile": sight.mobile(line),
        "kind": line.kind,
        "plan": plan.name if plan else line.plan,
        "plan_code": line.plan,
        "step": line.step,
        "purpose": line.purpose,
        "script": line.script,
        "due_on": line.due_on,
        "original_due_on": line.original_due_on,
        "due_at": line.due_at,
        "days_late": days_late(line, sight.day),
        "attempt": line.attempts,
        "assigned_to": sight.assigned(line),
        "call_by": sight.caller(line),
        "why": why_now(line, sight),
        "part": line.part,
        "rides": [str(number) for number in line.rides],
    }


def other_way(line: DueLine) -> str:
    """How somebody without a number is reached; empty where no way is known."""
    return _("WeChat {name}").format(name=line.wechat) if line.wechat and not line.mobile else ""


def why_now(line: DueLine, sight: Sight) -> str:
    """Why now, and that the member was reached today already."""
    said = why(line, sight.pack)
    if line.reached_at is None:
        return said
    return _(", ").join((said, _reached(line, sight))) if said else _reached(line, sight)


def _reached(line: DueLine, sight: Sight) -> str:
    time = (line.reached_at or "")[11:16]
    name = sight.names.get(line.reached_by or 0)
    if name is None:
        return _("reached today at {time}").format(time=time)
    return _("reached today by {name} at {time}").format(name=name, time=time)


def why(line: DueLine, pack: Pack) -> str:
    """Why now, in the reader's language: what it goes back to, and what has happened to it since."""
    if line.case_id is not None or line.duty is not None:
        return line.reason or ""
    said = [_begun(line, pack.plan(line.plan) if line.plan else None)]
    if line.due_on != line.original_due_on:
        said.append(_moved(line))
    if line.attempts:
        said.append(ngettext("tried {count} time", "tried {count} times", line.attempts).format(count=line.attempts))
    if line.attempts > len(pack.follow.retry.after):
        said.append(_("no retry left: decide how it goes on"))
    if line.rides:
        count = len(line.rides)
        said.append(
            ngettext("{count} earlier call with it", "{count} earlier calls with it", count).format(count=count)
        )
    return _(", ").join(text for text in said if text) or _(KINDS.get(line.kind, line.kind))


def _begun(line: DueLine, plan: Plan | None) -> str:
    if line.kind == BIRTHDAY:
        return _birthday(line)
    keyed = why_listed(line)
    if keyed is not None:
        return keyed
    if line.anchor_on is None:
        # of a plan's or a moved step the reason says why it was moved
        return (line.reason or "") if line.due_on == line.original_due_on else ""
    template = _BEGUN.get(line.kind)
    if template is None or (line.item_name is None and "{item}" in template):
        begun = _("{plan} since {day}").format(plan=plan.name if plan else line.purpose, day=line.anchor_on)
    else:
        begun = _(template).format(item=line.item_name, day=line.anchor_on)
    step = plan.step(line.step) if plan and line.step else None
    return _(", ").join((begun, _after(step.after))) if step else begun


def _after(offset: str) -> str:
    count = offset.rstrip("dwmoy")
    template = _AFTER.get(offset[len(count) :])
    return _(template).format(count=count) if template else offset


def _birthday(line: DueLine) -> str:
    if line.lunar:
        text = _("lunar birthday, this year on {day}").format(day=line.anchor_on)
    else:
        text = _("birthday on {day}").format(day=line.anchor_on)
    if line.age is None:
        return text
    return _(", ").join((text, _("turns {age}").format(age=line.age)))


def _moved(line: DueLine) -> str:
    if line.attempts and not line.reason:
        return _("due since {day}").format(day=line.original_due_on)
    if line.reason:
        return _("moved from {day}: {reason}").format(day=line.original_due_on, reason=line.reason)
    return _("moved from {day}").format(day=line.original_due_on)


def note_numbers(session: Session, lines: list[DueLine], sight: Sight, command: str = "followup due") -> None:
    """Notes in the access log, once a run, how many numbers were given out in full."""
    count = sum(1 for line in lines if line.mobile is not None and sight.in_full(line))
    if count:
        session.log_access("due", command, count)
