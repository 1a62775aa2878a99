"""Whom customers belong to, as people and programs see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.errors import Failure
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
REVIEW_COLUMNS = (
    Column("member", N_("no.")),
    Column("name", N_("name")),
    Column("owner", N_("owner")),
    Column("days_left", N_("days left"), "int"),
    Column("release_on", N_("with the owner until"), "day"),
    Column("last_contact_on", N_("last contact"), "day"),
    Column("assigned_on", N_("assigned on"), "day"),
    Column("owner_source_name", N_("source of ownership")),
    Column("rule", N_("rule")),
)
MOVED_COLUMNS = (
    Column("member", N_("no.")),
    Column("name", N_("name")),
    Column("from", N_("previous owner")),
    Column("to", N_("new owner")),
    Column("release_on", N_("was due since"), "day"),
    Column("followups", N_("open calls handed over"), "int"),
)
STAYED_COLUMNS = (
    Column("member", N_("no.")),
    Column("name", N_("name")),
    Column("owner", N_("owner")),
    Column("reason_words", N_("reason")),
)

INSPECT_COLUMNS = (
    Column("name", N_("name")),
    Column("role", N_("role")),
    Column("customers", N_("customers"), "int"),
    Column("contacted", N_("reached in the month"), "int"),
    Column("in_time", N_("calls in time"), "int"),
    Column("due", N_("calls due"), "int"),
    Column("overdue", N_("overdue now"), "int"),
    Column("silent_days", N_("longest silence, days"), "int"),
    Column("silent_name", N_("longest silent")),
    Column("completeness", N_("complete"), "percent"),
    Column("contacted_rate", N_("share reached"), "percent"),
    Column("in_time_rate", N_("share in time"), "percent"),
)


def ordered(rows: list[dict[str, Any]], sort: str | None, keys: Sequence[str]) -> list[dict[str, Any]]:
    """Rows by one of their keys, falling with a minus before it; what is empty stands last."""
    if sort is None:
        return rows
    key, falling = sort.removeprefix("-"), sort.startswith("-")
    if key not in keys:
        message = N_("This list cannot be sorted by {value}; there are {names}.")
        raise Failure("usage", message, field="--sort", value=sort, names=list(keys))
    there = [row for row in rows if row[key] is not None]
    return [*sorted(there, key=lambda row: row[key], reverse=falling), *(row for row in rows if row[key] is None)]


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
