"""Answers, through one place: a table, JSON, CSV or a workbook, on the screen or into a file.

Rows are mappings of the JSON contract's keys to its values (amounts "19800.00",
days "2026-10-31"); the columns say which of them people see and under what head.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.language import _, listed

if TYPE_CHECKING:
    from crmcli.session import Session

Row = Mapping[str, Any]


class Held(Protocol):
    """Something counted that can be looked through more than once."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Any]: ...


#: What a column holds: how it is aligned, written and read back.
Kind = Literal["text", "int", "money", "day", "time", "number", "percent"]


class Column(NamedTuple):
    """A column people see: contract key, head (a template of the catalog), what it holds, words for fixed values.

    `told` puts the whole row into words where its one value is not enough, such as a lunar birthday.
    """

    key: str
    label: str
    kind: Kind = "text"
    words: Mapping[str, str] | None = None
    told: Callable[[Row], str] | None = None


class Each:
    """Rows that are made when they are looked at, so that a long list never stands in memory as a whole."""

    def __init__(self, held: Held, make: Callable[[Any], Row]) -> None:
        self._held, self._make = held, make

    def __len__(self) -> int:
        return len(self._held)

    def __iter__(self) -> Iterator[Row]:
        return map(self._make, self._held)


def show_list(
    session: Session,
    columns: Sequence[Column],
    rows: Sequence[Row] | Each,
    *,
    title: str,
    note: str = "",
    empty: str = N_("Nothing found."),
    text: Callable[[], None] | None = None,
) -> None:
    """A list in the wanted format; `text` draws it for a reader where a plain table will not do."""
    form = session.shared.format or "table"
    if form == "json":
        emit_json(session, list(rows))
    elif form == "csv":
        _emit_csv(session, rows)
    elif form == "xlsx":
        _emit_workbook(session, columns, rows, title, note)
    elif not rows and text is None:
        print(_(empty))
    else:
        _with_output(session, text or (lambda: draw_table(session, columns, rows, note)))


def show_object(session: Session, answer: Row, text: Callable[[], None]) -> None:
    """One object: JSON where that is wanted, else drawn by `text`."""
    if session.shared.json:
        emit_json(session, answer)
    else:
        _with_output(session, text)


def wrote(session: Session, answer: Row, sentence: str, *, hint: str = "") -> None:
    """What a write did: the contract's object, or one line with the way back.

    `sentence` and `hint` are in the reader's language already.
    """
    if session.shared.json:
        emit_json(session, answer)
        return
    number = answer.get("operation")
    if number is None:
        print(sentence + " · " + _("nothing changed"))
    else:
        name = f" · {session.operator.name}" if session.operator and session.several_staff else ""
        print(f"{sentence}{name} · " + _("undo: crmcli undo {number}").format(number=number))
    if hint:
        print(f"  {hint}")


def emit_json(session: Session, answer: Any) -> None:
    """JSON to standard output or the file of --output."""
    text = json.dumps(answer, ensure_ascii=False, indent=2 if sys.stdout.isatty() else None)
    if session.shared.output:
        _write_text(Path(session.shared.output), text + "\n")
    else:
        print(text)


def saved(path: Path) -> None:
    """Says on standard error where a file was written."""
    print(_("written: {file}").format(file=path), file=sys.stderr)


def _with_output(session: Session, draw: Callable[[], None]) -> None:
    if not session.shared.output:
        draw()
        return
    import io
    from contextlib import redirect_stdout

    text = io.StringIO()
    with redirect_stdout(text):
        draw()
    _write_text(Path(session.shared.output), text.getvalue())


def _write_text(path: Path, text: str) -> None:
    from crmcli.sheets.write import replace_atomically

    saved(replace_atomically(path, lambda place: place.write_text(text, "utf-8") and None))


def _emit_csv(session: Session, rows: Sequence[Row] | Each) -> None:
    from crmcli.sheets.write import Column as SheetColumn
    from crmcli.sheets.write import replace_atomically, write_csv

    keys = list(dict.fromkeys(key for row in rows for key in row))
    columns = [SheetColumn(key, key, "text", None) for key in keys]
    cells = ([_cell(row.get(key)) for key in keys] for row in rows)
    if session.shared.output:
        path = Path(session.shared.output)
        saved(replace_atomically(path, lambda place: write_csv(place, columns, cells)))
    else:
        write_csv(sys.stdout, columns, cells)


def _cell(value: Any) -> Any:
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    return value


def _emit_workbook(session: Session, columns: Sequence[Column], rows: Iterable[Row], title: str, note: str) -> None:
    from crmcli.sheets.write import Sheet, replace_atomically, write_xlsx

    if not session.shared.output:
        raise Failure("usage", N_("A workbook needs a file: --xlsx FILE."), field="--output")
    sheet = Sheet(
        title=_(title),
        columns=sheet_columns(columns),
        rows=(sheet_row(columns, row) for row in rows),
        note=note or None,
    )
    saved(replace_atomically(Path(session.shared.output), lambda place: write_xlsx(place, [sheet])))


def sheet_columns(columns: Sequence[Column]) -> list[Any]:
    """The columns as a workbook wants them, heads in the reader's language."""
    from crmcli.sheets.write import Column as SheetColumn

    return [SheetColumn(c.key, _(c.label), c.kind, None) for c in columns]


def sheet_row(columns: Sequence[Column], row: Row) -> list[Any]:
    """A row's values as a workbook wants them: 分 for money, dates for days."""
    from datetime import date, datetime

    from crmcli.core.money import parse_amount

    def value(column: Column) -> Any:
        held = column.told(row) if column.told else row.get(column.key)
        if held is None or held == "":
            return None
        if column.kind == "money":
            return parse_amount(held, allow_negative=True)
        if column.kind == "day":
            return date.fromisoformat(held)
        if column.kind == "time":
            return datetime.fromisoformat(held).replace(tzinfo=None)
        if column.kind in ("int", "number", "percent"):
            return held
        return shown(column, held)

    return [value(column) for column in columns]


def shown(column: Column, value: Any) -> str:
    """A value as a person reads it."""
    if value is None or value == "":
        return ""
    if column.words and value in column.words:
        return _(column.words[value])
    if column.kind == "money":
        whole, point, part = str(value).partition(".")
        return f"{int(whole):,}{point}{part}" if whole not in ("-0", "") else str(value)
    if column.kind == "time":
        return str(value)[:16].replace("T", " ")
    if column.kind == "percent":
        return f"{value:.0%}"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, (list, tuple)):
        return listed(value)
    return str(value)


def draw_table(session: Session, columns: Sequence[Column], rows: Sequence[Row] | Each, note: str = "") -> None:
    """A plain table: folded to the window in a terminal, whole in a pipe. `note` stands above it."""
    from crmcli.ui.table import plain_table, rich_table

    if note:
        print(note)
    heads = [_(column.label) for column in columns]
    cells = [
        [column.told(row) if column.told else shown(column, row.get(column.key)) for column in columns] for row in rows
    ]
    right = [column.kind in ("int", "money", "number", "percent") for column in columns]
    if not session.on_terminal:
        plain_table(heads, cells, right)
    elif left_out := rich_table(heads, cells, right):
        text = _("No room for: {heads}. Everything: a wider window, or --csv, --xlsx FILE.")
        print(text.format(heads=listed(left_out)))
