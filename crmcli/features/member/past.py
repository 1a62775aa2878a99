"""The log read as a member's history: each changed value with who and when."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.core.mask import mask_address, mask_email, mask_id, mask_phone
from crmcli.core.money import yuan
from crmcli.features.ledger.kind import KINDS
from crmcli.features.member.pastwords import label_of, value_words
from crmcli.features.operation import store as operations
from crmcli.language import _
from crmcli.ui.output import Column

if TYPE_CHECKING:
    from crmcli.session import Session

COLUMNS = (
    Column("operation", N_("operation"), "int"),
    Column("at", N_("time"), "time"),
    Column("operator", N_("by")),
    Column("what", N_("what")),
    Column("values", N_("values")),
    Column("command", N_("command")),
)
TABLES = {
    "member": N_("entry"),
    "ledger": N_("purchase"),
    "followup": N_("follow-up"),
    "contact": N_("contact"),
    "tier_grant": N_("tier by hand"),
    "inquiry": N_("inquiry"),
    "case_file": N_("case"),
    "promotion_entry": N_("promotion"),
    "application": N_("application"),
    "card": N_("customer card"),
    "voucher": N_("voucher"),
    "lot_use": N_("points spent"),
    "fee_term": N_("fee to pay"),
    "booking": N_("appointment"),
    "held_goods": N_("goods held"),
    "assignment": N_("change of owner"),
    "guard_override": N_("promotion in spite of the guard"),
}
ACTIONS = {"insert": N_("added"), "update": N_("changed"), "delete": N_("taken back")}
#: What a line tells of a row that came or went.
_TOLD = {
    *("name", "mobile", "birthday", "card_no", "id_no", "joined_on", "standing"),
    *("on_day", "item_name", "amount", "points", "purpose", "due_on", "outcome", "note"),
    *("tier", "until_on", "reason", "channel", "item", "result"),
    *("promotion_id", "gift"),
    *("fee", "period", "quantity_milli", "from_on"),
    *("from_minute", "person_id", "place", "remind_on"),
    *("from_id", "to_id", "cause"),
    *("what", "guards"),
}
_MASKS = {
    "mobile": mask_phone,
    "phone2": mask_phone,
    "guardian_phone": mask_phone,
    "id_no": mask_id,
    "address": mask_address,
    "email": mask_email,
}
#: Columns that say nothing to a person: keys, and what stands in another column in better words.
_SILENT = {
    "id",
    "member_id",
    "mobile_typed",
    "phone2_typed",
    "source_key",
    "recorded_on",
    "original_due_on",
    "care",
    "fixed",
    "item",
    "item_group",
    "item_code",
    "fee",
    "rate",
    "tier",
}
#: Columns of those that say something in one table: an inquiry keeps the words under the name of a purchase's code.
_SPEAKING = {("inquiry", "item"), ("case_file", "item"), ("fee_term", "fee"), ("tier_grant", "tier")}
_SPEAKING |= {("held_goods", "item")}
#: What a line tells of a row of one table only.
_TOLD_OF = {("booking", "kind"), ("held_goods", "quantity")}


def changes_of(session: Session, member_id: int) -> list[dict[str, Any]]:
    """One line a changed row, newest first; personal values masked unless revealed."""
    found = []
    for image in reversed(operations.images_of_member(session.db, member_id)):
        before = json.loads(image["before"]) if image["before"] else {}
        after = json.loads(image["after"]) if image["after"] else {}
        changes = [
            _change(session, column, before.get(column), after.get(column))
            for column in {**before, **after}
            if _speaks(image["table_name"], column) and before.get(column) != after.get(column)
        ]
        if changes:
            found.append(_line(session, image, changes))
    return found


def _speaks(table: str, column: str) -> bool:
    return column not in _SILENT or (table, column) in _SPEAKING


def _change(session: Session, column: str, before: Any, after: Any) -> dict[str, Any]:
    """One value, before and after, as programs read it."""
    values = {"before": _value(session, column, before), "after": _value(session, column, after)}
    return {"column": column.removesuffix("_fen"), **values}


def _line(session: Session, image: dict[str, Any], changes: list[dict[str, Any]]) -> dict[str, Any]:
    table, action = _word_of(image["table_name"], changes), ACTIONS[image["action"]]
    number = "" if image["table_name"] == "member" else f" {image['row_id']}"
    return {
        "operation": image["operation"],
        "at": image["at"],
        "operator": image["operator"],
        "command": image["command"],
        "table": image["table_name"],
        "row": image["row_id"],
        "action": image["action"],
        "changes": changes,
        "what": f"{_(table)}{number} {_(action)}",
        "values": _sentence(session, image["table_name"], image["action"], changes),
    }


def _word_of(table: str, changes: list[dict[str, Any]]) -> str:
    kinds = [change["after"] or change["before"] for change in changes if change["column"] == "kind"]
    if table == "ledger" and kinds:
        return KINDS.get(kinds[0], TABLES[table])
    return TABLES[table]


def _sentence(session: Session, table: str, action: str, changes: list[dict[str, Any]]) -> str:
    """The values as one line: what came or went, or from what to what."""
    if action != "update":
        side = "after" if action == "insert" else "before"
        spoken = [c for c in changes if c["column"] in _TOLD or (table, c["column"]) in _TOLD_OF]
        told = [change for change in spoken if change[side] not in (None, "0")]
        return " · ".join(value_words(session, change["column"], change[side]) for change in told)
    parts = []
    for change in changes:
        before, after = (value_words(session, change["column"], change[side]) for side in ("before", "after"))
        parts.append(f"{label_of(change['column'])} {before} → {after}")
    return " · ".join(parts)


def _value(session: Session, column: str, value: Any) -> str | None:
    if value is None:
        return None
    if column.endswith("_fen"):
        return yuan(value)
    mask = _MASKS.get(column)
    return mask(str(value)) if mask and session.masked else str(value)
