"""What an import would do: the outcome of every row, what changes, what is worth telling, and how it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from crmcli.core.findings import Finding, Refused
from crmcli.errors import Failure

if TYPE_CHECKING:
    from sqlite3 import Connection

Outcome = Literal["create", "update", "unchanged", "reject"]


Reason = Refused | Finding


@dataclass(slots=True)
class ListRow:
    """A row of a list as it was read: its 0-based index in the grid, what is worth telling.

    `values` are what its cells say by field. A row with `reasons` is rejected, `columns` are those at fault.
    """

    index: int
    remarks: list[Finding] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    columns: set[int] = field(default_factory=set)
    values: dict[str, Any] = field(default_factory=dict)

    def refuse(self, why: Reason, *columns: int) -> None:
        """Notes that the row cannot be taken."""
        self.reasons.append(why)
        self.columns.update(columns)


class Reject(NamedTuple):
    """Why a row cannot be taken, and the columns (0-based, of the grid) that are at fault."""

    reasons: tuple[Reason, ...]
    columns: frozenset[int] = frozenset()


class RowRejected(Exception):
    """Raised while a row is read or matched: the reasons, and the fields or the columns at fault."""

    def __init__(self, *reasons: Reason, fields: tuple[str, ...] = (), columns: Iterable[int] = ()) -> None:
        super().__init__("; ".join(reason.message for reason in reasons))
        self.reasons = reasons
        self.fields = fields
        self.columns = frozenset(columns)


def reason_of(error: Refused | Failure) -> Reason:
    """What a reader raised, as a reason."""
    return error.finding if isinstance(error, Failure) else error


class Change(NamedTuple):
    """A value of somebody known that the row replaces; `no` is the number, None for one made by this import."""

    row: int
    no: str | None
    name: str
    field: str
    old: Any
    new: Any


class Remark(NamedTuple):
    """Something worth telling about a row."""

    row: int
    finding: Finding


@dataclass(slots=True)
class Plan:
    """The outcome of each row of a table, as the file stood after operation `seen`.

    `write` carries it out within the one write; it reads and checks nothing any more. `told` are lines a kind adds
    to the preview, `more` the keys it adds to the answer.
    """

    seen: int
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    rejects: dict[int, Reject] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    write: Callable[[Connection], None] = lambda db: None
    told: list[str] = field(default_factory=list)
    more: dict[str, Any] = field(default_factory=dict)

    def count(self, outcome: Outcome) -> int:
        """How many rows come to this."""
        return sum(found == outcome for found in self.outcomes.values())

    def reject(self, row: int, why: Reject) -> None:
        """Leaves a row out, with the reason."""
        self.outcomes[row] = "reject"
        self.rejects[row] = why

    def remark(self, row: int, *findings: Finding) -> None:
        """Notes something about a row."""
        self.remarks += [Remark(row, finding) for finding in findings]

    @property
    def changes_something(self) -> bool:
        """Whether writing it would change anything."""
        return any(found in ("create", "update") for found in self.outcomes.values())
