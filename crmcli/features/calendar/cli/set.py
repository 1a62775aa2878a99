"""`crmcli calendar set`"""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from crmcli.core.findings import N_, Refused
from crmcli.errors import bad_field
from crmcli.features.calendar import store
from crmcli.features.calendar.present import day_sentence, day_shown, own_words
from crmcli.features.calendar.rules import HAND, CalendarDay, kind_of
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

app = Single()


@app.command("set", help=N_("Make one day a day off or a working day. What was planned before keeps its day."))
def set_(
    ctx: typer.Context,
    day: Annotated[str | None, typer.Argument(help=N_("the day"))] = None,
    kind: Annotated[str | None, typer.Argument(metavar="off|work", help=N_("off (休) or work (班)"))] = None,
    name: Annotated[str | None, typer.Option("--name", help=N_("the holiday it belongs to"))] = None,
) -> None:
    """Reads, checks, writes, says what it did. Without --name a name that is there stays."""
    session: Session = ctx.obj
    on_day = _day(session, required(session, day, "DAY", _("Day")))
    wanted = _kind(required(session, kind, "KIND", _("off or work")))
    before = store.day_at(session.db, on_day.isoformat())
    if name is None and before is not None:
        name = before["name"]
    entry = CalendarDay(on_day.isoformat(), wanted, (name or "").strip() or None, HAND)
    with session.write("calendar set") as operation:
        store.put(operation.db, entry)
    answer = day_shown(entry._asdict()) | {
        "before": day_shown(before) if before else None,
        "operation": operation.number,
    }
    wrote(session, answer, day_sentence(on_day, entry.kind, entry.name))


def _day(session: Session, text: str) -> date:
    from crmcli.core.day import parse_day

    try:
        return parse_day(text, session.today)
    except Refused as refused:
        raise bad_field("DAY", refused, text) from refused


def _kind(text: str) -> str:
    try:
        return kind_of(text, own_words())
    except Refused as refused:
        raise bad_field("KIND", refused, text) from refused
