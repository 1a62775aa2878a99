"""The calls the rows of a due workbook are about, and which of them were recorded before.

A sheet says how often a call had been tried when it was written. What was tried since then with the outcome that
stands in the row is that row, read before or recorded by hand: it is not recorded again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_, Finding
from crmcli.core.text import fold
from crmcli.errors import Failure
from crmcli.features.followup import store as followups
from crmcli.features.followup.due import gather, line_by_id
from crmcli.features.followup.kept import kept_row
from crmcli.features.followup.outcome import WRONG_NUMBER
from crmcli.features.followup.select import goes_with_later, is_id
from crmcli.features.importing import store
from crmcli.features.importing.plan import RowRejected

if TYPE_CHECKING:
    from crmcli.features.followup.dueline import DueLine
    from crmcli.features.importing.followup_row import FollowupRow
    from crmcli.session import Session

NO_SUCH = N_("there is no follow-up {value}")
OTHER_PERSON = N_("{id} is a call to {who}; the row names {name}")
#: So many days ahead calls are looked up together; a sheet that looks further costs a look-up a row.
FURTHEST = 400


class Lines:
    """The lines of the due list as they stand, by what the sheet calls them."""

    def __init__(self, session: Session, last: date) -> None:
        self._session = session
        ahead = min(max((last - session.today).days, 0), FURTHEST)
        self._due = {line.id: line for line in gather(session, ahead=ahead).lines}
        self._later = {number: line for line in self._due.values() for number in line.rides}

    def find(self, row: FollowupRow) -> DueLine:
        """The line a row is about. Raises RowRejected where there is none, or it is about somebody else."""
        text = row.values["id"]
        line = self._due.get(text) or (line_by_id(self._session, text) if is_id(text) else None)
        if line is None:
            raise RowRejected(Finding(NO_SUCH, {"value": text}), fields=("id",))
        name = row.values.get("name")
        if name and "*" not in name and fold(name) != fold(line.name):
            facts = {"id": line.id, "who": line.name, "name": name}
            raise RowRejected(Finding(OTHER_PERSON, facts), fields=("id", "name"))
        return line

    def rides_on(self, line: DueLine) -> DueLine | None:
        """The later step that an earlier one goes with, where that is due."""
        return self._later.get(line.followup_id or 0) if line.state == "open" else None


def refuse_rider(line: DueLine, later: DueLine) -> RowRejected:
    """Why an earlier step is not recorded on its own."""
    return RowRejected(goes_with_later(line, later).finding, fields=("id",))


class Recorded:
    """What was recorded of the calls since the sheet was written."""

    def __init__(self, session: Session, found: Iterable[tuple[FollowupRow, DueLine]]) -> None:
        self._db = session.db
        tried = {line.member_id for _row, line in found if line.attempts and line.member_id > 0}
        self._contacts: dict[int, list[dict[str, Any]]] = {}
        for contact in store.contacts_of(session.db, tried):
            self._contacts.setdefault(contact["member_id"], []).append(contact)
        self._today = session.today.isoformat()

    def has(self, row: FollowupRow, line: DueLine) -> Finding | bool:
        """Whether a row needs no recording: True, or what to say of it. Raises RowRejected where it cannot be."""
        if line.duty is not None:
            # a day of a duty that was left undone may still be told of, late
            return line.state in ("done", "skipped")
        if line.state == "open" or (line.state == "blocked" and row.outcome.closes):
            return self._tried(row, line)
        if line.state == "blocked":
            if row.outcome is WRONG_NUMBER:
                return True
            raise RowRejected(self._why_not(line), fields=("id",))
        return self._closed(row, line)

    def _tried(self, row: FollowupRow, line: DueLine) -> bool:
        """Whether one of the attempts since then came to the same; a closing outcome is no attempt."""
        if row.outcome.closes or not line.attempts:
            return False
        outcomes = self._outcomes(line)
        count = line.attempts - self._printed(row, line, outcomes)
        return count > 0 and row.outcome.code in [outcome for outcome, _day in outcomes][-count:]

    def _printed(self, row: FollowupRow, line: DueLine, outcomes: Sequence[tuple[str, str]]) -> int:
        """How often the call had been tried when the sheet was written; told by its day, or by this day's calls,
        where the sheet has no such column any more.
        """
        if "attempt" in row.values:
            return int(row.values["attempt"])
        if row.values.get("due"):
            return line.attempts if row.values["due"].isoformat() == line.due_on else 0
        return line.attempts - sum(day == self._today for _outcome, day in outcomes)

    def _outcomes(self, line: DueLine) -> list[tuple[str, str]]:
        """The outcomes of the attempts made, oldest first, with their days."""
        if line.case_id is not None:
            from crmcli.features.case import call_store

            return [(call["outcome"], call["day"]) for call in call_store.calls_about(self._db, line.case_id)]
        contacts = self._contacts.get(line.member_id, [])
        own = [contact for contact in contacts if contact["followup_id"] == line.followup_id]
        # several calls done in one go are one contact, which points at the first of them
        found = own if len(own) >= line.attempts else contacts
        return [(contact["outcome"], contact["on_day"]) for contact in found]

    def _closed(self, row: FollowupRow, line: DueLine) -> Finding | bool:
        """A call that is over was recorded; only what came to something else is worth telling."""
        if line.followup_id is None and line.case_id is None:
            # nobody made it in time, and the contact of the row is recorded nowhere
            raise RowRejected(self._why_not(line), fields=("id",))
        if line.followup_id is not None:
            kept = followups.followup(self._db, line.followup_id) or {}
            if kept["state"] == "done" and kept["outcome"] == row.outcome.code:
                return True
        return self._why_not(line)

    def _why_not(self, line: DueLine) -> Finding:
        from crmcli.features.case.calling import owed

        try:
            if line.case_id is not None:
                owed(self._db, line)
            else:
                kept_row(self._db, line, closing=False)
        except Failure as failure:
            return failure.finding
        raise AssertionError(f"{line.id} is neither closed nor blocked")
