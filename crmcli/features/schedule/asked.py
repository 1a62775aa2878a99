"""What somebody says of a schedule: at what time, on which days, where the file goes."""

from __future__ import annotations

import re
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING

from crmcli.core.findings import N_, Refused
from crmcli.errors import Failure, bad_field
from crmcli.features.schedule.job import BACKUP, REPORT
from crmcli.features.schedule.term import LAST_MONTH_DAY, WEEKDAYS, Term

if TYPE_CHECKING:
    from crmcli.session import Session

#: When a job runs where nothing else is said: before the first customer, at noon while the machine is on, and
#: the month's figures well before the 5th.
USUAL = {"due": Term(time(8, 30)), BACKUP: Term(time(12, 30)), REPORT: Term(time(9, 0), month_day=1)}
_HAN_WEEKDAYS = "一二三四五六日"
ONE_OF_BOTH = N_("Give --weekday or --day, not both.")
NO_WEEKDAY = N_("{value} is no day of the week; write for example mon,fri or 周一,周五.")
NO_MONTH_DAY = N_("--day {value} is not in every month; give 1 to {last}.")
NO_FOLDER = N_("The folder {folder} is not there; make it first, or give another --output.")


def term_given(session: Session, job: str, at: str | None, weekday: str | None, day: int | None) -> Term:
    """The job's term: the usual one with what was said in its place."""
    if weekday is not None and day is not None:
        raise Failure("usage", ONE_OF_BOTH, field="--day", value=day)
    term = USUAL[job]
    if weekday is not None:
        term = Term(term.at, _weekdays(weekday))
    elif day is not None:
        if not 1 <= day <= LAST_MONTH_DAY:
            raise Failure("usage", NO_MONTH_DAY, field="--day", value=day, last=LAST_MONTH_DAY)
        term = Term(term.at, month_day=day)
    return term if at is None else term._replace(at=_time(session, at))


def _time(session: Session, text: str) -> time:
    from crmcli.core.day import parse_moment

    try:
        return parse_moment(text, session.now).time().replace(second=0)
    except Refused as refused:
        raise bad_field("--at", refused, text) from refused


def _weekdays(text: str) -> tuple[int, ...]:
    words = [word for word in re.split(r"[\s,，、]+", text.lower()) if word]
    return tuple(sorted({_weekday(word) for word in words})) if words else (_weekday(text),)


def _weekday(word: str) -> int:
    han = re.fullmatch(r"(?:周|星期|礼拜)?([一二三四五六日天])", word)
    if han:
        return _HAN_WEEKDAYS.index(han[1].replace("天", "日"))
    if word[:3] in WEEKDAYS and word.isalpha():
        return WEEKDAYS.index(word[:3])
    raise Failure("usage", NO_WEEKDAY, field="--weekday", value=word)


def output_given(session: Session, job: str, name: str) -> Path:
    """Where the job's file goes, absolute: --output, else `name` in the folder of backups or of sheets.

    The option is taken out of what the session shows its own answer in.
    """
    shared = session.shared
    session.shared = shared._replace(output=None, format="json" if shared.json else None)
    if shared.output is None:
        return _usual_folder(session, job) / name
    path = Path(shared.output).expanduser().absolute()
    path = path / name if path.is_dir() else path
    if not path.parent.is_dir():
        raise Failure("usage", NO_FOLDER, field="--output", value=shared.output, folder=str(path.parent))
    return path


def _usual_folder(session: Session, job: str) -> Path:
    if job != BACKUP:
        from crmcli.features.form.target import folder_of_sheets

        return folder_of_sheets(session).absolute()
    from crmcli.features.backup.place import FOLDER

    folder = session.path.absolute().parent / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
