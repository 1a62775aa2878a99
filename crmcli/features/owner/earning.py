"""Who earned a sale: the pack's rules of ownership, tried in their order on what is known of the customer. Pure.

What the rules' words mean here. Source: domain/ownership.md, the five rules; where it leaves a case open, this does:

* A *contact* is one that reached the customer, by anybody of the team, since the day the present owner got the
  customer and no later than the sale. One on the day of the sale counts where it was recorded before the sale.
* The customer *asked* where an inquiry by phone or web chat came since that day (ever, where nobody owns the
  customer) and no later than the sale. The inquiry that brought the customer in the first place is no asking again,
  and one after which, on a day before this sale, what was asked for or something quite new was bought has had its
  sale; coming for something known in between, such as a use of a card, does not end it.
* The item groups a customer *knew* are those of earlier purchases and inquiries, before the first such asking: asking
  twice for the same new thing does not make it an old one.
* An owner earns only while being of the team; of those who ask by phone, whoever of the online posts took the
  inquiry earns. Where the rule gives the sale to online but nobody is noted for the inquiry, it is undecided.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crmcli.packs.deskrule import OwnerRule

UNDECIDED = "undecided"
SETTLED = "settled"


class Owner(NamedTuple):
    """Who owns the customer since which day; `of_team` where they hold a post of the team and had not left."""

    id: int
    since: str
    of_team: bool = True


class Contact(NamedTuple):
    """A contact of somebody of the team that reached the customer."""

    day: str
    id: int


class Asking(NamedTuple):
    """An inquiry by any channel. `online` where somebody of the online posts took it, None where nobody is noted.

    `first` where it brought the customer in.
    """

    day: str
    id: int
    by_phone: bool
    group: str | None = None
    person_id: int | None = None
    online: bool | None = None
    first: bool = False


class Bought(NamedTuple):
    """An earlier purchase: one recorded before the sale, dated no later."""

    day: str
    group: str | None


class Facts(NamedTuple):
    """What is known of a customer when a sale is made. Lists may stand in any order."""

    day: str
    group: str | None
    source: str | None = None
    owner: Owner | None = None
    contacts: Sequence[Contact] = ()
    askings: Sequence[Asking] = ()
    bought: Sequence[Bought] = ()


class Tried(NamedTuple):
    """A rule that was tried: the place of it in the pack's list and why it does not fit; None where it fits."""

    place: int
    rule: str
    misfit: str | None


class Decision(NamedTuple):
    """Who earned a sale, by which rule, on which contact and which inquiry; nobody where it is undecided."""

    earned_by: int | None
    rule: str
    contact_id: int | None = None
    inquiry_id: int | None = None
    tried: tuple[Tried, ...] = ()


class _Seen(NamedTuple):
    """What the facts come to: the contact and the asking that count, and what the rules ask about."""

    contact: Contact | None
    asking: Asking | None
    same_group: bool
    bought: bool


def decide(rules: Sequence[OwnerRule], facts: Facts) -> Decision:
    """Tries the rules in their order; the first that fits decides."""
    seen, tried = _look(facts), list[Tried]()
    for place, rule in enumerate(rules):
        misfit = _misfit(rule, facts, seen)
        tried.append(Tried(place, rule.rule, misfit))
        if misfit is None:
            return _decided(rule, facts, seen)._replace(tried=tuple(tried))
        if misfit == "nobody-noted":
            break
    return Decision(None, UNDECIDED, tried=tuple(tried))


def _decided(rule: OwnerRule, facts: Facts, seen: _Seen) -> Decision:
    asked = rule.earns == "asked"
    person = seen.asking.person_id if asked and seen.asking else facts.owner.id if facts.owner else None
    return Decision(
        person,
        rule.rule,
        seen.contact.id if rule.contact and seen.contact else None,
        seen.asking.id if rule.asked and seen.asking else None,
    )


def _misfit(rule: OwnerRule, facts: Facts, seen: _Seen) -> str | None:
    """The first thing a rule asks for that is not so."""
    if rule.sources and facts.source not in rule.sources:
        return "no-source" if facts.source is None else "source"
    for wanted, so, missing, there in (
        (rule.asked, seen.asking is not None, "not-asked", "asked"),
        (rule.same_group, seen.same_group, "other-group", "same-group"),
        (rule.bought, seen.bought, "not-bought", "bought"),
    ):
        if wanted is not None and wanted != so:
            return missing if wanted else there
    if rule.earns == "asked":
        return _no_taker(seen.asking)
    if facts.owner is None:
        return "no-owner"
    if not facts.owner.of_team:
        return "not-of-team"
    if rule.contact is not None and rule.contact != (seen.contact is not None):
        return "no-contact" if rule.contact else "contact"
    return None


def _no_taker(asking: Asking | None) -> str | None:
    if asking is None or asking.online is False:
        return "not-online"
    return "nobody-noted" if asking.online is None else None


def _look(facts: Facts) -> _Seen:
    since = facts.owner.since if facts.owner else ""
    contacts = [one for one in facts.contacts if since <= one.day <= facts.day] if facts.owner else []
    before = [one for one in facts.bought if one.day <= facts.day]
    asked = [
        one
        for one in facts.askings
        if one.by_phone and not one.first and since <= one.day <= facts.day and not _had_its_sale(one, facts)
    ]
    first = min(asked, default=None)
    known = {one.group for one in before if first is None or one.day <= first.day}
    known |= {one.group for one in facts.askings if (one < first if first else one.day <= facts.day)}
    return _Seen(
        max(contacts, default=None),
        max(asked, default=None),
        facts.group is not None and facts.group in known,
        bool(before),
    )


def _had_its_sale(asking: Asking, facts: Facts) -> bool:
    """Whether an asking led to a purchase on a day before the sale's. On its own day only of what was asked for:
    anything else may have come before it.
    """
    known = {one.group for one in facts.bought if one.day <= asking.day}
    return any(
        asking.day <= one.day < facts.day
        and (one.group == asking.group or (asking.day < one.day and (asking.group is None or one.group not in known)))
        for one in facts.bought
    )
