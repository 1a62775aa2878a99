"""What a list says somebody has spent, has in points and on the card, and the tier it gives: the opening figures.

Each becomes one opening entry, once; a figure that has changed since is rejected with
both. Source: domain/money.md, Opening.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from crmcli.core.findings import N_, Finding
from crmcli.core.money import show_yuan
from crmcli.features.importing.plan import RowRejected
from crmcli.features.tier.rules import Ladder, rank_of

if TYPE_CHECKING:
    from crmcli.features.importing.known import Person
    from crmcli.features.importing.member_row import MemberRow

#: What a list calls a figure -> the kind of its opening entry.
KINDS = {"spend": "opening-spend", "points": "opening-points", "balance": "opening-balance"}
#: The reason of a tier a list gives. Source: domain/money.md, Opening.
REASON = "期初"

CHANGED = N_("{head} is {given}, recorded is {held}; a figure taken over once is not changed by a list")
MAY_CONTAIN = N_(
    "{head} {given} may contain what was recorded since {day}; if it does not, give a day before that one: --opening-on"
)
OTHER_TIER = N_("the list gives {given}, another list gave {held}; change it with crmcli member upgrade --to")
LOWER_TIER = N_("the list says {given}, but {amount} earns {earned}, which is what holds")


def take_figures(row: MemberRow, person: Person, heads: dict[str, str], opening_on: date) -> bool:
    """Notes the opening entries a row makes; whether there are any. Raises RowRejected."""
    opens = {}
    for name, figure in row.figures.items():
        if not _is_settled(name, figure, person, heads.get(name, name), opening_on):
            opens[KINDS[name]] = figure
    person.opens |= opens
    return bool(opens)


def _is_settled(name: str, figure: int, person: Person, head: str, opening_on: date) -> bool:
    """Whether a figure is what is known; False where it is the first of its kind."""
    kind = KINDS[name]
    held = person.opens.get(kind, person.figures.get(kind))
    if name == "balance" and held is None and "card-open" in person.figures:
        # what a card of ours holds is known; a list brings no second one
        held = person.sums.get(name, 0)
    total = person.sums.get(name, 0) + person.opens.get(kind, 0)
    if figure in (held, total) or (held is None and not figure):
        return True
    if held is not None:
        shown = {"head": head, "given": _shown(name, figure), "held": _shown(name, held)}
        raise RowRejected(Finding(CHANGED, shown), fields=(name,))
    if name != "balance" and person.first_on is not None and person.first_on <= opening_on.isoformat():
        facts = {"head": head, "given": _shown(name, figure), "day": person.first_on}
        raise RowRejected(Finding(MAY_CONTAIN, facts), fields=(name,))
    return False


def _shown(name: str, figure: int) -> str:
    return str(figure) if name == "points" else show_yuan(figure)


def take_tier(row: MemberRow, person: Person, ladder: Ladder, opening_on: date) -> bool:
    """Notes a tier above what is held, to be given by hand; whether there is one. Raises RowRejected."""
    if row.tier is None:
        return False
    spend = person.sums.get("spend", 0) + person.opens.get(KINDS["spend"], 0)
    earned = rank_of(ladder, spend)
    given = ladder.rank(row.tier)
    grants = [*person.grants, *([(opening_on.isoformat(), person.gives_tier, REASON)] if person.gives_tier else [])]
    grants.sort(key=lambda grant: grant[0])
    held = max(earned, ladder.rank(grants[-1][1]) if grants else -1)
    if given <= held:
        if given < earned:
            names = {"given": ladder.rungs[given].name, "earned": ladder.rungs[earned].name}
            row.remarks.append(Finding(LOWER_TIER, {**names, "amount": show_yuan(spend)}))
        return False
    former = next((tier for _day, tier, reason in grants if reason == REASON), None)
    if former == row.tier:
        return False
    if former is not None:
        names = {"given": ladder.rungs[given].name, "held": ladder.rungs[ladder.rank(former)].name}
        raise RowRejected(Finding(OTHER_TIER, names), fields=("tier",))
    person.gives_tier = row.tier
    return True
