"""A job as it is handed to the machine's scheduler: the words of its line, with absolute paths, and what it needs."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.schedule.job import BACKUP, JOBS
from crmcli.features.schedule.term import Term

if TYPE_CHECKING:
    from crmcli.session import Session

#: What a job sees of the environment besides the language: where the account keeps its own things.
_FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
NO_LINE = N_("{value!r} holds a line break; no scheduler takes such a path.")


class Plan(NamedTuple):
    """What runs, when, with which environment, and where its messages go. `shift` is the machine's clock ahead of
    the desk's.
    """

    job: str
    term: Term
    words: list[str]
    environ: dict[str, str]
    log: str
    shift: timedelta

    @property
    def name(self) -> str:
        """What the scheduler calls it: the job, and a mark of the file, since a machine may hold several files."""
        mark = hashlib.sha256(self.words[self.words.index("--db") + 1].encode()).hexdigest()[:6]
        return f"crmcli-{self.job}-{mark}"


def planned(session: Session, job: str, term: Term, output: Path, more: Sequence[str] = ()) -> Plan:
    """The job's plan for this file and this interpreter. Raises Failure for a path no scheduler takes."""
    file = session.path.absolute()
    command = JOBS[job].command
    where = [str(output), "--yes"] if job == BACKUP else [_option(output), str(output)]
    words = [*program(), "--db", str(file), *command, *where, *more, "--scheduled", str(term)]
    log = str(file.with_name(f"{file.stem}-{job}.log"))
    for word in (*words, log):
        if not word.isprintable():
            raise Failure("usage", NO_LINE, field="--output", value=word)
    return Plan(job, term, words, environment(session.environ), log, _shift(session.now))


def program() -> list[str]:
    """The command of this installation, with its absolute path; a scheduled job knows no folder of programs."""
    script = Path(sys.executable).with_name("crmcli.exe" if os.name == "nt" else "crmcli")
    return [str(script)] if script.is_file() else [sys.executable, "-m", "crmcli"]


def environment(environ: Mapping[str, str]) -> dict[str, str]:
    """UTF-8 whatever the machine's locale, the language of who sets it up, and their folders."""
    from crmcli.language import wanted_language

    kept = {name: environ[name] for name in _FOLDERS if environ.get(name)}
    return {"PYTHONUTF8": "1", "CRMCLI_LANG": wanted_language(environ), **kept}


def _option(output: Path) -> str:
    return "--xlsx" if output.suffix.lower() == ".xlsx" else "--output"


def _shift(now: datetime) -> timedelta:
    local = now.replace(tzinfo=None).astimezone().utcoffset() or timedelta()
    return local - (now.utcoffset() or timedelta())
