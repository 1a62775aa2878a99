"""Members as people and programs see them; personal values masked unless the session reveals them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.core.mask import mask_phone
from crmcli.core.money import yuan
from crmcli.features.member.field import KINDS, STANDINGS
from crmcli.features.member.store import member_no
from crmcli.language import _
from crmcli.ui.output import Column

if TYPE_CHECKING:
    from crmcli.session import Session


def birthday_words(row: Mapping[str, Any]) -> str:
    """The birthday as people read it, saying where it is lunar."""
    text = str(row["birthday"] or "")
    if row["birthday_calendar"] == "lunar" and text:
        leap = _("leap month") if row["birthday_leap"] else ""
        return f"{_('lunar')} {text.removeprefix('--')} {leap}".strip()
    return text.removeprefix("--")


#: The columns of a member list, what is wanted most first: a narrow window leaves out the last ones.
COLUMNS = (
    Column("no", N_("no.")),
    Column("name", N_("name")),
    Column("tier_name", N_("tier")),
    Column("mobile", N_("mobile")),
    Column("spend", N_("spend"), "money"),
    Column("last_contact_on", N_("last contact"), "day"),
    Column("card_no", N_("card no.")),
    Column("birthday", N_("birthday"), told=birthday_words),
    Column("points", N_("points"), "int"),
    Column("completeness", N_("complete"), "percent"),
    Column("owner", N_("owner")),
    Column("standing", N_("standing"), "text", STANDINGS),
)
WORKBOOK_COLUMNS = (
    *COLUMNS,
    Column("kind", N_("kind"), "text", KINDS),
    Column("store", N_("store")),
    Column("owner_source_name", N_("source of ownership")),
)


def listed(session: Session, row: Mapping[str, Any]) -> dict[str, Any]:
    """A summary row with the keys of the contract's `member find` and `member list`."""
    phone = row["mobile"] or row["phone2"]
    return {
        "no": member_no(row["id"]),
        "name": row["name"],
        "kind": row["kind"],
        "standing": row["standing"],
        "tier": row["tier"],
        "tier_name": tier_name(session, row["tier"]),
        "mobile": mask_phone(phone) if phone and session.masked else phone,
        "card_no": row["card_no"],
        "gender": row["gender"],
        "birthday": row["birthday"],
        "birthday_calendar": row["birthday_calendar"],
        "birthday_leap": bool(row["birthday_leap"]),
        "owner": row["owner"],
        "owner_source": row["owner_source"],
        "owner_source_name": source_name(session, row["owner_source"]),
        "store": row["store"],
        "spend": yuan(row["spend_fen"]),
        "points": row["points"],
        "completeness": row["completeness_permille"] / 1000,
        "last_contact_on": row["last_contact_on"],
        "last_purchase_on": row["last_purchase_on"],
        "joined_on": row["joined_on"],
    }


def source_name(session: Session, code: str | None) -> str | None:
    """A source of ownership in the pack's words; a code the pack no longer knows stands for itself."""
    found = session.pack.code("owner_source", code) if code else None
    return found.name if found else code


def tier_name(session: Session, code: str | None) -> str | None:
    """The tier's name in the pack; a code the pack no longer knows stands for itself."""
    if code is None:
        return None
    tier = session.pack.tier(code)
    return tier.name if tier else code


def candidate(session: Session, row: dict[str, Any]) -> dict[str, Any]:
    """A member offered as one of several: number, name, phone tail, tier, last visit."""
    phone = row["mobile"] or row["phone2"] or ""
    return {
        "no": member_no(row["id"]),
        "name": row["name"],
        "phone_tail": phone[-4:] or None,
        "tier": tier_name(session, row["tier"]),
        "last_purchase_on": row["last_purchase_on"],
    }


def candidate_line(session: Session, row: dict[str, Any]) -> str:
    """The same as one line."""
    found = candidate(session, row)
    visit = found["last_purchase_on"] or _("no purchase yet")
    return f"{found['no']}  {found['name']}  …{found['phone_tail'] or ''}  {found['tier'] or ''}  {visit}"


def note_reveal(session: Session, what: str, count: int) -> None:
    """Notes in the access log that personal values were shown unmasked."""
    if session.shared.reveal and count:
        session.log_access("reveal", what, count)
