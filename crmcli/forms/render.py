"""Records onto paper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from crmcli.forms.fill import Record, grids
from crmcli.forms.model import Form
from crmcli.forms.workbook import workbook

if TYPE_CHECKING:
    from openpyxl import Workbook


def render(form: Form, context: Record, records: Iterable[Record]) -> Workbook:
    """The workbook of a form: all records as rows of a list, or one worksheet each of a card.

    `context` is what is the same on every sheet: the organisation, the pack's words, and of a list
    what stands around its rows. Values are as `crmcli.forms.fill.grids` wants them.
    """
    return workbook(grids(form, context, records))
