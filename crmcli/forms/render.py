"""Records onto paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from crmcli.forms.fill import Record, grids
from crmcli.forms.model import Form
from crmcli.forms.workbook import workbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl import Workbook


T = TypeVar("T")
Show = Callable[[int, int], None]

#: How much of a hundred is done when the rows of a list stand in their places, and when the workbook is made
#: and only has to be saved. Measured with 10 000 rows and with 200 cards.
LIST_PLACED, MADE = 35, 60


def render(form: Form, context: Record, records: Iterable[Record]) -> Workbook:
    """The workbook of a form: all records as rows of a list, or one worksheet each of a card.

    `context` is what is the same on every sheet: the organisation, the pack's words, and of a list
    what stands around its rows. Values are as `crmcli.forms.fill.grids` wants them.
    """
    return workbook(grids(form, context, records))


def write_workbook(
    path: Path, form: Form, context: Record, records: Iterable[Record], count: int = 0, show: Show | None = None
) -> None:
    """The workbook of a form into a file. Nothing of it is ever written elsewhere than beside that file.

    `show` is called with how much of a hundred is done; it needs the `count` of the records.
    """
    if show is None:
        book = render(form, context, records)
    else:
        placed, written = (LIST_PLACED, MADE) if form.kind == "list" else (MADE, MADE)
        made = grids(form, context, records, lambda rows: _shown(rows, count, 0, placed, show))
        book = workbook(made, lambda cells: _shown(cells, len(cells), placed, written, show))
    with _private_parts(path.parent):
        book.save(path)
    if show:
        show(100, 100)


def _shown(items: Iterable[T], count: int, begin: int, end: int, show: Show) -> Iterator[T]:
    """The items one by one, with how far they have come between two parts of a hundred."""
    last = begin
    for number, item in enumerate(items):
        done = begin + (end - begin) * number // max(count, 1)
        if done > last:
            last = done
            show(done, 100)
        yield item


@contextmanager
def _private_parts(folder: Path) -> Iterator[None]:
    """openpyxl puts worksheets into files of its own first, in plain text: here they are beside the target."""
    import tempfile

    from crmcli.sheets.target import TEMPORARY_PREFIX

    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix=TEMPORARY_PREFIX, dir=folder) as own:
        tempfile.tempdir = own
        try:
            yield
        finally:
            tempfile.tempdir = before
