"""A bonus the desk noted 赠送金额: which entry put it on a card, and those that are on none yet.

The bonus of a promotion's row and of an application goes to the bonus pocket of a card, once: with the money where
the amount is booked on a card, else by an entry of its own onto the member's only live stored card. Where there is
none it stays noted. What an imported sheet notes is given by nobody; it stays noted as its amount does.
Source: issue "One ledger", 4; domain/money.md, "Booked once".
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.features.purchase.noted import Noted, noted_listed, noted_not_booked, place
from crmcli.storage.row import update

if TYPE_CHECKING:
    from sqlite3 import Connection


class Bonus(NamedTuple):
    """What a row of a register (`promotion` or `application`) notes as given, beside the amount it notes.

    `note` says what for on the card's statement.
    """

    register: str
    bonus_fen: int
    amount_fen: int
    on_day: date
    staff_id: int | None = None
    note: str | None = None


NO_BONUS = Bonus("promotion", 0, 0, date.min)

#: The bonus of the same money in the other register: a customer's row in a promotion and the application of that
#: day, amount and bonus are one gift, however they came about.
_SAME = {
    "promotion": "SELECT a.bonus_booked_id FROM application a WHERE a.member_id = :member AND a.applied_on = :day "
    "AND COALESCE(a.amount_fen, 0) = :amount AND a.bonus_fen = :bonus AND a.bonus_booked_id IS NOT NULL "
    "AND NOT EXISTS (SELECT 1 FROM promotion_entry e WHERE e.bonus_booked_id = a.bonus_booked_id)",
    "application": "SELECT e.bonus_booked_id FROM promotion_entry e WHERE e.member_id = :member AND e.on_day = :day "
    "AND e.amount_fen = :amount AND e.bonus_fen = :bonus AND e.bonus_booked_id IS NOT NULL "
    "AND NOT EXISTS (SELECT 1 FROM application a WHERE a.bonus_booked_id = e.bonus_booked_id)",
}


def given_already(db: Connection, bonus: Bonus, member_id: int) -> int | None:
    """The entry that gave the bonus of the same money, noted in the other register."""
    if not bonus.bonus_fen:
        return None
    facts = {"member": member_id, "day": bonus.on_day.isoformat()}
    amounts = {"amount": bonus.amount_fen, "bonus": bonus.bonus_fen}
    found = db.execute(f"{_SAME[bonus.register]} LIMIT 1", facts | amounts).fetchone()
    return int(found[0]) if found else None


def give_noted(db: Connection, bonus: Bonus, member_id: int, entry_id: int | None = None) -> int | None:
    """Puts a bonus on a card and gives the entry's id; None where there is no card it could only be meant for.

    `entry_id` is what the amount is booked as: money that came onto a card, perhaps with the bonus on top already.
    """
    from crmcli.features.card.record import give_bonus

    given = given_already(db, bonus, member_id)
    if given is not None or not bonus.bonus_fen:
        return given
    entry = _of_card(db, entry_id)
    if entry is not None and entry["bonus_fen"] and not gave(db, bonus.register, entry["id"]):
        return int(entry["id"])
    found = stored_cards(db, member_id, bonus.on_day)
    if entry is not None:
        found = [card for card in found if card["id"] == entry["card_id"]]
    if len(found) != 1:
        return None
    day = day_on_card(db, found[0], bonus.on_day)
    return give_bonus(db, found[0]["id"], bonus.bonus_fen, day, bonus.staff_id, bonus.note)


def gave(db: Connection, register: str, entry_id: int) -> bool:
    """Whether the bonus of an entry is that of another row of the register already."""
    query = f"SELECT EXISTS (SELECT 1 FROM {TABLES[register]} WHERE bonus_booked_id = ?)"
    return bool(db.execute(query, (entry_id,)).fetchone()[0])


def stored_cards(db: Connection, member_id: int, on_day: date) -> list[dict[str, Any]]:
    """The member's stored cards that are live and not past their last day."""
    from crmcli.features.card.store import cards_of

    day = on_day.isoformat()
    return [
        card
        for card in cards_of(db, member_id)
        if card["kind"] == "stored" and card["state"] == "live" and (card["expires_on"] or "9999") >= day
    ]


def day_on_card(db: Connection, card: dict[str, Any], on_day: date) -> date:
    """A day; of one before the card was its holder's that first day."""
    from crmcli.features.card.store import held_since

    return max(on_day, date.fromisoformat(max(str(card["opened_on"]), held_since(db, card["id"]) or "")))


