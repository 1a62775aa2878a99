"""A pack as people and programs see it."""

from __future__ import annotations

from typing import Any

from crmcli.core.findings import N_, Finding
from crmcli.core.interval import interval_text
from crmcli.core.money import yuan
from crmcli.features.pack.moneyrules import amount_words, money_blocks, money_shown
from crmcli.language import _, said
from crmcli.packs.document import Fault
from crmcli.packs.model import Item, Pack, Plan, Tier
from crmcli.packs.week import WEEKDAYS
from crmcli.ui.output import Column
from crmcli.ui.table import field_lines

ORIGINS = {"own": N_("your own"), "shipped": N_("comes with the program")}
LIST_COLUMNS = (
    Column("name", N_("pack")),
    Column("title", N_("title")),
    Column("origin", N_("whose"), "text", ORIGINS),
)
FAULT_COLUMNS = (
    Column("file", N_("file")),
    Column("line", N_("line"), "int"),
    Column("key", N_("key")),
    Column("message", N_("what is wrong, and what would do")),
)
ANCHORS = {"treatment": N_("treatment"), "joining": N_("joining"), "inquiry": N_("inquiry")}


def pack_shown(pack: Pack) -> dict[str, Any]:
    """The contract's answer to `pack show`."""
    return {
        "name": pack.name,
        "title": pack.title,
        "organisation_word": pack.organisation_word,
        "member_word": pack.member_word,
        "tiers": [_tier(tier) for tier in pack.tiers],
        "items": [_item(pack, item) for item in pack.items],
        "plans": [_plan(plan) for plan in pack.plans],
        "roles": [{"code": role.code, "name": role.name, "access": role.access} for role in pack.roles],
        "codes": {kind: [{"code": c.code, "name": c.name} for c in codes] for kind, codes in pack.codes.items()},
        **money_shown(pack),
        "birthday": pack.birthday._asdict() if pack.birthday else None,
        "days_off": [WEEKDAYS[number] for number in pack.days_off],
        "hours": [interval_text(interval) for interval in pack.hours],
        "days_off_count": pack.days_off_count,
        "weights": pack.weights,
        "assumed": list(pack.assumed),
    }


def fault_shown(fault: Fault) -> dict[str, Any]:
    """A fault of a pack: where it stands, and what is wrong there with the way out."""
    text = said(Finding(fault.message, {**fault.facts, "where": ""}))
    return {"file": fault.file, "line": fault.line, "key": fault.key, "message": text.lstrip(":： ")}


def draw_pack(pack: dict[str, Any]) -> None:
    """Prints a pack: ladder, what it rules about money, plans, roles, price list."""
    print(f"{pack['name']}  {pack['title']}")
    _block(_("Tiers"), [(tier["name"], _from_words(tier)) for tier in pack["tiers"]])
    roles = {role["code"]: role["name"] for role in pack["roles"]}
    for title, lines in money_blocks(pack, roles):
        _block(title, lines)
    for plan in pack["plans"]:
        anchor = ANCHORS[plan["anchor"]]
        title = _("Plan {name}, from the {anchor}").format(name=plan["name"], anchor=_(anchor))
        _block(title, [(step["after"], _step_words(step, roles)) for step in plan["steps"]])
    _block(_("Roles"), [(role["code"], role["name"]) for role in pack["roles"]])
    _block(_("Price list"), [(item["name"], _price_words(item)) for item in pack["items"]])


def _tier(tier: Tier) -> dict[str, Any]:
    return {
        "code": tier.code,
        "name": tier.name,
        "from": yuan(tier.from_fen),
        "points_per_yuan": tier.points_per_yuan,
        "discount": tier.discount,
        "benefits": tier.benefits,
        "keep": yuan(tier.keep_fen) if tier.keep_fen is not None else None,
    }


def _item(pack: Pack, item: Item) -> dict[str, Any]:
    """`treatment` is the plan a purchase of the item starts, by its name; null where it starts none."""
    plan = pack.plan_for(item)
    return {
        "code": item.code,
        "name": item.name,
        "group": item.group,
        "price": yuan(item.price_fen) if item.price_fen is not None else None,
        "treatment": plan.name if plan else None,
        "sessions": item.sessions,
        "valid": item.valid,
    }


def _plan(plan: Plan) -> dict[str, Any]:
    return {
        "code": plan.code,
        "name": plan.name,
        "anchor": plan.anchor,
        "care": plan.care,
        "recovery": plan.recovery,
        "steps": [
            {
                "step": step.code,
                "after": step.after,
                "purpose": step.purpose,
                "role": step.role,
                "promotional": step.promotional,
                "script": step.script,
            }
            for step in plan.steps
        ],
    }


def _from_words(tier: dict[str, Any]) -> str:
    words = [_("from {amount}").format(amount=amount_words(tier["from"]))]
    if tier["keep"] is not None:
        words.append(_("kept by {amount}").format(amount=amount_words(tier["keep"])))
    return "  ".join(words)


def _step_words(step: dict[str, Any], roles: dict[str, str]) -> str:
    return _("{purpose} ({role})").format(purpose=step["purpose"], role=roles.get(step["role"], step["role"]))


def _price_words(item: dict[str, Any]) -> str:
    words = [item["group"], amount_words(item["price"]) or _("agreed each time")]
    if item["sessions"]:
        words.append(_("{count} uses").format(count=item["sessions"]))
    if item["valid"]:
        words.append(_("valid {time}").format(time=item["valid"]))
    if item["treatment"]:
        words.append(_("starts the plan {name}").format(name=item["treatment"]))
    return "  ".join(words)


def _block(title: str, pairs: list[tuple[str, str]]) -> None:
    print(f"\n{title}")
    field_lines(pairs, indent=2)
