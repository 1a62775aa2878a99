"""`crmcli push`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_, Finding
from crmcli.features.push.place import EVERY, NONE, Fault, chosen, push_file, targets
from crmcli.features.push.run import failure_of
from crmcli.features.push.send import Message, send
from crmcli.features.push.target import LABELS, Target
from crmcli.features.push.text import TITLE
from crmcli.features.schedule.stamp import DONE, PUSH, last_run
from crmcli.language import _, said
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import Column, show_list

app = Single()

HARMLESS = N_("a test: the counts of the day's due list will come here; nobody needs to do anything")
COLUMNS = (
    Column("name", N_("push target")),
    Column("kind", N_("kind"), words=LABELS),
    Column("place", N_("sent through")),
    Column("last_at", N_("last sent"), "time"),
    Column("tested", N_("test taken")),
    Column("why", N_("what is wrong")),
)


@app.command(
    help=N_(
        "Where `followup due --push` sends the day's counts, or --test: try a target with a harmless sentence. Targets "
        "stand in push.toml of the user's own folder, or in CRMCLI_PUSH."
    )
)
def push(
    ctx: typer.Context,
    target: Annotated[list[str] | None, typer.Argument(help=N_("names of targets; all where none is given"))] = None,
    test: Annotated[bool, typer.Option("--test", help=N_("send a harmless sentence and see what comes of it"))] = False,
) -> None:
    """Reads the targets, tries them where asked, shows."""
    session: Session = ctx.obj
    found = targets(session.environ)
    if target or test:
        found = chosen(found, target or [EVERY])
    faults = list(found.faults)
    rows = [_listed(session, one, _tried(one, faults) if test else None) for one in found.targets]
    rows += [_faulty(fault) for fault in found.faults if fault.name != EVERY]
    show_list(session, COLUMNS, rows, title=N_("push targets"), empty=_(NONE).format(file=push_file()))
    if faults:
        raise failure_of(faults)


def _tried(target: Target, faults: list[Fault]) -> Finding | str:
    """Why the harmless sentence was not taken, which is a fault as well; empty where it was."""
    title = _(TITLE)
    sent = send(target, Message(title, title, f"{title} · {_(HARMLESS)}"))
    if sent.why is not None:
        faults.append(Fault(target.name, sent.why))
    return sent.why or ""


def _listed(session: Session, target: Target, why: Finding | str | None) -> dict[str, Any]:
    sent = last_run(session.db, PUSH + target.name) if session.path.exists() else None
    return {
        "name": target.name,
        "kind": target.kind,
        "place": target.place,
        "last_at": sent.at if sent and sent.state == DONE else None,
        "tested": None if why is None else not why,
        "why": said(why) if isinstance(why, Finding) else None,
    }


def _faulty(fault: Fault) -> dict[str, Any]:
    return {"name": fault.name, "kind": None, "place": None, "last_at": None, "tested": None, "why": said(fault.why)}
