"""`member show` for the eye."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.features.goods.reminder import item_words
from crmcli.features.inquiry.present import CHANNEL_WORDS
from crmcli.features.ledger.kind import KINDS
from crmcli.features.member.field import CLASSES, GENDERS, STANDINGS
from crmcli.features.member.present import birthday_words
from crmcli.features.tier.words import keep_words
from crmcli.language import _
from crmcli.ui.output import Column, shown
from crmcli.ui.table import field_lines

if TYPE_CHECKING:
    from crmcli.session import Session

_FIELDS = (
    Column("gender", N_("gender"), "text", GENDERS),
    Column("birthday_words", N_("birthday")),
    Column("mobile", N_("mobile")),
    Column("phone2", N_("second phone")),
    Column("wechat", N_("WeChat")),
    Column("email", N_("e-mail")),
    Column("id_no", N_("ID number")),
    Column("address", N_("address")),
    Column("employer", N_("employer")),
    Column("industry", N_("industry")),
    Column("occupation", N_("occupation")),
    Column("interest", N_("interests")),
    Column("source", N_("heard of us by")),
    Column("introduced_by", N_("introduced by")),
    Column("class", N_("class"), "text", CLASSES),
    Column("guardian", N_("guardian")),
    Column("guardian_phone", N_("guardian's phone")),
    Column("note", N_("note")),
)
_PURCHASES = (
    Column("date", N_("day")),
    Column("kind", N_("kind"), "text", KINDS),
    Column("item", N_("item")),
    Column("amount", N_("amount"), "money"),
)


def draw_card(session: Session, card: dict[str, Any]) -> None:
    """Prints the card: who, what stands, what is open, what was bought, what to mind."""
    head = [card["no"], card["name"], card["tier_name"] or _(STANDINGS[card["standing"]]), card["card_no"] or ""]
    print("  ".join(part for part in head if part))
    for warning in card["warnings"]:
        print(f"! {warning}")
    print(_standing(card))
    card["birthday_words"] = birthday_words(card)
    field_lines([(_(c.label), shown(c, card[c.key])) for c in _FIELDS], indent=2)
    _block(_("Cards"), [_card_line(one) for one in card["cards"]])
    _block(_("Vouchers"), [_voucher_line(one) for one in card["vouchers"]])
    _block(_("Appointments"), [_booking_line(one) for one in card["bookings"]])
    _block(_("Goods held"), [_goods_line(one) for one in card["goods"]])
    _block(_("To do"), [_followup_line(line) for line in card["followups"]])
    _block(_("Complaints and other cases"), [_case_line(one) for one in [*card["complaints"], *card["cases"]]])
    _block(_("Asked about"), [_inquiry_line(one) for one in card["inquiries"]])
    _block(_("Promotions"), [_promotion_line(one) for one in card["promotions"]])
    _block(_("Bought"), ["  ".join(shown(c, entry[c.key]) for c in _PURCHASES) for entry in card["purchases"]])


def _standing(card: dict[str, Any]) -> str:
    parts = [_("spent {amount}").format(amount=_yuan(card["spend"]))]
    if card["next_tier"]:
        text = _("{amount} to {tier}")
        parts.append(text.format(amount=_yuan(card["to_next_tier"]), tier=card["next_tier"]))
    if card["keep_by"]:
        parts.append(keep_words(card["tier_name"], card["keep_by"], card["keep_needed"]))
    parts += _points(card)
    if card["balance"] not in ("0.00", None):
        parts.append(_("card balance {amount}").format(amount=_yuan(card["balance"])))
    if card["owed"] != "0.00":
        text = _("owes {amount} in fees, due since {day}")
        parts.append(text.format(amount=_yuan(card["owed"]), day=card["owed_since"]))
    parts.append(_("last contact {day}").format(day=card["last_contact_on"] or _("none")))
    parts.append(_("complete {share}").format(share=f"{card['completeness']:.0%}"))
    if card["owner"]:
        text = _("owner {name} ({source})") if card["owner_source"] else _("owner {name}")
        parts.append(text.format(name=card["owner"], source=card["owner_source_name"]))
    return " · ".join(parts)


def _points(card: dict[str, Any]) -> list[str]:
    """What is free, locked and owed; nothing where there never were any."""
    parts = []
    if card["points_available"]:
        parts.append(_("{points} points").format(points=card["points_available"]))
    if card["points_locked"]:
        parts.append(_("{points} points locked").format(points=card["points_locked"]))
    if card["points_owed"]:
        parts.append(_("{points} points owed").format(points=card["points_owed"]))
    return parts


def _voucher_line(one: dict[str, Any]) -> str:
    parts = [one["no"], one["reward"], _yuan(one["amount"])]
    return "  ".join([*parts, _("until {day}").format(day=one["expires_on"])] if one["expires_on"] else parts)


def _card_line(one: dict[str, Any]) -> str:
    """A card as one line: number, what it is, what is left, how it stands."""
    from crmcli.features.card.present import listed_line

    return listed_line(one)


def _booking_line(one: dict[str, Any]) -> str:
    parts = [one["date"], one["time"], str(one["id"]), one["kind_name"], one["with"] or ""]
    return "  ".join(part for part in parts if part)


def _goods_line(one: dict[str, Any]) -> str:
    since = _("since {day}").format(day=one["held_on"])
    parts = [since, str(one["id"]), item_words(one["item"], one["quantity"]), one["place"] or ""]
    return "  ".join(part for part in parts if part)


def _followup_line(line: dict[str, Any]) -> str:
    who = line["assigned_to"] or _("unassigned")
    return f"{line['due_on']}  #{line['id']}  {line['purpose']}  {who}"


def _inquiry_line(one: dict[str, Any]) -> str:
    first = _("first deal") if one["first_deal"] else ""
    parts = [one["date"], str(one["id"]), one["item"], _(CHANNEL_WORDS[one["channel"]]), first]
    return "  ".join(part for part in parts if part)


def _case_line(one: dict[str, Any]) -> str:
    from crmcli.features.case.present import next_due
    from crmcli.features.case.words import STATES

    parts = [one["no"], one["logged_at"][:10], one["matter"], _(STATES[one["state"]]), next_due(one)]
    return "  ".join(part for part in parts if part)


def _promotion_line(one: dict[str, Any]) -> str:
    bonus = "" if one["bonus"] == "0.00" else f"+{_yuan(one['bonus'])}"
    parts = [one["date"], one["promotion"], _yuan(one["amount"]), f"{one['gift'] or ''}{bonus}"]
    return "  ".join(part for part in parts if part)


def _block(title: str, lines: list[str]) -> None:
    if lines:
        print(f"\n{title}")
        for line in lines:
            print(f"  {line}")


def _yuan(amount: str) -> str:
    return shown(Column("amount", "", "money"), amount)
