"""The lists behind a month's figures: who is new, what was complained of, who asked, who came to a promotion.

Phones are masked unless the session reveals them; names stay, since a list nobody is named on is of no use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.mask import mask_phone
from crmcli.features.member.store import member_no
from crmcli.features.report import complaints, inquiries, members
from crmcli.features.report.tierpast import Past, is_plain
from crmcli.features.report.tierrule import standing_on, tier_case
from crmcli.features.tier import store as tiers
from crmcli.storage.row import rows

if TYPE_CHECKING:
    from crmcli.features.report.period import Period
    from crmcli.session import Session

Row = dict[str, Any]


def phone(session: Session, number: str | None) -> str | None:
    """A number as this session may see it."""
    return mask_phone(number) if number and session.masked else number


def new_members(session: Session, period: Period) -> list[Row]:
    """Who joined in the period, in order of day, with the tier held at its end."""
    ladders, values, last = tiers.ladders(session.db), dict(period.values), period.last.isoformat()
    plain = is_plain(ladders)
    code = tier_case([members.ladder_on(ladders, last)], values) if plain else "d.member_id"
    found = rows(
        session.db,
        "SELECT m.id, m.name, COALESCE(m.mobile, m.phone2) AS number, m.joined_on, m.source, "
        f"i.name AS introduced_by, o.name AS owner, s.name AS store, {code} AS tier "
        f"FROM member m LEFT JOIN ({standing_on('last')} AND {members.JOINED}) d ON d.member_id = m.id "
        "LEFT JOIN member i ON i.id = m.introduced_by "
        "LEFT JOIN staff o ON o.id = m.owner_id LEFT JOIN store s ON s.id = m.store_id "
        f"WHERE {members.JOINED}{period.of('m.store_id')} ORDER BY m.joined_on, m.id",
        values,
    )
    if not plain:
        until = period.until.isoformat()
        past = Past(session.db, ladders, until)
        found = [row | {"tier": row["tier"] and past.on(row["id"], until)} for row in found]
    return [row | {"no": member_no(row["id"]), "phone": phone(session, row["number"])} for row in found]


def complaints_of(session: Session, period: Period) -> list[Row]:
    """The complaints logged, closed or judged in the period and those open at its end, as they stood then."""
    found = []
    for one in complaints.cases_seen(session.db, period):
        file, now = one.file, one.standing
        answered = complaints.ended(one, "answer", period)
        resolved = complaints.ended(one, "resolution", period)
        found.append(
            {
                "no": file["no"],
                "day": file["on_day"],
                "who": file["who"],
                "phone": phone(session, file["number"]),
                "matter": complaints.matter_name(session.pack, file["category"]),
                "summary": file["summary"],
                "state": now.state,
                "answered": answered,
                "resolved": resolved,
                "closed_on": (now.closed_at or "")[:10] or None,
                "how": now.closed_how,
                "opinion": now.opinion,
            }
        )
    return found


def inquiries_of(session: Session, period: Period) -> list[Row]:
    """The inquiries of the period in the order they came."""
    found = rows(
        session.db,
        "SELECT i.id, i.on_day, m.name, m.id AS member_id, COALESCE(m.mobile, m.phone2) AS number, i.channel, i.item, "
        "i.source, i.first_deal, i.amount_fen, i.minutes, i.result, p.name AS by FROM inquiry i "
        "JOIN member m ON m.id = i.member_id LEFT JOIN staff p ON p.id = i.staff_id "
        f"WHERE i.on_day BETWEEN :first AND :last{period.of(inquiries.STORE)} ORDER BY i.on_day, i.id",
        period.values,
    )
    return [row | {"no": member_no(row["member_id"]), "phone": phone(session, row["number"])} for row in found]


def promotion_rows(session: Session, period: Period) -> list[Row]:
    """What was registered at promotions in the period, promotion by promotion."""
    found = rows(
        session.db,
        "SELECT p.no AS promotion_no, p.name AS promotion, n.on_day, m.name, m.id AS member_id, n.amount_fen, n.gift, "
        "n.bonus_fen, n.booked_id, s.name AS by FROM promotion_entry n JOIN promotion p ON p.id = n.promotion_id "
        "JOIN member m ON m.id = n.member_id LEFT JOIN staff s ON s.id = n.staff_id "
        "WHERE n.on_day BETWEEN :first AND :last"
        f"{period.of('COALESCE(p.store_id, m.store_id)')} ORDER BY p.from_on, p.id, n.on_day, n.id",
        period.values,
    )
    return [row | {"no": member_no(row["member_id"])} for row in found]
