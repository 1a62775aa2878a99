"""The rejected rows of an import as a sheet beside the list, ready to be mended."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from crmcli.core.findings import N_, Refused
from crmcli.features.importing.preview import reasons
from crmcli.language import _

if TYPE_CHECKING:
    from crmcli.features.importing.plan import Plan
    from crmcli.features.importing.table import Table
    from crmcli.sheets.grid import Cell

#: The head of the reasons; where it comes in again it says nothing.
REASON_HEAD = N_("why not taken")
#: What the file of rejected rows is called by, behind the name of the list.
REJECTED = N_("rejected")


def write_rejected(table: Table, plan: Plan, named: str | None) -> Path | None:
    """Writes the rejected rows and gives the file; None where there are none.

    It stands beside the list, in the working folder where nothing can be written there,
    or where it was asked to be. Raises Refused where none will take it.
    """
    if not plan.rejects:
        return None
    from crmcli.sheets.rejects import write_rejects
    from crmcli.sheets.target import replace_atomically

    rows = {row: (_("; ").join(reasons(reject)), set(reject.columns)) for row, reject in plan.rejects.items()}

    def write(place: Path) -> None:
        write_rejects(place, table.grid, table.head, rows, _(REASON_HEAD))

    if named:
        return replace_atomically(Path(named), write)
    name = rejected_name(table.file.stem, _(REJECTED))
    try:
        return replace_atomically(_not_in_use(table.file.with_name(name), write), write)
    except Refused:
        return replace_atomically(_not_in_use(Path(name), write), write)


def _not_in_use(path: Path, write: Callable[[Path], None]) -> Path:
    """The path, or the next number where a sheet stands that says something else: somebody may be mending it."""
    from crmcli.sheets.read import read_grids

    if not path.exists():
        return path
    with TemporaryDirectory() as folder:
        fresh = Path(folder) / path.name
        write(fresh)
        wanted = read_grids(fresh)[0].rows
    while path.exists() and _rows(path) != wanted:
        path = path.with_name(rejected_name(path.stem, _(REJECTED)))
    return path


def _rows(path: Path) -> list[list[Cell]] | None:
    from crmcli.sheets.grid import Unreadable
    from crmcli.sheets.read import read_grids

    try:
        return read_grids(path)[0].rows
    except Unreadable:
        return None


def rejected_name(stem: str, word: str) -> str:
    """list-rejected.xlsx for list; list-rejected-2.xlsx for that, so that no file is written over its source."""
    found = re.fullmatch(rf"(.*)-{re.escape(word)}(?:-(\d+))?", stem)
    if found is None:
        return f"{stem}-{word}.xlsx"
    return f"{found[1]}-{word}-{int(found[2] or 1) + 1}.xlsx"
