"""A changed value of the log as a person reads it: its column's name, its code in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from crmcli.core.findings import N_
from crmcli.core.interval import clock
from crmcli.features.booking.present import STATES as APPOINTMENTS
from crmcli.features.booking.reminder import kind_name
from crmcli.features.followup.outcome import OUTCOMES
from crmcli.features.followup.overridden import guards_words
from crmcli.features.followup.present import KINDS as CALLS
from crmcli.features.followup.present import STATES, VIAS
from crmcli.features.goods.present import STATES as HOLDINGS
from crmcli.features.inquiry.rules import RESULTS
from crmcli.features.ledger.kind import KINDS as ENTRIES
from crmcli.features.member import store
from crmcli.features.member.field import CALENDARS, CLASSES, FIELDS, GENDERS, KINDS, STANDINGS
from crmcli.features.member.present import tier_name
from crmcli.features.owner.assignment import CAUSES
from crmcli.features.staff.store import name_of
from crmcli.language import _, listed, ngettext
from crmcli.ui.output import Column, shown

if TYPE_CHECKING:
    from crmcli.session import Session

#: Columns that are no field of a member, by the heads lists have for them.
_LABELS = {
    "standing": N_("standing"),
    "birthday_calendar": N_("calendar of the birthday"),
    "birthday_leap": N_("leap month"),
    "source_detail": N_("heard of us by, more exactly"),
    "store_id": N_("store"),
    "owner_id": N_("owner"),
    "assigned_id": N_("assigned to"),
    "state": N_("state"),
    "outcome": N_("outcome"),
    "attempts": N_("attempts"),
    "due_on": N_("due"),
    "due_at": N_("time"),
    "closed_on": N_("closed"),
    "reason": N_("reason"),
    "purpose": N_("purpose"),
    "amount": N_("amount"),
    "channel": N_("way of asking"),
    "item": N_("asked about"),
    "result": N_("result"),
    "minutes": N_("minutes"),
    "first_deal": N_("first deal"),
    "booked_id": N_("booked as entry"),
    "bonus_booked_id": N_("bonus given by entry"),
    "promotion_id": N_("promotion"),
    "gift": N_("gift"),
    "bonus": N_("amount given"),
    "converted_on": N_("member since"),
    "fee": N_("fee"),
    "period": N_("period"),
    "price": N_("price"),
    "quantity_milli": N_("quantity"),
    "from_on": N_("from"),
    "until_on": N_("until"),
    "points": N_("points"),
    "unlocks_on": N_("free from"),
    "expires_on": N_("last day"),
    "on_day": N_("day"),
    "from_minute": N_("begins"),
    "until_minute": N_("ends"),
    "person_id": N_("with"),
    "made_on": N_("agreed on"),
    "call_id": N_("call about it"),
    "remind_on": N_("tell from"),
    "collected_by": N_("fetched by"),
    "closed_by": N_("closed by"),
    "plan": N_("plan"),
    "what": N_("what was promoted"),
    "guards": N_("in spite of"),
}
_WORDS: dict[str, Mapping[str, str]] = {
    "standing": STANDINGS,
    "gender": GENDERS,
    "birthday_calendar": CALENDARS,
    "class": CLASSES,
    "state": {**STATES, **APPOINTMENTS, **HOLDINGS},
    "via": VIAS,
    "channel": VIAS,
    "result": {choice.code: choice.label for choice in RESULTS},
    "first_deal": {"0": N_("no"), "1": N_("yes")},
    "outcome": {outcome.code: outcome.label for outcome in OUTCOMES},
    "cause": CAUSES,
    "kind": {**KINDS, **ENTRIES, **CALLS},
}
#: Code lists of the pack.
_CODES = ("industry", "occupation", "source", "owner_source", "id_type", "interest", "consent", "pay")


def label_of(column: str) -> str:
    """The head of a column in the reader's language."""
    if column in FIELDS:
        return _(FIELDS[column].label)
    return _(_LABELS.get(column, column))


def value_words(session: Session, column: str, value: str | None) -> str:
    """A logged value in words; a dash where there is none. Masked values come masked already."""
    if value is None:
        return "-"
    if value in _WORDS.get(column, ()):
        return _(_WORDS[column][value])
    if column in _CODES:
        return listed(_code(session, column, word) for word in value.split("\n"))
    return _linked(session, column, value)


def _code(session: Session, kind: str, word: str) -> str:
    code = session.pack.code(kind, word)
    return code.name if code else word


def _linked(session: Session, column: str, value: str) -> str:
    """What stands behind an id, an amount, a tier; else the value as it is."""
    if column in ("amount", "bonus", "price"):
        return shown(Column("amount", "", "money"), value)
    if column in ("fee", "quantity_milli"):
        return _of_fee(session, column, value)
    if column == "points":
        return ngettext("{points} point", "{points} points", int(value)).format(points=value)
    if column == "tier":
        return tier_name(session, value) or value
    if column == "promotion_id":
        from crmcli.features.promotion.store import promotion

        found = promotion(session.db, int(value))
        return str(found["name"]) if found else value
    if column == "introduced_by":
        return store.member_no(int(value))
    if column in ("from_minute", "until_minute"):
        return clock(int(value))
    if column == "plan":
        plan = session.pack.plan(value)
        return plan.name if plan else value
    if column == "guards":
        return guards_words(value.split(","))
    if column == "kind":
        return kind_name(session.pack, value)
    if column in ("owner_id", "assigned_id", "from_id", "to_id", "person_id", "closed_by"):
        return name_of(session.db, "staff", int(value)) or value
    if column == "store_id":
        return name_of(session.db, "store", int(value)) or value
    return value


def _of_fee(session: Session, column: str, value: str) -> str:
    from crmcli.features.fee.present import fee_of
    from crmcli.features.fee.rules import show_quantity

    if column == "quantity_milli":
        return show_quantity(int(value))
    fee = fee_of(session.pack, value)
    return fee.name if fee else value
