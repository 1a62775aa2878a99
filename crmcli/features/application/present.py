"""What `member apply` answers: the contract's object, and the lines a clerk reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.money import show_yuan, yuan
from crmcli.features.application import store
from crmcli.features.calendar.note import warn_of_years
from crmcli.features.followup.ahead import calls_words
from crmcli.features.member import entry
from crmcli.features.member import store as members
from crmcli.features.member.card import code_name
from crmcli.features.member.present import listed
from crmcli.features.purchase.carded import Carded, carded
from crmcli.language import _
from crmcli.language import listed as in_a_row
from crmcli.ui.output import wrote

if TYPE_CHECKING:
    from crmcli.features.application.entry import Read
    from crmcli.features.application.record import Applied
    from crmcli.session import Session

Row = dict[str, Any]


def say_applied(
    session: Session, read: Read, applied: Applied, more: list[str], number: int | None, *, sheet: str | None = None
) -> None:
    """Prints the answer; `more` are warnings of how the texts were come by, `sheet` the file of its sheet."""
    row = store.application(session.db, applied.id) or {}
    person = members.summaries(session.db, [applied.member_id], session.today.isoformat())[0]
    wanted = read.application
    on_card = carded(session, wanted.booking, applied.booked, applied.member_id, wanted.bonus_fen)
    said = [*more, *entry.warnings(read.notes), *on_card.warnings]
    said += warn_of_years(session, {year for step in applied.steps for year in step.unknown_years})
    answer = {**listed(session, person), **_application(session, row), **_beside(read, applied)}
    answer |= {"card": on_card.answer, "sheet": sheet, "warnings": said, "operation": number}
    hints = [*said, *_hints(read, applied, on_card)]
    wrote(session, answer, _sentence(session, person, row, applied), hint="\n  ".join(hints))


def _application(session: Session, row: Row) -> Row:
    return {
        "application": row["id"],
        "date": row["applied_on"],
        "card_type": row["card_type"],
        "card_type_name": code_name(session, "card_type", row["card_type"]),
        "applied_card_no": row["card_no"],
        "amount": _yuan(row["amount_fen"]),
        "joining_amount": _yuan(row["joining_fen"]),
        "gift": row["gift"],
        "bonus": yuan(row["bonus_fen"]),
        "source": (row["source"] or "").split("\n") if row["source"] else [],
        "salesperson": row["salesperson"],
        "booked": row["booked_id"],
        "joining_booked": row["joining_booked_id"],
        "bonus_booked": row["bonus_booked_id"],
        "note": row["note"],
    }


def _beside(read: Read, applied: Applied) -> Row:
    """What else the one operation moved."""
    return {
        "added": applied.made,
        "joined": applied.joined,
        "inquiry": applied.inquiry_id,
        "cancelled": [str(number) for number in applied.cancelled],
        "promotion": read.promotion["name"] if read.promotion else None,
        "promotion_entry": applied.entry_id,
        "plan": [{"step": step.step, "due_on": step.due_on.isoformat()} for step in applied.steps],
    }


def _yuan(fen: int | None) -> str | None:
    return None if fen is None else yuan(fen)


def _sentence(session: Session, person: Row, row: Row, applied: Applied) -> str:
    facts = {"no": members.member_no(person["id"]), "name": person["name"]}
    if applied.made:
        text = _("{no} {name} joined").format(**facts)
    elif applied.joined:
        text = _("{no} {name} taken over, a member now").format(**facts)
    else:
        text = _("{no} {name}: another application recorded").format(**facts)
    amount = show_yuan(row["amount_fen"]) if row["amount_fen"] is not None else None
    paid = " ".join(filter(None, (code_name(session, "card_type", row["card_type"]), row["card_no"], amount)))
    return f"{text} · {paid}" if paid else text


def _hints(read: Read, applied: Applied, on_card: Carded) -> list[str]:
    """What the operation did beside the member, a line each."""
    lines = []
    if applied.inquiry_id is not None:
        text = _("inquiry {id} converted").format(id=applied.inquiry_id)
        if applied.cancelled:
            text += " · " + _("{count} calls to the prospect are off").format(count=len(applied.cancelled))
        lines.append(text)
    if read.promotion:
        given = _given(read.application.gift, read.application.bonus_fen)
        lines.append(_("registered in {name}: {given}").format(name=read.promotion["name"], given=given))
    lines += on_card.lines
    if applied.steps:
        lines.append(calls_words(step.due_on for step in applied.steps))
    return lines


def _given(gift: str | None, bonus_fen: int) -> str:
    parts = [gift, _("{amount} given").format(amount=show_yuan(bonus_fen)) if bonus_fen else None]
    return in_a_row(part for part in parts if part) or _("nothing given")
