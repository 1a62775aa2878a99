"""`crmcli backup`"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.backup.log import DONE, FAILED
from crmcli.features.backup.place import default_target, named_target
from crmcli.features.schedule.job import BACKUP
from crmcli.features.schedule.run import SCHEDULED, scheduled
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import confirm
from crmcli.ui.command import Single
from crmcli.ui.output import show_object
from crmcli.ui.progress import progress_of

if TYPE_CHECKING:
    from crmcli.storage.backup import Copy

app = Single()


@app.command(help=N_("Copy the file while it is in use, and prove the copy. Without FILE into the folder backups."))
def backup(
    ctx: typer.Context,
    file: Annotated[
        str | None, typer.Argument(help=N_("where to; {date} and {month} are filled in, a folder is enough"))
    ] = None,
    term: Annotated[str | None, typer.Option("--scheduled", metavar="TERM", help=SCHEDULED)] = None,
) -> None:
    """Copies, checks the copy, names it."""
    session: Session = ctx.obj
    with scheduled(session, BACKUP, term) as run:
        target = _target(session, file)
        copy = _copied(session, target)
        run.count = copy.members
        show_object(session, answer(target, copy), lambda: _say(target, copy))


def answer(target: Path, copy: Copy) -> dict[str, Any]:
    """The contract's answer to `backup`."""
    return {
        "file": str(target),
        "operation_count": copy.operations,
        "members": copy.members,
        "checked": True,
        "size": copy.size,
        "last_operation": copy.head.operation if copy.head else None,
        "warnings": _warnings(copy),
    }


def _target(session: Session, file: str | None) -> Path:
    if file is None:
        target = default_target(session.path, datetime.now())
        target.parent.mkdir(mode=0o700, exist_ok=True)
        return target
    target = named_target(file, session.path, session.today, datetime.now())
    if not target.exists():
        return target
    if target.samefile(session.path):
        message = N_("{file} is the file itself; name another place for the copy.")
        raise Failure("refused", message, field="FILE", value=file, file=str(target))
    if not confirm(session, _("{file} is there already. Replace it?").format(file=target)):
        raise Failure("interrupted", N_("Nothing was copied."))
    return target


def _copied(session: Session, target: Path) -> Copy:
    from crmcli.storage.backup import back_up

    database = session.db
    # Noted first, so that the copy tells of itself; a file nobody may write to can be copied all the same.
    _note(session, DONE, target)
    try:
        return back_up(database, session.path, target, _progress(session))
    except BaseException:
        _note(session, FAILED, target)
        raise


def _note(session: Session, what: str, target: Path) -> None:
    from crmcli.storage.engine import load_engine

    with suppress(Failure, load_engine().OperationalError):
        session.log_access(what, target.name, 1)


def _warnings(copy: Copy) -> list[str]:
    if not copy.lost:
        return []
    text = _("{count} operations that were acknowledged are not in the file any more. Run: crmcli doctor")
    return [text.format(count=copy.lost)]


def _say(target: Path, copy: Copy) -> None:
    text = _("{file}: copied and checked, {members} members, {operations} operations, {size} KiB")
    size = -(-copy.size // 1024)
    print(text.format(file=target, members=copy.members, operations=copy.operations, size=size))
    print("  " + _("Put it back with: crmcli restore {file}").format(file=target))
    for warning in _warnings(copy):
        print(f"! {warning}", file=sys.stderr)


def _progress(session: Session) -> Callable[[int, int], None] | None:
    """What the copy calls with the pages left and in all."""
    show = progress_of(session, N_("copied: {percent} %"))
    return None if show is None else lambda left, whole: show(whole - left, whole)
