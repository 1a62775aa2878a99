"""Who a customer belongs to is not kept as moves yet: nobody can say how many changed hands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.features.report.earned import earned

if TYPE_CHECKING:
    from crmcli.features.report.period import Period
    from crmcli.session import Session


def figures(session: Session, period: Period) -> dict[str, Any]:
    """The contract's `ownership` of a report."""
    return {"reassigned": None, "earned": earned(session, period)}
