"""People of the staff as people and programs see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.features.staff.store import person_no, roster
from crmcli.ui.output import Column

if TYPE_CHECKING:
    from crmcli.packs.model import Pack
    from crmcli.session import Session

COLUMNS = (
    Column("no", N_("no.")),
    Column("name", N_("name")),
    Column("role", N_("role")),
    Column("store", N_("store")),
    Column("department", N_("department")),
    Column("supervisor", N_("supervisor")),
    Column("customers", N_("customers"), "int"),
    Column("followups", N_("open calls"), "int"),
    Column("since", N_("since"), "day"),
)
#: Of those who have left too.
EVERY_COLUMN = (*COLUMNS, Column("until", N_("until"), "day"))
STORE_COLUMNS = (
    Column("name", N_("store")),
    Column("people", N_("staff"), "int"),
    Column("customers", N_("customers"), "int"),
)


def person_of(session: Session, staff_id: int) -> dict[str, Any]:
    """Somebody of the staff as lists show them."""
    found = next(one for one in roster(session.db, every=True) if one["id"] == staff_id)
    return person_listed(session.pack, found)


def person_listed(pack: Pack, person: dict[str, Any]) -> dict[str, Any]:
    """A person (a row of `roster`) with the contract's keys; a role the pack no longer knows stands for itself."""
    role = pack.role(person["role"])
    return {
        "no": person_no(person["id"]),
        "name": person["name"],
        "role": role.name if role else person["role"],
        "role_code": role.code if role else person["role"],
        "store": person["store"],
        "department": person["department"],
        "supervisor": person["supervisor"],
        "customers": person["customers"],
        "followups": person["followups"],
        "since": person["since_on"],
        "until": person["until_on"],
    }
