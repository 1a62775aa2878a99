"""Amounts the desk noted in its registers beside the ledger: what points to an entry, and what is not booked yet.

Only purchases, cards and fees write to the ledger; what stands on an inquiry, in a promotion's register or on an
application is a note of the same money. Source: domain/money.md, "Booked once". The registers are read together
here because the question is one over them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_
from crmcli.language import _
from crmcli.storage.row import rows, update

if TYPE_CHECKING:
    from sqlite3 import Connection

#: Where an amount is noted; the joining fee stands on an application beside the amount paid for the card.
REGISTERS = {
    "inquiry": N_("inquiry"),
    "promotion": N_("promotion register"),
    "application": N_("application"),
    "joining": N_("joining fee"),
}
#: The paper each stands on; on one paper an entry of the ledger stands once.
PAPER = {"inquiry": "inquiry", "promotion": "promotion", "application": "application", "joining": "application"}
#: Kinds of entries an amount may be: a purchase, or money onto a card.
BOOKABLE = dict.fromkeys(REGISTERS, ("purchase", "card-open", "card-topup")) | {"joining": ("purchase",)}


class Noted(NamedTuple):
    """An amount noted: whose, on which day, how much, in which of REGISTERS and in which row of it.

    `no` is the promotion's number and `name` the member's; `no` is None where the row's id is all there is.
    `bonus_fen` is what was given on top and is on no card yet, where that was asked for.
    """

    register: str
    row_id: int
    no: str | None
    member_id: int
    name: str
    on_day: str
    amount_fen: int
    bonus_fen: int = 0


#: Rows of the registers with an amount, a column for each part of Noted and what they point to. Where an
#: application wrote the row of a promotion, or an inquiry led to it, and the amount is the same, it is the same
#: money: the application stands for it, and it is booked where any of them is. So does a promotion's row for the
#: first deal of an inquiry of that person, day and amount.
_ROWS = """
SELECT 'inquiry' AS register, i.id AS row_id, NULL AS no, i.member_id, i.on_day, i.amount_fen, i.booked_id
FROM inquiry i WHERE {inquiry} AND i.first_deal = 1 AND i.amount_fen > 0 AND NOT EXISTS (
    SELECT 1 FROM application a WHERE a.inquiry_id = i.id AND a.amount_fen = i.amount_fen) AND NOT EXISTS (
    SELECT 1 FROM promotion_entry e
    WHERE e.member_id = i.member_id AND e.on_day = i.on_day AND e.amount_fen = i.amount_fen)
UNION ALL
SELECT 'promotion', e.id, p.no, e.member_id, e.on_day, e.amount_fen, COALESCE(e.booked_id, (
    SELECT i.booked_id FROM inquiry i
    WHERE i.member_id = e.member_id AND i.on_day = e.on_day AND i.amount_fen = e.amount_fen))
FROM promotion_entry e JOIN promotion p ON p.id = e.promotion_id
WHERE {promotion} AND e.amount_fen > 0 AND NOT EXISTS (
    SELECT 1 FROM application a WHERE a.promotion_entry_id = e.id AND a.amount_fen = e.amount_fen)
UNION ALL
SELECT 'application', a.id, NULL, a.member_id, a.applied_on, a.amount_fen, COALESCE(a.booked_id, (
    SELECT e.booked_id FROM promotion_entry e WHERE e.id = a.promotion_entry_id AND e.amount_fen = a.amount_fen), (
    SELECT i.booked_id FROM inquiry i WHERE i.id = a.inquiry_id AND i.amount_fen = a.amount_fen))
