"""What a pack rules about money, as people and programs see it."""

from __future__ import annotations

from typing import Any

from crmcli.core.findings import N_
from crmcli.core.money import yuan
from crmcli.features.member.field import KINDS
from crmcli.language import _, listed
from crmcli.packs.model import LIFETIME, Pack, TierPolicy
from crmcli.packs.moneyrule import CardPolicy, Fee, Reward
from crmcli.ui.output import Column, shown

MONEY = Column("amount", "", "money")
COUNTS = {"consumption": N_("purchases less refunds"), "payment": N_("money paid in")}
FALLS = {"step": N_("else one tier down"), "earned": N_("else down to the tier earned")}
ORDERS = {"principal-first": N_("principal, then bonus"), "bonus-first": N_("bonus, then principal")}
PERIODS = {"month": N_("every month"), "quarter": N_("every quarter"), "year": N_("every year")}
NOTICES = {
    "points": N_("points lapse"),
    "card": N_("a card lapses"),
    "tier": N_("a tier falls"),
    "fee": N_("a fee is due"),
    "booking": N_("an appointment"),
    "attendance": N_("whether they came"),
    "no-show": N_("who did not come"),
    "goods": N_("goods held"),
    "owner": N_("a customer goes to somebody else"),
    "unplanned": N_("nothing is planned"),
}

Block = tuple[str, list[tuple[str, str]]]


def money_shown(pack: Pack) -> dict[str, Any]:
    """The keys of `pack show` that rule money."""
    return {
        "policy": _policy(pack.policy),
        "points": pack.points._asdict(),
        "rewards": [_reward(reward) for reward in pack.rewards],
        "card": _card(pack.card_rules),
        "fees": [_fee(fee) for fee in pack.fees],
        "notices": {about: notice._asdict() for about, notice in pack.notices.items()},
    }


def money_blocks(pack: dict[str, Any], roles: dict[str, str]) -> list[Block]:
    """Titles with the lines under them, of an answer of `pack show`; what the pack has not is left out."""
    blocks = [
        (_("How tiers are counted"), _policy_lines(pack["policy"])),
        (_("Points"), _point_lines(pack["points"])),
        (_("Rewards"), [(reward["name"], _reward_words(reward)) for reward in pack["rewards"]]),
        (_("Prepaid cards"), _card_lines(pack["card"])),
        (_("Fees"), [(fee["name"], _fee_words(fee)) for fee in pack["fees"]]),
        (_("Told beforehand"), [_notice_line(about, notice, roles) for about, notice in pack["notices"].items()]),
    ]
    return [block for block in blocks if block[1]]


def amount_words(amount: str | None) -> str:
    """An amount of an answer as people read it; empty where there is none."""
    return shown(MONEY, amount)


def _policy(policy: TierPolicy) -> dict[str, Any]:
    retention = policy.retention._asdict() if policy.retention else None
    return {"basis": policy.basis, "counts": policy.counts, "retention": retention}


def _reward(reward: Reward) -> dict[str, Any]:
    found = reward._asdict()
    fen = found.pop("amount_fen")
    return found | {"amount": None if fen is None else yuan(fen)}


def _card(rules: CardPolicy) -> dict[str, Any]:
    return {
        "order": rules.order,
        "named_limit": yuan(rules.named_limit_fen),
        "unnamed_limit": yuan(rules.unnamed_limit_fen),
        "unnamed_valid": rules.unnamed_valid,
        "register_from": yuan(rules.register_from_fen),
        "transfer_from": yuan(rules.transfer_from_fen),
    }


def _fee(fee: Fee) -> dict[str, Any]:
    found = fee._asdict()
    return found | {"price": yuan(found.pop("price_fen")), "kinds": list(fee.kinds)}


def _policy_lines(policy: dict[str, Any]) -> list[tuple[str, str]]:
    months = policy["basis"].removesuffix("mo")
    basis = _("from the first day on") if policy["basis"] == LIFETIME else _("the last {months} months")
    lines = [(_("counted over"), basis.format(months=months)), (_("what counts"), _(COUNTS[policy["counts"]]))]
    if retention := policy["retention"]:
        again = _("every {months} months, {fall}").format(months=retention["months"], fall=_(FALLS[retention["fall"]]))
        lines.append((_("to be earned again"), again))
    return lines


def _point_lines(points: dict[str, Any]) -> list[tuple[str, str]]:
    locked = _("{days} days").format(days=points["return_days"])
    return [
        (_("kept for"), points["valid"] or _("without end")),
        (_("locked after a purchase"), locked if points["return_days"] else _("not at all")),
    ]


def _reward_words(reward: dict[str, Any]) -> str:
    words = [_("{points} points").format(points=f"{reward['points']:,}")]
    if reward["kind"] == "voucher":
        words.append(_("a voucher for {amount}").format(amount=amount_words(reward["amount"])))
    else:
        words.append(_("a gift"))
    if reward["valid"]:
        words.append(_("valid {time}").format(time=reward["valid"]))
    if reward["stock"] is not None:
        words.append(_("{count} pieces to begin with").format(count=reward["stock"]))
    return "  ".join(words)


def _card_lines(card: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (_("used first"), _(ORDERS[card["order"]])),
        (_("a named card at most"), amount_words(card["named_limit"])),
        (_("an unnamed card at most"), amount_words(card["unnamed_limit"])),
        (_("an unnamed card valid at least"), card["unnamed_valid"]),
        (_("buyer recorded by name from"), amount_words(card["register_from"])),
        (_("paid through the bank from"), amount_words(card["transfer_from"])),
    ]


def _fee_words(fee: dict[str, Any]) -> str:
    price = _("{amount} each {unit}").format(amount=amount_words(fee["price"]), unit=fee["unit"])
    due = _("due {time} after the period began").format(time=fee["due"])
    words = [price, _(PERIODS[fee["every"]]), due]
    if fee["kinds"]:
        kinds = listed([_(KINDS[kind]) for kind in fee["kinds"]])
        words.append(_("charged to every {kinds}").format(kinds=kinds))
    return "  ".join(words)


def _notice_line(about: str, notice: dict[str, Any], roles: dict[str, str]) -> tuple[str, str]:
    role = roles.get(notice["role"], notice["role"])
    text, days = _("{days} days before: {purpose} ({role})"), notice["ahead_days"]
    if notice["wait_days"] is not None:
        text, days = _("after {days} days, and again so long after each call: {purpose} ({role})"), notice["wait_days"]
    elif not days:
        text = _("at once: {purpose} ({role})")
    return _(NOTICES[about]), text.format(days=days, purpose=notice["purpose"], role=role)
