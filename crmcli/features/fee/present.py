"""Fees, terms, charges and what was paid of them, as people and programs see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.core.money import show_yuan, yuan
from crmcli.features.fee.period import EVERY
from crmcli.features.fee.rules import AGES, age_of, charged_fen, days_late, show_quantity
from crmcli.features.member.field import KINDS
from crmcli.features.member.store import member_no
from crmcli.language import _, listed
from crmcli.ui.output import Column

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crmcli.packs.model import Pack
    from crmcli.packs.moneyrule import Fee

Row = dict[str, Any]

ENTRY_KINDS = {
    "brought-forward": N_("brought forward"),
    "fee-charge": N_("charged"),
    "fee-payment": N_("paid"),
    "fee-waiver": N_("let off"),
}
AGE_HEADS = dict(
    zip(AGES, (N_("current"), N_("1–30 days"), N_("31–60 days"), N_("61–90 days"), N_("over 90 days")), strict=True)
)


def _kinds(fee: Mapping[str, Any]) -> str:
    return listed(_(KINDS[kind]) for kind in fee["kinds"])


FEE_COLUMNS = (
    Column("code", N_("code")),
    Column("name", N_("fee")),
    Column("price", N_("price"), "money"),
    Column("unit", N_("unit of the price")),
    Column("every", N_("how often"), "text", EVERY),
    Column("due", N_("due after")),
    Column("kinds", N_("charged unasked"), "text", None, _kinds),
)
TERM_COLUMNS = (
    Column("id", N_("no."), "int"),
    Column("member", N_("member")),
    Column("name", N_("name")),
    Column("fee_name", N_("fee")),
    Column("quantity", N_("quantity")),
    Column("unit", N_("unit of the price")),
    Column("price", N_("price"), "money"),
    Column("amount", N_("a period"), "money"),
    Column("from", N_("from"), "day"),
    Column("until", N_("until"), "day"),
    Column("note", N_("note")),
)
CHARGE_COLUMNS = (
    Column("id", N_("charge no."), "int"),
    Column("member", N_("member")),
    Column("name", N_("name")),
    Column("fee_name", N_("fee")),
    Column("period", N_("period")),
    Column("due_on", N_("due day"), "day"),
    Column("days_late", N_("days late"), "int"),
    Column("amount", N_("charged"), "money"),
    Column("paid", N_("paid"), "money"),
    Column("waived", N_("let off"), "money"),
    Column("left", N_("owed"), "money"),
)
_AGE_COLUMNS = tuple(Column(age, head, "money") for age, head in AGE_HEADS.items())
ARREARS_COLUMNS = {
    "member": (Column("member", N_("member")), Column("name", N_("name"))),
    "fee": (Column("fee_name", N_("fee")),),
}
ARREARS_TAIL = (
    *_AGE_COLUMNS,
    Column("total", N_("owed"), "money"),
    Column("since", N_("oldest due"), "day"),
)
STATEMENT_COLUMNS = (
    Column("date", N_("day"), "day"),
    Column("kind", N_("kind"), "text", ENTRY_KINDS),
    Column("fee_name", N_("fee")),
    Column("period", N_("period")),
    Column("due_on", N_("due day"), "day"),
    Column("amount", N_("amount"), "money"),
    Column("balance", N_("owed then"), "money"),
    Column("by", N_("by")),
    Column("note", N_("note")),
)


def fee_listed(fee: Fee) -> Row:
    """A fee of the pack's table."""
    return {
        "code": fee.code,
        "name": fee.name,
        "price": yuan(fee.price_fen),
        "unit": fee.unit,
        "every": fee.every,
        "due": fee.due,
        "kinds": list(fee.kinds),
    }


