"""From what a clerk types to the follow-ups meant: ids, keys of lines that are not stored, or a member."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.followup.due import line_by_id, lines_of_member, open_of_member
from crmcli.features.followup.dueline import DueLine
from crmcli.features.followup.order import arrange
from crmcli.features.followup.source import case_calls, duties
from crmcli.features.member.store import member_no
from crmcli.language import _
from crmcli.ui.ask import one_of, required

if TYPE_CHECKING:
    from crmcli.session import Session

#: Bare digits of eleven and more are a phone; fewer are an id, never a phone tail.
_ID = re.compile(r"#?[0-9]{1,10}")
_KEY = re.compile(r"[a-z][a-z-]*:\S+", re.IGNORECASE)
#: The number of a case alone stands for the call about it.
_CASE_NO = re.compile(r"[a-z]{1,6}-[0-9]{4}-[0-9]{4,9}", re.IGNORECASE)


class Meant(NamedTuple):
    """The lines of a `done`: one call for each member. `several` says that a list is answered."""

    calls: list[list[DueLine]]
    several: bool
    rest: list[str]

    @property
    def lines(self) -> list[DueLine]:
        """All lines, call by call."""
        return [line for call in self.calls for line in call]


def is_id(word: str) -> bool:
    """Whether a word is the id of a follow-up or the key of a line, and no member."""
    return any(form.fullmatch(word) for form in (_ID, _KEY, _CASE_NO))


def lines_meant(session: Session, words: Sequence[str]) -> Meant:
    """The lines the first words name and the words that are left.

    Either ids, as many as stand there, or one member, which means all that is due to them today.
    """
    words = [required(session, words[0] if words else None, "ID", _("Follow-up or member")), *words[1:]]
    if not is_id(words[0]):
        return Meant([_due_of(session, words[0])], True, words[1:])
    count = next((place for place, word in enumerate(words) if not is_id(word)), len(words))
    lines = {line.id: line for line in (named_line(session, word) for word in words[:count])}
    calls: dict[int, list[DueLine]] = {}
    for line in lines.values():
        calls.setdefault(line.member_id, []).append(line)
    for call in calls.values():
        _refuse_riding(session, call)
    return Meant(list(calls.values()), count > 1, words[count:])


def named_line(session: Session, word: str) -> DueLine:
    """The line of an id or key, in whatever state; raises Failure(not-found)."""
    line = line_by_id(session, word)
    if line is None:
        message = N_("There is no follow-up {value}. See: crmcli followup list")
        raise Failure("not-found", message, field="ID", value=word)
    return line


def _due_of(session: Session, text: str) -> list[DueLine]:
    member = whom_meant(session, text, session.today)
    found = lines_of_member(session, member["id"])
    if found:
        return found
    coming = open_of_member(session, member["id"])
    raise Failure(
        "not-found",
        N_("Nothing is due to {name} today. A contact nobody had planned: crmcli followup log {no}"),
        field="ID",
        value=text,
        name=member["name"],
        no=member_no(member["id"]),
        candidates=[_candidate(line) for line in coming],
        lines=[_line_words(line) for line in coming],
    )


def whom_meant(session: Session, text: str, last: date = date.max) -> dict[str, Any]:
    """Id and name of the member a text names, else of who is none and is owed a call up to a day, by name or phone,
    or of a duty that waits, by its name or code.

    Several are offered in a terminal, refused elsewhere. The id of who is no member is that of their lines.
    """
    from crmcli.features.member.find import resolve

    try:
        return resolve(session, text)
    except Failure as failure:
        none = failure.kind == "not-found"
        stranger = (_duty(session, text) or _stranger(session, text, last)) if none else None
        if stranger is None:
            raise
        return {"id": stranger.member_id, "name": stranger.name}


def _duty(session: Session, text: str) -> DueLine | None:
    """The line of a duty whose whole name or code a text is, where one of it waits."""
    from crmcli.core.text import fold

    plain = fold(text)
    if not any(plain in (fold(duty.name), duty.code) for duty in session.pack.duties):
        return None
    found = duties(session, session.today, session.today)
    return next((line for line in found if plain in (fold(line.name), line.duty)), None)


def _stranger(session: Session, text: str, last: date) -> DueLine | None:
    from crmcli.core.text import fold

    plain = fold(text)
    calls = (line for line in case_calls(session, session.today, last) if line.member_id < 0)
    found = [line for line in calls if plain and (plain in fold(line.name) or plain == line.mobile)]
    if not found:
        return None
    return _chosen(
        session,
        text,
        arrange(found, session.today.isoformat()),
        N_("{value} fits {count} calls; name one by its id."),
    )


def _refuse_riding(session: Session, call: list[DueLine]) -> None:
    """An earlier step is finished with the later one it rides on, as missed; never on its own."""
    named = {line.id for line in call}
    for due in lines_of_member(session, call[0].member_id):
        for line in call:
            if line.followup_id in due.rides and due.id not in named:
                raise goes_with_later(line, due)


def goes_with_later(line: DueLine, due: DueLine) -> Failure:
    """Why a step that rides on a later one that is due is not finished on its own."""
    return Failure(
        "refused",
        N_("{id} goes with {later} ({purpose}), which is due by now; record the call there."),
        field="ID",
        value=line.id,
        id=line.id,
        later=due.id,
        purpose=due.purpose,
        candidates=[_candidate(due)],
    )


def one_line(session: Session, text: str | None) -> DueLine:
    """The one line of an id, or of a member to whom one thing is open; several are offered."""
    text = required(session, text, "ID", _("Follow-up or member"))
    if is_id(text):
        return named_line(session, text)
    member = whom_meant(session, text)
    found = open_of_member(session, member["id"])
    if not found:
        message = N_("Nothing is open for {name}.")
        raise Failure("not-found", message, field="ID", value=text, name=member["name"])
    message = N_("{count} follow-ups are open for {name}; name one by its id.")
    return _chosen(session, text, found, message, name=member["name"])


def _chosen(session: Session, text: str, found: Sequence[DueLine], message: str, **facts: str) -> DueLine:
    """The one line found, or of several the one chosen in a terminal; elsewhere they are refused with `message`."""
    return one_of(
        session,
        found,
        _line_words,
        lambda: Failure(
            "ambiguous",
            message,
            field="ID",
            value=text,
            count=len(found),
            candidates=[_candidate(line) for line in found],
            lines=[_line_words(line) for line in found],
            **facts,
        ),
    )


def _candidate(line: DueLine) -> dict[str, str]:
    return {"id": line.id, "due_on": line.due_on, "purpose": line.purpose}


def _line_words(line: DueLine) -> str:
    return f"{line.id}  {line.due_on}  {line.purpose}"
