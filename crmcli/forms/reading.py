"""What came out of a filled workbook: records, and what has to be said about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from crmcli.core.findings import Finding


class Noted(NamedTuple):
    """Something to say about one cell of a sheet; the finding's facts hold `label` and `value` as well."""

    sheet: str
    cell: str
    finding: Finding


@dataclass
class Record:
    """One row of a list or one card.

    `values` holds every field of it, None (an empty list where several may be ticked) for what is not
    given. `masked` are the fields that came back with stars, which count as not given; `faulty` those
    that could not be read, each with a finding. `row` is the sheet's row from 1; `cells` say where in the
    sheet each field was looked for, `starred` what stood there of those that are masked.
    """

    values: dict[str, Any]
    sheet: str
    row: int
    masked: set[str] = field(default_factory=set)
    faulty: set[str] = field(default_factory=set)
    cells: dict[str, str] = field(default_factory=dict)
    starred: dict[str, str] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether nothing at all was filled in."""
        return not self.masked and not self.faulty and not any(map(_given, self.values.values()))


@dataclass
class Reading:
    """The records of a workbook; `context` is what stands around a list's rows."""

    context: dict[str, Any] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    findings: list[Noted] = field(default_factory=list)


def _given(value: Any) -> bool:
    return value not in (None, [], "")