def term_listed(pack: Pack, term: Row) -> Row:
    """A term; a fee the pack no longer has is known by its code, and has no price but the term's own."""
    fee = fee_of(pack, term["fee"])
    price_fen = term["price_fen"] if term["price_fen"] is not None else fee.price_fen if fee else None
    amount_fen = None if price_fen is None else charged_fen(price_fen, term["quantity_milli"])
    return {
        "id": term["id"],
        "member": member_no(term["member_id"]),
        "name": term["name"],
        "fee": term["fee"],
        "fee_name": fee.name if fee else term["fee"],
        "quantity": show_quantity(term["quantity_milli"]),
        "unit": fee.unit if fee else None,
        "price": None if price_fen is None else yuan(price_fen),
        "own_price": term["price_fen"] is not None,
        "amount": None if amount_fen is None else yuan(amount_fen),
        "from": term["from_on"],
        "until": term["until_on"],
        "by": term["by"],
        "note": term["note"],
    }


def term_words(term: Row) -> str:
    """A former term in a line: 2026-01-01 – 2026-09-30 × 89.5."""
    return f"{term['from_on']} – {term['until_on'] or ''}".rstrip() + f" × {show_quantity(term['quantity_milli'])}"


def fee_of(pack: Pack, code: str) -> Fee | None:
    """The fee of a code; None where the pack has it no longer."""
    return next((fee for fee in pack.fees if fee.code == code), None)


def charge_listed(charge: Row, day: str) -> Row:
    """A charge with what is left of it, and how late that is on a day."""
    late = days_late(charge["due_on"], day)
    return {
        "id": charge["id"],
        "member": member_no(charge["member_id"]),
        "name": charge["name"],
        "fee": charge["fee"],
        "fee_name": charge["item_name"],
        "period": charge["period"],
        "date": charge["on_day"],
        "due_on": charge["due_on"],
        "days_late": late,
        "age": age_of(late),
        "amount": yuan(charge["amount_fen"]),
        "paid": yuan(charge["paid_fen"]),
        "waived": yuan(charge["waived_fen"]),
        "left": yuan(charge["left_fen"]),
    }


def charge_words(charge: Row) -> str:
    """A charge in a line, to choose from."""
    return "  ".join(
        (str(charge["id"]), charge["item_name"], charge["period"], charge["due_on"], show_yuan(charge["left_fen"]))
    )


def arrears(charges: Iterable[Row], by: str, day: str) -> tuple[list[Row], Row]:
    """What is owed by age, a row for each member or fee, and the totals; who owes most first."""
    rows: dict[str, Row] = {}
    total: Row = {**dict.fromkeys(AGES, 0), "total": 0, "since": None}
    for charge in charges:
        key, named = _key(charge, by)
        row = rows.setdefault(key, {**named, **dict.fromkeys(AGES, 0), "total": 0, "since": None})
        age = age_of(days_late(charge["due_on"], day))
        for sums in (row, total):
            sums[age] += charge["left_fen"]
            sums["total"] += charge["left_fen"]
            sums["since"] = min(sums["since"] or charge["due_on"], charge["due_on"])
    found = sorted(rows.values(), key=lambda row: -row["total"])
    return [_in_yuan(row) for row in found], _in_yuan(total)


def _key(charge: Row, by: str) -> tuple[str, Row]:
    if by == "fee":
        return charge["fee"], {"fee": charge["fee"], "fee_name": charge["item_name"]}
    number = member_no(charge["member_id"])
    return number, {"member": number, "name": charge["name"]}


def _in_yuan(row: Row) -> Row:
    return row | {key: yuan(row[key]) for key in (*AGES, "total")}


def statement_listed(entries: Iterable[Row]) -> list[Row]:
    """Entries of a member in order, each with what is owed after it."""
    owed_fen = 0
    told = []
    for entry in entries:
        moved_fen = entry["amount_fen"] if entry["kind"] == "fee-charge" else -entry["amount_fen"]
        owed_fen += moved_fen
        told.append(
            {
                "id": entry["id"],
                "date": entry["on_day"],
                "kind": entry["kind"],
                "charge": entry["refers_to"] or entry["id"],
                "fee": entry["fee_code"],
                "fee_name": entry["fee_name"],
                "period": entry["of_period"],
                "due_on": entry["due_on"],
                "amount": yuan(moved_fen),
                "balance": yuan(owed_fen),
                "pay": entry["pay"],
                "by": entry["by"],
                "note": entry["note"],
            }
        )
    return told
