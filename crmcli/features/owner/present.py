"""Whom customers belong to, as people and programs see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.features.member.present import source_name
from crmcli.features.member.store import member_no
from crmcli.features.owner.assignment import CAUSES
from crmcli.ui.output import Column

if TYPE_CHECKING:
    from crmcli.session import Session

HISTORY_COLUMNS = (
    Column("on", N_("day"), "day"),
    Column("from", N_("previous owner")),
    Column("to", N_("new owner")),
    Column("source_name", N_("source of ownership")),
    Column("cause", N_("cause"), words=CAUSES),
    Column("reason", N_("reason")),
    Column("by", N_("by")),
)


def assignment_listed(session: Session, row: dict[str, Any]) -> dict[str, Any]:
    """A change of whom a member belongs to."""
    return {
        "member": member_no(row["member_id"]),
        "on": row["on_day"],
        "from": row["from"],
        "to": row["to"],
        "source": row["source"],
        "source_name": source_name(session, row["source"]),
        "cause": row["cause"],
        "reason": row["reason"],
        "by": row["by"],
    }
