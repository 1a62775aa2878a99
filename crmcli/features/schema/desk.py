"""Answers about the file and the people at it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from crmcli.features.schema.scalar import Answer, Day, MemberNo, Operation, StaffNo, Time


class Begun(Answer):
    """A new file."""

    file: str
    pack: str
    schema_: int = Field(alias="schema")
    organisation: str
    store: str
    operator: str
    operation: Operation


class Person(Answer):
    """Somebody who works here."""

    no: StaffNo
    name: str
    role: str
    role_code: str
    store: str | None
    department: str | None
    supervisor: str | None
    customers: int = Field(description="customers and prospects that belong to them")
    followups: int = Field(description="open calls they are to make")
    since: Day
    until: Day | None = Field(description="the last day of somebody who has left")


class PersonAdded(Person):
    """Somebody new; `assigned` open calls nobody had are theirs now."""

    assigned: int
    operation: Operation


class PersonEdited(PersonAdded):
    """Somebody who changed; `passed_on` open calls of the former role went on, `vacant` nobody holds any more."""

    passed_on: int
    vacant: str | None


class ToRebook(Answer):
    """An appointment that nobody took over."""

    id: int
    member: MemberNo
    name: str
    date: Day
    from_: str = Field(alias="from")


class Moved(Answer):
    """How much of what somebody had went to somebody else, or to nobody."""

    customers: int
    followups: int
    bookings: int
    cases: int
    supervised: int


class PersonLeft(Person):
    """Somebody who left, and to whom what they had went; null: to nobody."""

    to: str | None
    reason: str | None
    moved: Moved
    to_rebook: list[ToRebook]
    vacant: str | None = Field(description="the role nobody holds any more")
    operation: Operation


class StoreLine(Answer):
    """A store of the house."""

    name: str
    people: int
    customers: int


class StoreAdded(StoreLine):
    """A new store."""

    operation: Operation


class AtDesk(Answer):
    """Who is at the desk of this machine, and until which day."""

    no: StaffNo
    name: str
    until: Day
    operation: Operation


class Copied(Answer):
    """A backup, proved by opening it."""

    file: str
    operation_count: int
    members: int
    checked: bool
    size: int
    last_operation: int
    warnings: list[str]


class Restored(Answer):
    """A backup in the file's place; `kept` is the file it replaced."""

    file: str
    restored_from: str
    kept: str | None
    operation_count: int
    members: int
    checked: bool
    last_operation: int
    operation: Operation


class Undone(Answer):
    """What was taken back, `later` operations with it."""

    operation: Operation
    undone: int
    later: list[int]
    rows: int


class Redone(Answer):
    """What was given back."""

    operation: Operation
    undone: int
    rows: int


class OperationLine(Answer):
    """One operation of the log."""

    operation: int
    at: Time
    day: Day
    operator: str | None
    command: str
    rows: int
    state: Literal["done", "undone"]
    undoes: str | None = Field(description="the operations this one took back, by commas")


class Check(Answer):
    """One thing doctor looked at."""

    check: str
    ok: bool
    message: str
    remedy: str | None
    level: str


class LedgerCheck(Answer):
    """One thing that must hold of the ledger; `count` is how often it does not."""

    check: str
    ok: bool
    message: str
    remedy: str | None
    count: int


class Setting(Answer):
    """A setting of the file."""

    key: str
    value: str | None
    default: str | None
    set: bool
    description: str


class SettingWritten(Answer):
    """A setting that was changed or taken out."""

    key: str
    value: str | None
    before: str | None
    operation: Operation


class Alias(Answer):
    """A short name of the user's own."""

    name: str
    words: str


class AliasWritten(Answer):
    """A short name that was set, or taken out where `words` is null."""

    name: str
    words: str | None
    before: str | None
    operation: Operation


class DemoStep(Answer):
    """A command the worked example ran."""

    command: list[str]
    status: int


class Demo(Answer):
    """The worked example and where it lies."""

    folder: str
    file: str
    steps: list[DemoStep]


class ErrorFacts(Answer):
    """What failed; field, value and candidates where there are any."""

    kind: str
    message: str
    field: str | None = None
    value: object = None
    candidates: list[dict[str, object]] = Field(default_factory=list)


class Error(Answer):
    """On standard error, whatever the command."""

    error: ErrorFacts
