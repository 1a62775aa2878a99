"""`crmcli owner assign`"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from crmcli.core.findings import N_, Refused
from crmcli.errors import Failure, FieldMissing, bad_field
from crmcli.features.complete import members as offered
from crmcli.features.member.find import resolve
from crmcli.features.member.present import source_name
from crmcli.features.member.store import member, member_no
from crmcli.features.owner.handover import Cause, hand_over
from crmcli.features.staff.operator import choose_person
from crmcli.features.staff.store import people
from crmcli.language import _, listed, ngettext
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

if TYPE_CHECKING:
    from sqlite3 import Connection

app = Single()

#: What stands for nobody.
NOBODY = ("none", "-", "无", "未分配")


@app.command(help=N_("Give customers to somebody of the staff, or to nobody. Open calls of the former owner go along."))
def assign(
    ctx: typer.Context,
    members: Annotated[
        list[str] | None,
        typer.Argument(metavar="MEMBER…", help=N_("one or more members"), autocompletion=offered),
    ] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="STAFF", help=N_("who gets them; none for nobody"))] = None,
    source: Annotated[str | None, typer.Option("--source", help=N_("how they come to the owner"))] = None,
    reason: Annotated[str | None, typer.Option("--reason", help=N_("why"))] = None,
) -> None:
    """Finds everybody, writes once, says how many went."""
    session: Session = ctx.obj
    found = _found(session, members)
    columns = _columns(session, to, source)
    with session.write("owner assign") as operation:
        moved = [_one(operation.db, session, row, columns, reason) for row in found]
    answer = {
        "to": _name_of(session, columns),
        "members": moved,
        "followups": sum(one["followups"] for one in moved),
        "operation": operation.number,
    }
    wrote(session, answer, _sentence(answer), hint=_calls(answer["followups"]))


def _found(session: Session, members: list[str] | None) -> list[dict[str, Any]]:
    if not members and not session.interactive:
        raise FieldMissing("MEMBER", _("Member"))
    rows = [resolve(session, text) for text in members] if members else [resolve(session, None)]
    return list({row["id"]: row for row in rows}.values())


def _columns(session: Session, to: str | None, source: str | None) -> dict[str, Any]:
    """The columns of the member table that change."""
    wanted = required(session, to, "--to", _("Who gets them (none for nobody)")).strip()
    nobody = wanted.lower() in NOBODY
    columns: dict[str, Any] = {"owner_id": None if nobody else _person(session, wanted)["id"]}
    if source is not None:
        from crmcli.features.member.entry import reading_of
        from crmcli.features.member.field import FIELDS

        try:
            columns |= FIELDS["owner_source"].read(source, reading_of(session))
        except Refused as refused:
            raise bad_field("--source", refused, source) from refused
    return columns


def _person(session: Session, text: str) -> dict[str, Any]:
    return choose_person(people(session.db), text, "--to")


def _one(
    db: Connection, session: Session, row: dict[str, Any], columns: dict[str, Any], reason: str | None
) -> dict[str, Any]:
    """Hands one member over."""
    before = member(db, row["id"]) or {}
    if before["standing"] in ("merged", "erased"):
        message = N_("{name} ({no}) is no customer any more.")
        no = member_no(row["id"])
        raise Failure("refused", message, field="MEMBER", value=no, no=no, name=row["name"])
    calls = hand_over(db, session.pack, people(db), row["id"], columns, Cause("by-hand", reason))
    source = columns.get("owner_source", before["owner_source"])
    return {
        "no": member_no(row["id"]),
        "name": row["name"],
        "from": row["owner"],
        "to": _name_of(session, columns),
        "source": source,
        "source_name": source_name(session, source),
        "followups": calls,
    }


def _name_of(session: Session, columns: dict[str, Any]) -> str | None:
    return next((one["name"] for one in people(session.db) if one["id"] == columns["owner_id"]), None)


def _sentence(answer: dict[str, Any]) -> str:
    names = listed(f"{one['no']} {one['name']}" for one in answer["members"][:3])
    count = len(answer["members"])
    if count > 3:
        names = ngettext("{count} customer", "{count} customers", count).format(count=count)
    if answer["to"] is None:
        return _("{names} belong to nobody now").format(names=names)
    return _("{names} now belong to {owner}").format(names=names, owner=answer["to"])


def _calls(count: int) -> str:
    text = ngettext("{count} open call was handed over", "{count} open calls were handed over", count)
    return text.format(count=count) if count else ""
