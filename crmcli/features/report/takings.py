"""What came in on a day: by way of paying and by person, of it what for, against what was counted in cash.

The same figures stand in `report daily`. Money is what changed hands that day: purchases, cards opened and topped up,
fees, less what was paid back. What a card or a voucher pays is none: it came in when the card was topped up, or never.
By person is by who was at the desk and so took the money, not by who served; of what a list brought, whom it names.
Source: domain/money.md, Daily takings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.money import yuan
from crmcli.features.purchase.paying import NO_MONEY
from crmcli.features.report import till
from crmcli.storage.row import rows

if TYPE_CHECKING:
    from crmcli.features.report.period import Period
    from crmcli.session import Session

Row = dict[str, Any]

#: The ways of paying that bring no money in, and the one that lies in the till.
CARD, VOUCHER = NO_MONEY
CASH = "cash"
#: What money came in for and was paid back for, by the kinds of entries.
KINDS = {
    "purchases": ("purchase",),
    "refunds": ("refund",),
    "topups": ("card-open", "card-topup"),
    "card_refunds": ("card-refund",),
    "fees": ("fee-payment",),
}
_BACK = ("refunds", "card_refunds")
_WHAT = {kind: what for what, kinds in KINDS.items() for kind in kinds}
_KINDS = ", ".join(f"'{kind}'" for kind in _WHAT)
_BOUGHT = "l.kind IN ('purchase', 'refund')"
#: The parts of an entry by what paid them: money, or what a card or a voucher paid whole before it was on record;
#: the card; the voucher.
_MONEY = f"CASE WHEN {_BOUGHT} THEN l.amount_fen + l.principal_fen + l.bonus_fen - l.voucher_fen ELSE l.amount_fen END"
_PARTS = (
    ("l.pay", _MONEY, "1"),
    (f"'{CARD}'", "-l.principal_fen - l.bonus_fen", f"{_BOUGHT} AND l.card_id IS NOT NULL"),
    (f"'{VOUCHER}'", "l.voucher_fen", f"{_BOUGHT} AND l.voucher_fen <> 0"),
)


#: Who entered `l`, found by the image its entry left in the log: the operator of that operation.
_TAKER = """COALESCE((
    SELECT CASE WHEN o.command LIKE 'import %' THEN l.staff_id ELSE o.staff_id END FROM operation o
    WHERE o.first_image <= (SELECT MIN(i.id) FROM image i WHERE i.table_name = 'ledger' AND i.row_id = l.id)
    ORDER BY o.first_image DESC LIMIT 1), l.staff_id)"""


class Part(NamedTuple):
    """What one means paid of one entry; below zero where it was paid back."""

    entry_id: int
    staff_id: int | None
    what: str
    pay: str | None
    fen: int


def parts(session: Session, period: Period, staff_id: int | None = None) -> list[Part]:
    """Every part of the entries of some days that moved money, a card or a voucher; of one person where named."""
    who = "" if staff_id is None else f" AND {_TAKER} = :staff"
    one = (
        f"SELECT l.id, {_TAKER} AS staff_id, l.kind, {{pay}} AS pay, {{fen}} AS fen FROM ledger l"
        + period.joined("l.member_id")
        + f" WHERE l.on_day BETWEEN :first AND :last AND l.kind IN ({_KINDS}) AND {{which}}"
        + period.of("m.store_id")
        + who
    )
    sql = " UNION ALL ".join(one.format(pay=pay, fen=fen, which=which) for pay, fen, which in _PARTS)
    found = rows(session.db, f"SELECT * FROM ({sql}) ORDER BY id", {**period.values, "staff": staff_id})
    shown = {row["id"] for row in found if row["fen"]}
    kept = []
    for row in found:
        # what was free still is an entry, of one part
        if row["fen"] or row["id"] not in shown:
            shown.add(row["id"])
            kept.append(Part(row["id"], row["staff_id"], _WHAT[row["kind"]], row["pay"], row["fen"]))
    return kept


def takings(session: Session, period: Period, staff_id: int | None = None) -> Row:
    """The figures of some days, of everybody or of one person."""
    found = parts(session, period, staff_id)
    counts = till.counts(session.db, period, staff_id)
    names = {row["id"]: row["name"] for row in rows(session.db, "SELECT id, name FROM staff")}
    people = [_person(session, one, names, found, counts) for one in _whose(found, counts)]
    expected = _fen(found, lambda part: part.pay == CASH)
    counted = till.total(counts)
    # what only some have counted says nothing of the whole
    complete = counted is not None and all(
        one["counted"] is not None or one["expected_cash"] == "0.00" for one in people
    )
    return {
        **_sums(found),
        "by_pay": _by_pay(session, found),
        "by_operator": people,
        "expected_cash": yuan(expected),
        "counted": yuan(counted) if counted is not None else None,
        "difference": yuan(counted - expected) if counted is not None and complete else None,
    }


def _whose(found: Iterable[Part], counts: Iterable[till.Count]) -> list[int | None]:
    """Who took or counted anything, in the order they came to the desk; what is nobody's last."""
    people = {part.staff_id for part in found} | {count.staff_id for count in counts}
    return sorted(people, key=lambda one: (one is None, one or 0))


