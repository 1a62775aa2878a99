"""Who pays which fee, how many units, at what price, from when until when. Within the one write.

A member has one term of a fee at a time: a new one ends the one before it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.fee import store
from crmcli.features.member.store import member_no

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.moneyrule import Fee

_FOR_EVER = "9999-12-31"


class Term(NamedTuple):
    """A term as it is to stand; without a price the fee's own is charged, without an end it goes on."""

    member_id: int
    fee: Fee
    quantity_milli: int
    price_fen: int | None
    from_on: date
    until_on: date | None
    note: str | None
    staff_id: int | None


def refuse_gone(member: dict[str, Any]) -> None:
    """Refuses somebody who is no customer any more: nothing is charged to them."""
    if member["standing"] in store.GONE:
        message = N_("{name} ({no}) is a customer no longer; nothing is charged to them.")
        no = member_no(member["id"])
        raise Failure("refused", message, field="member", value=no, name=member["name"], no=no)


def assign(db: Connection, term: Term) -> tuple[int, list[dict[str, Any]]]:
    """Writes a term; gives its id and the terms it replaces: those end the day before, or are taken away where they
    begin within it. One that stands already just so is left as it is.
    """
    values: dict[str, Any] = {
        "member_id": term.member_id,
        "fee": term.fee.code,
        "quantity_milli": term.quantity_milli,
        "price_fen": term.price_fen,
        "from_on": term.from_on.isoformat(),
        "until_on": term.until_on.isoformat() if term.until_on else None,
        "note": term.note,
    }
    held = store.terms_within(db, term.member_id, term.fee.code, values["from_on"], values["until_on"] or _FOR_EVER)
    if len(held) == 1 and all(held[0][column] == value for column, value in values.items()):
        return int(held[0]["id"]), []
    _end(db, held, term.from_on - timedelta(days=1))
    return store.add_term(db, values | {"staff_id": term.staff_id}), held


def unassign(db: Connection, member: dict[str, Any], fee: Fee, last: date) -> list[dict[str, Any]]:
    """Ends what a member has of a fee after a last day; gives the terms that had a day after it."""
    after = (last + timedelta(days=1)).isoformat()
    held = store.terms_within(db, member["id"], fee.code, after, _FOR_EVER)
    if not held:
        message = N_("{name} has no term of {fee} from {value} on. See: crmcli fee assigned {no}")
        facts = {"name": member["name"], "fee": fee.name, "no": member_no(member["id"])}
        raise Failure("not-found", message, field="FEE", value=after, **facts)
    _end(db, held, last)
    return held


def _end(db: Connection, held: list[dict[str, Any]], last: date) -> None:
    for term in held:
        if term["from_on"] <= last.isoformat():
            store.end_term(db, term["id"], last.isoformat())
        else:
            store.drop_term(db, term["id"])
