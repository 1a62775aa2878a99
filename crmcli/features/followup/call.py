"""A call as it is to be recorded: what came of it and what was said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.findings import N_, Refused
from crmcli.errors import Failure, bad_field
from crmcli.features.followup.ahead import Ahead, ahead_given
from crmcli.features.followup.outcome import (
    DO_NOT_CONTACT,
    OUTCOMES,
    REACHED,
    RESCHEDULED,
    WRONG_NUMBER,
    Outcome,
    read_outcome,
    whole_outcome,
)
from crmcli.language import _, listed
from crmcli.ui.ask import required

if TYPE_CHECKING:
    from crmcli.session import Session

#: How long a call may be said to have taken; more is a slip of the finger.
MINUTES_AT_MOST = 600


class Call(NamedTuple):
    """One contact with one member, or the attempt at one.

    `next` is the day of the next call: of the same follow-up where it stays open, else of a new one; of a case
    the time that was promised. `opinion` is what the customer says of what was done about their case. `by` is who
    called, where that is not the operator.
    """

    outcome: Outcome
    via: str = "phone"
    note: str | None = None
    minutes: int | None = None
    feeling: int | None = None
    recovered: bool = False
    next: Ahead | None = None
    opinion: str | None = None
    by: int | None = None


class Options(NamedTuple):
    """The options of `followup done` and `followup log` as they were typed."""

    outcome: str | None = None
    note: str | None = None
    next: str | None = None
    minutes: int | None = None
    feeling: int | None = None
    recovered: bool = False
    via: str | None = None
    opinion: str | None = None


def call_given(session: Session, words: Sequence[str], given: Options, *, planned: bool = True) -> Call:
    """The call from the words behind the follow-ups, and the options.

    The first word is the outcome, by its beginning as well, unless --outcome says it; what follows
    is the note. For a contact nobody had planned (`planned` False) only a whole outcome word counts as one
    and somebody was reached where nothing is said.
    """
    outcome, rest = _outcome(session, list(words), given.outcome, planned=planned)
    note = " ".join(text for text in (*rest, given.note or "") if text.strip()) or None
    if outcome is RESCHEDULED:
        label = _("Call again on (day, or day and time)")
        text = required(session, given.next, "--next", label, check=lambda typed: ahead_given(session, typed, "--next"))
        given = given._replace(next=text)
    _consistent(outcome, given)
    return Call(
        outcome,
        via_given(session, given.via),
        note,
        _within(given.minutes, "--minutes", 0, MINUTES_AT_MOST),
        _within(given.feeling, "--feeling", 1, 5),
        given.recovered,
        ahead_given(session, given.next, "--next") if given.next else None,
    )


def _outcome(session: Session, words: list[str], option: str | None, *, planned: bool) -> tuple[Outcome, list[str]]:
    """The outcome, and the words that are left for the note."""
    if option:
        outcome = outcome_given(option)
        # said twice is not yet a note
        return outcome, words[1:] if words and whole_outcome(words[0]) is outcome else words
    if planned:
        label = _("Outcome ({choices})").format(choices=listed(_(outcome.label) for outcome in OUTCOMES))
        text = words[0] if words else required(session, None, "--outcome", label, check=read_outcome)
        return outcome_given(text), words[1:]
    whole = whole_outcome(words[0]) if words else None
    return (whole, words[1:]) if whole else (REACHED, words)


def outcome_given(text: str) -> Outcome:
    """The outcome of a text, or a failure that names the option and the choices."""
    try:
        return read_outcome(text)
    except Refused as refused:
        failure = bad_field("--outcome", refused, text)
        failure.candidates = [{"outcome": one.code, "word": one.chinese} for one in OUTCOMES]
        raise failure from refused


def _consistent(outcome: Outcome, given: Options) -> None:
    """Refuses what cannot have come of such a call."""
    told = "--recovered" if given.recovered else "--feeling" if given.feeling is not None else None
    if told and not outcome.spoken:
        message = N_("{option} needs somebody who was spoken to; the outcome is {outcome}.")
        raise Failure("usage", message, field=told, option=told, outcome=outcome.code, value=outcome.code)
    if given.next and outcome is WRONG_NUMBER:
        message = N_("After {outcome} the call waits until the number is put right; leave {option} away.")
        raise Failure("usage", message, field="--next", option="--next", outcome=outcome.code, value=given.next)
    if given.next and outcome is DO_NOT_CONTACT:
        message = N_("After {outcome} no other call is planned; leave {option} away.")
        raise Failure("usage", message, field="--next", option="--next", outcome=outcome.code, value=given.next)


def via_given(session: Session, text: str | None) -> str:
    """The way of a contact from the pack's list: phone where nothing is said."""
    if not text:
        return "phone"
    from crmcli.features.member.field import code_of

    try:
        return code_of(session.pack, "via", text, N_("{value} is no way of contact; there are {names}"))
    except Refused as refused:
        raise bad_field("--via", refused, text) from refused


def _within(value: int | None, field: str, least: int, most: int) -> int | None:
    if value is None or least <= value <= most:
        return value
    message = N_("{field} takes {least} to {most}, not {value}.")
    raise Failure("usage", message, field=field, value=value, least=least, most=most)
