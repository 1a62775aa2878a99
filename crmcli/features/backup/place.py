"""Where backups go and what they are called."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

FOLDER = "backups"


def default_target(database: Path, at: datetime) -> Path:
    """backups/crm-2026-10-31-093000.db beside the file."""
    name = f"{database.stem}-{at:%Y-%m-%d-%H%M%S}{database.suffix}"
    return free(database.absolute().parent / FOLDER / name)


def named_target(text: str, database: Path, day: date, at: datetime) -> Path:
    """The target somebody named, with {date} and {month} filled in; in a folder under the usual name."""
    values = {"date": day.isoformat(), "month": f"{day:%Y-%m}"}
    target = Path(re.sub(r"\{(date|month)\}", lambda found: values[found[1]], text)).expanduser()
    return free(target / default_target(database, at).name) if target.is_dir() else target


def kept_name(database: Path, at: datetime) -> Path:
    """crm.db.before-restore-20261031-093000, where the present file is kept when a backup takes its place."""
    return free(database.with_name(f"{database.name}.before-restore-{at:%Y%m%d-%H%M%S}"))


def free(path: Path) -> Path:
    """The path, or the first beside it with a number behind that nothing stands under."""
    number, found = 2, path
    while found.exists():
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return found


def backups_of(database: Path) -> list[Path]:
    """The backups in the usual folder, newest first."""
    found = (database.absolute().parent / FOLDER).glob(f"{database.stem}-*{database.suffix}")
    return sorted(found, key=lambda path: path.stat().st_mtime_ns, reverse=True)


def find_backup(text: str, database: Path) -> Path:
    """The file somebody named, looked for in the usual folder too; it need not be there."""
    named = Path(text).expanduser()
    usual = database.absolute().parent / FOLDER / text
    return usual if not named.exists() and usual.is_file() else named
