"""Everything `member show` tells of a member, gathered from the features' stores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.mask import mask_address, mask_email, mask_id, mask_phone
from crmcli.core.money import yuan
from crmcli.features.booking import store as bookings
from crmcli.features.booking.present import booking_listed
from crmcli.features.card import store as cards
from crmcli.features.fee import store as fees
from crmcli.features.followup import store as followups
from crmcli.features.followup.guard import guard_of, guard_words
from crmcli.features.goods import store as goods
from crmcli.features.goods.present import goods_listed
from crmcli.features.inquiry import store as inquiries
from crmcli.features.inquiry.present import of_member
from crmcli.features.member import store
from crmcli.features.member.present import listed
from crmcli.features.promotion import store as promotions
from crmcli.features.promotion.present import of_member as of_promotion
from crmcli.features.purchase import store as ledger
from crmcli.features.purchase.present import entry_listed
from crmcli.features.tier import store as tiers
from crmcli.features.tier.explain import lasting, standing
from crmcli.features.tier.rules import PLAIN, Rung, rank_of, to_next
from crmcli.language import _
from crmcli.language import listed as in_a_row

if TYPE_CHECKING:
    from crmcli.session import Session

#: How many of the latest purchases and inquiries, and of the open follow-ups, one screen shows.
SHOWN = 5

_MASKS = {
    "phone2": mask_phone,
    "guardian_phone": mask_phone,
    "id_no": mask_id,
    "address": mask_address,
    "email": mask_email,
}
_PLAIN = (
    "wechat",
    "id_type",
    "employer",
    "industry",
    "occupation",
    "interest",
    "source",
    "source_detail",
    "class",
    "consent",
    "guardian",
    "guardian_consent_on",
    "do_not_contact_until",
    "note",
    "recorded_on",
)


def member_card(session: Session, row: dict[str, Any]) -> dict[str, Any]:
    """The contract's answer to `member show`; personal values masked unless revealed."""
    member = store.member(session.db, row["id"]) or {}
    card = listed(session, row) | _details(session, member) | _tier(session, row)
    guard = guard_of(row, session.today, session.pack)
    card["recovering_since"] = row["recovering_since"]
    card["recovering_until"] = guard.until
    card["complaint_since"] = row["complaint_since"]
    card["do_not_contact"] = member["do_not_contact"]
    card["followups"] = [_open(session, line) for line in followups.open_of(session.db, row["id"])]
    card["promotions"] = [of_promotion(entry) for entry in promotions.entries_of_member(session.db, row["id"], SHOWN)]
    entries = ledger.entries_of(session.db, row["id"], SHOWN)
    card["inquiries"] = [of_member(session, one) for one in inquiries.inquiries_of(session.db, row["id"], SHOWN)]
    card["purchases"] = [entry_listed(entry) for entry in entries]
    card |= _cases(session, row["id"])
    card["balance"] = yuan(row["balance_fen"])
    owed_fen, card["owed_since"] = fees.owed_of(session.db, row["id"])
    card["owed"] = yuan(owed_fen)
    card["bookings"] = [booking_listed(session, one) for one in bookings.open_of(session.db, row["id"])]
    card["goods"] = [goods_listed(session, one) for one in goods.held_of(session.db, row["id"])]
    card["cards"] = [_held(session, one) for one in cards.cards_of(session.db, row["id"])]
    card |= _points(session, row["id"])
    card["warnings"] = _warnings(session, row, member)
    return card


def _points(session: Session, member_id: int) -> dict[str, Any]:
    """What of the points can be spent, what is locked and owed, and the vouchers that can pay."""
    from crmcli.features.points.lot import balance_now
    from crmcli.features.points.present import voucher_listed
    from crmcli.features.points.voucher import live_vouchers

    day = session.today.isoformat()
    held = balance_now(session.db, member_id, day)
    return {
        "points_available": held.available,
        "points_locked": held.locked,
        "points_owed": held.debt,
        "vouchers": [voucher_listed(one, day) for one in live_vouchers(session.db, member_id, session.today)],
    }


def _cases(session: Session, member_id: int) -> dict[str, Any]:
    """Complaints, and cases of other kinds: every open one, of the closed ones the latest."""
    from crmcli.features.case.present import case_listed
    from crmcli.features.case.store import cases_of

    found = cases_of(session.db, member_id)
    still, closed = ([one for one in found if (one["closed_at"] is None) is want] for want in (True, False))
    shown = [case_listed(session, one) for one in [*still, *closed[: max(SHOWN - len(still), 0)]]]
    return {
        "complaints": [one for one in shown if one["kind"] == "complaint"],
        "cases": [one for one in shown if one["kind"] != "complaint"],
    }


def _held(session: Session, card: dict[str, Any]) -> dict[str, Any]:
    """A card of the member with the keys of `card list`."""
    from crmcli.features.card.present import card_listed

    return card_listed(card, session.today.isoformat())


def _open(session: Session, line: dict[str, Any]) -> dict[str, Any]:
    """An open follow-up with the keys of `followup due`: its id is a text, its plan has a name."""
    plan = session.pack.plan(line["plan"]) if line["plan"] else None
    return line | {"id": str(line["id"]), "plan": plan.name if plan else line["plan"], "plan_code": line["plan"]}


def _details(session: Session, member: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {key: member[key] for key in _PLAIN}
    for kind in ("industry", "occupation", "source", "id_type"):
        values[kind] = code_name(session, kind, member[kind])
    for kind in ("interest", "consent"):
        words = (member[kind] or "").split("\n") if member[kind] else []
        values[kind] = [code_name(session, kind, word) for word in words]
    for key, mask in _MASKS.items():
        value = member[key]
        values[key] = mask(value) if value and session.masked else value
    introducer = member["introduced_by"]
    values["introduced_by"] = store.member_no(introducer) if introducer else None
    return values


def code_name(session: Session, kind: str, value: str | None) -> str | None:
    """The name of a code of the pack, else the words themselves."""
    code = session.pack.code(kind, value) if value else None
    return code.name if code else value


def _tier(session: Session, row: dict[str, Any]) -> dict[str, Any]:
    nothing = dict.fromkeys(("next_tier", "to_next_tier", "keep_by", "keep_needed"))
    if row["tier"] is None:
        return nothing
    ladder = tiers.ladder_in_force(session.db)
    if ladder.policy == PLAIN and rank_of(ladder, row["spend_fen"]) == row["tier_rank"]:
        following = to_next(ladder, row["spend_fen"], row["tier_rank"])
        return nothing | _following(following)
    now = standing(session.db, row["id"], session.today)
    lasts = lasting(session.db, row["id"], now)
    needed = yuan(lasts.missing_fen) if lasts.missing_fen is not None else None
    return _following(now.to_next) | {"keep_by": lasts.last_on, "keep_needed": needed}


def _following(found: tuple[Rung, int] | None) -> dict[str, Any]:
    """The next tier and what is missing of it; nothing at the top."""
    return {"next_tier": found[0].name if found else None, "to_next_tier": yuan(found[1]) if found else None}


def _warnings(session: Session, row: dict[str, Any], member: dict[str, Any]) -> list[str]:
    said = guard_words(guard_of(row, session.today, session.pack))
    if member["do_not_contact"]:
        said.append(_("do not contact: {reason}").format(reason=member["do_not_contact"]))
    same = [n for n in store.with_value(session.db, "mobile", member["mobile"] or "") if n != row["id"]]
    if same:
        numbers = in_a_row(store.member_no(number) for number in same)
        said.append(_("same mobile as {numbers}").format(numbers=numbers))
    return said