def _of_card(db: Connection, entry_id: int | None) -> dict[str, Any] | None:
    from crmcli.features.purchase.store import entry

    found = entry(db, entry_id) if entry_id is not None else None
    return found if found is not None and found["kind"] in GIVING else None


#: Kinds of entries that brought money onto a card.
MONEY_ON_CARDS = ("card-open", "card-topup")
#: Kinds of entries that may have put a bonus on a card.
GIVING = (*MONEY_ON_CARDS, "card-bonus")
#: Register -> the table whose rows note a bonus.
TABLES = {"promotion": "promotion_entry", "application": "application"}

#: Rows with a bonus on no card. An application stands for the promotion's row of the same gift.
_LEFT = """
SELECT 'promotion' AS register, e.id AS row_id, p.no, e.member_id, e.on_day, e.bonus_fen
FROM promotion_entry e JOIN promotion p ON p.id = e.promotion_id
WHERE e.on_day BETWEEN :first AND :last AND e.bonus_fen > 0 AND e.bonus_booked_id IS NULL AND NOT EXISTS (
    SELECT 1 FROM application a WHERE a.promotion_entry_id = e.id AND a.bonus_fen > 0) AND NOT EXISTS (
    SELECT 1 FROM application a WHERE a.member_id = e.member_id AND a.applied_on = e.on_day
    AND a.bonus_fen = e.bonus_fen AND COALESCE(a.amount_fen, 0) = e.amount_fen AND a.promotion_entry_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM promotion_entry x WHERE x.member_id = e.member_id AND x.on_day = e.on_day
        AND x.bonus_fen = e.bonus_fen AND x.amount_fen = e.amount_fen AND x.id < e.id))
UNION ALL
SELECT 'application', a.id, NULL, a.member_id, a.applied_on, a.bonus_fen FROM application a
WHERE a.applied_on BETWEEN :first AND :last AND a.bonus_fen > 0 AND COALESCE(a.bonus_booked_id, (
    SELECT e.bonus_booked_id FROM promotion_entry e WHERE e.id = a.promotion_entry_id), (
    SELECT e.bonus_booked_id FROM promotion_entry e WHERE e.member_id = a.member_id AND e.on_day = a.applied_on
    AND e.bonus_fen = a.bonus_fen AND e.amount_fen = COALESCE(a.amount_fen, 0) AND e.bonus_booked_id IS NOT NULL)
) IS NULL
"""


def bonuses_left(db: Connection, first: str, last: str) -> list[Noted]:
    """赠送未入卡: the bonuses noted on any of some days that are on no card, in order of day; their amount is 0."""
    found = db.execute(
        "SELECT r.register, r.row_id, r.no, r.member_id, m.name, r.on_day, 0, r.bonus_fen "
        f"FROM ({_LEFT}) r JOIN member m ON m.id = r.member_id ORDER BY r.on_day, r.member_id, r.register, r.row_id",
        {"first": first, "last": last},
    )
    return [Noted(*row) for row in found]


def bonus_listed(noted: Noted) -> dict[str, Any]:
    """A bonus on no card as programs see it."""
    from crmcli.core.money import yuan

    listed = {key: value for key, value in noted_listed(noted).items() if key != "amount"}
    return listed | {"bonus": yuan(noted.bonus_fen)}


def noted_of(db: Connection, member_id: int) -> list[Noted]:
    """What is noted of a member and stands in no entry: amounts with the bonus of their row, and bonuses alone."""
    bonuses = {(note.register, note.row_id): note for note in bonuses_left(db, "0000", "9999")}
    amounts = noted_not_booked(db, "0000", "9999")
    rows = {(note.register, note.row_id): note for note in amounts}
    found = [note._replace(bonus_fen=bonuses[key].bonus_fen) if key in bonuses else note for key, note in rows.items()]
    found += [note for key, note in bonuses.items() if key not in rows]
    return [note for note in found if note.member_id == member_id]


def bonus_of(db: Connection, noted: Noted, staff_id: int | None) -> Bonus:
    """The bonus of a note as it is to be given; none where the row notes none that is left."""
    if not noted.bonus_fen:
        return NO_BONUS
    query = f"SELECT COALESCE(amount_fen, 0) FROM {TABLES[noted.register]} WHERE id = ?"
    amount_fen = db.execute(query, (noted.row_id,)).fetchone()[0]
    return Bonus(noted.register, noted.bonus_fen, amount_fen, date.fromisoformat(noted.on_day), staff_id, place(noted))


def point_bonus(db: Connection, noted: Noted, entry_id: int) -> None:
    """Has the row of a note point to the entry that gave its bonus. Within the one write."""
    update(db, TABLES[noted.register], noted.row_id, {"bonus_booked_id": entry_id})
