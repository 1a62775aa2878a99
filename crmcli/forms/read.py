"""A filled workbook back to records: one of ours, or the same form typed by somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from crmcli.core.findings import N_, Finding, Refused
from crmcli.forms.anchor import Found, locate
from crmcli.forms.model import Form
from crmcli.forms.reading import Noted, Reading
from crmcli.forms.sheetread import SheetReader
from crmcli.sheets.read import read_grids

#: Fewer of a form's labels than this and it is no such sheet.
LEAST_SHARE = 0.5
#: With so many it is one, whatever else it looks like.
SURE_SHARE = 0.9


class OtherForm(Refused):
    """A workbook without any sheet of the form that was asked for."""


def read_form(form: Form, path: Path, today: date, others: Sequence[Form] = ()) -> Reading:
    """The records of every visible sheet of the form, and a finding for each thing that could not be read.

    `today` completes what is written short; `others` are the forms there are, so that a sheet of another
    one is called by its name. Raises Refused: a file that cannot be opened (its password), none of whose
    sheets is of this form; FileNotFoundError where there is none.
    """
    reading = Reading()
    strangers: list[tuple[str, Form | None]] = []
    of_form = 0
    for grid in read_grids(path):
        found = Found(grid)
        if grid.hidden or not found.keys:
            continue
        located = locate(form, found)
        better = _better(form, located.share, found, others)
        if located.share < LEAST_SHARE or better:
            strangers.append((grid.name, better))
            continue
        of_form += 1
        SheetReader(form, found, located, today, reading).read()
    if not of_form:
        raise _other(form, path, strangers)
    for name, other in strangers:
        reading.findings.append(Noted(name, "", _stranger(name, other)))
    return reading


def _better(form: Form, share: float, found: Found, others: Sequence[Form]) -> Form | None:
    """The form a sheet is rather of than of this one."""
    if share >= SURE_SHARE:
        return None
    shares = [(locate(other, found).share, other) for other in others if other.name != form.name]
    best, other = max(shares, key=lambda one: one[0], default=(0.0, form))
    return other if best > share and best >= LEAST_SHARE else None


def _other(form: Form, path: Path, strangers: list[tuple[str, Form | None]]) -> OtherForm:
    other = next((known for _name, known in strangers if known), None)
    if other:
        message = N_("{file} is the sheet {other}, not {form}: name the right one of the two")
        return OtherForm(message, file=path.name, other=other.title, form=form.title)
    if not strangers:
        message = N_("{file} holds no sheet with anything in it: send the sheet {form} filled in")
        return OtherForm(message, file=path.name, form=form.title)
    message = N_(
        "{file} is not the sheet {form}, few of its labels are there: compare it with `crmcli form blank {name}`"
    )
    return OtherForm(message, file=path.name, form=form.title, name=form.name)


def _stranger(name: str, other: Form | None) -> Finding:
    if other:
        return Finding(
            N_("the sheet {sheet} is the form {other} and was left out"), {"sheet": name, "other": other.title}
        )
    return Finding(N_("the sheet {sheet} is no such form and was left out"), {"sheet": name})
