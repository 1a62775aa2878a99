"""What is said where a date depends on a year whose days off nobody has entered: once in a run."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from crmcli.core.findings import N_, Finding
from crmcli.language import said

if TYPE_CHECKING:
    from crmcli.session import Session

#: In the run's own attributes: the years that were told of.
_TOLD = "years_told"


def years_finding(years: Iterable[int]) -> Finding:
    """The sentence about years that are not entered."""
    message = N_("The days off of {years} are not entered yet, weekends are assumed")
    return Finding(message, {"years": [str(year) for year in sorted(years)]})


def say_unknown_years(session: Session, years: Iterable[int]) -> None:
    """Says it on standard error."""
    for note in _fresh(session, years):
        print(note, file=sys.stderr)


def warn_of_years(session: Session, years: Iterable[int]) -> list[str]:
    """The same for an answer that has `warnings`: what goes there under --json, else it is said."""
    if session.shared.json:
        return _fresh(session, years)
    say_unknown_years(session, years)
    return []


def _fresh(session: Session, years: Iterable[int]) -> list[str]:
    """The sentence about those years this run has not told of yet."""
    told: set[int] = session.__dict__.setdefault(_TOLD, set())
    fresh = set(years) - told
    told |= fresh
    return [said(years_finding(fresh))] if fresh else []
