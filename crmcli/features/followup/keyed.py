"""Keyed lines of any source: calls owed because a day comes, which stand in no table until somebody does something.

A line is known by its key, `tier:M-00012:2026-12-01`: the kind, the member, the last day on which something can still
be done, and where a member may have several of a kind on a day one thing more that tells them apart
(`card:M-00012:2026-12-01:VIP0000300`). Doing, skipping or moving one (`followup done KEY`) writes a follow-up with
that key, which takes the line's place from then on (`kept`); undoing it brings the line back.

To have another kind of line listed, done, skipped, moved and shown it takes
- words in the pack: `[notices.KIND]` says how many days ahead it is listed, for whom, and what is said;
- a function that gives a Lapse for everything that ends in a range of days, from an index, in the feature it belongs
  to (see crmcli.features.tier.lapsing);
- a line in KEYED. Nothing else needs to know of it.

A kind the pack has no words for is read nowhere and costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_
from crmcli.features.followup import store
from crmcli.features.followup.dueline import ATTENDANCE, UNPLANNED, DueLine
from crmcli.features.followup.holder import holder_of
from crmcli.features.member.store import member_no
from crmcli.features.staff import store as staff
from crmcli.language import _

if TYPE_CHECKING:
    from crmcli.packs.model import Birthday
    from crmcli.packs.moneyrule import Notice
    from crmcli.session import Session


class Lapse(NamedTuple):
    """Something of a member's that ends on a day.

    `person` holds the columns of store.PERSON. `why` says it in the reader's language. `values` are what stands for
    the placeholders of the pack's words, {name} and {day} aside. `tail` tells several of a member and a day apart.
    `assigned_id` is who must call, where the thing itself says so and not the role of the pack's words. `care` is what
    a wish not to be contacted does not stop.
    """

    person: Mapping[str, Any]
    on: str
    why: str
    values: Mapping[str, str] = {}
    tail: str | None = None
    assigned_id: int | None = None
    care: bool = False


#: Gives what ends from one day to another, both included; of one member where an id is given.
Lapses = Callable[["Session", str, str, "int | None"], Iterable[Lapse]]


class Keyed(NamedTuple):
    """A kind of keyed lines: what it is called, why it is listed once it is stored, and what gives it.

    `keep_days`: how long a line nobody dealt with stays listed after its day.
    """

    label: str
    why: str
    lapses: Lapses
    keep_days: int = 0


def _tiers(session: Session, first: str, last: str, member_id: int | None) -> Iterable[Lapse]:
    from crmcli.features.tier.lapsing import lapses

    return lapses(session, first, last, member_id)


def _fees(session: Session, first: str, last: str, member_id: int | None) -> Iterable[Lapse]:
    from crmcli.features.fee.reminder import lapses

    return lapses(session, first, last, member_id)


def _cards(session: Session, first: str, last: str, member_id: int | None) -> Iterable[Lapse]:
    from crmcli.features.card.lapsing import lapses

    return lapses(session, first, last, member_id)


def _points(session: Session, first: str, last: str, member_id: int | None) -> Iterable[Lapse]:
    from crmcli.features.points.lapsing import lapses

    return lapses(session, first, last, member_id)


def _bookings(session: Session, first: str, last: str, member_id: int | None) -> Iterable[Lapse]:
    from crmcli.features.booking.reminder import coming

    return coming(session, first, last, member_id)


def _attendances(session: Session, first: str, last: str, member_id: int | None) -> Iterable[Lapse]:
    from crmcli.features.booking.reminder import unticked

    return unticked(session, first, last, member_id)


def _goods(session: Session, first: str, last: str, member_id: int | None) -> Iterable[Lapse]:
    from crmcli.features.goods.reminder import lapses

    return lapses(session, first, last, member_id)


def _unplanned(session: Session, first: str, last: str, member_id: int | None) -> Iterable[Lapse]:
    from crmcli.features.followup.unplanned import lapses

    return lapses(session, first, last, member_id)


def _owners(session: Session, first: str, last: str, member_id: int | None) -> Iterable[Lapse]:
    from crmcli.features.owner.releasing import lapses

    return lapses(session, first, last, member_id)


#: So long a call stays listed that waits until it is made, or a debt is paid: for a hundred years at most.
LASTS = 36500
#: Every kind but birthdays, whose days are found in another way, and calls about cases, which are never stored.
KEYED: dict[str, Keyed] = {
    "tier": Keyed(N_("tier"), N_("tier held until {day}"), _tiers),
    "card": Keyed(N_("card about to end"), N_("card can be used until {day}"), _cards),
    "points": Keyed(N_("points"), N_("points can be spent until {day}"), _points),
    "fee": Keyed(N_("fees owed"), N_("fees owed since {day}"), _fees, LASTS),
    "booking": Keyed(N_("appointment"), N_("appointment on {day}"), _bookings),
    ATTENDANCE: Keyed(N_("came or not"), N_("came or not: open since {day}"), _attendances, LASTS),
    "goods": Keyed(N_("goods held"), N_("to be told of goods held, on {day}"), _goods, LASTS),
    "owner": Keyed(N_("owner about to change"), N_("with the owner until {day}"), _owners),
    UNPLANNED: Keyed(N_("regular care"), N_("regular care, due since {day}"), _unplanned, LASTS),
}

_KEY = re.compile(r"([a-z-]+):m-0*([1-9][0-9]{0,11}):([0-9]{4}-[0-9]{2}-[0-9]{2})(?::(\S+))?", re.IGNORECASE)
#: Days a line may be asked for by its key in.
_EVER = ("0001-01-01", "9999-12-31")


def notices(session: Session, first: date, last: date, member_id: int | None = None) -> Iterable[DueLine]:
    """The lines of every kind the pack has words for, listed from so many days ahead until their day is over."""
    for kind in KEYED:
        notice = session.pack.notices.get(kind)
        if notice is not None:
            kept, ahead = timedelta(days=KEYED[kind].keep_days), timedelta(days=notice.ahead_days)
            yield from _lines(session, kind, (first - kept).isoformat(), _later(last, ahead), member_id)


def lapsed_notices(session: Session, kind: str, day: date, days: int, member_id: int | None = None) -> list[DueLine]:
    """Lines of a kind nobody dealt with, whose last listed day lies at most `days` before a day."""
    if kind not in KEYED:
        return []
    end = day - timedelta(days=KEYED[kind].keep_days + 1)
    first = end - timedelta(days=days - 1)
    return [
        line._replace(state="missed") for line in _lines(session, kind, first.isoformat(), end.isoformat(), member_id)
    ]


def line_of_key(session: Session, text: str) -> DueLine | None:
    """The line of a key, stored or not; None where the text is no key of these kinds or nothing is known by it.

    One whose days are over and that nobody dealt with is `missed`.
    """
    parts = _KEY.fullmatch(text.strip())
    kind = parts[1].lower() if parts else ""
    if parts is None or kind not in KEYED:
        return None
    member_id = int(parts[2])
    wanted = _key(kind, member_id, parts[3], parts[4]).lower()
    for line in _lines(session, kind, *_EVER, member_id, also_taken=True):
        if (line.key or "").lower() == wanted:
            held = store.line_with_key(session.db, line.key or "")
            over = line.keep_on is not None and line.keep_on < session.today.isoformat()
            return held or (line._replace(state="missed") if over else line)
    return store.line_with_key(session.db, _key(kind, member_id, parts[3], parts[4]))


def why_listed(line: DueLine) -> str | None:
    """What a line of these kinds says of why now; None of other kinds."""
    if line.kind not in KEYED:
        return None
    # once it is stored the reason says why it was moved
    return line.reason if line.followup_id is None else _(KEYED[line.kind].why).format(day=line.anchor_on)


def _later(day: date, by: timedelta) -> str:
    return (day + by).isoformat() if day <= date.max - by else _EVER[1]


def _key(kind: str, member_id: int, on: str, tail: str | None) -> str:
    return ":".join(part for part in (kind, member_no(member_id), on, tail) if part)


def _lines(
    session: Session, kind: str, first: str, last: str, member_id: int | None, *, also_taken: bool = False
) -> list[DueLine]:
    """A line for each lapse of a kind from one day to another that no stored follow-up stands for."""
    notice = session.pack.notices.get(kind)
    if notice is None or first > last:
        return []
    found = {
        _key(kind, lapse.person["id"], lapse.on, lapse.tail): lapse
        for lapse in KEYED[kind].lapses(session, first, last, member_id)
    }
    if not found:
        return []
    taken = set() if also_taken else store.taken_keys(session.db, list(found))
    holder = holders(session, notice.role)
    return [
        _line(kind, key, notice, lapse, lapse.assigned_id or holder(lapse.person["owner_id"]))
        for key, lapse in found.items()
        if key not in taken
    ]


def holders(session: Session, role: str) -> Callable[[int | None], int | None]:
    """Who makes the calls of a role, by the owner of the customer."""
    people = staff.people(session.db)
    return lambda owner_id: holder_of(session.pack, role, owner_id, people)


def _line(kind: str, key: str, notice: Notice, lapse: Lapse, assigned_id: int | None) -> DueLine:
    said = notice.script
    for name, value in lapse.values.items():
        said = said.replace(f"{{{name}}}", value)
    on = date.fromisoformat(lapse.on)
    line = person_line(lapse.person, key, kind, notice, on, KEYED[kind].keep_days)
    return line._replace(script=said, reason=lapse.why, assigned_id=assigned_id, care=int(lapse.care))


def person_line(
    person: Mapping[str, Any], key: str, kind: str, call: Notice | Birthday, on: date, keep_days: int
) -> DueLine:
    """A line that is not stored, about a day of a member's; listed from so many days ahead as the pack says."""
    due_on = (on - timedelta(days=call.ahead_days)).isoformat()
    return DueLine(
        due_on=due_on,
        followup_id=None,
        member_id=person["id"],
        name=person["name"],
        mobile=person["mobile"],
        wechat=person["wechat"],
        key=key,
        kind=kind,
        plan=None,
        step=None,
        purpose=call.purpose,
        script=None,
        original_due_on=due_on,
        due_at=None,
        attempts=0,
        assigned_id=None,
        store_id=person["store_id"],
        anchor_on=on.isoformat(),
        purchase_id=None,
        item_name=None,
        care=0,
        promotional=int(call.promotional),
        fixed=0,
        reason=None,
        do_not_contact=person["do_not_contact"],
        do_not_contact_until=person["do_not_contact_until"],
        recovering_since=person["recovering_since"],
        distress_since=person["distress_since"],
        complaint_since=person["complaint_since"],
        keep_on=(on + timedelta(days=keep_days)).isoformat(),
    )
