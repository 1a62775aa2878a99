"""The rows of the intake sheet (F1, data/forms/intake.toml)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from crmcli.features.inquiry import store
from crmcli.ui.output import Each

if TYPE_CHECKING:
    from crmcli.session import Session


def intake_records(session: Session, first: str, last: str) -> Each:
    """The inquiries of some days in the order they came, unmasked, counted but read only as they are looked at.

    Amounts in 分, days as `date`, `source` a list of codes of the pack's list or of words that are none of it:
    what the sheet has no box for goes under its 其他.
    """
    return Each(store.inquiries_between(session.db, first, last), intake_record)


def intake_record(row: Mapping[str, Any]) -> dict[str, Any]:
    """One inquiry, joined with its person, as a row of the sheet."""
    return {
        "asked_on": date.fromisoformat(row["on_day"]),
        "channel": row["channel"],
        "name": row["name"],
        "phone": row["mobile"] or row["phone2"],
        "address": row["address"],
        "item": row["item"],
        "source": (row["source"] or "").split("\n") if row["source"] else [],
        "first_deal": "yes" if row["first_deal"] else "no",
        "amount": row["amount_fen"],
        "received_by": row["by"],
    }
