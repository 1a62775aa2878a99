"""Follow-ups of the past and the future, filtered: `followup list`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_, Refused
from crmcli.core.mask import mask_phone
from crmcli.errors import Failure, bad_field
from crmcli.features.followup import store
from crmcli.features.followup.birthday import KIND as BIRTHDAY
from crmcli.features.followup.due import gather
from crmcli.features.followup.dueline import CASE, COMPLAINT, DUTY
from crmcli.features.followup.keyed import KEYED, lapsed_notices
from crmcli.features.followup.present import STATES, Sight, listed, with_codes
from crmcli.features.followup.source import case_calls, lapsed_birthdays
from crmcli.features.followup.store import Past
from crmcli.features.followup.whose import choose_kinds, choose_owner
from crmcli.features.member.find import resolve
from crmcli.language import _

if TYPE_CHECKING:
    from crmcli.features.followup.dueline import DueLine
    from crmcli.session import Session

#: How far back birthdays nobody greeted are listed. The calls are not stored, and earlier ones are nobody's work now.
LAPSED_DAYS = 60
#: Kinds of lines that are stored nowhere, listed where they are asked for.
_DERIVED = frozenset((BIRTHDAY, COMPLAINT, CASE, DUTY, *KEYED))
_SOONEST_FIRST = ("open", "blocked")
_ONLY_IN_DUE = ("script", "part", "rides")


class Filter(NamedTuple):
    """Which follow-ups are wanted; every condition given must hold. `owner_id` 0 stands for nobody."""

    state: str | None
    member_id: int | None
    kinds: frozenset[str] | None
    first: str
    last: str
    owner_id: int | None
    limit: int

    def takes(self, past: Past) -> bool:
        """Whether a line that is not stored is wanted."""
        line = past.line
        return (
            self.state in (None, line.state)
            and self.first <= line.due_on <= self.last
            and (self.owner_id is None or (line.assigned_id or 0) == self.owner_id)
        )


def read_filter(
    session: Session,
    state: str | None,
    member: str | None,
    kind: str | None,
    first: str | None,
    last: str | None,
    owner: str | None,
    limit: int,
) -> Filter:
    """The filter the options give. Raises Failure where one cannot be read."""
    if limit < 1:
        raise Failure("usage", N_("--limit {value} is not possible; give 1 or more."), field="--limit", value=limit)
    owner_id = None
    if owner is not None:
        person = choose_owner(session, owner)
        owner_id = person[0] if person else 0
    return Filter(
        state=_state(state) if state is not None else None,
        member_id=resolve(session, member)["id"] if member is not None else None,
        kinds=choose_kinds(session.pack, kind) if kind is not None else None,
        first=_day(session, first, "--from") if first is not None else "0000",
        last=_day(session, last, "--to") if last is not None else "9999",
        owner_id=owner_id,
        limit=limit,
    )


def _state(text: str) -> str:
    word = text.strip().lower()
    for code, label in STATES.items():
        if word in (code, label, _(label)):
            return code
    message = N_("There is no state {value}; there are {names}.")
    names = with_codes({code: _(label) for code, label in STATES.items()})
    raise Failure("usage", message, field="--state", value=text, names=names)


def _day(session: Session, text: str, field: str) -> str:
    from crmcli.core.day import parse_day

    try:
        return parse_day(text, session.today).isoformat()
    except Refused as refused:
        raise bad_field(field, refused, text) from refused


def filtered(session: Session, wanted: Filter) -> list[Past]:
    """The follow-ups wanted; where birthdays or other keyed lines are asked for, also the calls of the last 60 days
    nobody made, where complaints or cases are, the calls these owe, and where duties are, all of these that have come.
    """
    conditions, values = _conditions(wanted)
    newest_first = wanted.state not in _SOONEST_FIRST
    found = store.past_lines(session.db, conditions, values, newest_first=newest_first, limit=wanted.limit)
    derived = wanted.kinds & _DERIVED if wanted.kinds else frozenset()
    if not derived:
        return found
    others = _keyed(session, wanted, derived - {COMPLAINT, CASE, DUTY})
    others += _case_calls(session, wanted) if derived & {COMPLAINT, CASE} else []
    others += _duties(session, wanted) if DUTY in derived else []
    found += [past for past in others if wanted.takes(past)]
    found.sort(key=lambda past: (past.line.due_on, past.line.followup_id or 0, past.line.id), reverse=newest_first)
    return found[: wanted.limit]


def _keyed(session: Session, wanted: Filter, kinds: frozenset[str]) -> list[Past]:
    """Birthday calls and other keyed lines that are stored nowhere: those listed today and those that went by."""
    if not kinds:
        return []
    lines: list[DueLine] = []
    if BIRTHDAY in kinds:
        lines += lapsed_birthdays(session, session.today, LAPSED_DAYS, wanted.member_id)
    for kind in sorted(kinds - {BIRTHDAY}):
        lines += lapsed_notices(session, kind, session.today, LAPSED_DAYS, wanted.member_id)
    lines += [line for line in gather(session).lines if line.followup_id is None and line.kind in kinds]
    return [
        Past(line, None, line.keep_on if line.state == "missed" else None)
        for line in lines
        if wanted.member_id in (None, line.member_id)
    ]


def _case_calls(session: Session, wanted: Filter) -> list[Past]:
    """The calls cases owe, whenever; what became of earlier ones is told by the cases."""
    lines = case_calls(session, session.today, date.max, wanted.member_id)
    return [Past(line, None, None) for line in lines if line.kind in (wanted.kinds or ())]


def _duties(session: Session, wanted: Filter) -> list[Past]:
    """What became of the duties of the department, and what of them is listed today; they are of no member."""
    if wanted.member_id is not None:
        return []
    from crmcli.features.duty.source import listed_past as past_duties

    return [Past(line, None, row["done_on"]) for line, row in past_duties(session, wanted.first, wanted.last)]


def _conditions(wanted: Filter) -> tuple[list[str], dict[str, Any]]:
    conditions = ["f.due_on BETWEEN :first AND :last"]
    values: dict[str, Any] = {"first": wanted.first, "last": wanted.last}
    if wanted.state is not None:
        conditions.append("f.state = :state")
        values["state"] = wanted.state
    if wanted.member_id is not None:
        conditions.append("f.member_id = :member_id")
        values["member_id"] = wanted.member_id
    if wanted.owner_id is not None:
        conditions.append("COALESCE(f.assigned_id, 0) = :owner_id")
        values["owner_id"] = wanted.owner_id
    if wanted.kinds is not None:
        kinds = {f"kind_{place}": kind for place, kind in enumerate(sorted(wanted.kinds))}
        marks = ", ".join(f":{name}" for name in kinds)
        conditions.append(f"(f.kind IN ({marks}) OR f.plan IN ({marks}))")
        values |= kinds
    return conditions, values


def listed_past(past: Past, sight: Sight) -> dict[str, Any]:
    """A follow-up with the keys of `followup due`, but for the words to say, and what became of it.

    Nobody phones from this list: the number is masked unless it is revealed.
    """
    line = past.line
    row = {key: value for key, value in listed(line, sight).items() if key not in _ONLY_IN_DUE}
    if line.state not in _SOONEST_FIRST:
        row["days_late"] = 0
    if line.mobile is not None:
        row["mobile"] = mask_phone(line.mobile) if sight.masked else line.mobile
    return {**row, "state": line.state, "outcome": past.outcome, "closed_on": past.closed_on, "reason": line.reason}
