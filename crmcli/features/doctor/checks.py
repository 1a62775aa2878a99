"""Everything the doctor looks at, in order. Adding a check is a function and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from crmcli.core.findings import N_, Finding, Refused
from crmcli.errors import Failure
from crmcli.features.calendar import checks as calendar
from crmcli.features.check import checks as check
from crmcli.features.doctor import content, desk, place
from crmcli.features.doctor.check import WRONG, Check, Patient
from crmcli.features.doctor.content import RESTORE
from crmcli.features.duty import checks as duty
from crmcli.features.purchase import checks as purchase
from crmcli.features.push import checks as push
from crmcli.features.schedule import checks as schedule

if TYPE_CHECKING:
    from crmcli.session import Session

BUSY = Finding(N_("Wait until the other program has done, and look again: crmcli doctor"))
Checking = Callable[[Patient], Iterable[Check]]

#: These need no open file.
OUTSIDE: tuple[tuple[str, Checking], ...] = (
    ("engine", place.engine),
    ("drive", place.drive),
    ("file", place.file),
    ("disk", place.disk),
    ("leftovers", place.leftovers),
)
#: These read it.
INSIDE: tuple[tuple[str, Checking], ...] = (
    ("pages", content.pages),
    ("schema", content.schema),
    ("foreign-keys", content.foreign_keys),
    ("triggers", content.triggers),
    ("facts", content.facts),
    ("derived", content.derived),
    ("ledger", check.ledger),
    ("attachments", content.attachments),
    ("chain", content.chain),
    ("access-log", content.access_log),
    ("head", content.head),
    ("pack", desk.pack),
    ("ladder", desk.ladder),
    ("assumed", desk.assumed),
    ("staff", desk.staff),
    ("plans", desk.plans),
    ("duties", duty.roles),
    ("calendar", calendar.years),
    ("noted", purchase.noted),
    ("bonuses", purchase.bonuses),
    ("loose", purchase.loose),
    ("backups", desk.backups),
    ("schedule", schedule.jobs),
    ("push", push.push),
    ("protection", desk.protection),
)


def examine(session: Session, *, repair: bool) -> list[Check]:
    """Every check's lines. Raises Failure(not-found) where there is no file at all."""
    patient = Patient(session, None, None, repair)
    try:
        patient.db = session.db
    except Failure as failure:
        if failure.kind == "not-found":
            raise
        patient.failure = failure
    checks = OUTSIDE if patient.db is None else OUTSIDE + INSIDE
    return [line for name, checking in checks for line in _run(name, checking, patient)]


def is_wrong(checks: Iterable[Check]) -> bool:
    """Whether anything has to be mended."""
    return any(check.level == WRONG for check in checks)


def _run(name: str, checking: Checking, patient: Patient) -> list[Check]:
    """A check's lines; what stops it is a finding too, and never stops the others."""
    from crmcli.storage.engine import load_engine

    try:
        return list(checking(patient))
    except load_engine().DatabaseError as error:
        if "readonly" in str(error):
            remedy = Finding(N_("Give yourself the right to write to it and to its folder."))
            return [Check(name, WRONG, Finding(N_("cannot be looked at: the file is read-only")), remedy)]
        return [Check(name, WRONG, Finding(N_("cannot be read: {reason}"), {"reason": str(error)}), RESTORE)]
    except Refused as refused:
        return [Check(name, WRONG, Finding(refused.message, refused.facts), Finding(N_("Mend the pack first.")))]
    except Failure as failure:
        return [Check(name, WRONG, failure.finding, BUSY if failure.kind == "busy" else RESTORE)]
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        # What stands in a file somebody has meddled with is not what the check was written for.
        message = N_("cannot be read: {reason}")
        return [Check(name, WRONG, Finding(message, {"reason": type(error).__name__}), RESTORE)]
