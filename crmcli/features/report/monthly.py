"""The month's figures: every section, for the month, the month before and the same month a year before.

A section is a function (session, period) → what its key holds; adding one is its module and a line in SECTIONS.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.features.report import (
    complaints,
    completeness,
    duties,
    followups,
    guard,
    inquiries,
    members,
    ownership,
    points,
    promotions,
    referrals,
    spend,
)
from crmcli.features.report.period import Period, months_before

if TYPE_CHECKING:
    from crmcli.session import Session

Figures = Callable[["Session", Period], Any]


class Section(NamedTuple):
    """A key of the report: what fills it, and what does for a month that is only compared with."""

    key: str
    figures: Figures
    compared: Figures


def _alike(key: str, figures: Figures) -> Section:
    return Section(key, figures, figures)


SECTIONS = (
    _alike("members", members.figures),
    _alike("spend", spend.figures),
    _alike("points", points.figures),
    _alike("followups", followups.figures),
    Section("guard", guard.figures, guard.compared),
    _alike("complaints", complaints.figures),
    _alike("inquiries", inquiries.figures),
    _alike("promotions", promotions.figures),
    _alike("ownership", ownership.figures),
    _alike("referrals", referrals.figures),
    _alike("duties", duties.figures),
    Section("completeness", completeness.figure, completeness.unknown),
)
YEAR = 12


def monthly(session: Session, period: Period, store: str | None) -> dict[str, Any]:
    """The contract's answer to `report monthly`."""
    head = {"month": period.month, "store": store, "from": period.first.isoformat(), "to": period.last.isoformat()}
    own = {section.key: section.figures(session, period) for section in SECTIONS}
    compared = {
        key: _compared(session, months_before(period, count), store)
        for key, count in (("previous", 1), ("year_before", YEAR))
    }
    return {**head, "until": period.until.isoformat(), **own, **compared}


def _compared(session: Session, period: Period, store: str | None) -> dict[str, Any]:
    own = {section.key: section.compared(session, period) for section in SECTIONS}
    return {"month": period.month, "store": store, **own}