FROM application a WHERE {application} AND a.amount_fen > 0
UNION ALL
SELECT 'joining', a.id, NULL, a.member_id, a.applied_on, a.joining_fen, a.joining_booked_id
FROM application a WHERE {application} AND a.joining_fen > 0
"""
_DAYS = {
    "inquiry": "i.on_day BETWEEN :first AND :last",
    "promotion": "e.on_day BETWEEN :first AND :last",
    "application": "a.applied_on BETWEEN :first AND :last",
}
_POINTING = """
SELECT 'inquiry' AS register, i.id AS row_id, NULL AS no, i.member_id, i.on_day, i.amount_fen
FROM inquiry i WHERE i.booked_id = :entry
UNION ALL
SELECT 'promotion', e.id, p.no, e.member_id, e.on_day, e.amount_fen
FROM promotion_entry e JOIN promotion p ON p.id = e.promotion_id WHERE e.booked_id = :entry
UNION ALL
SELECT 'application', a.id, NULL, a.member_id, a.applied_on, a.amount_fen FROM application a WHERE a.booked_id = :entry
UNION ALL
SELECT 'joining', a.id, NULL, a.member_id, a.applied_on, a.joining_fen
FROM application a WHERE a.joining_booked_id = :entry
"""


def noted_not_booked(db: Connection, first: str, last: str) -> list[Noted]:
    """未入账: the amounts noted on any of some days that stand in no entry of the ledger, in order of day."""
    sql = (
        f"SELECT r.register, r.row_id, r.no, r.member_id, m.name, r.on_day, r.amount_fen "
        f"FROM ({_ROWS.format(**_DAYS)}) r JOIN member m ON m.id = r.member_id "
        "WHERE r.booked_id IS NULL ORDER BY r.on_day, r.member_id, r.register, r.row_id"
    )
    return [Noted(*row) for row in db.execute(sql, {"first": first, "last": last})]


def pointing_at(db: Connection, entry_id: int) -> list[Noted]:
    """The rows of the registers that point to an entry of the ledger."""
    sql = (
        "SELECT r.register, r.row_id, r.no, r.member_id, m.name, r.on_day, r.amount_fen "
        f"FROM ({_POINTING}) r JOIN member m ON m.id = r.member_id"
    )
    return [Noted(*row) for row in db.execute(sql, {"entry": entry_id})]


_POINTED = {
    "inquiry": "SELECT 1 FROM inquiry i WHERE i.booked_id = l.id",
    "promotion": "SELECT 1 FROM promotion_entry e WHERE e.booked_id = l.id",
    "application": "SELECT 1 FROM application a WHERE a.booked_id = l.id OR a.joining_booked_id = l.id",
}


def free_entries(db: Connection, register: str, member_id: int, day: str, amount_fen: int) -> list[dict[str, Any]]:
    """The purchases of a member, day and amount that nothing in that register points to yet, the latest first.

    So are money that came onto a card, but for the joining fee.
    """
    kinds = ", ".join(f"'{kind}'" for kind in BOOKABLE[register])
    return rows(
        db,
        f"SELECT l.* FROM ledger l WHERE l.member_id = :member AND l.on_day = :day AND l.kind IN ({kinds}) "
        f"AND l.amount_fen = :amount AND NOT EXISTS ({_POINTED[PAPER[register]]}) ORDER BY l.id DESC",
        {"member": member_id, "day": day, "amount": amount_fen},
    )


#: Where each register keeps which entry it points to.
_POINTERS = {
    "inquiry": ("inquiry", "booked_id"),
    "promotion": ("promotion_entry", "booked_id"),
    "application": ("application", "booked_id"),
    "joining": ("application", "joining_booked_id"),
}


def point(db: Connection, noted: Noted, entry_id: int) -> None:
    """Has the row of a note point to the ledger's entry. Within the one write."""
    table, column = _POINTERS[noted.register]
    update(db, table, noted.row_id, {column: entry_id})


def noted_key(noted: Noted) -> str:
    """How a note is named where a member has several: promotion:3."""
    return f"{noted.register}:{noted.row_id}"


def place(noted: Noted) -> str:
    """Where an amount is noted, for a person to read: promotion HD-2026-0001, row 3."""
    if noted.register == "promotion":
        return _("promotion {no}, row {id}").format(no=noted.no, id=noted.row_id)
    if noted.register == "inquiry":
        return _("inquiry {id}").format(id=noted.row_id)
    if noted.register == "joining":
        return _("joining fee on the application of {day}").format(day=noted.on_day)
    return _("application of {day}").format(day=noted.on_day)


def noted_listed(noted: Noted) -> dict[str, Any]:
    """An amount noted and not booked as programs see it."""
    from crmcli.core.money import yuan
    from crmcli.features.member.store import member_no

    return {
        "row": noted_key(noted),
        "noted_in": noted.register,
        "id": noted.row_id,
        "no": noted.no,
        "member": member_no(noted.member_id),
        "name": noted.name,
        "date": noted.on_day,
        "amount": yuan(noted.amount_fen),
    }
