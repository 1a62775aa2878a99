"""What a file holds where nobody says it: a printed sheet is told by its labels, a list by its heads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crmcli.core.findings import N_, Refused
from crmcli.errors import Failure, from_refused
from crmcli.features.importing.kind import FORM_KINDS, KINDS, kind_of, refuse_unknown

if TYPE_CHECKING:
    from crmcli.features.importing.kind import Kind
    from crmcli.forms.anchor import Located
    from crmcli.forms.model import Form
    from crmcli.session import Session
    from crmcli.sheets.grid import Grid

#: So many known heads make a list.
LEAST_HEADS = 2
#: So much of what stands above and below the rows makes a list a printed one; 备注 may be a head as well.
LEAST_AROUND = 2

NOT_TAKEN = N_("{file} is the sheet {form}, which is not read back; there are {names}.")
SEVERAL = N_("The folder {value} holds sheets of several kinds: {names}. Say which: crmcli import KIND FOLDER")
NOTHING = N_(
    "{file} is no list and no sheet that is known. Say what it is: crmcli import KIND FILE; there are {names}."
)


def is_form(kind: str, path: Path) -> bool:
    """Whether a file of that kind is a printed sheet, or a folder of them. Raises Failure for what is no kind."""
    refuse_unknown(kind)
    if kind not in FORM_KINDS:
        return False
    return kind not in KINDS or path.is_dir() or not path.exists() or _form_kind(path) is not None


def sniffed(session: Session, path: Path) -> str:
    """The kind of what a path holds. Raises Failure: not-found, data, usage where it may be several."""
    from crmcli.features.importing.filled import NO_WORKBOOK, workbooks

    if not path.is_dir():
        return _form_kind(path) or _list_kind(session, path)
    files = workbooks(path)
    if not files:
        raise Failure("not-found", NO_WORKBOOK, field="FILE", value=str(path))
    kinds = sorted({kind for file in files if (kind := _form_kind_or_none(file))})
    if len(kinds) > 1:
        raise Failure("usage", SEVERAL, field="KIND", value=str(path), names=kinds)
    if not kinds:
        raise Failure("data", NOTHING, field="FILE", value=str(path), file=path.name, names=list(FORM_KINDS))
    return kinds[0]


def _form_kind_or_none(path: Path) -> str | None:
    try:
        return _form_kind(path)
    except Failure:
        return None


def _form_kind(path: Path) -> str | None:
    """The kind of a printed sheet; None where the file is none. Raises Failure where it cannot be read."""
    form = _form(_grids(path))
    if form is None:
        return None
    kind = next((kind for kind, name in FORM_KINDS.items() if name == form.name), None)
    if kind is None:
        names = list(FORM_KINDS)
        raise Failure("data", NOT_TAKEN, field="FILE", value=str(path), file=path.name, form=form.title, names=names)
    return kind


def _form(grids: list[Grid]) -> Form | None:
    from crmcli.features.importing.formkind import all_forms
    from crmcli.forms.anchor import Found, locate
    from crmcli.forms.read import LEAST_SHARE

    shown = [Found(grid) for grid in grids if not grid.hidden]
    located = [(locate(form, found), form) for form in all_forms() for found in shown]
    likely = [(one.share, form) for one, form in located if one.share >= LEAST_SHARE and _is_printed(form, one)]
    return max(likely, key=lambda one: one[0], default=(0.0, None))[1]


def _is_printed(form: Form, located: Located) -> bool:
    """Whether a sheet has more of a form than the heads of its columns: a plain list may have all of those."""
    around = [anchor for anchor in located.places if anchor.begins]
    return form.kind == "card" or len(around) >= LEAST_AROUND


def _grids(path: Path) -> list[Grid]:
    from crmcli.features.importing.filled import NO_FILE
    from crmcli.sheets.read import read_grids

    try:
        return read_grids(path)
    except FileNotFoundError as error:
        raise Failure("not-found", NO_FILE, field="FILE", value=str(path), file=str(path)) from error
    except Refused as refused:
        raise from_refused(refused, kind="data", field="FILE", value=str(path)) from refused


def _list_kind(session: Session, path: Path) -> str:
    """The kind whose heads are there, the one that knows most of them."""
    grids = _grids(path)
    found = [(_known_heads(session, kind_of(name), path, grids), name) for name in KINDS]
    heads, name = max(found, key=lambda one: one[0])
    if heads < LEAST_HEADS:
        raise Failure("data", NOTHING, field="FILE", value=str(path), file=path.name, names=[*KINDS, *FORM_KINDS])
    return name


def _known_heads(session: Session, kind: Kind, path: Path, grids: list[Grid]) -> int:
    """How many columns of a file a kind of list reads; 0 where one is missing that it cannot do without."""
    from crmcli.features.importing.table import recognised
    from crmcli.features.importing.vocabulary import vocabulary_of

    try:
        table = recognised(path, grids, vocabulary_of(session, kind, {}), kind.several, kind.joined)
        kind.settle(table)
    except Failure:
        return 0
    return len(table.columns)
