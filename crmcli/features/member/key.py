"""The search keys of members: what a clerk may type to find somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack

#: Tombstones are not found by anything but their number.
_FOUND = "standing NOT IN ('merged', 'erased')"


def derive_search_keys(db: Connection, pack: Pack) -> None:
    """Recomputes the keys of the members in temp.touched."""
    from crmcli.core.searchkey import card_keys, id_keys, name_keys, phone_keys

    db.execute("DELETE FROM search_key WHERE member_id IN (SELECT member_id FROM touched)")
    members = db.execute(
        "SELECT id, name, card_no, id_no, mobile, phone2 FROM member "
        f"WHERE id IN (SELECT member_id FROM touched) AND {_FOUND}"
    ).fetchall()
    keys: list[tuple[str, str, int]] = []
    for member in members:
        found = set(name_keys(member["name"]))
        for phone in (member["mobile"], member["phone2"]):
            found |= phone_keys(phone) if phone else set()
        found |= card_keys(member["card_no"]) if member["card_no"] else set()
        found |= id_keys(member["id_no"]) if member["id_no"] else set()
        keys += [(kind, key, member["id"]) for kind, key in found]
    keys.sort()
    db.executemany("INSERT INTO search_key (kind, key, member_id) VALUES (?, ?, ?)", keys)
