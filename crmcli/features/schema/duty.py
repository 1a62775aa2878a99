"""Answers of `crmcli duty …`."""

from __future__ import annotations

from typing import Any, Literal

from crmcli.features.schema.report import Rate
from crmcli.features.schema.scalar import Answer, Day, FollowupId, Operation

State = Literal["open", "ahead", "done", "skipped", "missed"]


class Duty(Answer):
    """A duty of the pack; `due_on` is the day of it that waits, `id` its key, null where none does."""

    code: str
    name: str
    deliver: str | None
    rule: str
    rule_words: str
    ahead_days: int
    day_off: Literal["keep", "earlier", "later"]
    role: str
    role_name: str
    assigned_to: str | None
    id: FollowupId | None
    due_on: Day | None
    days_late: int
    next_on: Day | None
    last_done_on: Day | None
    last_done_by: str | None
    missed: int
    late: int


class KeptDay(Answer):
    """A day of a duty and what became of it; missed is what nobody did before the next one was listed."""

    due_on: Day
    state: State
    done_on: Day | None
    days_late: int
    by: str | None
    delivered: str | None
    reason: str | None


class DutyShown(Duty):
    """A duty with how it was kept, newest first."""

    due: int
    done: int
    in_time: int
    skipped: int
    in_time_rate: Rate
    history: list[KeptDay]


class Dealt(Answer):
    """What was done about a day of a duty; `left_undone` earlier days of it nobody dealt with."""

    id: FollowupId
    code: str
    name: str
    state: Literal["done", "skipped"]
    due_on: Day
    done_on: Day
    days_late: int
    delivered: str | None
    reason: str | None
    left_undone: int
    operation: Operation


class DutyDay(Answer):
    """A duty that falls on a day."""

    id: FollowupId
    on: Day
    weekday: str
    code: str
    name: str
    deliver: str | None
    assigned_to: str | None
    state: State
    done_on: Day | None


ANSWERS: dict[str, Any] = {
    "duty list": list[Duty],
    "duty done": Dealt,
    "duty skip": Dealt,
    "duty show": DutyShown,
    "duty day": list[DutyDay],
}
