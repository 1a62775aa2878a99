"""What stands where a record's number or a member may stand: the number of one, or somebody it is of."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from crmcli.core.searchkey import SHORTEST_TAIL
from crmcli.core.text import fold
from crmcli.errors import Failure
from crmcli.features.member.find import find_ids

if TYPE_CHECKING:
    from crmcli.session import Session

Row = dict[str, Any]


def record_of_number(
    session: Session, text: str, field: str, look_up: Callable[[int], Row | None], *, missing: str, either: str
) -> Row | None:
    """The record of a number, 12 or #12; None where the text means a member.

    Failure(ambiguous) with `either` ({value}, {name}) for figures that may be both: it would be written to somebody
    else's record. Failure(not-found) with `missing` ({value}) where they are neither.
    """
    plain = fold(text)
    number = plain.removeprefix("#")
    if not (number.isascii() and number.isdigit() and len(number) < 11) or plain.startswith("0"):
        return None
    record = look_up(int(number))
    # shorter figures are no tail of a phone or card; names that hold them are typed otherwise
    may_be_member = plain == number and (record is None or len(number) >= SHORTEST_TAIL)
    members = find_ids(session.db, text, session.operator_id) if may_be_member else []
    if record is None and not members:
        raise Failure("not-found", missing, field=field, value=text)
    if record is not None and members:
        raise Failure("ambiguous", either, field=field, value=text, name=record["name"])
    return record
