"""The lists that can be imported. Adding one is a module with a KIND and a line in KINDS."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.findings import N_
from crmcli.errors import Failure

if TYPE_CHECKING:
    from crmcli.features.importing.plan import Plan
    from crmcli.features.importing.table import Table
    from crmcli.session import Session


#: What is said of a long list while it is read and checked.
READ, CHECKED = N_("read: {percent} %"), N_("checked: {percent} %")


class Wanted(NamedTuple):
    """What the command line says of an import: the day of opening figures, the area code of short landlines."""

    opening_on: date
    area_code: str | None = None


class Kind(NamedTuple):
    """One kind of list.

    `words` are the heads it knows by field, `own` those of our own lists in the
    reader's language. `several` are the fields that may have more than one column.
    `settle` decides what the rows must tell about a head and raises where a column
    is missing. `plan` reads and checks everything and writes nothing. Worksheets that all have the `joined` fields
    are read together.
    """

    name: str
    title: str
    words: Mapping[str, str]
    several: frozenset[str]
    own: Callable[[], Iterable[tuple[str, str]]]
    settle: Callable[[Table], None]
    plan: Callable[[Session, Table, Wanted], Plan]
    joined: tuple[str, ...] = ()

    @property
    def fields(self) -> list[str]:
        """What `--map HEAD=FIELD` takes."""
        return [field for field in self.words if field.isidentifier()]


#: Kind -> the form it is read from; `formkind` knows what to do with each.
FORM_KINDS = {
    "inquiries": "intake",
    "applications": "application",
    "complaints": "complaint",
    "promotions": "promotion",
}
KINDS = {
    "members": "crmcli.features.importing.members",
    "purchases": "crmcli.features.importing.purchases",
    "inquiries": "crmcli.features.importing.inquiries",
    "followups": "crmcli.features.importing.followups",
}


def names() -> list[str]:
    """Everything that can be imported: lists, and printed sheets that were filled in."""
    return list(dict.fromkeys((*KINDS, *FORM_KINDS)))


def refuse_unknown(name: str) -> None:
    """Failure(usage) with the kinds there are for what is none."""
    if name not in names():
        message = N_("{value} is no kind of list; there are {names}.")
        raise Failure("usage", message, field="KIND", value=name, names=names())


def kind_of(name: str) -> Kind:
    """The kind of list of that name; Failure(usage) with those there are."""
    refuse_unknown(name)
    from importlib import import_module

    kind: Kind = import_module(KINDS[name]).KIND
    return kind
