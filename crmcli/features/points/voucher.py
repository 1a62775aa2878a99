"""Cash vouchers that points were redeemed for: which are live, which one is meant, whether it can pay.

A voucher is used by the purchase that names it, and live again once that purchase is paid back in full. It can pay
from the day it was given out to its last day, both included.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.core.text import fold
from crmcli.errors import Failure
from crmcli.features.member.store import member_no
from crmcli.storage.row import rows

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.session import Session

LIVE, USED, LAPSED = "live", "used", "lapsed"
FIELD = "--voucher"

_USED = (
    "(SELECT p.{column} FROM ledger p WHERE p.voucher_id = v.id AND p.kind = 'purchase' AND NOT EXISTS "
    "(SELECT 1 FROM ledger r WHERE r.refers_to = p.id AND r.voucher_id = v.id) ORDER BY p.id DESC LIMIT 1)"
)
_SELECT = (
    "SELECT v.*, m.name AS holder, "
    f"{_USED.format(column='id')} AS used_by, {_USED.format(column='on_day')} AS used_on "
    "FROM voucher v JOIN member m ON m.id = v.member_id"
)

Voucher = dict[str, Any]


def vouchers_of(db: Connection, member_id: int) -> list[Voucher]:
    """Every voucher of a member, oldest first, with the purchase it paid (`used_by`, `used_on`), if any."""
    return rows(db, f"{_SELECT} WHERE v.member_id = ? ORDER BY v.id", (member_id,))


def live_vouchers(db: Connection, member_id: int, on_day: date) -> list[Voucher]:
    """Those of a member that can pay on a day, soonest expiry first."""
    found = [one for one in vouchers_of(db, member_id) if one["issued_on"] <= on_day.isoformat()]
    live = [one for one in found if state(one, on_day.isoformat()) == LIVE]
    return sorted(live, key=lambda one: (one["expires_on"] is None, one["expires_on"] or "", one["id"]))


def state(voucher: Mapping[str, Any], day: str) -> str:
    """How a voucher stands, seen from a day: used, lapsed or live."""
    if voucher["used_by"] is not None:
        return USED
    return LAPSED if voucher["expires_on"] is not None and voucher["expires_on"] < day else LIVE


def voucher_given(session: Session, member: Mapping[str, Any], text: str, on_day: date) -> Voucher:
    """The voucher of a member that a number names, or the digits at its end. Raises Failure where it cannot pay."""
    found = _named(session.db, member, text)
    if found["member_id"] != member["id"]:
        message = N_("Voucher {value} is of {holder} ({no}), not of {name}.")
        facts = {"holder": found["holder"], "no": member_no(found["member_id"]), "name": member["name"]}
        raise Failure("refused", message, field=FIELD, value=found["no"], **facts)
    _refuse(found, on_day.isoformat())
    return found


def usable(db: Connection, voucher_id: int, on_day: date) -> Voucher:
    """A voucher that can pay on a day, looked at within the write. Raises Failure(refused)."""
    (found,) = rows(db, f"{_SELECT} WHERE v.id = ?", (voucher_id,))
    _refuse(found, on_day.isoformat())
    return found


def _named(db: Connection, member: Mapping[str, Any], text: str) -> Voucher:
    number = fold(text).upper()
    whole = rows(db, f"{_SELECT} WHERE v.no = ?", (number,))
    if whole:
        return whole[0]
    own = vouchers_of(db, member["id"])
    tailed = [one for one in own if number.isdigit() and int(one["no"].rpartition("-")[2]) == int(number)]
    if len(tailed) == 1:
        return tailed[0]
    names = [one["no"] for one in tailed or own if one["used_by"] is None]
    facts: dict[str, Any] = {"name": member["name"], "names": names, "candidates": [{"voucher": no} for no in names]}
    if tailed:
        raise Failure("ambiguous", N_("{value} fits several vouchers: {names}"), field=FIELD, value=text, **facts)
    message = N_("There is no voucher {value}; {name} has none that is not used.")
    if names:
        message = N_("There is no voucher {value}. {name} has: {names}")
    raise Failure("not-found", message, field=FIELD, value=text, **facts)


def _refuse(voucher: Voucher, day: str) -> None:
    facts = {"day": day, "issued": voucher["issued_on"], "last": voucher["expires_on"], "used": voucher["used_on"]}
    how = state(voucher, day)
    if how == USED:
        message = N_("Voucher {value} was used on {used} for purchase {id}.")
    elif voucher["issued_on"] > day:
        message = N_("Voucher {value} was given out on {issued}; it cannot pay on {day}.")
    elif how == LAPSED:
        message = N_("Voucher {value} lapsed: its last day was {last}.")
    else:
        return
    raise Failure("refused", message, field=FIELD, value=voucher["no"], id=voucher["used_by"], **facts)
