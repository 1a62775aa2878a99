"""The duty somebody means, and which of its days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from crmcli.core.findings import N_
from crmcli.core.searchkey import choose
from crmcli.errors import Failure
from crmcli.features.duty import store
from crmcli.features.duty.days import days_until
from crmcli.features.duty.source import KEY, duties, duty_of, latest_rows, line_of_key, lines_between
from crmcli.language import _
from crmcli.ui.ask import asked, one_of

if TYPE_CHECKING:
    from crmcli.features.followup.dueline import DueLine
    from crmcli.packs.deskrule import Duty
    from crmcli.session import Session

FIELD = "DUTY"


def duty_given(session: Session, text: str | None) -> Duty:
    """The one duty of the pack a text names: name, code, a part, pinyin or initials; asked for in a terminal."""
    return asked(session, text, FIELD, _("Duty"), lambda typed: _duty(session, typed))


def _duty(session: Session, text: str) -> Duty:
    parts = KEY.fullmatch(text.strip())
    named = duty_of(session.pack, parts[1].lower() if parts else text.strip().removeprefix("duty:"))
    if named is not None:
        return named
    found = choose(text, session.pack.duties, lambda duty: (duty.name, duty.code))
    if not found:
        known = [duty.name for duty in session.pack.duties]
        message = N_("There is no duty {value}; there are {names}.") if known else N_("The pack has no duties.")
        raise Failure("not-found", message, field=FIELD, value=text, names=known)
    return one_of(
        session,
        found,
        lambda duty: duty.name,
        lambda: Failure(
            "ambiguous",
            N_("{value} fits several duties: {names}."),
            field=FIELD,
            value=text,
            names=[duty.name for duty in found],
            candidates=[{"code": duty.code, "name": duty.name} for duty in found],
        ),
    )


def line_given(session: Session, text: str | None, day: date) -> DueLine:
    """The day of a duty meant on a day: that of a key, else the one listed, else, where none has come, the next one.

    Raises Failure: not-found, or refused where the listed one was dealt with.
    """
    typed = asked(session, text, FIELD, _("Duty"), lambda word: (word, _duty(session, word))[0])
    if KEY.fullmatch(typed.strip()):
        return _of_key(session, typed)
    duty = _duty(session, typed)
    listed = [line for line in duties(session, day, day) if line.duty == duty.code]
    return listed[0] if listed else _none_listed(session, duty, day)


def _of_key(session: Session, text: str) -> DueLine:
    line = line_of_key(session, text)
    if line is None:
        duty = _duty(session, text)
        message = N_("{duty} does not fall on that day ({value}). Its days: crmcli duty show {code}")
        raise Failure("not-found", message, field=FIELD, value=text, duty=duty.name, code=duty.code)
    return line


def _none_listed(session: Session, duty: Duty, day: date) -> DueLine:
    """What was meant where nothing of the duty waits: the next one, or nothing where the last one was dealt with."""
    days = days_until(session, day)
    row = latest_rows(session, days, [duty], day).get(duty.code)
    following = store.next_day(session.db, days, duty.code, row["on_day"] if row else day.isoformat())
    if row is not None:
        dealt = store.dealt_with(session.db, duty.code, row["on_day"]) or {}
        message = N_("{duty} of {day} was dealt with on {done} by {name}; the next one: duty:{code}:{next}")
        facts = {"day": row["on_day"], "done": dealt["done_on"], "name": dealt["by"] or "-", "next": following or "-"}
        raise Failure("refused", message, field=FIELD, value=duty.code, duty=duty.name, code=duty.code, **facts)
    if following is None:
        message = N_("{duty} falls on no day that is known yet.")
        raise Failure("not-found", message, field=FIELD, value=duty.code, duty=duty.name)
    return lines_between(session, [duty], following, following)[0]
