"""Promotions and the rows of their registers as people and programs see them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from crmcli.core.findings import N_
from crmcli.core.money import parse_amount, yuan
from crmcli.core.text import fold
from crmcli.features.member.store import member_no
from crmcli.features.promotion.rules import Step, state_of, step_text, steps_read
from crmcli.ui.output import Column

Row = dict[str, Any]

STATES = {
    "planned": N_("planned"),
    "running": N_("running"),
    "over": N_("over, not closed"),
    "closed": N_("closed, handed in"),
}
COLUMNS = (
    Column("no", N_("no.")),
    Column("promotion", N_("promotion")),
    Column("from", N_("from"), "day"),
    Column("to", N_("to"), "day"),
    Column("state", N_("state"), "text", STATES),
    Column("rows", N_("rows"), "int"),
    Column("persons", N_("persons"), "int"),
    Column("amount", N_("amount"), "money"),
    Column("gift_count", N_("gifts"), "int"),
    Column("bonus", N_("amount given"), "money"),
)
ENTRY_COLUMNS = (
    Column("id", N_("row"), "int"),
    Column("date", N_("day"), "day"),
    Column("member", N_("no.")),
    Column("name", N_("name")),
    Column("amount", N_("amount"), "money"),
    Column("gift", N_("gift")),
    Column("bonus", N_("amount given"), "money"),
    Column("booked", N_("purchase"), "int"),
    Column("by", N_("by")),
    Column("note", N_("note")),
)


def promotion_listed(promotion: Row, day: str) -> Row:
    """A promotion with the sums of its rows, as it stands on a day."""
    return {
        "id": promotion["id"],
        "no": promotion["no"],
        "promotion": promotion["name"],
        "from": promotion["from_on"],
        "to": promotion["to_on"],
        "state": state_of(promotion["from_on"], promotion["to_on"], promotion["closed_on"], day),
        "steps": [step_listed(step) for step in steps_read(promotion["gifts"])],
        "rows": promotion["entries"],
        "persons": promotion["persons"],
        "amount": yuan(promotion["amount_fen"]),
        "gift_count": promotion["gift_count"],
        "bonus": yuan(promotion["bonus_fen"]),
        "closed_on": promotion["closed_on"],
        "note": promotion["note"],
    }


def step_listed(step: Step) -> Row:
    """A step of gifts."""
    return {"from": yuan(step.from_fen), "gift": step.gift, "bonus": yuan(step.bonus_fen)}


def steps_words(steps: Sequence[Row]) -> str:
    """Steps of an answer as they are typed, in a row."""
    kept = (Step(parse_amount(step["from"]), step["gift"], parse_amount(step["bonus"])) for step in steps)
    return " · ".join(step_text(step) for step in kept)


def entry_listed(entry: Row) -> Row:
    """A row of a promotion's register."""
    return {
        "id": entry["id"],
        "date": entry["on_day"],
        "member": member_no(entry["member_id"]),
        "name": entry["name"],
        "amount": yuan(entry["amount_fen"]),
        "gift": entry["gift"],
        "bonus": yuan(entry["bonus_fen"]),
        "booked": entry["purchase_id"],
        "by": entry["by"],
        "note": entry["note"],
    }


def of_member(entry: Row) -> Row:
    """A row as `member show` holds it, where the person is known."""
    listed = entry_listed(entry)
    keys = ("id", "date", "amount", "gift", "bonus", "booked")
    return {"no": entry["no"], "promotion": entry["promotion"]} | {key: listed[key] for key in keys}


def gifts_of(entries: Sequence[Row]) -> list[Row]:
    """How often each kind of gift was given, the most frequent first."""
    counted: Counter[str] = Counter()
    names: dict[str, str] = {}
    for entry in entries:
        if entry["gift"]:
            names.setdefault(fold(entry["gift"]), entry["gift"])
            counted[fold(entry["gift"])] += 1
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return [{"gift": names[key], "count": count} for key, count in ordered]
