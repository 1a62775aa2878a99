"""`crmcli schedule stop`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.schedule.job import JOBS
from crmcli.features.schedule.stamp import STOPPED, Stamp, last_of_each, stamp
from crmcli.language import _
from crmcli.session import Session, machine_time
from crmcli.ui.ask import one_of, required
from crmcli.ui.command import Single
from crmcli.ui.output import show_object

app = Single()

NOTHING = N_("Nothing has run by itself yet, so nothing is expected.")
NO_JOB = N_("There is no job {value} that ran by itself; there are {names}.")


@app.command(help=N_("Say that a job is not expected any more. Take it out of the machine's scheduler as well."))
def stop(
    ctx: typer.Context,
    job: Annotated[str | None, typer.Argument(help=N_("the job: due, backup, report"))] = None,
) -> None:
    """Finds the job, notes that it is over."""
    session: Session = ctx.obj
    last = _meant(session, job)
    if last.state != STOPPED:
        stamp(session.db, last._replace(at=machine_time(), day=session.today.isoformat(), state=STOPPED, detail=None))
    answer = {"job": last.job, "term": last.term, "state": STOPPED, "changed": last.state != STOPPED}
    show_object(session, answer, lambda: _say(last))


def _say(last: Stamp) -> None:
    label = _(JOBS[last.job].label) if last.job in JOBS else last.job
    text = _("{job} is not expected any more; it is expected again after its next run by itself.")
    print(text.format(job=label))


def _meant(session: Session, text: str | None) -> Stamp:
    known = last_of_each(session.db)
    if not known:
        raise Failure("not-found", NOTHING, field="JOB", value=text)
    names = [one.job for one in known]
    word = required(session, text, "JOB", _("Job"), default=names[0] if len(names) == 1 else None).strip().lower()
    found = [one for one in known if word in (one.job, _label(one))] or [
        one for one in known if word in one.job or word in _label(one)
    ]
    if not found:
        raise Failure("not-found", NO_JOB, field="JOB", value=text or word, names=names)

    def several() -> Failure:
        return Failure("ambiguous", N_("{value} fits several: {names}."), field="JOB", value=word, names=names)

    return one_of(session, found, _label, several)


def _label(last: Stamp) -> str:
    return _(JOBS[last.job].label).lower() if last.job in JOBS else last.job
