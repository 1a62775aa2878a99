"""A card's statement: every movement with what is on the card after it. Source: domain/money.md, Cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.core.money import yuan
from crmcli.features.card import store
from crmcli.features.card.movement import Held, held_on
from crmcli.features.card.present import ENTRIES, title
from crmcli.features.member.store import member_no
from crmcli.language import _
from crmcli.ui.output import Column, draw_table, shown

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.session import Session

#: The line before the first one of a statement that does not begin with the card.
BROUGHT = "brought-forward"


def statement_of(db: Connection, card: dict[str, Any], first: date | None, last: date) -> list[dict[str, Any]]:
    """The lines of a card from a day, or its opening, to another, each with the balance after it.

    Where it begins on a day, a line before the others says what was on the card then.
    """
    lines = []
    held = Held()
    if first is not None:
        before = first - timedelta(days=1)
        held = held_on(db, card["id"], before.isoformat())
        lines.append(_line(card, {"kind": BROUGHT, "on_day": first.isoformat()}, Held(), held))
    begin = first.isoformat() if first is not None else ""
    for entry in store.entries_of(db, card["id"], begin, last.isoformat()):
        moved = Held(entry["principal_fen"], entry["bonus_fen"], entry["sessions"])
        held = held.plus(moved)
        lines.append(_line(card, entry, moved, held))
    return lines


def _line(card: Mapping[str, Any], entry: Mapping[str, Any], moved: Held, held: Held) -> dict[str, Any]:
    counts = card["kind"] == "sessions"
    return {
        "id": entry.get("id"),
        "card_no": card["no"],
        "date": entry["on_day"],
        "kind": entry["kind"],
        "item": entry.get("item_name"),
        "quantity": entry.get("quantity"),
        "member": member_no(entry["member_id"]) if "member_id" in entry else None,
        "name": entry.get("name"),
        "principal": yuan(moved.principal_fen) if any(moved) else None,
        "bonus": yuan(moved.bonus_fen) if any(moved) else None,
        "moved": yuan(moved.total_fen) if any(moved) else None,
        "sessions": moved.sessions if counts and any(moved) else None,
        "principal_after": yuan(held.principal_fen),
        "bonus_after": yuan(held.bonus_fen),
        "total": yuan(held.total_fen),
        "sessions_left": held.sessions if counts else None,
        "refers_to": entry.get("refers_to"),
        "pay": entry.get("pay"),
        "by": entry.get("by"),
        "note": entry.get("note"),
    }


def head(card: Mapping[str, Any]) -> str:
    """Whose statement it is."""
    return f"{card['no']}  {card['name']}  {title(card)}"


def _what(line: Mapping[str, Any]) -> str:
    """What happened, in words: the item bought, else the kind of entry, and to whom a card went."""
    if line["kind"] == BROUGHT:
        return _("brought forward")
    if line["kind"] == "purchase" and line["sessions"] is None:
        return str(line["item"]) if line["quantity"] in (None, 1) else f"{line['item']} ×{line['quantity']}"
    said = _(ENTRIES.get(line["kind"], line["kind"]))
    more = line["item"] if line["kind"] == "refund" else line["name"] if line["kind"] == "card-transfer" else None
    return f"{said} {more}" if more else said


_DAY = Column("date", N_("day"), "day")
_WHAT = Column("what", N_("movement"), "text", None, _what)
_REST = (Column("by", N_("by")), Column("id", N_("no."), "int"), Column("note", N_("note")))
_STORED = (
    _DAY,
    _WHAT,
    Column("moved", N_("moved"), "money"),
    Column("total", N_("balance"), "money"),
    Column("principal", N_("principal"), "money"),
    Column("bonus", N_("bonus"), "money"),
    *_REST,
)
_SESSIONS = (
    _DAY,
    _WHAT,
    Column("sessions", N_("uses"), "int"),
    Column("sessions_left", N_("uses left"), "int"),
    Column("moved", N_("worth"), "money"),
    *_REST,
)


def columns_for(kind: str) -> tuple[Column, ...]:
    """What people see of a statement, what is wanted most first."""
    return _SESSIONS if kind == "sessions" else _STORED


#: Columns without which a statement is none: day, what, moved, balance.
_LEAST = 4


def draw_statement(session: Session, card: Mapping[str, Any], lines: Sequence[dict[str, Any]], note: str) -> None:
    """A table; where the window has no room for the balance, two lines for each movement."""
    columns = columns_for(card["kind"])
    if not session.on_terminal or _room(columns[:_LEAST], lines) == _LEAST:
        draw_table(session, columns, lines, note)
        return
    print(note)
    day, _said, moved, left = columns[:_LEAST]
    for line in lines:
        print(f"{shown(day, line['date'])}  {_what(line)}")
        parts = [f"{_(column.label)} {shown(column, line[column.key])}" for column in (moved, left)]
        print("    " + " · ".join(parts if line[moved.key] is not None else parts[1:]))


def _room(columns: Sequence[Column], lines: Sequence[dict[str, Any]]) -> int:
    """How many of the columns stand side by side in the window."""
    import shutil

    from crmcli.ui.table import fitting

    heads = [_(column.label) for column in columns]
    cells = [[c.told(line) if c.told else shown(c, line[c.key]) for c in columns] for line in lines]
    return fitting(heads, cells, shutil.get_terminal_size().columns)
