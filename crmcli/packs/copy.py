"""The copy of a pack a database keeps: JSON, quick to read, there also where the folder is not."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from crmcli.packs.casekind import CaseCall, CaseClock, CaseKind, Category, Severity
from crmcli.packs.deskrule import BookingKind, Care, CareTerm, Duty, OwnerRule, Ownership, PhoneScript, ReleaseRule
from crmcli.packs.model import (
    Birthday,
    Code,
    Follow,
    FormWords,
    Item,
    Pack,
    Plan,
    Referral,
    Retry,
    Role,
    Step,
    Tier,
    TierPolicy,
)
from crmcli.packs.moneyrule import CardPolicy, Fee, Notice, Points, Retention, Reward

RECORDS = (Tier, TierPolicy, Referral, Item, Step, Plan, Role, Code, Birthday, Retry, Follow, FormWords)
CASE_RECORDS = (CaseKind, Category, Severity, CaseClock, CaseCall)
MONEY_RECORDS = (Retention, Points, Reward, CardPolicy, Fee, Notice)
DESK_RECORDS = (Ownership, OwnerRule, ReleaseRule, Duty, BookingKind, Care, CareTerm, PhoneScript)


def to_json(pack: Pack) -> str:
    """The pack as one line of JSON, keys named after the fields; equal packs give equal text."""
    return json.dumps(_record(pack), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Pack:
    """The pack `to_json` wrote. Nothing is checked again: what was written had been checked."""
    kept: dict[str, Any] = json.loads(text)
    kept["policy"] = _policy(kept["policy"])
    kept["referral"] = Referral(**kept["referral"])
    kept["tiers"] = tuple(Tier(**tier) for tier in kept["tiers"])
    kept["items"] = tuple(Item(**item) for item in kept["items"])
    kept["plans"] = tuple(_plan(plan) for plan in kept["plans"])
    kept["roles"] = tuple(Role(**role) for role in kept["roles"])
    kept["codes"] = {kind: tuple(Code(**code) for code in codes) for kind, codes in kept["codes"].items()}
    kept["birthday"] = Birthday(**kept["birthday"]) if kept["birthday"] else None
    kept["follow"] = _follow(kept["follow"])
    kept["assumed"] = tuple(kept["assumed"])
    # a copy of an earlier version of the program knows nothing of what follows
    kept["forms"] = {name: _form_words(words) for name, words in kept.get("forms", {}).items()}
    kept["days_off"] = tuple(kept.get("days_off", (5, 6)))
    kept["hours"] = tuple((begin, end) for begin, end in kept.get("hours", ()))
    kept["cases"] = tuple(_case(kind) for kind in kept.get("cases", ()))
    kept["rungs"] = tuple(Code(**rung) for rung in kept.get("rungs", ()))
    kept["points"] = Points(**kept.get("points", {}))
    kept["rewards"] = tuple(Reward(**reward) for reward in kept.get("rewards", ()))
    kept["card_rules"] = CardPolicy(**kept.get("card_rules", {}))
    kept["fees"] = tuple(Fee(**{**fee, "kinds": tuple(fee["kinds"])}) for fee in kept.get("fees", ()))
    kept["notices"] = {about: Notice(**notice) for about, notice in kept.get("notices", {}).items()}
    kept["ownership"] = _ownership(kept["ownership"]) if kept.get("ownership") else None
    kept["duties"] = tuple(Duty(**duty) for duty in kept.get("duties", ()))
    kept["bookings"] = tuple(
        BookingKind(**{**kind, "roles": tuple(kind["roles"])}) for kind in kept.get("bookings", ())
    )
    kept["care"] = _care(kept["care"]) if kept.get("care") else None
    kept["phone"] = tuple(PhoneScript(**script) for script in kept.get("phone", ()))
    return Pack(**kept)


def _ownership(kept: dict[str, Any]) -> Ownership:
    kept["rules"] = tuple(OwnerRule(**{**rule, "sources": tuple(rule["sources"])}) for rule in kept["rules"])
    kept["release"] = tuple(ReleaseRule(**{**rule, "sources": tuple(rule["sources"])}) for rule in kept["release"])
    for key in ("team", "online", "notice_days"):
        kept[key] = tuple(kept[key])
    return Ownership(**kept)


def _care(kept: dict[str, Any]) -> Care:
    terms = (CareTerm(term["after"], tuple(term["tiers"]), tuple(term["classes"])) for term in kept["terms"])
    return Care(tuple(terms), kept["at_most"])


def _policy(kept: dict[str, Any]) -> TierPolicy:
    retention = kept.get("retention")
    return TierPolicy(kept["basis"], kept["counts"], Retention(**retention) if retention else None)


def _case(kept: dict[str, Any]) -> CaseKind:
    kept["categories"] = tuple(
        Category(category["code"], category["name"], tuple(category["words"])) for category in kept["categories"]
    )
    kept["severities"] = tuple(Severity(**severity) for severity in kept["severities"])
    kept["clocks"] = tuple(CaseClock(**clock) for clock in kept["clocks"])
    kept["first_call"] = CaseCall(**kept["first_call"])
    kept["back_call"] = CaseCall(**kept["back_call"])
    return CaseKind(**kept)


def _plan(kept: dict[str, Any]) -> Plan:
    kept["steps"] = tuple(Step(**step) for step in kept["steps"])
    kept["groups"] = tuple(kept["groups"])
    kept["items"] = tuple(kept["items"])
    kept["replaces"] = tuple(kept.get("replaces", ()))
    return Plan(**kept)


def _form_words(kept: dict[str, Any]) -> FormWords:
    words = {field: tuple(sentences) for field, sentences in kept["words"].items()}
    return FormWords(words, {field: tuple(Code(**code) for code in codes) for field, codes in kept["options"].items()})


def _follow(kept: dict[str, Any]) -> Follow:
    kept["retry"] = Retry(tuple(kept["retry"]["after"]))
    return Follow(**kept)


def _plain(value: Any) -> Any:
    if isinstance(value, RECORDS + CASE_RECORDS + MONEY_RECORDS + DESK_RECORDS):
        return _record(value)
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_plain(part) for part in value]
    return value


def _record(record: NamedTuple) -> dict[str, Any]:
    return {name: _plain(part) for name, part in record._asdict().items()}
