"""A member's application as the record of its sheet: 入会申请表, forms.md F4."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.application import store
from crmcli.features.application.rules import birthday_printed, gift_words, ticked
from crmcli.features.form.choose import form_of
from crmcli.features.form.words import with_pack
from crmcli.features.member import store as members
from crmcli.features.member.rules import age_of
from crmcli.forms.option import OTHER

if TYPE_CHECKING:
    from crmcli.forms.model import Form
    from crmcli.session import Session

FORM = "application"
#: The source beside which a name is written. Source: forms.md F4, 业务员____.
SALESPERSON = "salesperson"
#: The sheet is the paper form in any language.
GENDERS = {"male": "男", "female": "女"}


def application_record(session: Session, member_id: int) -> dict[str, Any]:
    """The values of the sheet, unmasked: of the last application, else what the member alone says."""
    member = members.member(session.db, member_id)
    if member is None:
        raise Failure("not-found", N_("There is no member {value}."), value=members.member_no(member_id))
    row = store.latest(session.db, member_id) or _unapplied(member)
    form = with_pack(form_of(FORM), session.pack)
    day = date.fromisoformat(row["applied_on"] or session.today.isoformat())
    return {
        **_person(session, member, day),
        **_choices(session, form, member, row),
        "applied_on": date.fromisoformat(row["applied_on"]) if row["applied_on"] else None,
        "card_type": row["card_type"],
        "card_no": printed_card_no(row, member),
        "amount": printed_amount(row, "amount"),
        "joining_amount": printed_amount(row, "joining"),
        "gift": gift_words(row["gift"], printed_amount(row, "bonus") or 0),
    }


def _unapplied(member: dict[str, Any]) -> dict[str, Any]:
    """What stands in the place of an application for a member who came without one."""
    booked = ("booked_card_no", "booked_fen", "joining_booked_fen", "booked_bonus_fen")
    absent = ("card_type", "card_no", "amount_fen", "joining_fen", "gift", *booked)
    source, detail = member["source"], member["source_detail"]
    return dict.fromkeys(absent) | {
        "applied_on": member["joined_on"],
        "bonus_fen": 0,
        "source": source,
        "source_detail": detail if source == OTHER else None,
        "salesperson": detail if source == SALESPERSON else None,
    }


#: Amounts of an application -> where what was booked of it stands, and what was noted.
_AMOUNTS = {
    "amount": ("booked_fen", "amount_fen"),
    "joining": ("joining_booked_fen", "joining_fen"),
    "bonus": ("booked_bonus_fen", "bonus_fen"),
}


def printed_amount(row: dict[str, Any], what: str) -> int | None:
    """What was booked, else what was noted: `amount`, `joining` or `bonus`. Source: domain/money.md, Booked once."""
    booked, noted = _AMOUNTS[what]
    found = row[booked] if row[booked] is not None else row[noted]
    return None if found is None else int(found)


def printed_card_no(row: dict[str, Any], member: dict[str, Any]) -> str | None:
    """The card the amount was booked on, else the one applied for, else the member's."""
    return row["booked_card_no"] or row["card_no"] or member.get("card_no")


def _person(session: Session, member: dict[str, Any], day: date) -> dict[str, Any]:
    return {
        "name": member["name"],
        "gender": GENDERS.get(member["gender"] or ""),
        "age": age_of(member, day),
        "birthday": birthday_printed(member["birthday"], member["birthday_calendar"], bool(member["birthday_leap"])),
        "address": member["address"],
        "phone": member["mobile"] or member["phone2"],
        "employer": member["employer"],
        "email": member["email"],
        "wechat": member["wechat"],
        "id_no": member["id_no"],
    }


def _choices(session: Session, form: Form, member: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    """Everything that is ticked, with the words beside it."""
    pack, fields = session.pack, form.fields
    sources = {SALESPERSON: row["salesperson"], OTHER: row["source_detail"]}
    return {
        "id_type": _id_type(session, form, member),
        **ticked(pack, fields["interest"], "interest", _lines(member["interest"]), {}),
        **ticked(pack, fields["source"], "source", _lines(row["source"]), sources),
        **ticked(pack, fields["industry"], "industry", _lines(member["industry"]), {}),
        **ticked(pack, fields["occupation"], "occupation", _lines(member["occupation"]), {}),
    }


def _lines(text: str | None) -> list[str]:
    return text.split("\n") if text else []


def _id_type(session: Session, form: Form, member: dict[str, Any]) -> str | None:
    """The option, or the name of a certificate that is none: it is printed before the number."""
    code = member["id_type"]
    known = session.pack.code("id_type", code) if code else None
    if code is None or not member["id_no"] or code in {option.code for option in form.fields["id_type"].options}:
        return str(code) if code and member["id_no"] else None
    return known.name if known else str(code)
