"""What a clerk types of an appointment: kind, time, length, with whom, and the call it comes from."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_, Refused
from crmcli.core.interval import DAY_MINUTES, Interval, clock
from crmcli.core.searchkey import choose
from crmcli.errors import Failure, bad_field
from crmcli.features.followup.select import is_id, named_line
from crmcli.features.member.find import resolve
from crmcli.features.staff import store as staff
from crmcli.features.staff.operator import choose_person
from crmcli.language import _
from crmcli.ui.ask import asked, choose_one, one_of

if TYPE_CHECKING:
    from crmcli.features.followup.dueline import DueLine
    from crmcli.packs.deskrule import BookingKind
    from crmcli.session import Session

FIELD = "MEMBER|ID"
Row = dict[str, Any]


class When(NamedTuple):
    """A day, and from when to when on it in minutes after midnight."""

    day: str
    span: Interval


class Whom(NamedTuple):
    """The member, and the stored call the appointment comes from."""

    member_id: int
    name: str
    call: DueLine | None = None

    @property
    def call_id(self) -> int | None:
        """The number of the call; a line that is not stored has none."""
        return self.call.followup_id if self.call is not None else None


def whom_given(session: Session, text: str | None, call: str | None) -> Whom:
    """The member named, or whom the call of an id is for; figures under eleven are an id, as for `followup done`.

    Raises Failure where a call named besides is somebody else's, or is about nobody of the members.
    """
    from_call = _of_call(session, call, "--from-followup") if call is not None else None
    if text is None and from_call is not None:
        return from_call
    if text is not None and is_id(text):
        found = _of_call(session, text, FIELD)
    else:
        member = resolve(session, text, FIELD)
        found = Whom(member["id"], member["name"])
    if from_call is None:
        return found
    if from_call.member_id != found.member_id:
        message = N_("Follow-up {value} is of {owner}, not of {name}.")
        raise Failure("usage", message, field="--from-followup", value=call, owner=from_call.name, name=found.name)
    return from_call


def _of_call(session: Session, text: str, field: str) -> Whom:
    line = named_line(session, text)
    if line.member_id <= 0:
        message = N_("{value} is about no member; add {name} first: crmcli member add NAME --mobile NUMBER")
        raise Failure("refused", message, field=field, value=text, name=line.name)
    return Whom(line.member_id, line.name, line)


def kind_given(session: Session, text: str | None) -> BookingKind:
    """The kind of appointment a text names by part, code, pinyin or initials; asked for in a terminal."""
    known = session.pack.bookings
    if not known:
        message = N_("The pack {pack} has no kinds of appointments; write [[bookings]] into it.")
        raise Failure("refused", message, field="--kind", value=session.pack.name, pack=session.pack.name)
    label = _("What for ({kinds})").format(kinds=", ".join(kind.name for kind in known))
    return asked(session, text, "--kind", label, lambda typed: _kind(session, typed))


def _kind(session: Session, text: str) -> BookingKind:
    known = session.pack.bookings
    found = choose(text, known, lambda kind: (kind.name, kind.code))
    names = [kind.name for kind in (found or known)]
    candidates = [{"name": kind.name, "code": kind.code} for kind in (found or known)]
    if not found:
        message = N_("{value} is no kind of appointment; there are {names}.")
        raise Failure("not-found", message, field="--kind", value=text, names=names, candidates=candidates)

    def several() -> Failure:
        message = N_("{value} fits several: {names}.")
        return Failure("ambiguous", message, field="--kind", value=text, names=names, candidates=candidates)

    return one_of(session, found, lambda kind: kind.name, several)


def when_given(session: Session, at: str | None, on: str | None, minutes: int) -> When:
    """The time an appointment takes: 明天15:30, or a day and a time apart; asked for in a terminal.

    Raises Failure where it has passed or would last beyond midnight.
    """
    label = _("When (day and time)") if on is None else _("Time")
    start = asked(session, at, "--at", label, lambda typed: _start(session, typed, on))
    since = start.hour * 60 + start.minute
    if since + minutes > DAY_MINUTES:
        message = N_("{minutes} minutes from {time} on end after midnight; begin earlier, or give fewer --minutes.")
        raise Failure("usage", message, field="--minutes", value=minutes, minutes=minutes, time=clock(since))
    return When(start.date().isoformat(), (since, since + minutes))


def _start(session: Session, text: str, on: str | None) -> datetime:
    from crmcli.core.day import parse_day, parse_moment

    now = session.now.replace(second=0, microsecond=0)
    try:
        day = parse_day(on, session.today) if on is not None else None
    except Refused as refused:
        raise bad_field("--on", refused, on) from refused
    try:
        start = parse_moment(text if day is None else f"{day.isoformat()} {text}", now)
        if start < now:
            raise Refused(N_("{value} has passed; give a time from now on"), value=text)
    except Refused as refused:
        raise bad_field("--at", refused, text) from refused
    return start


def minutes_given(value: int | None, otherwise: int) -> int:
    """How long it takes: as said, else as the kind takes. Raises Failure for what is no length of an appointment."""
    if value is None:
        return otherwise
    if not 1 <= value <= DAY_MINUTES:
        message = N_("{field} takes {least} to {most}, not {value}.")
        raise Failure("usage", message, field="--minutes", value=value, least=1, most=DAY_MINUTES)
    return value


def person_given(session: Session, text: str | None, kind: BookingKind) -> Row | None:
    """Who of the staff it is with; nobody where nobody is named. In a terminal those who can be are offered.

    Raises Failure for somebody who has left, or holds none of the kind's roles.
    """
    people = staff.people(session.db)
    able = [one for one in people if not kind.roles or _holds(session, one, kind)]
    if text is None:
        if not session.interactive or not able:
            return None
        question = _("With whom? (number, Enter for nobody)")
        return choose_one(session, question, able, lambda person: str(person["name"]))
    if staff.named(session.db, text.strip()) is not None and text.strip() not in {one["name"] for one in people}:
        message = N_("{value} has left; there are {names}.")
        names = [one["name"] for one in able]
        raise Failure("refused", message, field="--with", value=text, names=names)
    person = choose_person(people, text, "--with")
    if person not in able:
        message = N_("{value} cannot be booked for {kind}; that takes {roles}: {names}.")
        roles = [role.name for code in kind.roles if (role := session.pack.role(code))]
        names = [one["name"] for one in able] or ["-"]
        raise Failure(
            "refused", message, field="--with", value=person["name"], kind=kind.name, roles=roles, names=names
        )
    return person


def _holds(session: Session, person: Row, kind: BookingKind) -> bool:
    role = session.pack.role(person["role"])
    return (role.code if role else person["role"]) in kind.roles
