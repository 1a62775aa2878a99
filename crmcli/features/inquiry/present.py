"""Inquiries as people and programs see them; phones masked unless the session reveals them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.core.mask import mask_phone
from crmcli.core.money import yuan
from crmcli.features.inquiry.rules import CHANNELS, RESULTS, coaching_of
from crmcli.features.member.field import STANDINGS
from crmcli.features.member.store import member_no
from crmcli.language import _
from crmcli.ui.output import Column

if TYPE_CHECKING:
    from crmcli.packs.model import Pack
    from crmcli.session import Session

CHANNEL_WORDS = {choice.code: choice.label for choice in CHANNELS}
RESULT_WORDS = {choice.code: choice.label for choice in RESULTS}

#: What is wanted most comes first: a narrow window leaves out the last ones.
COLUMNS = (
    Column("id", N_("no."), "int"),
    Column("date", N_("day"), "day"),
    Column("name", N_("name")),
    Column("mobile", N_("mobile")),
    Column("channel", N_("way of asking"), "text", CHANNEL_WORDS),
    Column("item", N_("asked about")),
    Column("first_deal", N_("first deal")),
    Column("amount", N_("amount"), "money"),
    Column("result", N_("result"), "text", RESULT_WORDS),
    Column("coaching", N_("coaching")),
    Column("converted_on", N_("member since"), "day"),
    Column("minutes", N_("minutes"), "int"),
    Column("source", N_("heard of us by")),
    Column("by", N_("received by")),
    Column("member", N_("member")),
    Column("standing", N_("standing"), "text", STANDINGS),
    Column("note", N_("note")),
)
UNDECIDED_COLUMNS = (
    Column("member", N_("member")),
    Column("name", N_("name")),
    Column("mobile", N_("mobile")),
    Column("inquiries", N_("inquiries"), "int"),
    Column("first_on", N_("first on"), "day"),
    Column("last_on", N_("last on"), "day"),
    Column("items", N_("asked about")),
)


def listed(session: Session, row: Mapping[str, Any]) -> dict[str, Any]:
    """An inquiry with its person, as the answers of `inquiry list` and `inquiry show` hold it."""
    return {
        "id": row["id"],
        "date": row["on_day"],
        "member": member_no(row["member_id"]),
        "name": row["name"],
        "mobile": phone_of(session, row),
        "standing": row["standing"],
        **entry_keys(session.pack, row),
    }


def entry_keys(pack: Pack, row: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in the register about one inquiry, whoever asked."""
    return {
        "channel": row["channel"],
        "item": row["item"],
        "item_code": row["item_code"],
        "source": source_names(pack, row["source"]),
        "source_detail": row["source_detail"],
        "first_deal": bool(row["first_deal"]),
        "amount": yuan(row["amount_fen"]) if row["amount_fen"] is not None else None,
        "booked": row["booked_id"],
        "minutes": row["minutes"],
        "result": row["result"],
        "coaching": coaching_of(row, pack.follow.call_minutes_limit).on,
        "converted_on": row["converted_on"],
        "by": row["by"],
        "store": row["store"],
        "note": row["note"],
    }


def of_member(session: Session, row: Mapping[str, Any]) -> dict[str, Any]:
    """An inquiry as `member show` holds it, where the person is known."""
    return {"id": row["id"], "date": row["on_day"], **entry_keys(session.pack, row)}


def undecided_listed(session: Session, row: Mapping[str, Any]) -> dict[str, Any]:
    """Somebody who asks and never comes."""
    return {
        "member": member_no(row["member_id"]),
        "name": row["name"],
        "mobile": phone_of(session, row),
        "inquiries": row["inquiries"],
        "first_on": row["first_on"],
        "last_on": row["last_on"],
        "items": row["items"].split("\n"),
    }


def phone_of(session: Session, row: Mapping[str, Any]) -> str | None:
    """The number somebody is reached under, as this session may see it."""
    phone: str | None = row["mobile"] or row["phone2"]
    return mask_phone(phone) if phone and session.masked else phone


def source_names(pack: Pack, kept: str | None) -> list[str]:
    """The names of the sources of an inquiry; words that are in no list stand for themselves."""
    words = kept.split("\n") if kept else []
    return [code.name if (code := pack.code("source", word)) else word for word in words]


def coaching_words(pack: Pack, row: Mapping[str, Any]) -> list[str]:
    """Why an inquiry is marked for coaching, a sentence each; nothing where it is not."""
    why, limit = coaching_of(row, pack.follow.call_minutes_limit), pack.follow.call_minutes_limit
    said = []
    if why.too_long:
        text = _("for coaching: the call took {minutes} minutes, {limit} is the limit")
        said.append(text.format(minutes=row["minutes"], limit=limit))
    if why.led_nowhere:
        said.append(_("for coaching: the call ended with neither interest nor appointment"))
    return said
