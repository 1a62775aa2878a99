"""Which step a case allows, and what is missing where it does not. Pure.

The closed loop: no case is closed without what was done, a call-back that reached whoever brought it and their
opinion, where its kind needs them; a supervisor may close it with a reason, and it is counted apart.
Source: domain/cases.md, Life.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.case.life import (
    ANSWERED,
    BY_SUPERVISOR,
    CLOSED,
    CONFIRMED,
    REOPENED,
    RESOLVED,
    Event,
    Standing,
    rank,
)
from crmcli.language import _

if TYPE_CHECKING:
    from crmcli.packs.casekind import CaseKind

#: What may be missing before a case is closed, in the order it is had.
DONE, ANSWER, CALL, OPINION = "done", "answer", "call", "opinion"
MISSING = {
    DONE: N_("what was done"),
    ANSWER: N_("an answer to the customer"),
    CALL: N_("a call-back that reached the customer"),
    OPINION: N_("the customer's opinion"),
}


def group_of(kind: CaseKind) -> str:
    """The group of commands that is about a kind of case: complaint, or case for all others."""
    return "complaint" if kind.code == "complaint" else "case"


def missing(found: Standing, kind: CaseKind) -> list[str]:
    """What has to be had before the case can be closed."""
    if not (kind.needs_call or kind.needs_opinion):
        # of this round: a case opened again is owed a new one
        return [] if found.answered_on else [ANSWER]
    wanted = []
    if found.resolved_at is None:
        wanted.append(DONE)
    if kind.needs_call and found.reached_at is None:
        wanted.append(CALL)
    if kind.needs_opinion and found.opinion is None:
        wanted.append(OPINION)
    return wanted


def refuse_step(no: str, found: Standing, kind: CaseKind, event: Event) -> None:
    """Raises Failure(refused), with the way out, where a case does not allow a step."""
    if event.kind == REOPENED:
        if found.open:
            raise Failure("refused", N_("{no} is open as it is."), field="NO", value=no, no=no)
    elif not found.open:
        day = (found.closed_at or "")[:10]
        message = N_("{no} has been closed since {day}; open it again first: crmcli {group} reopen {no}")
        raise Failure("refused", message, field="NO", value=no, no=no, group=group_of(kind), day=day)
    elif event.kind == CONFIRMED:
        _refuse_confirming(no, found, kind, event)
    elif event.kind == CLOSED and event.outcome != BY_SUPERVISOR:
        _refuse_closing(no, missing(found, kind), group_of(kind))


def _refuse_confirming(no: str, found: Standing, kind: CaseKind, event: Event) -> None:
    asks = kind.needs_call or kind.needs_opinion
    if rank(found.stage) < rank(RESOLVED if asks else ANSWERED):
        what = DONE if asks else ANSWER
        step = "resolve" if asks else "answer"
        message = N_("{no} cannot be confirmed yet: {missing} is missing. First: crmcli {group} {step} {no}")
        raise Failure(
            "refused", message, field="NO", value=no, no=no, missing=_(MISSING[what]), step=step, group=group_of(kind)
        )
    if kind.needs_opinion and event.opinion is None:
        message = N_("{no} cannot be confirmed without the customer's opinion: --opinion.")
        raise Failure("refused", message, field="--opinion", no=no)


def _refuse_closing(no: str, wanted: list[str], group: str) -> None:
    if not wanted:
        return
    message = N_("{no} cannot be closed yet. Missing: {missing}. {way} A supervisor closes it all the same: --reason.")
    raise Failure(
        "refused",
        message,
        field="NO",
        value=no,
        no=no,
        missing=[_(MISSING[what]) for what in wanted],
        way=_way(no, wanted, group),
        candidates=[{"missing": what} for what in wanted],
    )


def _way(no: str, wanted: list[str], group: str) -> str:
    """The step that comes next."""
    if wanted[0] == DONE:
        text = _("First: crmcli {group} resolve {no}.")
    elif wanted[0] == ANSWER:
        text = _("First: crmcli {group} answer {no}.")
    else:
        text = _("All at once: crmcli {group} confirm {no} --opinion O --close.")
    return text.format(no=no, group=group)
