"""People of the staff as people and programs see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.features.staff.store import person_no
from crmcli.ui.output import Column

if TYPE_CHECKING:
    from crmcli.packs.model import Pack

COLUMNS = (
    Column("no", N_("no.")),
    Column("name", N_("name")),
    Column("role", N_("role")),
    Column("store", N_("store")),
    Column("since", N_("since"), "day"),
)


def person_listed(pack: Pack, person: dict[str, Any]) -> dict[str, Any]:
    """A person with the contract's keys; a role the pack no longer knows stands for itself."""
    role = pack.role(person["role"])
    return {
        "no": person_no(person["id"]),
        "name": person["name"],
        "role": role.name if role else person["role"],
        "role_code": role.code if role else person["role"],
        "store": person["store"],
        "since": person["since_on"],
    }
