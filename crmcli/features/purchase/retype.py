"""Putting right which kind of treatment a purchase was. Within the one write."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_, Refused
from crmcli.errors import Failure, from_refused
from crmcli.features.followup.replan import OPEN, Begun, compared
from crmcli.features.followup.retype import begin_again, restore, stop_plan
from crmcli.features.member import store as members
from crmcli.features.member.rules import age_of
from crmcli.features.purchase import store
from crmcli.features.purchase.payment import left_of
from crmcli.features.purchase.rules import refuse_minor
from crmcli.language import _

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack, Plan


class Retyped(NamedTuple):
    """The plan before, by its code, and what the right one began and changed."""

    before: str | None
    begun: Begun


def retype(db: Connection, pack: Pack, purchase_id: int, plan: Plan | None, today: date, reason: str | None) -> Retyped:
    """Makes a purchase one of another treatment, or of none: its calls follow, a recovery by derivation.

    Raises Failure(refused) where it is that already, was paid back whole, or is of a minor without consent.
    """
    entry = store.entry(db, purchase_id) or {}
    member = members.member(db, entry["member_id"]) or {}
    _refuse(db, pack, entry, member, plan)
    wrong = pack.plan(entry["plan"]) if entry["plan"] else None
    before = stop_plan(db, purchase_id, today, _why(plan, reason))
    store.edit_entry(db, purchase_id, {"plan": plan.code if plan else None})
    anchor = date.fromisoformat(entry["on_day"])
    if plan is not None:
        begun = begin_again(db, pack, plan, member, purchase_id, anchor, before, today)
    else:
        begun = Begun([], compared([row for row in before if row["state"] in OPEN], ()))
    if wrong is not None and wrong.replaces:
        again = restore(db, pack, wrong, member["id"], purchase_id, entry["on_day"], today)
        begun = begun._replace(replanned=[*begun.replanned, *again])
    return Retyped(entry["plan"], begun)


def is_taken_back(db: Connection, entry: dict[str, Any]) -> bool:
    """Whether a purchase was paid back whole."""
    left = left_of(db, entry)
    refunded = db.execute(
        "SELECT EXISTS (SELECT 1 FROM ledger WHERE refers_to = ? AND kind = 'refund')", (entry["id"],)
    )
    return bool(refunded.fetchone()[0]) and left.total_fen + left.voucher_fen <= 0


def treatment_name(pack: Pack, code: str | None) -> str:
    """What a kind of treatment is called; one the pack no longer has by its code."""
    plan = pack.plan(code) if code else None
    return plan.name if plan else code or _("no treatment")


def _refuse(db: Connection, pack: Pack, entry: dict[str, Any], member: dict[str, Any], plan: Plan | None) -> None:
    if is_taken_back(db, entry):
        message = N_("Purchase {id} has been paid back in full; its calls are not planned anew.")
        raise Failure("refused", message, field="ID", value=entry["id"], id=entry["id"])
    if entry["plan"] == (plan.code if plan else None):
        message = N_("Purchase {id} is {treatment} as it is.")
        facts: dict[str, Any] = {"id": entry["id"], "treatment": treatment_name(pack, entry["plan"])}
        raise Failure("refused", message, field="--treatment", value=facts["treatment"], **facts)
    if plan is not None:
        try:
            age = age_of(member, date.fromisoformat(entry["on_day"]))
            refuse_minor(member["name"], age, member["guardian_consent_on"], entry["on_day"])
        except Refused as refused:
            raise from_refused(refused, kind="refused", field="member") from refused


def _why(plan: Plan | None, reason: str | None) -> str:
    """Why the calls of the wrong plan are off."""
    name = plan.name if plan else _("no treatment")
    text = _("it was {treatment}: {reason}") if reason else _("it was {treatment}")
    return text.format(treatment=name, reason=reason)
