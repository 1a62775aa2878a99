"""`crmcli complaint wait`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_, Refused
from crmcli.core.offset import parse_offset, shift
from crmcli.errors import bad_field
from crmcli.features.case.answer import take_steps
from crmcli.features.case.life import WAITING
from crmcli.features.case.moment import coming_day, event_now, told
from crmcli.features.case.options import Case
from crmcli.features.case.record import kind_of
from crmcli.features.case.select import select_case
from crmcli.features.case.words import WAITS
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single

app = Single()

CUSTOMER, THIRD_PARTY = "customer", "third-party"


@app.command(
    help=N_("Stop the clocks while it waits for somebody else. They run on with the next step, at the latest then.")
)
def wait(
    ctx: typer.Context,
    case: Case = None,
    for_: Annotated[str | None, typer.Option("--for", metavar="WHOM", help=N_("customer or third-party"))] = None,
    until: Annotated[
        str | None, typer.Option("--until", help=N_("until when; where not given until one asks on"))
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", "--text", metavar="REASON", help=N_("why"))] = None,
) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    row = select_case(ctx, case)
    whom = whom_given(required(session, for_, "--for", _("Waits for (customer, third-party)"), check=whom_given))
    why = required(session, reason, "--reason", _("Why")).strip()
    chase = shift(session.today, parse_offset(kind_of(session.pack, row["kind"]).chase)).isoformat()
    ends = coming_day(session, until or chase, "--until")
    hint = _("waits for {whom} until {time}").format(whom=_(WAITS[whom]), time=told(ends))
    take_steps(ctx, row, [event_now(session, WAITING, waits_for=whom, until_at=ends, reason=why)], hint=hint)


def whom_given(text: str) -> str:
    """customer or third-party, by its beginning or in Chinese."""
    words = {CUSTOMER: ("customer", "客户", "顾客", "会员"), THIRD_PARTY: ("third-party", "第三方", "别人")}
    plain = text.strip().lower()
    for code, spellings in words.items():
        if plain and any(word.startswith(plain) for word in spellings):
            return code
    refused = Refused(N_("{value} is none of {names}."), value=text, names=["customer 客户", "third-party 第三方"])
    raise bad_field("--for", refused, text)
