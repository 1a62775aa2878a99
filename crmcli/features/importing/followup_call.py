"""From the rows of a due workbook to the calls they are: one call to one person is one contact, however many lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.findings import N_, Finding, Refused
from crmcli.errors import Failure
from crmcli.features.followup.call import Call
from crmcli.features.followup.consequence import PROMOTION
from crmcli.features.followup.doing import record_call
from crmcli.features.followup.outcome import DO_NOT_CONTACT, REACHED, choices
from crmcli.features.followup.permit import refuse_next
from crmcli.features.followup.ticking import refuse_ticking
from crmcli.features.importing import store
from crmcli.features.importing.plan import RowRejected

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.features.followup.dueline import DueLine
    from crmcli.features.importing.followup_row import FollowupRow
    from crmcli.session import Session

NEEDS_OPINION = N_("{name} was reached after the matter was dealt with, so their opinion is needed; there are {names}")
NO_OPINION = N_("an opinion goes with a complaint's call-back that reached the customer; {id} is none")
NO_OUTCOME = N_("{value} is no outcome of a call; there are {names}")
ONLY_DONE = N_("{duty} is a duty, no call: reached stands for done, and nothing goes beside it but a note")
NEEDS_TIME = N_("{value} needs a time, since it is what the customer was promised: {value} 10:00")


class Part(NamedTuple):
    """Lines of one call that come to the same, next day included."""

    lines: list[DueLine]
    call: Call


#: What is written beside calls only.
_OF_CALLS = ("next", "recovered", "opinion", "minutes", "feeling")
Filled = Sequence[tuple["FollowupRow", "DueLine"]]


def checked(session: Session, row: FollowupRow, line: DueLine) -> str | None:
    """The code of the opinion a row brings. Raises RowRejected where it is missing, or where the row says of its line
    what cannot be kept.
    """
    if line.duty is not None:
        _check_duty(row, line)
        return None
    if row.values.get("done"):
        refused = Refused(NO_OUTCOME, value=row.values["done"], names=choices())
        raise RowRejected(refused, fields=("outcome",))
    try:
        refuse_ticking(line)
        if (line.promotional or line.kind == PROMOTION) and row.outcome.closes and row.values.get("next"):
            refuse_next(session, line.member_id, line.name, _call([(row, line)]))
    except Failure as failure:
        raise RowRejected(failure.finding, fields=("outcome",)) from failure
    return _opinion(session, row, line)


def _check_duty(row: FollowupRow, line: DueLine) -> None:
    if row.outcome is not REACHED or any(row.values.get(field) for field in _OF_CALLS):
        raise RowRejected(Finding(ONLY_DONE, {"duty": line.name}), fields=("outcome", *_OF_CALLS))


def _opinion(session: Session, row: FollowupRow, line: DueLine) -> str | None:
    text = row.values.get("opinion")
    if line.case_id is None:
        if text:
            raise RowRejected(Finding(NO_OPINION, {"id": line.id}), fields=("opinion",))
        return None
    from crmcli.features.case.calling import refuse_unkept, standing_of
    from crmcli.features.case.callline import is_call_back
    from crmcli.features.case.entry import opinion_given
    from crmcli.features.case.record import kind_of
    from crmcli.features.case.words import code_words

    try:
        refuse_unkept([line], _call([(row, line)]))
        standing = standing_of(session.db, line)
        if row.outcome is not REACHED or not is_call_back(standing):
            if text:
                raise RowRejected(Finding(NO_OPINION, {"id": line.id}), fields=("opinion",))
            return None
        _refuse_day_only(row)
        if text:
            return opinion_given(session, text)
    except Failure as failure:
        raise RowRejected(failure.finding, fields=("opinion",)) from failure
    if kind_of(session.pack, standing["kind"]).needs_opinion:
        names = list(code_words(session.pack, "opinion").values())
        raise RowRejected(Finding(NEEDS_OPINION, {"name": line.name, "names": names}), fields=("opinion",))
    return None


def _refuse_day_only(row: FollowupRow) -> None:
    following = row.values.get("next")
    if following and following.at is None:
        raise RowRejected(Finding(NEEDS_TIME, {"value": following.on.isoformat()}), fields=("next",))


def calls_of(found: Filled, opinions: dict[int, str | None]) -> list[list[Part]]:
    """The calls, each as its parts; the first part's call holds what the one contact keeps.

    Lines of one person with the same outcome, way and caller are one call. A next day written beside one of them is
    meant for all; where several are written each line has its own. `opinions` are by row.
    """
    calls: dict[tuple[object, ...], list[tuple[FollowupRow, DueLine]]] = {}
    for row, line in found:
        calls.setdefault(same_call(row, line), []).append((row, line))
    # a wish not to be contacted cancels other lines, so that what came of those is recorded before
    last = sorted(calls.items(), key=lambda call: call[0][1] == DO_NOT_CONTACT.code)
    return [_parts(rows, opinions) for _key, rows in last]


def same_call(row: FollowupRow, line: DueLine) -> tuple[object, ...]:
    """What the rows of one call have in common."""
    if row.outcome is DO_NOT_CONTACT:
        return (line.member_id, row.outcome.code)
    if line.duty is not None:
        return (line.id, row.outcome.code)
    return (line.member_id, row.outcome.code, row.values.get("via"), row.values.get("called_by"))


def _parts(rows: Filled, opinions: dict[int, str | None]) -> list[Part]:
    days = {row.values["next"] for row, _line in rows if row.values.get("next")}
    shared = next(iter(days)) if len(days) == 1 else None
    stored: dict[object, list[tuple[FollowupRow, DueLine]]] = {}
    for row, line in rows:
        key = line.id if line.case_id is not None or line.duty is not None else row.values.get("next") or shared
        stored.setdefault(key, []).append((row, line))
    parts = []
    for group in sorted(stored.values(), key=lambda group: group[0][1].case_id is not None):
        row, line = group[0]
        of_case = line.case_id is not None
        call = _call(group)._replace(
            next=row.values.get("next") if of_case else row.values.get("next") or shared,
            opinion=opinions.get(row.index),
        )
        parts.append(Part([line for _row, line in group], call))
    whole = _call(rows)
    first = parts[0].call
    kept = first._replace(note=whole.note, minutes=whole.minutes, feeling=whole.feeling, recovered=whole.recovered)
    return [parts[0]._replace(call=kept), *parts[1:]]


def _call(rows: Filled) -> Call:
    """What several rows say of one call: every note once, and of how somebody is the worst."""
    values = [row.values for row, _line in rows]
    notes = dict.fromkeys(value["note"] for value in values if value.get("note"))
    return Call(
        rows[0][0].outcome,
        via=values[0].get("via") or "phone",
        note="；".join(notes) or None,
        minutes=max((value["minutes"] for value in values if value.get("minutes") is not None), default=None),
        feeling=min((value["feeling"] for value in values if value.get("feeling")), default=None),
        recovered=any(value.get("recovered") for value in values),
        by=values[0].get("called_by"),
    )


def record_parts(session: Session, db: Connection, parts: Sequence[Part]) -> None:
    """Writes one call. Within the one write."""
    contact_id: int | None = None
    for part in parts:
        record_call(session, db, part.lines, part.call, contact_id)
        if contact_id is None and part.lines[0].member_id > 0:
            contact_id = store.last_contact(db, part.lines[0].member_id)
