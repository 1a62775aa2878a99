"""How complete the data of the members are, as they stand when the report is made: no fact tells it of a past day."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crmcli.features.report.period import Period
    from crmcli.session import Session


def figure(session: Session, period: Period) -> float | None:
    """The mean completeness (0 to 1) of those who were members at the period's end; None where nobody was."""
    mean = session.db.execute(
        "SELECT AVG(s.completeness_permille) FROM member m JOIN member_state s ON s.member_id = m.id "
        f"WHERE m.standing = 'member' AND COALESCE(m.joined_on, m.recorded_on) <= :last{period.of('m.store_id')}",
        period.values,
    ).fetchone()[0]
    return None if mean is None else round(mean / 1000, 4)


def unknown(session: Session, period: Period) -> None:
    """Of a month compared with: nobody knows any more."""
