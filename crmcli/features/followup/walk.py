"""`followup done` alone in a terminal: the operator's due list, person by person, one key for each outcome."""

from __future__ import annotations

import sys
from enum import Enum
from typing import TYPE_CHECKING

from crmcli.core.findings import Refused
from crmcli.errors import Failure
from crmcli.features.followup import store
from crmcli.features.followup.ahead import Ahead, ahead_given
from crmcli.features.followup.answer import say_done
from crmcli.features.followup.call import Call
from crmcli.features.followup.doing import record_call
from crmcli.features.followup.due import Who, gather
from crmcli.features.followup.order import blocks
from crmcli.features.followup.outcome import OUTCOMES, REACHED, RESCHEDULED, Outcome, read_outcome
from crmcli.features.followup.present import other_way, sight_of
from crmcli.features.followup.screen import NOTHING_DUE, Page, draw_line
from crmcli.language import _, ngettext, said
from crmcli.ui.ask import read_line

if TYPE_CHECKING:
    from crmcli.features.followup.dueline import DueLine
    from crmcli.session import Session

FEELINGS = ("1", "2", "3", "4", "5")
YES = ("y", "yes", "是", "好", "对")


class Way(Enum):
    """Where the clerk goes without recording anything."""

    LATER = ""
    BACK = "b"
    STOP = "q"


def walk(session: Session) -> None:
    """Goes through what is due to the operator and what is nobody's; each person is an operation of its own."""
    found = gather(session, who=Who(mine=session.require_operator().id))
    people = blocks(found.lines)
    if not people:
        others = ngettext(
            "{count} line is of others: crmcli due --all", "{count} lines are of others: crmcli due --all", found.others
        )
        print(" · ".join([_(NOTHING_DUE), *([others.format(count=found.others)] if found.others else [])]))
        return
    session.log_access("due", "followup done", sum(1 for block in people if block[0].mobile))
    recorded: dict[int, int] = {}
    place = 0
    while place < len(people):
        _show(session, people[place], f"{place + 1}/{len(people)}", recorded.get(place))
        asked = _ask(session, people[place])
        if asked is Way.STOP:
            break
        if asked is Way.BACK:
            place = max(place - 1, 0)
        elif isinstance(asked, Call):
            place += _keep(session, people[place], asked, recorded, place)
        else:
            place += 1
    text = _("{done} recorded, {left} left for later")
    print(text.format(done=len(recorded), left=len(people) - len(recorded)))


def _keep(session: Session, lines: list[DueLine], call: Call, recorded: dict[int, int], place: int) -> int:
    """Records a call in place of what was recorded for the person before; gives how far to go on."""
    try:
        before = recorded.get(place)
        if before is not None:
            from crmcli.features.operation.takeback import undo

            undo(session, before, with_later=False)
            del recorded[place]
        with session.write("followup done") as operation:
            made = record_call(session, operation.db, lines, call)
    except Failure as failure:
        print(failure.sentence(), file=sys.stderr)
        return 0
    say_done(session, made, call, operation.number, several=True)
    if operation.number is not None:
        recorded[place] = operation.number
    # a step of its own: stopping at the next question stops only that one
    session.last_write = None
    return 1


def _show(session: Session, lines: list[DueLine], place: str, recorded: int | None) -> None:
    """Who, the full number, why, what to say, what was noted last."""
    first, page, sight = lines[0], Page(session), sight_of(session, session.today)
    print()
    head = [place, first.name, first.member, first.mobile or other_way(first)]
    page.line("  ".join(part for part in head if part))
    for line in lines:
        draw_line(page, line, sight)
    note = store.last_note(session.db, first.member_id)
    if note:
        page.line(_("last note of {day}: {note}").format(day=note["on_day"], note=note["note"]), 2)
    if recorded is not None:
        text = _("recorded already as operation {number}; another outcome takes its place")
        page.line(text.format(number=recorded), 2)


def _ask(session: Session, lines: list[DueLine]) -> Call | Way:
    if lines[0].duty is not None:
        return _ask_duty(Page(session))
    outcome = _ask_outcome(Page(session))
    if isinstance(outcome, Way):
        return outcome
    note = read_line(_("Note: ")).strip() or None
    recovered, feeling, following = False, None, None
    if outcome is RESCHEDULED:
        following = _ask_day(session, _("Call again on (day, or day and time): "), needed=True)
    elif outcome is REACHED and _asks_recovered(session, lines):
        recovered = read_line(_("Recovered? [y/N] ")).strip().lower() in YES
        feeling = _ask_feeling()
        following = _ask_day(session, _("Next call on (Enter for none): "), needed=False)
    call = Call(outcome, note=note, recovered=recovered, feeling=feeling, next=following)
    if any(line.case_id is not None for line in lines):
        from crmcli.features.case.calling import told_more

        call = told_more(session, lines, call)
    return call


def _ask_duty(page: Page) -> Call | Way:
    """Whether a duty was done, and what was delivered."""
    question = page.folded(_("1 done  Enter later  b back  q stop: "))
    while True:
        text = read_line(question).strip().lower()
        if text in (way.value for way in Way):
            return Way(text)
        if text == "1" or text in YES:
            return Call(REACHED, note=read_line(_("What was delivered: ")).strip() or None)


def _ask_outcome(page: Page) -> Outcome | Way:
    keys = " ".join(f"{place} {_(outcome.label)}" for place, outcome in enumerate(OUTCOMES, 1))
    question = page.folded(_("{keys}  Enter later  b back  q stop: ").format(keys=keys))
    while True:
        text = read_line(question).strip()
        if text.lower() in (way.value for way in Way):
            return Way(text.lower())
        if text in map(str, range(1, len(OUTCOMES) + 1)):
            return OUTCOMES[int(text) - 1]
        try:
            return read_outcome(text)
        except Refused as refused:
            print(said(refused), file=sys.stderr)


def _asks_recovered(session: Session, lines: list[DueLine]) -> bool:
    for line in lines:
        plan = session.pack.plan(line.plan) if line.plan else None
        step = plan.step(line.step) if plan and line.step else None
        if step and step.asks_recovered:
            return True
    return False


def _ask_feeling() -> int | None:
    """How somebody is, by one key; None where that was not spoken of."""
    while True:
        text = read_line(_("How they are, 1 bad … 5 well (Enter for not asked): ")).strip()
        if not text:
            return None
        if text in FEELINGS:
            return int(text)


def _ask_day(session: Session, question: str, *, needed: bool) -> Ahead | None:
    while True:
        text = read_line(question).strip()
        if not text and not needed:
            return None
        try:
            if text:
                return ahead_given(session, text, "--next")
        except Failure as failure:
            print(failure.sentence(), file=sys.stderr)
