"""The lists of a pack and what they owe each other: ladder, price list, plans, roles, code lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from crmcli.core.findings import N_
from crmcli.packs import records
from crmcli.packs.model import Code, Follow, Item, Plan, Role, Step, Tier
from crmcli.packs.section import ANCHOR, Section

OTHER_ITEM = "other"  # every price list has it, for what is not listed


class Named(Protocol):
    """Anything programs and people each have a word for."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...


def roles(root: Section) -> tuple[Role, ...]:
    """The posts of the department."""
    sections = root.tables("roles")
    found = tuple(records.role(section) for section in sections)
    check_unique(sections, found)
    return found


def tiers(root: Section) -> tuple[Tier, ...]:
    """The ladder: from 0 upwards, each step above the one before."""
    earlier = len(root.document.faults)
    sections = root.tables("tiers")
    found = tuple(records.tier(section) for section in sections)
    check_unique(sections, found)
    if len(root.document.faults) == earlier:
        _check_ladder(sections, found)
    return found


def items(root: Section) -> tuple[Item, ...]:
    """The price list, with the item for what is not listed."""
    sections = root.tables("items")
    found = tuple(records.item(section) for section in sections)
    check_unique(sections, found)
    if sections and OTHER_ITEM not in [item.code for item in found]:
        message = N_("{where}: an item with the code {value} is missing, for what is not listed; add it")
        root.fault("items", message, value=OTHER_ITEM)
    return found


def plans(root: Section, items: Sequence[Item], posts: tuple[str, ...]) -> tuple[Plan, ...]:
    """The follow-up plans; what they fit exists, and no two of an anchor fit the same."""
    sections = root.tables("plans")
    found = tuple(_plan(section, posts) for section in sections)
    check_unique(sections, found)
    _check_replaced(sections, found)
    groups = tuple(dict.fromkeys(item.group for item in items))
    codes = tuple(item.code for item in items)
    taken: dict[tuple[str, str], str] = {}
    for section, plan in zip(sections, found, strict=True):
        for key, named, known in (("groups", plan.groups, groups), ("items", plan.items, codes)):
            for word in named:
                if word not in known:
                    section.not_among(key, word, known)
                elif taken.setdefault((plan.anchor, f"{key} {word}"), plan.code) != plan.code:
                    other = taken[plan.anchor, f"{key} {word}"]
                    message = N_("{where}: {value} starts the plan {other} already; take it out of one")
                    section.fault(key, message, value=word, other=other)
    return found


def codes(root: Section) -> dict[str, tuple[Code, ...]]:
    """The code lists every pack has and those it may have, with the entries the program gives a meaning to."""
    given = {kind: meant for kind, meant in records.OPTIONAL_LISTS.items() if kind in root.values}
    return {kind: _codes(root, kind, meant) for kind, meant in (records.CODE_LISTS | given).items()}


def _codes(root: Section, kind: str, meant: Sequence[str]) -> tuple[Code, ...]:
    sections = root.tables(kind)
    found = tuple(records.code(section) for section in sections)
    check_unique(sections, found)
    there = [code.code for code in found]
    for missing in [code for code in meant if sections and code not in there]:
        message = N_("{where}: the entry {value} is missing; the program gives it a meaning, so add it")
        root.fault(kind, message, value=missing)
    return found


def check_unique(sections: Sequence[Section], found: Sequence[Named]) -> None:
    """A word stands for one entry only, be it code or name, since people may type either."""
    owners: dict[str, int] = {}
    for index, (section, entry) in enumerate(zip(sections, found, strict=True)):
        for key, word in (("code", entry.code), ("name", entry.name)):
            if word and owners.setdefault(word, index) != index:
                message = N_("{where}: {value} is taken by an earlier entry of the list; choose another")
                section.fault(key, message, value=word)


def _check_replaced(sections: Sequence[Section], plans: Sequence[Plan]) -> None:
    """What a plan calls off are plans counted from the same anchor."""
    for section, plan in zip(sections, plans, strict=True):
        known = tuple(one.code for one in plans if one.anchor == plan.anchor)
        for word in plan.replaces:
            if word not in known:
                section.not_among("replaces", word, known)


def check_treatments(root: Section, items: Sequence[Item], plans: Sequence[Plan]) -> None:
    """An item's own plan is one that starts with a treatment."""
    known = tuple(plan.code for plan in plans if plan.anchor == "treatment")
    for section, item in zip(root.tables("items"), items, strict=True):
        if item.treatment is not None and item.treatment not in known:
            section.not_among("treatment", item.treatment, known)


def check_recoveries(root: Section, plans: Sequence[Plan], follow: Follow) -> None:
    """A recovery starts with a treatment, and something must be able to end it."""
    for section, plan in zip(root.tables("plans"), plans, strict=True):
        asked = any(step.asks_recovered for step in plan.steps)
        if plan.recovery and plan.anchor != "treatment":
            message = N_("{where}: only a plan with the anchor {anchor} opens a recovery; take the line out")
            section.fault("recovery", message, anchor="treatment")
        elif plan.recovery and not asked and follow.recovery_days is None:
            message = N_("{where}: nothing ends this recovery; let a step have asks_recovered = true")
            section.fault("recovery", message)
        elif asked and not plan.recovery:
            message = N_("{where}: a step asks whether it is over, but the plan opens none; set it to true")
            section.fault("recovery", message)


def _plan(section: Section, posts: tuple[str, ...]) -> Plan:
    anchor = section.choice("anchor", records.ANCHORS)
    found = Plan(
        code=section.code(),
        name=section.text("name"),
        anchor=anchor,
        steps=_steps(section, anchor, posts),
        groups=section.texts("groups"),
        items=section.texts("items"),
        care=section.flag("care"),
        recovery=section.flag("recovery"),
        replaces=section.texts("replaces"),
    )
    section.done()
    return found


def _steps(section: Section, anchor: str, posts: tuple[str, ...]) -> tuple[Step, ...]:
    sections = section.tables("steps")
    found = tuple(records.step(step, anchor, posts) for step in sections)
    seen: set[str] = set()
    for step_section, step in zip(sections, found, strict=True):
        if step.code and step.code in seen:
            message = N_("{where}: {value} is taken by an earlier entry of the list; choose another")
            step_section.fault("code", message, value=step.code)
        seen.add(step.code)
    _check_order(sections, found)
    return found


def _check_order(sections: Sequence[Section], steps: Sequence[Step]) -> None:
    """Steps stand in the order they come due from any anchor; the last is said for all missed."""
    from crmcli.core.day import parse_offset, shift

    due = [shift(ANCHOR, parse_offset(step.after or "0d")) for step in steps]
    for section, step, on, before in zip(sections[1:], steps[1:], due[1:], due, strict=False):
        if step.after and on <= before:
            message = N_("{where}: {value} is not later than the step before it; order the steps by time")
            section.fault("after", message, value=step.after)


def _check_ladder(sections: Sequence[Section], ladder: Sequence[Tier]) -> None:
    if ladder and ladder[0].from_fen != 0:
        message = N_("{where}: the ladder starts at {value}; its lowest tier must start at 0")
        sections[0].fault("from", message, value=sections[0].values["from"])
    for section, below, tier in zip(sections[1:], ladder, ladder[1:], strict=False):
        if tier.from_fen <= below.from_fen:
            message = N_("{where}: {value} is not above the tier before it; order them from the lowest up")
            section.fault("from", message, value=section.values["from"])
