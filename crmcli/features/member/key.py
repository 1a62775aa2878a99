"""The search keys of members: what a clerk may type to find somebody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack

#: Tombstones are not found by anything but their number.
_FOUND = "standing NOT IN ('merged', 'erased')"


def derive_search_keys(db: Connection, pack: Pack) -> None:
    """Recomputes the keys of the members in temp.touched.

    Only what differs is written: a purchase leaves the keys alone, and theirs are spread over a dozen pages.
    """
    held = _held(db)
    made: list[tuple[str, str, int]] = []
    gone: list[tuple[str, str, int]] = []
    for member in _found_by(db):
        wanted, known = _keys(member), held.pop(member["id"], set())
        made += [(*key, member["id"]) for key in wanted - known]
        gone += [(*key, member["id"]) for key in known - wanted]
    gone += [(*key, member_id) for member_id, keys in held.items() for key in keys]
    db.executemany("DELETE FROM search_key WHERE kind = ? AND key = ? AND member_id = ?", gone)
    # in the order of the table, in which a bulk of them goes in twice as fast
    made.sort()
    db.executemany("INSERT INTO search_key (kind, key, member_id) VALUES (?, ?, ?)", made)


def _held(db: Connection) -> dict[int, set[tuple[str, str]]]:
    held: dict[int, set[tuple[str, str]]] = {}
    for kind, key, member_id in db.execute(
        "SELECT k.kind, k.key, k.member_id FROM touched t CROSS JOIN search_key k WHERE k.member_id = t.member_id"
    ):
        held.setdefault(member_id, set()).add((kind, key))
    return held


def _found_by(db: Connection) -> Iterable[Any]:
    return db.execute(
        "SELECT m.id, m.name, m.card_no, m.id_no, m.mobile, m.phone2, (SELECT group_concat(a.card_no, char(10)) "
        "FROM application a WHERE a.member_id = m.id) AS applied, (SELECT group_concat(n.no, char(10)) "
        "FROM card c JOIN card_number n ON n.card_id = c.id WHERE c.member_id = m.id) AS cards FROM touched t "
        f"CROSS JOIN member m WHERE m.id = t.member_id AND m.{_FOUND}"
    )


def _keys(member: Any) -> set[tuple[str, str]]:
    from crmcli.core.searchkey import card_keys, id_keys, name_keys, phone_keys

    found = name_keys(member["name"])
    for phone in (member["mobile"], member["phone2"]):
        found |= phone_keys(phone) if phone else set()
    found |= card_keys(member["card_no"]) if member["card_no"] else set()
    # numbers that were replaced still name their card, and one applied for need not be opened yet
    for card in f"{member['applied'] or ''} {member['cards'] or ''}".split():
        found |= card_keys(card)
    return found | (id_keys(member["id_no"]) if member["id_no"] else set())
