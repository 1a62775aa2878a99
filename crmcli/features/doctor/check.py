"""What a check of the doctor has to say, and what it looks at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import Finding
from crmcli.errors import Failure

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.session import Session

#: All is well; worth knowing; something is wrong.
OK, NOTE, WRONG = "ok", "note", "wrong"


class Check(NamedTuple):
    """One line: what was looked at, how it stands, what was found, and what would mend it."""

    check: str
    level: str
    message: Finding
    remedy: Finding | None = None


@dataclass(slots=True)
class Patient:
    """The run, its file where it can be opened (else why not), and whether to mend what can be mended."""

    session: Session
    db: Connection | None
    failure: Failure | None
    repair: bool


def well(check: str, message: str, /, **facts: Any) -> Check:
    """A line that says all is well."""
    return Check(check, OK, Finding(message, facts))


def first_of(check: str, found: list[Finding], remedy: Finding, most: int = 3) -> list[Check]:
    """The first findings of a check, each as wrong, with the remedy."""
    return [Check(check, WRONG, finding, remedy) for finding in found[:most]]
