"""Whose a customer is and why, and who earned a sale and why: every rule tried, and what decided.

Source: domain/ownership.md, explained on request.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.core.money import yuan
from crmcli.errors import Failure
from crmcli.features.member.present import source_name
from crmcli.features.member.store import member_no
from crmcli.features.owner import sale_store
from crmcli.features.owner.earning import SETTLED, decide
from crmcli.features.owner.earning_store import Attribution, made
from crmcli.features.owner.misfit import misfit_words
from crmcli.features.owner.told import rule_of
from crmcli.features.staff.store import name_of

if TYPE_CHECKING:
    from crmcli.packs.deskrule import Ownership
    from crmcli.session import Session

Row = dict[str, Any]
#: How many of a member's latest purchases are shown.
SHOWN = 10


def rules_of(session: Session) -> Ownership:
    """The pack's rules of ownership. Raises Failure where the trade has none of who earns a sale."""
    found = session.pack.ownership
    if found is None or not found.rules:
        message = N_("In this trade ({pack}) no purchase is anybody's: the pack has no rules of who earned one.")
        raise Failure("refused", message, pack=session.pack.title)
    return found


def sale_listed(row: Row) -> Row:
    """A purchase with who earned it."""
    return {
        "id": row["id"],
        "date": row["on_day"],
        "member": member_no(row["member_id"]),
        "name": row["name"],
        "item": row["item_name"],
        "group": row["item_group"],
        "amount": yuan(row["amount_fen"]),
        "earned_by": row["earned"],
        "rule": row["earned_rule"],
    }


def sale_why(session: Session, row: Row) -> Row:
    """Who earned a purchase: what was known when it was made, each rule that was tried, what decided."""
    rules = rules_of(session)
    sale = made(session.db, row)
    facts = Attribution(session.db, session.pack).facts(sale, rules)
    owner = name_of(session.db, "staff", facts.owner.id) if facts.owner else None
    rule = rule_of(rules.rules, row)
    tried = [
        {
            "rule": one.rule,
            "text": rules.rules[one.place].text,
            "fits": one.misfit is None,
            "misfit": one.misfit,
            "why": misfit_words(session, rules.rules[one.place], one.misfit, facts, owner) if one.misfit else None,
        }
        for one in decide(rules.rules, facts).tried
    ]
    return sale_listed(row) | {
        "text": rule.text if rule else None,
        "owner": owner,
        "owner_since": facts.owner.since if facts.owner else None,
        "source": facts.source,
        "source_name": source_name(session, facts.source),
        "contact": _decided_on(row, "contact"),
        "inquiry": _decided_on(row, "inquiry"),
        "settled": _settled(session, row),
        "tried": tried,
    }


def _decided_on(row: Row, what: str) -> Row | None:
    number = row[f"earned_{what}_id"]
    return {"id": number, "on": row[f"{what}_on"], "by": row[f"{what}_by"]} if number is not None else None


def _settled(session: Session, row: Row) -> Row | None:
    if row["earned_rule"] != SETTLED:
        return None
    found = sale_store.settling(session.db, row["id"])
    return {
        "on": found["day"] if found else None,
        "by": found["by"] if found else None,
        "reason": row["earned_note"],
        "operation": found["id"] if found else None,
    }


def member_why(session: Session, member: Row) -> Row:
    """Whose a member is, since when and why, until when, and who earned the latest purchases."""
    from crmcli.features.owner.held_store import held_by_id
    from crmcli.features.owner.release import release_on, rule_for

    rules = rules_of(session)
    held = held_by_id(session.db, session.pack, [member["id"]]).get(member["id"])
    rule = rule_for(rules.release, held) if held else None
    until = release_on(rules.release, held) if held else None
    return {
        "member": member_no(member["id"]),
        "name": member["name"],
        "owner": member["owner"],
        "source": member["owner_source"],
        "source_name": source_name(session, member["owner_source"]),
        "since": _iso(held.assigned_on if held else None),
        "cause": _cause(session, member["id"]),
        "last_contact_on": _iso(held.contact_on if held else None),
        "held_until": _iso(until),
        "rule": rule.rule if rule else None,
        "text": rule.text if rule else None,
        "purchases": [sale_listed(row) for row in sale_store.sales_of(session.db, member["id"], SHOWN)],
    }


def _cause(session: Session, member_id: int) -> str | None:
    """Why a member came to the present owner; None where nothing was written down then."""
    from crmcli.features.owner.assignment import of_member

    return next((row["cause"] for row in of_member(session.db, member_id) if row["from"] != row["to"]), None)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
