"""All SQL of the application table: what a member asked for and paid on the day of joining."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.storage.row import fetch, insert, rows, update

if TYPE_CHECKING:
    from sqlite3 import Connection


#: The number that the card an amount was paid for bore on the day of the application.
_NO = (
    "(SELECT n.no FROM card_number n WHERE n.card_id = paid.card_id "
    "AND (n.until_on IS NULL OR n.until_on >= a.applied_on) ORDER BY n.id LIMIT 1)"
)


def add_application(db: Connection, values: dict[str, Any]) -> int:
    """A new application; gives its id."""
    return insert(db, "application", values)


def edit_application(db: Connection, application_id: int, values: dict[str, Any]) -> None:
    """Sets columns of an application."""
    update(db, "application", application_id, values)


def application(db: Connection, application_id: int) -> dict[str, Any] | None:
    """All columns of an application."""
    return fetch(db, "application", application_id)


def applications_of(db: Connection, member_id: int) -> list[dict[str, Any]]:
    """What a member applied for, the latest first, with what was booked of it: the amounts, the bonus, the card's
    number on that day.
    """
    return rows(
        db,
        f"SELECT a.*, paid.amount_fen AS booked_fen, fee.amount_fen AS joining_booked_fen, {_NO} AS booked_card_no, "
        "given.bonus_fen AS booked_bonus_fen FROM application a "
        "LEFT JOIN ledger paid ON paid.id = a.booked_id LEFT JOIN ledger fee ON fee.id = a.joining_booked_id "
        "LEFT JOIN ledger given ON given.id = a.bonus_booked_id "
        "WHERE a.member_id = ? ORDER BY a.applied_on DESC, a.id DESC",
        (member_id,),
    )


def latest(db: Connection, member_id: int) -> dict[str, Any] | None:
    """The member's last application."""
    return next(iter(applications_of(db, member_id)), None)


def on_day(db: Connection, member_id: int, day: str) -> dict[str, Any] | None:
    """What a member applied for on that day; the last of several."""
    return next((row for row in applications_of(db, member_id) if row["applied_on"] == day), None)


def card_owners(db: Connection, card_no: str) -> list[int]:
    """The members one of whose applications is for this card."""
    found = db.execute("SELECT DISTINCT member_id FROM application WHERE card_no = ? ORDER BY 1", (card_no,))
    return [row[0] for row in found]
