"""`crmcli followup log`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.features.followup import options
from crmcli.features.followup.answer import cancelled_words, next_words, planned
from crmcli.features.followup.call import Call, Options, call_given
from crmcli.features.followup.consequence import Consequence
from crmcli.features.followup.doing import record_unplanned
from crmcli.features.followup.due import lines_of_member
from crmcli.features.member.find import resolve
from crmcli.features.member.store import member_no
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

app = Single()


@app.command(help=N_("Record a contact nobody had planned, such as an incoming call."))
def log(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="MEMBER [OUTCOME] [NOTE…]",
            help=N_("who; outcome as a whole word, reached where none is given; note"),
        ),
    ] = None,
    outcome: options.Outcome = None,
    note: options.Note = None,
    next_: options.Next = None,
    minutes: options.Minutes = None,
    feeling: options.Feeling = None,
    recovered: options.Recovered = False,
    via: options.Via = None,
) -> None:
    """Writes one contact that belongs to no follow-up."""
    session: Session = ctx.obj
    member = resolve(session, words[0] if words else None)
    call = call_given(
        session, (words or [])[1:], Options(outcome, note, next_, minutes, feeling, recovered, via), planned=False
    )
    with session.write("followup log") as operation:
        contact_id, following, follows = record_unplanned(session, operation.db, member["id"], call)
    say(session, member, call, contact_id, following, follows, operation.number)


def say(
    session: Session,
    member: dict[str, Any],
    call: Call,
    contact_id: int,
    following: dict[str, Any] | None,
    follows: Consequence,
    operation: int | None,
) -> None:
    """The answer: the contact, and what followed from it."""
    no = member_no(member["id"])
    answer = {
        "id": contact_id,
        "member": no,
        "name": member["name"],
        "outcome": call.outcome.code,
        "via": call.via,
        "next": planned(following),
        "repair": planned(follows.repair),
        "cancelled": [str(number) for number in follows.cancelled],
        "operation": operation,
    }
    text = _("{no} {name}: {outcome}, recorded").format(no=no, name=member["name"], outcome=_(call.outcome.label))
    said = [next_words(following)] if following else []
    if follows.repair:
        found = _("{id} {purpose}: crmcli member edit {no} --mobile NUMBER")
        said.append(found.format(id=follows.repair["id"], purpose=follows.repair["purpose"], no=no))
    if follows.cancelled:
        said.append(cancelled_words(len(follows.cancelled)))
    due = lines_of_member(session, member["id"]) if call.outcome.closes else []
    if due:
        found = _("{count} due to {name} today; if this call was for it: crmcli followup done {no} {outcome}")
        said.append(found.format(count=len(due), name=member["name"], no=no, outcome=call.outcome.code))
    wrote(session, answer, text, hint="\n  ".join(said))