def _person(
    session: Session, staff_id: int | None, names: dict[int, str], found: list[Part], counts: list[till.Count]
) -> Row:
    own = [part for part in found if part.staff_id == staff_id]
    counted = [count for count in counts if count.staff_id == staff_id]
    expected, held = _fen(own, lambda part: part.pay == CASH), till.total(counted)
    return {
        "name": names[staff_id] if staff_id is not None else None,
        **_sums(own),
        "by_pay": _by_pay(session, own),
        "expected_cash": yuan(expected),
        "counted": yuan(held) if held is not None else None,
        "difference": yuan(held - expected) if held is not None else None,
        "counts": [till.listed(session.db, count, names) for count in counted],
    }


def _fen(found: Iterable[Part], which: Callable[[Part], bool]) -> int:
    return sum(part.fen for part in found if which(part))


def _sums(found: list[Part]) -> Row:
    """What was bought and paid back whatever paid it, and the money: cards topped up, fees, all together."""
    sums = {what: _fen(found, lambda part, what=what: part.what == what) for what in KINDS}  # type: ignore[misc]
    shown = {what: yuan(-fen if what in _BACK else fen) for what, fen in sums.items()}
    return {
        **shown,
        "net": yuan(sums["purchases"] + sums["refunds"]),
        "money": yuan(_fen(found, lambda part: part.pay not in NO_MONEY)),
        "card_uses": yuan(_fen(found, lambda part: part.pay == CARD)),
        "vouchers": yuan(_fen(found, lambda part: part.pay == VOUCHER)),
        "entries": len({part.entry_id for part in found}),
    }


def _by_pay(session: Session, found: list[Part]) -> list[Row]:
    """Every way of paying the pack has, in its order, then what was paid otherwise or by nobody knows what."""
    names: dict[str | None, str] = {code.code: code.name for code in session.pack.codes.get("pay", ())}
    ways = [*names, *sorted({part.pay for part in found} - names.keys(), key=lambda pay: (pay is None, pay or ""))]
    return [
        {
            "pay": pay,
            "pay_name": names.get(pay, pay),
            "is_money": pay not in NO_MONEY,
            **_way([part for part in found if part.pay == pay]),
        }
        for pay in ways
    ]


def _way(found: list[Part]) -> Row:
    sums = {what: _fen(found, lambda part, what=what: part.what == what) for what in KINDS}  # type: ignore[misc]
    shown = {what: yuan(-fen if what in _BACK else fen) for what, fen in sums.items()}
    return {**shown, "net": yuan(sum(sums.values())), "entries": len({part.entry_id for part in found})}
