"""The tables of the file, every one either a fact, derived, or part of the log.

Facts are logged row by row and can be undone. Derived tables are recomputed for
the touched members within the same write and are never logged. The log's own
tables only ever grow. A test fails where a table stands in none of the lists.
"""

from __future__ import annotations

#: "crmc" as a big-endian number; how a file of ours is told from others.
APPLICATION_ID = 0x63726D63
#: Raised by one with every migration; kept in the file's user_version.
SCHEMA = 4

#: Facts that came with schema 2.
REGISTERS = (
    "inquiry",
    "case_file",
    "case_event",
    "case_clock",
    "breach",
    "attachment",
    "promotion",
    "promotion_entry",
    "application",
)
#: Facts that came with schema 3.
ACCOUNTS = ("card", "card_number", "voucher", "lot_use", "reward_stock", "fee_term", "till_count")
#: Facts that came with schema 4.
DESK = ("assignment", "booking", "held_goods", "duty_done", "guard_override")
FACTS = (
    "setting",
    "store",
    "staff",
    "ladder",
    "member",
    "tier_grant",
    "ledger",
    "followup",
    "contact",
    "distinct_pair",
    "calendar_day",
    *REGISTERS,
    *ACCOUNTS,
    *DESK,
)
DERIVED = (
    "search_key",
    "case_state",
    "ledger_sum",
    "card_state",
    "points_lot",
    "fee_owed",
    "tier_ahead",
    "member_state",
    "due_line",
)
#: Numbers given and bodies of attachments only ever come to it, as the log's rows do; undo takes neither back.
#: What the pack says is kept here too, read the quicker: itself, and the days of its duties.
LOG = (
    "operation",
    "operation_undone",
    "image",
    "access_log",
    "pack_copy",
    "duty_day",
    "duty_span",
    "number_series",
    "sheet_number",
    "attachment_body",
    "run_stamp",
)

#: Fact tables whose rows belong to one member, and the column that says to whom.
MEMBER_COLUMN = {
    "member": "id",
    "tier_grant": "member_id",
    "ledger": "member_id",
    "followup": "member_id",
    "contact": "member_id",
    "inquiry": "member_id",
    "case_file": "member_id",
    "promotion_entry": "member_id",
    "application": "member_id",
    "card": "member_id",
    "voucher": "member_id",
    "lot_use": "member_id",
    "fee_term": "member_id",
    "assignment": "member_id",
    "booking": "member_id",
    "held_goods": "member_id",
    "guard_override": "member_id",
}
#: Fact tables whose rows belong to one case, and the column that says to which. Who complains need not be a
#: member: the derived rows of such a case stand under the negative of its id where a member's stand under theirs.
CASE_COLUMN = {"case_file": "id", "case_event": "case_id", "case_clock": "case_id"}
#: Schema number in which a fact table last changed shape: an older operation cannot be undone across it. A column
#: that only came to it, and says nothing where it is not set, is no such change (schema 3: ledger, ladder, registers;
#: schema 4: staff, member, ledger).
CHANGED_IN = {
    **dict.fromkeys(FACTS, 1),
    **dict.fromkeys(REGISTERS, 2),
    **dict.fromkeys(ACCOUNTS, 3),
    **dict.fromkeys(DESK, 4),
}
