"""The stamps of scheduled runs and of what was pushed: a log of its own, no operation."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crmcli.storage.row import insert

if TYPE_CHECKING:
    from sqlite3 import Connection

#: What became of a run; `stopped` says that the job is not expected any more.
DONE, FAILED, STOPPED = "done", "failed", "stopped"
#: Jobs that send the list to somebody begin with it; the target's name follows.
PUSH = "push:"

_COLUMNS = "job, at, day, term, state, detail, count"


class Stamp(NamedTuple):
    """A run. `day` is the business day, `at` the machine's own time; `detail` holds nobody's data."""

    job: str
    at: str
    day: str
    term: str | None
    state: str
    detail: str | None
    counted: int = 0


def stamp(db: Connection, entry: Stamp) -> None:
    """Notes a run."""
    from crmcli.storage.write import aside

    with aside(db):
        values = entry._asdict()
        insert(db, "run_stamp", values | {"count": values.pop("counted")})


def last_of_each(db: Connection) -> list[Stamp]:
    """The last stamp of every scheduled job, by its name; pushes are none."""
    # a step of the index for each job, however many stamps there are
    found = db.execute(
        "WITH RECURSIVE name(job) AS (SELECT MIN(job) FROM run_stamp UNION ALL "
        "SELECT (SELECT MIN(job) FROM run_stamp WHERE job > name.job) FROM name WHERE name.job IS NOT NULL) "
        f"SELECT {_COLUMNS} FROM run_stamp WHERE id IN (SELECT (SELECT MAX(id) FROM run_stamp r "
        f"WHERE r.job = name.job) FROM name WHERE name.job NOT LIKE '{PUSH}%') ORDER BY job"
    )
    return [Stamp(*row) for row in found]


def last_run(db: Connection, job: str) -> Stamp | None:
    """The last stamp of a job."""
    row = db.execute(f"SELECT {_COLUMNS} FROM run_stamp WHERE job = ? ORDER BY id DESC LIMIT 1", (job,)).fetchone()
    return Stamp(*row) if row else None


def stamps_on(db: Connection, job: str, day: str) -> list[Stamp]:
    """The stamps of a job of one day, the latest first."""
    found = db.execute(f"SELECT {_COLUMNS} FROM run_stamp WHERE job = ? AND day = ? ORDER BY id DESC", (job, day))
    return [Stamp(*row) for row in found]
