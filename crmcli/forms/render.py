"""Records onto paper."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import contextmanager
from typing import TYPE_CHECKING

from crmcli.forms.fill import Record, grids
from crmcli.forms.model import Form
from crmcli.forms.workbook import workbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl import Workbook


def render(form: Form, context: Record, records: Iterable[Record]) -> Workbook:
    """The workbook of a form: all records as rows of a list, or one worksheet each of a card.

    `context` is what is the same on every sheet: the organisation, the pack's words, and of a list
    what stands around its rows. Values are as `crmcli.forms.fill.grids` wants them.
    """
    return workbook(grids(form, context, records))


def write_workbook(path: Path, form: Form, context: Record, records: Iterable[Record]) -> None:
    """The workbook of a form into a file. Nothing of it is ever written elsewhere than beside that file."""
    book = render(form, context, records)
    with _private_parts(path.parent):
        book.save(path)


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
