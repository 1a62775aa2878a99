"""What a pack rules about money: how a tier is counted and kept, points and rewards, cards, fees, notices."""

from __future__ import annotations

from collections.abc import Sequence

from crmcli.core.findings import N_
from crmcli.packs import records
from crmcli.packs.lists import check_unique
from crmcli.packs.model import LIFETIME, Tier, TierPolicy
from crmcli.packs.moneyrule import CardPolicy, Fee, Notice, Points, Retention, Reward
from crmcli.packs.section import Section

COUNTS = ("consumption", "payment")
FALLS = ("step", "earned")
REWARD_KINDS = ("voucher", "gift")
CARD_ORDERS = ("principal-first", "bonus-first")
PERIODS = ("month", "quarter", "year")
MEMBER_KINDS = ("person", "organisation", "unit")
NOTICES = ("points", "card", "tier", "fee", "booking", "attendance", "no-show", "goods", "owner", "unplanned")
MOST_MONTHS = 120


def policy(root: Section) -> TierPolicy:
    """How the amount for a tier is counted, and whether a tier must be earned again."""
    section = root.table("policy")
    if section is None:
        return TierPolicy("", "")
    found = TierPolicy(_basis(section), section.choice("counts", COUNTS), _retention(section))
    section.done()
    return found


def check_keep(root: Section, policy: TierPolicy, ladder: Sequence[Tier]) -> None:
    """Under retention every tier but the lowest says what keeps it; without, none does."""
    for index, (section, tier) in enumerate(zip(root.tables("tiers"), ladder, strict=True)):
        said = "keep" in section.values
        if policy.retention is None:
            if said:
                message = N_("{where}: nothing says how often a tier is earned again; add [policy.retention]")
                section.fault("keep", message)
        elif index == 0 and said:
            section.fault("keep", N_("{where}: nobody falls below the lowest tier; take the line out"))
        elif index > 0 and not said:
            message = N_("{where}: keep is missing; write the amount in yuan that keeps {tier}")
            section.fault("keep", message, tier=tier.name)


def points(root: Section) -> Points:
    """How long points live and stay locked; without the table for ever, and not at all."""
    section = root.table("points", optional=True)
    if section is None:
        return Points()
    found = Points(section.offset("valid", least=1, optional=True) or None, _days(section, "return_window"))
    section.done()
    return found


def rewards(root: Section) -> tuple[Reward, ...]:
    """What points buy; nothing where the pack has no rewards."""
    sections = _optional(root, "rewards")
    found = tuple(_reward(section) for section in sections)
    check_unique(sections, found)
    return found


def card_rules(root: Section) -> CardPolicy:
    """The rules of prepaid cards; the law's where the pack says nothing else."""
    section = root.table("card", optional=True)
    if section is None:
        return CardPolicy()
    law = CardPolicy()
    found = CardPolicy(
        order=section.choice("order", CARD_ORDERS, law.order),
        named_limit_fen=_yuan(section, "named_limit", law.named_limit_fen),
        unnamed_limit_fen=_yuan(section, "unnamed_limit", law.unnamed_limit_fen),
        unnamed_valid=section.offset("unnamed_valid", least=1, optional=True) or law.unnamed_valid,
        register_from_fen=_yuan(section, "register_from", law.register_from_fen),
        transfer_from_fen=_yuan(section, "transfer_from", law.transfer_from_fen),
    )
    section.done()
    return found


def fees(root: Section) -> tuple[Fee, ...]:
    """The fee table; empty where the pack charges none."""
    sections = _optional(root, "fees")
    found = tuple(_fee(section) for section in sections)
    check_unique(sections, found)
    return found


def notices(root: Section, posts: tuple[str, ...]) -> dict[str, Notice]:
    """The calls made beforehand, by what they are about; one the pack does not have is never made."""
    section = root.table("notices", optional=True)
    if section is None:
        return {}
    tables = {about: section.table(about, optional=True) for about in NOTICES}
    found = {about: _notice(table, about, posts) for about, table in tables.items() if table}
    section.done()
    return found


