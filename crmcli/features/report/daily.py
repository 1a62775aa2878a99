"""A day: who asked, the calls, the complaints, the takings, and what was noted and is not booked.

A section is a function (session, period) → what its key holds; adding one is a function and a line in SECTIONS.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from crmcli.core.money import yuan
from crmcli.features.purchase.noted import noted_listed, noted_not_booked
from crmcli.features.report import behind, calls, complaints
from crmcli.features.report.period import Period
from crmcli.storage.row import rows

if TYPE_CHECKING:
    from crmcli.session import Session

Row = dict[str, Any]

#: Ways of paying that bring no money in on the day.
NO_MONEY = ("card", "voucher")


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


_PAID = (
    "SUM(CASE WHEN l.kind = 'purchase' THEN l.amount_fen ELSE 0 END) AS purchases, "
    "-SUM(CASE WHEN l.kind = 'refund' THEN l.amount_fen ELSE 0 END) AS refunds, SUM(l.amount_fen) AS net, "
    "COUNT(*) AS entries "
)


def takings(session: Session, period: Period) -> Row:
    """What came in and was paid back, by way of paying and by who booked it. `money` leaves out cards and vouchers."""
    by_pay = _taken(session, period, "l.pay AS pay", "l.pay")
    by_operator = _taken(session, period, "s.name AS name", "l.staff_id")
    money = sum(row["net"] for row in by_pay if row["pay"] not in NO_MONEY)
    names = {code.code: code.name for code in session.pack.codes.get("pay", ())}
    return {
        **_sums(by_pay),
        "money": yuan(money),
        "by_pay": [
            {"pay": row["pay"], "pay_name": names.get(row["pay"], row["pay"]), **_amounts(row)} for row in by_pay
        ],
        "by_operator": [{"name": row["name"], **_amounts(row)} for row in by_operator],
        "counted": None,
    }


def _taken(session: Session, period: Period, what: str, group: str) -> list[Row]:
    return rows(
        session.db,
        f"SELECT {what}, {_PAID} FROM ledger l JOIN member m ON m.id = l.member_id "
        "LEFT JOIN staff s ON s.id = l.staff_id WHERE l.on_day BETWEEN :first AND :last "
        f"AND l.kind IN ('purchase', 'refund'){period.of('m.store_id')} GROUP BY {group} ORDER BY net DESC, 1",
        period.values,
    )


def _sums(parts: list[Row]) -> Row:
    whole = {key: sum(row[key] for row in parts) for key in ("purchases", "refunds", "net", "entries")}
    return _amounts(whole)


def _amounts(row: Row) -> Row:
    return {key: yuan(row[key]) for key in ("purchases", "refunds", "net")} | {"entries": row["entries"]}


def not_booked(session: Session, period: Period) -> list[Row]:
    """未入账: amounts registers noted on the day that stand in no entry of the ledger."""
    found = noted_not_booked(session.db, period.first.isoformat(), period.last.isoformat())
    if period.store_id is not None:
        marks = rows(session.db, "SELECT id FROM member WHERE store_id = :store", period.values)
        own = {row["id"] for row in marks}
        found = [noted for noted in found if noted.member_id in own]
    return [noted_listed(noted) for noted in found]


SECTIONS: dict[str, Callable[[Session, Period], Any]] = {
    "inquiries": inquiries,
    "calls": calls.figures,
    "cases": cases,
    "takings": takings,
    "not_booked": not_booked,
}
