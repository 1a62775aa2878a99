"""Regular care: those for whom nothing is planned are called when the pack's term after the last of them has come.

Everybody of a group (owner, tier and class, see crmcli.features.member.state) has the same term and the same caller,
so that a day reads the oldest few of each group from one index, whatever the file holds. So many calls a person as
the pack says are in hand at a time: those begun and those finished today count, and no more come before tomorrow.
Source: domain/followups.md, Other plans every pack can have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.span import after, latest_before
from crmcli.features.followup import unplanned_store as store
from crmcli.features.followup.keyed import LASTS, Lapse, holders
from crmcli.language import _, ngettext

if TYPE_CHECKING:
    from crmcli.packs.deskrule import Care
    from crmcli.session import Session

#: The head says how many more are due up to so many: counting on would take the longer, the less it says.
COUNTED = 1000


class Group(NamedTuple):
    """Members with the same owner, tier and class; `caller` makes their calls, `until` is the last day from which
    the term has gone by.
    """

    key: str
    caller: int | None
    until: str


def lapses(session: Session, first: str, last: str, member_id: int | None = None) -> Iterator[Lapse]:
    """Who is due by the last day, the longest silent first, for each caller at most as many as the pack says.

    Of one member whether or not it is their turn: whoever is spoken to anyhow needs no second call.
    """
    care = session.pack.care
    if care is None:
        return
    if member_id is not None:
        yield from _of_member(session, care, last, member_id)
        return
    groups = _groups(session, care, date.fromisoformat(last))
    if not groups:
        return
    day = (date.fromisoformat(first) + timedelta(days=LASTS)).isoformat()
    in_hand = store.in_hand(session.db, day)
    by_caller: dict[int | None, list[Group]] = {}
    for group in groups:
        by_caller.setdefault(group.caller, []).append(group)
    for caller, theirs in by_caller.items():
        left = max(care.at_most - in_hand.get(caller, 0), 0)
        found = [lapse for group in theirs for lapse in islice(_due(session, care, group, last), left)]
        yield from sorted(found, key=lambda lapse: (lapse.on, lapse.person["id"]))[:left]


def waiting_words(
    session: Session, day: date, theirs: Callable[[int | None], bool], store_id: int | None, listed: int
) -> list[str]:
    """How many of those wanted are due on a day besides those listed, and where to find them; nothing where none."""
    count = _waiting(session, day, theirs, store_id)
    if count <= listed:
        return []
    said = ngettext(
        "{count} more waits for a regular call: crmcli member list --unplanned",
        "{count} more wait for a regular call: crmcli member list --unplanned",
        count - listed,
    )
    if count > COUNTED:
        said = _("more than {count} others wait for a regular call: crmcli member list --unplanned")
        count = COUNTED
    return [said.format(count=count - listed)]


def _waiting(session: Session, day: date, theirs: Callable[[int | None], bool], store_id: int | None) -> int:
    """How many are due on a day for those wanted, listed or not; COUNTED + 1 stands for more than COUNTED."""
    care = session.pack.care
    count = 0
    for group in _groups(session, care, day) if care is not None else ():
        if theirs(group.caller) and count <= COUNTED:
            count += store.count(session.db, group.key, group.until, day.isoformat(), store_id, COUNTED + 1)
    return min(count, COUNTED + 1)


def term_of(care: Care, tier: str | None, kind: str | None) -> str | None:
    """How long after the last contact somebody of a tier and class is called; None where no term fits."""
    for term in care.terms:
        if (not term.tiers or tier in term.tiers) and (not term.classes or kind in term.classes):
            return term.after
    return None


def _groups(session: Session, care: Care, day: date) -> list[Group]:
    """The groups somebody of whom is due by a day; no more than one look where that is nobody."""
    longest_silent = store.longest_silent(session.db)
    notice = session.pack.notices.get("unplanned")
    if longest_silent is None or notice is None:
        return []
    ends = {term.after: latest_before(day, term.after).isoformat() for term in care.terms}
    if longest_silent > max(ends.values(), default=""):
        return []
    holder = holders(session, notice.role)
    found = []
    for key in store.groups(session.db):
        owner, tier, kind = key.split(" ")
        term = term_of(care, tier or None, kind or None)
        if term is not None:
            found.append(Group(key, holder(int(owner) if owner else None), ends[term]))
    return found


def _due(session: Session, care: Care, group: Group, day: str) -> Iterator[Lapse]:
    """Those of a group that are due, the longest silent first. A tier that has lapsed since has another term."""
    for row in store.due(session.db, group.key, group.until, day):
        lapse = _lapse(care, row)
        if lapse is not None and lapse.on <= day:
            yield lapse


def _of_member(session: Session, care: Care, day: str, member_id: int) -> Iterator[Lapse]:
    for row in store.of_member(session.db, member_id, min(day, session.today.isoformat())):
        lapse = _lapse(care, row)
        if lapse is not None and lapse.on <= day:
            yield lapse


def _lapse(care: Care, row: store.Row) -> Lapse | None:
    term = term_of(care, row["tier"], row["class"])
    if term is None:
        return None
    since = date.fromisoformat(row["unplanned_since"])
    why = _("nothing planned, nothing heard since {day}").format(day=since.isoformat())
    said = f"{since.year}年{since.month}月{since.day}日"
    return Lapse(row, after(since, term).isoformat(), why, {"day": said})
