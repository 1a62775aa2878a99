"""Whether entries name what they must: refunds their purchase, payments their charge, uses of points their lot.

No command writes another, and no undo leaves one; a file somebody changed by other means may hold them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from crmcli.core.findings import N_, Finding
from crmcli.features.member.store import member_no
from crmcli.language import _

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack

#: What is wrong with an entry, by the word the queries have for it.
_WRONG = {
    "kind": N_("{of}: entry {entry} refers to {other}, which is no {wanted}"),
    "member": N_("{of}: entry {entry} refers to {other}, which is of {no}"),
    "day": N_("{of}: entry {entry} of {day} lies before {other}, to which it refers"),
}
#: The kinds that refer to an entry, and the kind it has to be of.
_WORDS = {"purchase": N_("purchase"), "fee-charge": N_("charge")}
_REFERS = {"refund": "purchase", "fee-payment": "fee-charge", "fee-waiver": "fee-charge"}


def refers(db: Connection, pack: Pack) -> Iterator[Finding]:
    """Refunds, fees paid and let off: what they refer to is of that kind, of the same member, and no later."""
    wanted = " ".join(f"WHEN '{kind}' THEN '{other}'" for kind, other in _REFERS.items())
    for kind in _REFERS:
        lacking = db.execute(f"SELECT id, member_id, kind FROM ledger WHERE kind = '{kind}' AND refers_to IS NULL")
        for row in lacking:
            yield _wrong("kind", row["member_id"], row["id"], None, _REFERS[row["kind"]])
    found = db.execute(
        f"SELECT id, member_id, on_day, refers_to, wanted, CASE WHEN other_kind <> wanted THEN 'kind' "
        "WHEN member_id <> other_member THEN 'member' WHEN on_day < other_day THEN 'day' END AS wrong, other_member "
        "FROM (SELECT r.id, r.member_id, r.on_day, r.refers_to, "
        f"CASE r.kind {wanted} END AS wanted, p.kind AS other_kind, p.member_id AS other_member, "
        "p.on_day AS other_day FROM ledger r JOIN ledger p ON p.id = r.refers_to WHERE r.refers_to IS NOT NULL "
        f"AND r.kind IN ({', '.join(repr(kind) for kind in _REFERS)})) "
        "WHERE wrong IS NOT NULL"
    )
    for row in found:
        yield _wrong(row["wrong"], row["member_id"], row["id"], row["refers_to"], row["wanted"], row)


def _wrong(wrong: str, member_id: int, entry: int, other: int | None, wanted: str, row: object = None) -> Finding:
    told = {"of": member_no(member_id), "entry": entry, "other": other or "-", "wanted": _(_WORDS[wanted])}
    if row is not None:
        told |= {"no": member_no(row["other_member"]), "day": row["on_day"]}  # type: ignore[index]
    return Finding(_WRONG[wrong], told)


def uses_of_points(db: Connection, pack: Pack) -> Iterator[Finding]:
    """Points are spent by the member who earned them, of a lot, and not before it was earned."""
    found = db.execute(
        "SELECT u.id, u.member_id, u.entry_id, u.lot_id, e.member_id AS by_id, l.member_id AS of_id, l.points, "
        "u.on_day, l.on_day AS earned_on FROM lot_use u JOIN ledger e ON e.id = u.entry_id "
        "JOIN ledger l ON l.id = u.lot_id WHERE u.member_id <> e.member_id OR u.member_id <> l.member_id "
        "OR l.points <= 0 OR e.points >= 0 OR u.on_day < l.on_day"
    )
    for row in found:
        if row["member_id"] != row["by_id"] or row["member_id"] != row["of_id"]:
            message = N_("{of}: entry {entry} of {by} spends lot {lot} of {whose}")
        elif row["on_day"] < row["earned_on"]:
            message = N_("{of}: entry {entry} spends lot {lot} before the day it was earned")
        else:
            message = N_("{of}: entry {entry} spends {lot}, one of the two being no lot or no spending of points")
        told = {"by": member_no(row["by_id"]), "whose": member_no(row["of_id"])}
        yield Finding(
            message, {"of": member_no(row["member_id"]), "entry": row["entry_id"], "lot": row["lot_id"], **told}
        )


def owners(db: Connection, pack: Pack) -> Iterator[Finding]:
    """Every entry is of a member."""
    found = db.execute(
        "SELECT id, member_id FROM ledger WHERE member_id IN "
        "(SELECT member_id FROM ledger EXCEPT SELECT id FROM member)"
    )
    for row in found:
        facts = {"entry": row["id"], "of": member_no(row["member_id"])}
        yield Finding(N_("entry {entry} is of {of}, who is not in the file"), facts)
