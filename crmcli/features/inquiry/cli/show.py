"""`crmcli inquiry show`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.core.mask import mask_address
from crmcli.errors import Failure
from crmcli.features.followup import store as followups
from crmcli.features.inquiry import store
from crmcli.features.inquiry.present import CHANNEL_WORDS, RESULT_WORDS, coaching_words, listed, of_member
from crmcli.features.inquiry.prospect import INQUIRY
from crmcli.features.inquiry.select import inquiry_meant
from crmcli.features.member.field import STANDINGS
from crmcli.features.member.present import note_reveal
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import Column, show_object, shown
from crmcli.ui.table import field_lines

app = Single()

#: How many other inquiries of the same person are shown.
OTHERS = 5
_FIELDS = (
    Column("channel", N_("way of asking"), "text", CHANNEL_WORDS),
    Column("item", N_("asked about")),
    Column("mobile", N_("mobile")),
    Column("wechat", N_("WeChat")),
    Column("address", N_("address")),
    Column("source", N_("heard of us by")),
    Column("source_detail", N_("heard of us by, more exactly")),
    Column("amount", N_("amount"), "money"),
    Column("booked", N_("booked as purchase"), "int"),
    Column("minutes", N_("minutes"), "int"),
    Column("result", N_("result"), "text", RESULT_WORDS),
    Column("converted_on", N_("member since"), "day"),
    Column("by", N_("received by")),
    Column("note", N_("note")),
)


@app.command(help=N_("One inquiry, or a person's latest: what was asked, what came of it, which calls are to come."))
def show(
    ctx: typer.Context,
    which: Annotated[str | None, typer.Argument(metavar="ID|MEMBER", help=N_("an inquiry, or who asked"))] = None,
) -> None:
    """Gathers and shows one inquiry."""
    session: Session = ctx.obj
    meant = inquiry_meant(session, which)
    if meant.inquiry_id is None:
        message = N_("{name} never asked. See: crmcli inquiry list")
        raise Failure("not-found", message, field="ID", value=which, name=meant.person["name"])
    answer = whole(session, store.with_person(session.db, meant.inquiry_id) or {})
    note_reveal(session, "inquiry show", 1)
    show_object(session, answer, lambda: _draw(answer))


def whole(session: Session, row: dict[str, Any]) -> dict[str, Any]:
    """The inquiry, who asked, the calls that are open after it, and what they asked at other times."""
    address = row["address"]
    steps = [step for step in followups.open_of(session.db, row["member_id"]) if step["kind"] == INQUIRY]
    others = [one for one in store.inquiries_of(session.db, row["member_id"], OTHERS + 1) if one["id"] != row["id"]]
    return {
        **listed(session, row),
        "wechat": row["wechat"],
        "address": mask_address(address) if address and session.masked else address,
        "followups": [_call(step) for step in steps],
        "others": [of_member(session, one) for one in others[:OTHERS]],
        "warnings": coaching_words(session.pack, row),
    }


def _call(step: dict[str, Any]) -> dict[str, Any]:
    keys = ("step", "purpose", "due_on", "state", "assigned_to")
    return {"id": str(step["id"]), **{key: step[key] for key in keys}}


def _draw(answer: dict[str, Any]) -> None:
    first = _("first deal") if answer["first_deal"] else ""
    head = [
        str(answer["id"]),
        answer["date"],
        answer["member"],
        answer["name"],
        _(STANDINGS[answer["standing"]]),
        first,
    ]
    print("  ".join(part for part in head if part))
    for warning in answer["warnings"]:
        print(f"! {warning}")
    field_lines([(_(column.label), shown(column, answer[column.key])) for column in _FIELDS], indent=2)
    _block(_("To do"), [_call_line(call) for call in answer["followups"]])
    _block(_("Asked before and after"), [f"{one['date']}  {one['id']}  {one['item']}" for one in answer["others"]])


def _call_line(call: dict[str, Any]) -> str:
    return f"{call['due_on']}  #{call['id']}  {call['purpose']}  {call['assigned_to'] or _('unassigned')}"


def _block(title: str, lines: list[str]) -> None:
    if lines:
        print(f"\n{title}")
        for line in lines:
            print(f"  {line}")