def _optional(root: Section, key: str) -> list[Section]:
    return root.tables(key) if root.get(key) is not None else []


def _basis(section: Section) -> str:
    value = section.text("basis")
    if value in ("", LIFETIME):
        return value
    months = _as_months(value)
    if months is None:
        message = N_("{where}: {value} is no time to count over; write lifetime, or months such as 12mo")
        section.fault("basis", message, value=value)
    return f"{months}mo" if months else ""


def _retention(section: Section) -> Retention | None:
    table = section.table("retention", optional=True)
    if table is None:
        # what is no table is told as such, and the tiers are not told besides that there is none
        return Retention(0, "") if "retention" in section.values else None
    every = table.text("every")
    months = _as_months(every)
    if every and months is None:
        table.fault("every", N_("{where}: {value} is no number of months; write it such as 12mo or 1y"), value=every)
    found = Retention(months or 0, table.choice("fall", FALLS))
    table.done()
    return found


def _as_months(text: str) -> int | None:
    """How many months a text such as 12mo or 1y means; None for anything else and beyond ten years."""
    from crmcli.core.day import parse_offset

    try:
        offset = parse_offset(text)
    except ValueError:
        return None
    months = {"mo": 1, "y": 12}.get(offset.unit, 0) * offset.count
    return months if 1 <= months <= MOST_MONTHS else None


def _days(section: Section, key: str) -> int:
    """A time in whole days, none where nothing is said."""
    value = section.offset(key, optional=True)
    if value and not value.endswith("d"):
        section.fault(key, N_("{where}: {value} is no number of days; write it such as 7d"), value=value)
        return 0
    return int(value.removesuffix("d") or 0)


def _reward(section: Section) -> Reward:
    kind = section.choice("kind", REWARD_KINDS)
    found = Reward(
        code=section.code(),
        name=section.text("name"),
        kind=kind,
        points=section.whole("points", 1, 10**7) or 1,
        amount_fen=section.yuan("amount", required=kind == "voucher"),
        valid=section.offset("valid", least=1, optional=True) or None,
        stock=section.whole("stock", 0, 10**6, optional=True),
    )
    for key in ("amount", "valid"):
        if kind == "gift" and key in section.values:
            section.fault(
                key, N_("{where}: only a voucher has this; take the line out, or write kind = {kind}"), kind='"voucher"'
            )
    if kind == "voucher":
        _check_above_nothing(section, "amount", found.amount_fen)
    section.done()
    return found


def _fee(section: Section) -> Fee:
    price = section.yuan("price", required=True)
    _check_above_nothing(section, "price", price)
    kinds = section.texts("kinds")
    for kind in kinds:
        if kind not in MEMBER_KINDS:
            section.not_among("kinds", kind, MEMBER_KINDS)
    found = Fee(
        code=section.code(),
        name=section.text("name"),
        price_fen=price or 0,
        unit=section.text("unit"),
        every=section.choice("every", PERIODS),
        due=section.offset("due"),
        kinds=tuple(dict.fromkeys(kinds)),
    )
    section.done()
    return found


def _notice(section: Section, about: str, posts: tuple[str, ...]) -> Notice:
    found = Notice(
        ahead_days=section.whole("ahead_days", 0, 366) or 0,
        purpose=section.text("purpose"),
        script=records.script(section, "script", about),
        role=section.choice("role", posts),
        promotional=section.flag("promotional"),
        wait_days=section.whole("wait_days", 1, 366, optional=True) if about == "goods" else None,
    )
    section.done()
    return found


def _yuan(section: Section, key: str, default: int) -> int:
    value = section.yuan(key)
    return default if value is None else value


def _check_above_nothing(section: Section, key: str, fen: int | None) -> None:
    if fen == 0:
        section.fault(key, N_("{where}: an amount of 0 is nothing; write one above 0"))
