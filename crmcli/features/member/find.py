"""From what a clerk types to the member meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.core.searchkey import member_number, query_keys, split_query
from crmcli.core.text import fold
from crmcli.errors import Failure
from crmcli.features.card import store as cards
from crmcli.features.member import store
from crmcli.language import _

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.session import Session

#: How many members a search gives at most; more are no answer to anybody.
MOST = 200


def find_ids(db: Connection, text: str, operator_id: int | None = None, limit: int = MOST) -> list[int]:
    """The members a text fits, best first; a whole name, number, phone or card wins over a part.

    `.` is the member of the operator's last operation. A name part and a phone tail may
    stand together (王芳5678).
    """
    text = text.strip()
    if not text:
        return []
    if text == ".":
        last = store.last_touched(db, operator_id)
        return [last] if last is not None else []
    number = member_number(text)
    if number is not None:
        return [number] if store.member(db, number) else []
    return _whole(db, text) or _masked(db, text, limit) or _parts(db, text, limit)


def _whole(db: Connection, text: str) -> list[int]:
    """Members whose name, phone, card or ID is exactly this."""
    from crmcli.core.text import normal_name

    plain = fold(text).upper()
    found = store.with_value(db, "name", normal_name(text))
    for column in ("mobile", "phone2", "card_no", "id_no"):
        if plain.isascii():
            found += store.with_value(db, column, plain)
    found += cards.holders(db, plain)
    return list(dict.fromkeys(found))


def _masked(db: Connection, text: str, limit: int) -> list[int]:
    """Members with a phone or ID as lists show it, 199****5678, copied from one."""
    from crmcli.core.mask import fits_mask, is_masked

    tail = re.search(r"[0-9]{3,}[0-9xX]$", fold(text))
    if tail is None or not is_masked(text):
        return []
    fitting = []
    for number in _probe(db, tail[0], MOST * 50):
        member = store.member(db, number) or {}
        if any(fits_mask(text, member[key]) for key in ("mobile", "phone2", "id_no") if member[key]):
            fitting.append(number)
    return fitting[:limit]


def _parts(db: Connection, text: str, limit: int) -> list[int]:
    name, tail = split_query(text)
    if name and tail:
        # a surname is shared by thousands, the last digits by a few: of these those who are called so
        tailed = _probe(db, tail, MOST * 50)
        named = {n for kind, key, whole in query_keys(name) for n in store.among(db, tailed, kind, key, whole)}
        return [number for number in tailed if number in named][:limit]
    found = _probe(db, text, limit)
    if not found and not text.isascii():
        from crmcli.core.text import simplified

        plain = simplified(text)
        found = _probe(db, plain, limit) if plain != fold(text) else []
    return found


def _probe(db: Connection, text: str, limit: int) -> list[int]:
    found: dict[int, None] = {}
    for kind, key, whole in query_keys(text):
        found |= dict.fromkeys(store.by_key(db, kind, key, whole, limit))
    return list(found)[:limit]


def resolve(session: Session, text: str | None, field: str = "member") -> dict[str, Any]:
    """The one member a text names, as a summary row; asked for in a terminal where it is missing.

    Several are offered in a terminal and refused with the candidates elsewhere.
    """
    from crmcli.ui.ask import asked

    label = _("Member (name, phone tail, number)")
    return asked(session, text, field, label, lambda typed: _the_one(session, typed, field))


def _the_one(session: Session, text: str, field: str) -> dict[str, Any]:
    ids = find_ids(session.db, text, session.operator_id)
    found = store.summaries(session.db, ids, session.today.isoformat())
    if len(found) == 1:
        return found[0]
    if not found:
        raise Failure(
            "not-found",
            N_("No member fits {value}. Try a part of the name, pinyin, or the last four digits of a phone."),
            field=field,
            value=text,
        )
    return _chosen(session, text, field, found)


def _chosen(session: Session, text: str, field: str, found: list[dict[str, Any]]) -> dict[str, Any]:
    from crmcli.features.member.present import candidate, candidate_line
    from crmcli.ui.ask import one_of

    def line(row: dict[str, Any]) -> str:
        return candidate_line(session, row)

    def several() -> Failure:
        return Failure(
            "ambiguous",
            N_("{value} fits {count} members; name one by number, or name and phone tail together."),
            field=field,
            value=text,
            count=len(found),
            candidates=[candidate(session, row) for row in found[:20]],
            lines=[line(row) for row in found[:20]],
        )

    return one_of(session, found, line, several)
