"""A day: who asked, the calls, the complaints, the takings, and what was noted and is not booked or on no card.

A section is a function (session, period) → what its key holds; adding one is a function and a line in SECTIONS.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from crmcli.core.money import yuan
from crmcli.features.purchase.bonus import bonus_listed, bonuses_left
from crmcli.features.purchase.noted import Noted, noted_listed, noted_not_booked
from crmcli.features.report import behind, calls, complaints
from crmcli.features.report.period import Period
from crmcli.features.report.takings import takings as figures_of_takings
from crmcli.storage.row import rows

if TYPE_CHECKING:
    from crmcli.session import Session

Row = dict[str, Any]


def daily(session: Session, period: Period, store: str | None) -> Row:
    """The answer to `report daily`."""
    head = {"date": period.first.isoformat(), "store": store}
    return {**head, **{key: figures(session, period) for key, figures in SECTIONS.items()}}


def inquiries(session: Session, period: Period) -> Row:
    """The two lists of the day: first deals 首次成交会员, and prospects 准会员, which is everybody else who asked."""
    listed = [_inquiry(row) for row in behind.inquiries_of(session, period)]
    return {
        "count": len(listed),
        "first_deals": [row for row in listed if row["first_deal"]],
        "prospects": [row for row in listed if not row["first_deal"]],
    }


def _inquiry(row: Row) -> Row:
    return {
        "id": row["id"],
        "date": row["on_day"],
        "member": row["no"],
        "name": row["name"],
        "phone": row["phone"],
        "channel": row["channel"],
        "item": row["item"],
        "first_deal": bool(row["first_deal"]),
        "amount": yuan(row["amount_fen"]) if row["amount_fen"] is not None else None,
        "minutes": row["minutes"],
        "result": row["result"],
        "by": row["by"],
    }


def cases(session: Session, period: Period) -> Row:
    """Complaints and other cases: logged and answered on the day, open and late at its end."""
    kinds = tuple(kind.code for kind in session.pack.cases)
    if not kinds:
        return {"logged": 0, "answered": 0, "closed": 0, "open": 0, "late": 0, "late_cases": []}
    seen = complaints.cases_seen(session.db, period, kinds)
    day, moment = period.first.isoformat(), complaints.moment_of(period)
    late = [one for one in seen if one.late(moment)]
    return {
        "logged": sum(one.file["on_day"] == day for one in seen),
        "answered": sum((one.standing.answered_at or "")[:10] == day for one in seen),
        "closed": sum(complaints.closed_in(one, period) for one in seen),
        "open": sum(one.standing.open for one in seen),
        "late": len(late),
        "late_cases": [_late_case(session, one) for one in late],
    }


def _late_case(session: Session, one: complaints.Seen) -> Row:
    return {
        "no": one.file["no"],
        "name": one.file["who"],
        "matter": complaints.matter_name(session.pack, one.file["category"], one.file["kind"]),
        "answer_by": one.answer_by if not one.standing.answered_at else None,
        "resolve_by": one.resolve_by if not one.standing.resolved_at else None,
        "promise_at": one.standing.promise_at if not one.standing.promise_kept_at else None,
    }


def takings(session: Session, period: Period) -> Row:
    """What came in and was paid back, by way of paying and by person; `report takings` says it in full."""
    found = figures_of_takings(session, period)
    people = [{key: one[key] for key in one if key not in ("by_pay", "counts")} for one in found["by_operator"]]
    return {**found, "by_pay": [way for way in found["by_pay"] if way["entries"]], "by_operator": people}


def not_booked(session: Session, period: Period) -> list[Row]:
    """未入账: amounts registers noted on the day that stand in no entry of the ledger."""
    found = noted_not_booked(session.db, period.first.isoformat(), period.last.isoformat())
    return [noted_listed(noted) for noted in _of_store(session, period, found)]


def not_on_card(session: Session, period: Period) -> list[Row]:
    """赠送未入卡: bonuses registers noted on the day that are on no card."""
    found = bonuses_left(session.db, period.first.isoformat(), period.last.isoformat())
    return [bonus_listed(noted) for noted in _of_store(session, period, found)]


def _of_store(session: Session, period: Period, found: list[Noted]) -> list[Noted]:
    if period.store_id is None:
        return found
    marks = rows(session.db, "SELECT id FROM member WHERE store_id = :store", period.values)
    own = {row["id"] for row in marks}
    return [noted for noted in found if noted.member_id in own]


SECTIONS: dict[str, Callable[[Session, Period], Any]] = {
    "inquiries": inquiries,
    "calls": calls.figures,
    "cases": cases,
    "takings": takings,
    "not_booked": not_booked,
    "not_on_card": not_on_card,
}
