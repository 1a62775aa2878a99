"""The printed sheets that can be read back. Adding one is a module of its name with a FORM and a line in FORM_KINDS."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.findings import N_, Finding
from crmcli.features.importing.kind import FORM_KINDS
from crmcli.features.importing.plan import Plan, Reject, RowRejected

if TYPE_CHECKING:
    from crmcli.features.importing.filled import Sheets
    from crmcli.features.importing.member_row import MemberRow
    from crmcli.features.importing.plan import Reason
    from crmcli.forms.model import Form
    from crmcli.session import Session

UNNAMED = N_("the name is masked, so nobody can tell who it is: write the sheet with --reveal to read it back")


class FormKind(NamedTuple):
    """One kind of sheet. `fields` are the form's fields a reject's columns stand for, by their place.

    `plan` reads and checks everything and writes nothing.
    """

    name: str
    fields: tuple[str, ...]
    plan: Callable[[Session, Sheets], Plan]


def form_kind(name: str) -> FormKind:
    """The kind of that name, one of FORM_KINDS."""
    from importlib import import_module

    kind: FormKind = import_module(f"crmcli.features.importing.{name}").FORM
    return kind


def form_read_by(session: Session, kind: str) -> Form:
    """The form a kind is read from, with the option lists of the file's pack."""
    from crmcli.features.form.choose import form_of
    from crmcli.features.form.words import with_pack

    return with_pack(form_of(FORM_KINDS[kind]), session.pack)


def all_forms() -> Sequence[Form]:
    """Every form whose file is right, to tell a sheet of another one by its name."""
    from crmcli.forms.catalogue import entries
    from crmcli.forms.load import check, load

    return [load(entry.path) for entry in entries() if not check(entry.path)]


def judged(
    plan: Plan,
    place: int,
    row: MemberRow,
    person: Mapping[str, str],
    fields: tuple[str, ...],
    take: Callable[[], None],
) -> None:
    """Takes a record, or leaves it out with what its person's values or `take` (by RowRejected) have against it.

    `person` is field of the form -> what a members' list calls it.
    """
    try:
        if row.reasons:
            raise RowRejected(*row.reasons, columns=row.columns)
        take()
    except RowRejected as rejected:
        of_form = {meaning: field for field, meaning in person.items()}
        named = tuple(of_form.get(name, name) for name in rejected.fields)
        reject(plan, place, fields, RowRejected(*rejected.reasons, fields=named, columns=rejected.columns))
    else:
        plan.remark(place, *row.remarks)


def reject(plan: Plan, row: int, fields: tuple[str, ...], why: RowRejected) -> None:
    """Leaves a record out; `why` names fields of the form, or columns of `fields`."""
    places = {fields.index(name) for name in why.fields if name in fields}
    plan.reject(row, Reject(tuple(why.reasons), why.columns | places))


def refuse_unreadable(plan: Plan, sheets: Sheets) -> list[int]:
    """Leaves out the records that could not be read; gives the places of the others."""
    good = []
    for place, filled in enumerate(sheets.records):
        reasons: tuple[Reason, ...] = filled.reasons
        if not reasons and "name" in filled.record.masked:
            reasons = (Finding(UNNAMED),)
        if reasons:
            plan.reject(place, Reject(reasons))
        else:
            plan.remark(place, *filled.remarks)
            good.append(place)
    return good
