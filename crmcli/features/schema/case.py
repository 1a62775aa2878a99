"""Answers of `crmcli complaint …` and `crmcli case …`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from crmcli.features.schema.pattern import Attachment
from crmcli.features.schema.replanned import Replanned
from crmcli.features.schema.scalar import Answer, Day, MemberNo, Operation, Time

State = Literal["logged", "routed", "answered", "resolved", "confirmed", "closed", "waiting"]
ClockName = Literal["answer", "resolution", "promise"]
CaseNo = Annotated[str, Field(pattern=r"^[A-Z]{1,4}-\d{4}-\d{4,}$", description="number of a case")]
Closing = Literal["closed-loop", "on-the-spot", "by-supervisor"]


class Clock(Answer):
    """A clock: null in `met` while it runs, false once it has run out, `paused` while a wait stops it."""

    name: ClockName
    due_at: Time
    done_at: Time | None
    met: bool | None
    paused: bool


class Case(Answer):
    """A case as lists show one; the phone is masked unless --reveal is given. Clocks nobody set are null."""

    no: CaseNo
    kind: str
    state: State
    member: MemberNo | None
    name: str | None
    phone: str | None
    matter: str
    category: str
    category_name: str
    severity: str
    severity_name: str
    channel: str
    against: str | None
    against_department: str | None
    department: str | None
    item: str | None
    logged_at: Time
    answer_by: Time | None
    answered_at: Time | None
    resolve_by: Time | None
    resolved_at: Time | None
    promise_at: Time | None
    waits_for: Literal["customer", "third-party"] | None
    waits_until: Time | None
    first_asked: str
    owner: str | None
    call_on: Day | None
    call_at: Time | None
    opinion: str | None
    closed_at: Time | None
    closed_how: Closing | None
    reopened: int
    clocks: list[Clock]


class CaseWritten(Case):
    """A case after a step."""

    replanned: list[Replanned]
    warnings: list[str]
    operation: Operation


class CaseLogged(CaseWritten):
    """A case taken down; `sheet` is the file of --sheet."""

    sheet: str | None


class LateCase(Case):
    """An open case and the clocks of it that have run out."""

    late: list[ClockName]


class CaseStep(Answer):
    """A step of a case. `until`: a promised time, the end of a wait, the day or time of the next try."""

    kind: Literal[
        "logged",
        "routed",
        "answered",
        "promised",
        "called",
        "waiting",
        "resolved",
        "confirmed",
        "rated",
        "closed",
        "reopened",
    ]
    at: Time
    by: str | None
    text: str | None
    department: str | None
    person: str | None
    severity: str | None
    severity_name: str | None
    waits_for: str | None
    until: Time | Day | None
    outcome: str | None
    opinion: str | None
    opinion_name: str | None
    reason: str | None


class Wait(Answer):
    """A wait a deadline left out."""

    from_: Time = Field(alias="from")
    to: Time


class Piece(Answer):
    """A piece of time that was counted; it ends at 24:00 at the latest."""

    day: Day
    from_: str = Field(alias="from")
    to: str
    minutes: int


class Counted(Answer):
    """How a deadline was counted; `today_due_at` is what calendar and hours of today would give."""

    name: ClockName
    started_at: Time
    due_at: Time | None
    in_force: bool
    within: str | None
    working: bool | None
    severity: str | None
    severity_name: str | None
    hours: list[str] | None
    rest: list[Day]
    work: list[Day]
    waits: list[Wait]
    spans: list[Piece]
    minutes: int | None
    today_due_at: Time | None


class CaseShown(Case):
    """Everything about a case; `arithmetic` with --clock only."""

    summary: str
    gender: Literal["male", "female"] | None
    card_no: str | None
    person: str | None
    person_phone: str | None
    phone2: str | None
    id_no: str | None
    address: str | None
    first_department: str | None
    channel_name: str
    opinion_name: str | None
    events: list[CaseStep]
    attachments: list[Attachment]
    missing: list[Literal["done", "answer", "call", "opinion"]]
    arithmetic: list[Counted] = Field(default_factory=list)


_STEPS = ("log", "route", "answer", "promise", "wait", "severity", "resolve", "confirm", "close", "reopen")
_ONE: dict[str, Any] = dict.fromkeys(_STEPS, CaseWritten) | {
    "log": CaseLogged,
    "list": list[Case],
    "show": CaseShown,
    "overdue": list[LateCase],
}
#: The commands of both groups, which are the same.
ANSWERS = {f"{group} {name}": answer for group in ("complaint", "case") for name, answer in _ONE.items()}
