"""A complaint sheet as the columns of a case, and the steps that were written on it by hand."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_, Finding
from crmcli.core.text import fold
from crmcli.features.case import store as cases
from crmcli.features.case.entry import ON_SITE, PHONE, department_given
from crmcli.features.case.life import ANSWERED, CONFIRMED, RESOLVED, Event, Standing, standing
from crmcli.features.case.matter import category_of
from crmcli.features.case.moment import kept
from crmcli.features.case.sheet import OF_MEMBER, complaint_record
from crmcli.features.case.step import refuse_step
from crmcli.features.case.words import code_words
from crmcli.features.staff.store import store_of

if TYPE_CHECKING:
    from datetime import date

    from crmcli.features.importing.filled import Filled
    from crmcli.features.importing.known import Person
    from crmcli.features.importing.member_row import MemberRow
    from crmcli.packs.casekind import CaseKind
    from crmcli.session import Session

NO_OPINION = N_("{value} is none of the opinions {names}; record it yourself with crmcli complaint confirm")
OPINION_FIRST = N_("an opinion goes with what was done; it is left out")

#: When a complaint of an earlier day came in, where the pack has no hours; the sheet has no time.
_MORNING = 9 * 60


def columns_of(
    session: Session, kind: CaseKind, filled: Filled, row: MemberRow, person: Person | None
) -> dict[str, Any]:
    """The columns of case_file; what a member has is not written twice."""
    values = filled.values
    who = {key: row.values.get(column) for key, column in OF_MEMBER.items()}
    who["phone"] = who["phone"] or (row.phones[0].number if row.phones else None)
    who["phone2"] = who["phone2"] if who["phone2"] != who["phone"] else None
    if person is not None:
        stored = person.values
        phones = (stored.get("mobile"), stored.get("phone2"))
        who = {key: value if value != stored.get(OF_MEMBER[key]) else None for key, value in who.items()}
        who |= {key: None for key in ("phone", "phone2") if who[key] in phones}
    matter = " ".join(values["matter"].split())
    came_in = _came_in(session, values["logged_on"])
    operator = session.require_operator()
    return {
        **who,
        "kind": kind.code,
        "member_id": person.id if person else None,
        "matter": matter,
        "category": category_of(kind, matter),
        "severity": kind.severities[0].code,
        "channel": ON_SITE if values["handling"] else PHONE,
        "summary": values["summary"],
        "item": None,
        "on_day": came_in.date().isoformat(),
        "logged_at": kept(came_in),
        "staff_id": operator.id,
        "store_id": store_of(session.db, operator.id),
        **{
            key: " ".join(values[key].split()) if values[key] else None for key in ("against", "person", "person_phone")
        },
        **{
            key: department_given(session, values[key]) if values[key] else None
            for key in ("department", "against_department")
        },
    }


def _came_in(session: Session, day: date | None) -> datetime:
    """The day of the sheet at the time work begins; today it is now."""
    if day is None or day == session.today:
        return session.now
    minute = session.pack.hours[0][0] if session.pack.hours else _MORNING
    return datetime.combine(day, time(minute // 60, minute % 60), session.now.tzinfo)


def standing_of(session: Session, case_id: int) -> Standing:
    """How a case stands."""
    return standing(cases.events(session.db, case_id))


def steps_of(
    session: Session,
    kind: CaseKind,
    filled: Filled,
    found: Standing,
    no: str,
    remarks: list[Finding],
    case_id: int | None = None,
) -> tuple[Event, ...]:
    """The steps a sheet adds to a case; what stands in the file already is none. Raises Failure(refused)."""
    held = complaint_record(session, case_id) if case_id else {}
    steps: list[Event] = []
    done = filled.values["handling"]
    if done and fold(done) != fold(str(held.get("handling") or "")):
        step = _step(session, RESOLVED, text=done)
        if case_id:
            refuse_step(no, found, kind, step)
        steps.append(step)
    said = filled.values["opinion"]
    if said and fold(said) != fold(str(held.get("opinion") or "")):
        steps += _confirmed(session, said, remarks, resolved=bool(steps or held.get("handling")))
    if steps and steps[-1].kind == CONFIRMED and found.answered_at is None:
        # whoever says what they think of it has been answered
        steps.insert(0, _step(session, ANSWERED))
    return tuple(steps)


def _confirmed(session: Session, said: str, remarks: list[Finding], *, resolved: bool) -> list[Event]:
    """The opinion as a step: its first line names one of the pack's. The signed sheet was had face to face."""
    words = code_words(session.pack, "opinion")
    first, _end, rest = said.partition("\n")
    code = next((code for code, word in words.items() if fold(first).strip("。.，, ") in (fold(word), code)), None)
    if code is None:
        remarks.append(Finding(NO_OPINION, {"value": first, "names": list(words.values())}))
        return []
    if not resolved:
        remarks.append(Finding(OPINION_FIRST))
        return []
    return [_step(session, CONFIRMED, opinion=code, text=rest.strip() or None, outcome=ON_SITE)]


def _step(session: Session, kind: str, **told: Any) -> Event:
    operator = session.require_operator()
    return Event(kind, session.today.isoformat(), kept(session.now), operator.id, **told)
