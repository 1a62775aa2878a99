"""`crmcli restore`"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.backup.place import backups_of, find_backup, kept_name
from crmcli.language import _, listed
from crmcli.session import Session
from crmcli.ui.ask import confirm, required
from crmcli.ui.command import Single
from crmcli.ui.output import show_object

if TYPE_CHECKING:
    from crmcli.storage.backup import Copy

app = Single()

#: So many backups are offered where none was named.
OFFERED = 5


@app.command(
    help=N_("Put a backup in the file's place. The backup is checked first, the present file is kept beside it.")
)
def restore(
    ctx: typer.Context,
    file: Annotated[str | None, typer.Argument(help=N_("the backup, or its name in the folder backups"))] = None,
) -> None:
    """Checks, asks, puts back, says where the old one is."""
    session: Session = ctx.obj
    backup = _backup(session, file)
    from crmcli.storage.restore import brought_in, put_back

    with brought_in(backup, session.path) as (part, copy):
        if not confirm(session, _question(session, backup, copy)):
            raise Failure("interrupted", N_("Nothing was put back."))
        kept = put_back(part, session.path, kept_name(session.path, datetime.now()))
    show_object(session, answer(session.path, backup, kept, copy), lambda: _say(session.path, backup, kept, copy))


def answer(path: Path, backup: Path, kept: Path | None, copy: Copy) -> dict[str, Any]:
    """What `restore --json` gives."""
    return {
        "file": str(path),
        "restored_from": str(backup),
        "kept": str(kept) if kept else None,
        "operation_count": copy.operations,
        "members": copy.members,
        "checked": True,
        "last_operation": copy.head.operation if copy.head else None,
        "operation": None,
    }


def _backup(session: Session, file: str | None) -> Path:
    label = _("Backup")
    if file is None and session.interactive:
        names = listed(path.name for path in backups_of(session.path)[:OFFERED])
        label = _("Backup, such as {names}").format(names=names) if names else label
    backup = find_backup(required(session, file, "FILE", label), session.path)
    if not backup.is_file():
        newest = [path.name for path in backups_of(session.path)[:OFFERED]]
        message = N_("There is no backup {file}, and the folder backups holds none.")
        if newest:
            message = N_("There is no backup {file}. The newest are: {names}.")
        raise Failure("not-found", message, field="FILE", value=str(backup), file=str(backup), names=newest)
    if session.path.exists() and backup.samefile(session.path):
        message = N_("{file} is the file itself; name a backup of it.")
        raise Failure("refused", message, field="FILE", value=str(backup), file=str(backup))
    return backup


def _question(session: Session, backup: Path, copy: Copy) -> str:
    from crmcli.features.backup.present import last_operation

    ends = copy.head.operation if copy.head else 0
    if not session.path.exists():
        return _("Put {backup} (up to operation {ends}) in place as {file}?").format(
            backup=backup.name, ends=ends, file=session.path.name
        )
    present = last_operation(session.path)
    text = _("Put {backup} (up to operation {ends}) in the place of {file} (up to operation {present})?")
    return text.format(
        backup=backup.name,
        ends=ends,
        file=session.path.name,
        present=_("unknown, it cannot be read") if present is None else present,
    )


def _say(path: Path, backup: Path, kept: Path | None, copy: Copy) -> None:
    text = _("{file}: {backup} put back, {members} members, {operations} operations")
    print(text.format(file=path, backup=backup.name, members=copy.members, operations=copy.operations))
    if kept is not None:
        print("  " + _("What was there is kept: {kept}").format(kept=kept))
