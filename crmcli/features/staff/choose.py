"""The role and the store somebody means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.staff import store

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack, Role

T = TypeVar("T")


def choose_role(pack: Pack, text: str) -> Role:
    """The one role of the pack a text names: part, pinyin, initials or code; Failure with the choices elsewise."""
    unknown = N_("{value} is no role of the pack; there are {names}.")
    return _one(text, pack.roles, lambda role: (role.name, role.code), "--role", unknown)


def choose_store(db: Connection, text: str | None) -> int | None:
    """The id of the store a text names; the first where nothing is said, None where there is none."""
    known = [(int(entry["id"]), str(entry["name"])) for entry in store.stores(db)]
    if text is None:
        return known[0][0] if known else None
    return _one(text, known, lambda entry: entry[1:], "--store", N_("{value} is no store; there are {names}."))[0]


def _one(text: str, known: Sequence[T], names: Callable[[T], Iterable[str]], field: str, unknown: str) -> T:
    from crmcli.core.searchkey import choose

    found = choose(text, known, names)
    if len(found) == 1:
        return found[0]
    shown = [next(iter(names(entry))) for entry in (found or known)]
    raise Failure(
        "ambiguous" if found else "not-found",
        N_("{value} fits several: {names}.") if found else unknown,
        field=field,
        value=text,
        names=shown,
        candidates=[{"name": name} for name in shown],
    )
