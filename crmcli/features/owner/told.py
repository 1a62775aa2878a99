"""Who earned a sale, said in a line and as the contract's keys, beside whatever recorded it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.features.owner import sale_store
from crmcli.features.owner.earning import SETTLED, UNDECIDED
from crmcli.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crmcli.packs.deskrule import OwnerRule
    from crmcli.session import Session

Row = dict[str, Any]

#: Words for what stands in the place of a rule.
RULES = {UNDECIDED: N_("undecided who earned it"), SETTLED: N_("settled by a supervisor")}


def earned_answer(session: Session, purchase_id: int) -> dict[str, str | None]:
    """The contract's `earned_by` and `rule` of a purchase."""
    row = _sale(session, purchase_id)
    return {"earned_by": row["earned"], "rule": row["earned_rule"]} if row else {"earned_by": None, "rule": None}


def earned_line(session: Session, purchase_id: int) -> str:
    """Who earned a purchase and why, or how it is settled; nothing where the trade has no rules of it.

    Nor of a customer who belongs to nobody and of whom no source is noted: no rule could fit, and the clerk at the
    desk need not be told each time. Such sales stand in `owner undecided` all the same.
    """
    row = _sale(session, purchase_id)
    if row is None or (row["earned_rule"] == UNDECIDED and row["belongs_nowhere"]):
        return ""
    return sale_line(session, row)


def sale_line(session: Session, row: Row) -> str:
    """The same of a row of `sale_store`."""
    if row["earned_rule"] is None:
        return ""
    if row["earned_rule"] == UNDECIDED:
        text = _("undecided who earned it; a supervisor settles it: crmcli owner settle {id} --to NAME --reason TEXT")
        return text.format(id=row["id"])
    if row["earned_rule"] == SETTLED:
        nobody = _("a supervisor settled that nobody earned it: {reason}")
        text = _("earned by {name}, as a supervisor settled: {reason}") if row["earned"] else nobody
        return text.format(name=row["earned"], reason=row["earned_note"])
    rule = rule_of(session.pack.ownership.rules if session.pack.ownership else (), row)
    text = _("earned by {name} by rule {rule}: {text}")
    day = row["contact_on"] or row["inquiry_on"]
    if row["contact_on"]:
        text = _("earned by {name} by rule {rule}, on the contact of {day}: {text}")
    elif row["inquiry_on"]:
        text = _("earned by {name} by rule {rule}, on the inquiry of {day}: {text}")
    return text.format(name=row["earned"], rule=row["earned_rule"], day=day, text=rule.text if rule else "–")


def rule_of(rules: Sequence[OwnerRule], row: Row) -> OwnerRule | None:
    """The case of a rule that decided a sale, told by what it decided on; None where the pack no longer has it."""
    same = [rule for rule in rules if rule.rule == row["earned_rule"]]
    on = (row["earned_contact_id"] is not None, row["earned_inquiry_id"] is not None)
    return next((rule for rule in same if (bool(rule.contact), bool(rule.asked)) == on), same[0] if same else None)


def _sale(session: Session, purchase_id: int) -> Row | None:
    return sale_store.sale(session.db, purchase_id) if session.pack.ownership is not None else None
