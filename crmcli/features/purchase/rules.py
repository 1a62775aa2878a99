"""What a purchase sets going: the treatment it is, and who may have one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmcli.core.findings import N_, Refused
from crmcli.core.searchkey import choose

if TYPE_CHECKING:
    from crmcli.packs.model import Item, Pack, Plan

#: Source: domain/members.md and 医疗美容服务管理办法 art. 20: below 18 no treatment without the guardian's consent.
MINOR_BELOW = 18
NO_TREATMENT = ("none", "no", "无")


def treatment_plan(pack: Pack, item: Item, treatment: str | None) -> Plan | None:
    """The plan a purchase starts: the one named by code or name, none where `none` is said, else the item's own."""
    return pack.plan_for(item) if treatment is None else treatment_named(pack, treatment)


def treatment_named(pack: Pack, treatment: str) -> Plan | None:
    """The plan of a kind of treatment, named by code or name; None where `none` is said. Raises Refused."""
    if treatment.strip().lower() in NO_TREATMENT:
        return None
    plans = [plan for plan in pack.plans if plan.anchor == "treatment"]
    found = choose(treatment, plans, lambda plan: (plan.name, plan.code))
    if len(found) != 1:
        names = [plan.name for plan in (found or plans)]
        raise Refused(N_("{value} is no kind of treatment; there are {names}, or none"), value=treatment, names=names)
    return found[0]


def items_named(pack: Pack, text: str) -> list[Item]:
    """The items of the price list a text fits equally well: part, code, pinyin or initials; an exact name wins."""
    return choose(text, pack.items, lambda item: (item.name, item.code))


def nearest_items(pack: Pack, text: str) -> list[str]:
    """Names of the price list that look like a text none of them fits."""
    from difflib import get_close_matches

    return get_close_matches(text, [item.name for item in pack.items], n=5, cutoff=0.3)


def refuse_minor(name: str, age: int | None, consent_on: str | None, day: str) -> None:
    """Refuses a treatment of somebody under 18 without the guardian's consent on record by then."""
    if age is None or age >= MINOR_BELOW or (consent_on is not None and consent_on <= day):
        return
    message = N_(
        "{name} is {age}: below {limit} a treatment needs the guardian's consent on record. "
        "crmcli member edit {name} --guardian NAME --guardian-consent-on DAY"
    )
    raise Refused(message, name=name, age=age, limit=MINOR_BELOW)
