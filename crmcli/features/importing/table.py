"""A list as it was recognised: which sheet, where its head is, what each column means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from crmcli.core.findings import N_
from crmcli.errors import Failure, from_refused
from crmcli.features.importing.joined import Place, join_sheets
from crmcli.features.importing.synonym import COMPUTED, IGNORED, Meant, Vocabulary
from crmcli.language import _
from crmcli.sheets.grid import Grid, Unreadable, filled
from crmcli.sheets.head import Head, best_sheet, data_rows
from crmcli.sheets.read import read_grids

if TYPE_CHECKING:
    from crmcli.sheets.grid import Cell

NOT_WANTED = N_("not wanted")
SAID_TWICE = N_("another column says the same")
WORKED_OUT = N_("worked out by the program")


@dataclass(frozen=True, slots=True)
class Taken:
    """A column that is read: where it stands, its head, what it means."""

    index: int
    head: str
    meant: Meant

    @property
    def field(self) -> str:
        """The field it fills."""
        return self.meant.field


@dataclass(slots=True)
class Table:
    """The list of a file: its grid and head, the columns read, and those that are not.

    `rows` are (0-based index in the grid, cells); merged cells are filled. `ignored`
    says of a head why it is not read; `unknown` heads mean nothing to this kind. `places` says of the rows of a
    list that stands on several worksheets where each stands.
    """

    file: Path
    grid: Grid
    head: Head
    columns: list[Taken]
    ignored: dict[str, str]
    unknown: list[str]
    sheets: list[str]
    rows: list[tuple[int, list[Cell]]] = field(default_factory=list)
    places: Mapping[int, Place] = field(default_factory=dict)

    @property
    def worksheets(self) -> list[str]:
        """The worksheets that are read."""
        return list(dict.fromkeys(place.sheet for place in self.places.values())) or [self.grid.name]

    def place(self, index: int) -> Place:
        """Where the row of an index stands, as the workbook shows it."""
        return self.places.get(index) or Place(self.grid.name, index + 1)

    def place_words(self, index: int) -> str:
        """row 3, or where the list stands on several worksheets also on which."""
        place = self.place(index)
        if self.places:
            return _("{sheet}, row {row}").format(sheet=place.sheet, row=place.row)
        return _("row {row}").format(row=place.row)

    def taken(self, *fields: str) -> list[Taken]:
        """The columns of these fields, in the order of the fields, then of their likelihood."""
        return sorted(
            (column for column in self.columns if column.field in fields),
            key=lambda column: (fields.index(column.field), column.meant.place, column.index),
        )

    def indexes(self, *fields: str) -> set[int]:
        """Where the columns of these fields stand."""
        return {column.index for column in self.columns if column.field in fields}

    def ignore(self, fields: Iterable[str], why: str) -> None:
        """Takes columns out of what is read, and says why."""
        gone = [column for column in self.columns if column.field in set(fields)]
        self.columns = [column for column in self.columns if column not in gone]
        self.ignored |= {column.head: why for column in gone}

    def as_meant(self, head: str, meaning: str) -> None:
        """Reads the column of a head as another field than its head alone said."""
        self.columns = [
            replace(column, meant=column.meant._replace(field=meaning)) if column.head == head else column
            for column in self.columns
        ]


def recognise(
    path: Path,
    vocabulary: Vocabulary,
    several: frozenset[str],
    worksheet: str | None = None,
    joined: Sequence[str] = (),
) -> Table:
    """The list in a file, on one worksheet where that is named, else on all that have the `joined` fields.

    `several` names the fields that may have more than one column. Raises Failure(not-found) for a
    missing file and Failure(data) where nothing in it is a list of this kind.
    """
    try:
        grids = read_grids(path)
    except FileNotFoundError as error:
        message = N_("There is no file {file}. Give its path, or drag the file into the window.")
        raise Failure("not-found", message, field="FILE", value=str(path), file=str(path)) from error
    except Unreadable as refused:
        raise from_refused(refused, kind="data", field="FILE", value=str(path)) from refused
    chosen = [_named(grids, worksheet)] if worksheet is not None else grids
    return recognised(path, chosen, vocabulary, several, joined)


def recognised(
    path: Path, grids: list[Grid], vocabulary: Vocabulary, several: frozenset[str], joined: Sequence[str] = ()
) -> Table:
    """The list in the sheets of a file. Raises Failure(data) where nothing in them is a list of this kind."""
    whole = join_sheets(grids, vocabulary, joined) if joined else None
    if whole is not None:
        read = set(whole.sheets)
        others = [grid.name for grid in grids if not grid.hidden and grid.name not in read]
        columns, ignored, unknown = _columns(whole.head, vocabulary, several)
        rows = [(index, whole.grid.rows[index]) for index in data_rows(whole.head)]
        return Table(path, whole.grid, whole.head, columns, ignored, unknown, others, rows, whole.places)
    found = best_sheet(grids, vocabulary.knows)
    if found is None:
        raise _no_list(path, grids)
    grid, head = found
    columns, ignored, unknown = _columns(head, vocabulary, several)
    cells = filled(grid)
    rows = [(index, cells[index]) for index in data_rows(head)]
    sheets = [other.name for other in grids if not other.hidden and other is not grid]
    return Table(path, grid, head, columns, ignored, unknown, sheets, rows)


def _named(grids: list[Grid], name: str) -> Grid:
    for grid in grids:
        if grid.name.strip() == name.strip():
            return replace(grid, hidden=False)
    names = [grid.name for grid in grids]
    message = N_("There is no worksheet {value}; there are {names}.")
    raise Failure("usage", message, field="--worksheet", value=name, names=names)


def missing_columns(table: Table, *fields: str) -> Failure:
    """The refusal of a list without the columns it cannot do without, with the heads there are."""
    message = N_("{file} has no column for {fields}. Its heads: {heads}. Say which it is: --map HEAD=FIELD")
    heads = [*(column.head for column in table.columns), *table.unknown] or ["-"]
    return Failure(
        "data", message, field="FILE", value=str(table.file), file=table.file.name, fields=fields, heads=heads
    )


def _no_list(path: Path, grids: list[Grid]) -> Failure:
    heads = _texts(next((grid for grid in grids if grid.rows and not grid.hidden), None))
    message = N_(
        "{file} has no row of heads that fits. What stands first: {heads}. "
        "Say what the columns are: --map HEAD=FIELD, for example --map 手机=mobile"
    )
    return Failure("data", message, field="FILE", value=str(path), file=path.name, heads=heads or ["-"])


def _texts(grid: Grid | None) -> list[str]:
    """The first texts of a sheet, to be shown where no head was found."""
    cells = (cell for row in (grid.rows[:5] if grid else []) for cell in row)
    return [cell.strip()[:20] for cell in cells if isinstance(cell, str) and cell.strip()][:8]


def _columns(
    head: Head, vocabulary: Vocabulary, several: frozenset[str]
) -> tuple[list[Taken], dict[str, str], list[str]]:
    """What is read, what is not wanted, what is not known; of two columns for one field the likelier is read."""
    names = _distinct(head.columns)
    meanings = {index: vocabulary.meant(title) for index, title in head.columns.items()}
    taken: dict[int, Taken] = {}
    ignored: dict[str, str] = {}
    unknown: list[str] = []
    held: set[str] = set()
    for index in sorted(names, key=lambda place: (getattr(meanings[place], "place", 0), place)):
        meant = meanings[index]
        if meant is None:
            unknown.append(names[index])
        elif meant.field in held and meant.field not in several:
            ignored[names[index]] = SAID_TWICE
        elif meant.field in (IGNORED, COMPUTED):
            ignored[names[index]] = NOT_WANTED if meant.field == IGNORED else WORKED_OUT
        else:
            held.add(meant.field)
            taken[index] = Taken(index, names[index], meant)
    order = {name: index for index, name in names.items()}
    return [taken[index] for index in sorted(taken)], ignored, sorted(unknown, key=order.__getitem__)


def _distinct(columns: Mapping[int, str]) -> dict[int, str]:
    """The heads, a number behind those that stand twice."""
    names: dict[int, str] = {}
    for index, title in columns.items():
        count = 1 + sum(1 for name in names.values() if name == title or name.startswith(f"{title} ("))
        names[index] = title if count == 1 else f"{title} ({count})"
    return names


def skipped(head: Head) -> dict[str, list[int]]:
    """The rows around the list that were left out: why, with their numbers in the sheet."""
    found: dict[str, list[int]] = {}
    for number, why in head.skipped:
        found.setdefault(why, []).append(number)
    return found
