"""`crmcli init`: the file the desk works in."""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_, Refused
from crmcli.errors import Failure, FieldMissing, bad_field
from crmcli.features.init.store import Beginning, begin
from crmcli.features.pack.choose import pack_name, packs_listed
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single
from crmcli.ui.output import emit_json

app = Single()


@app.command(help=N_("Make the file the desk works in: its trade, its name, who works here."))
def init(
    ctx: typer.Context,
    pack: Annotated[str | None, typer.Option("--pack", help=N_("the trade, as `crmcli pack list` names it"))] = None,
    organisation: Annotated[str | None, typer.Option("--organisation", help=N_("the name on sheets"))] = None,
    store: Annotated[str | None, typer.Option("--store", help=N_("the first store or branch"))] = None,
    operator: Annotated[str | None, typer.Option("--operator", help=N_("who works here first"))] = None,
    open_file: Annotated[
        bool, typer.Option("--open", help=N_("no protection: whoever has the file can read it"))
    ] = False,
) -> None:
    """Asks for what is missing in a terminal; `--pack P --open` is enough elsewhere."""
    session: Session = ctx.obj
    beginning = _beginning(session, pack, organisation, store, operator, open_file)
    number = begin(session, beginning)
    if session.shared.json:
        emit_json(session, answer(session, beginning, number))
        return
    text = _("{file} is ready: {organisation}, {operator} at the desk.")
    print(text.format(file=session.path, organisation=beginning.organisation, operator=beginning.operator))
    print("  " + _("It is protected by nothing: whoever gets the file can read it all."))
    print("  " + _("Next: take over your list with `crmcli import members FILE`, or `crmcli member add NAME`."))


def answer(session: Session, beginning: Beginning, number: int | None) -> dict[str, object]:
    """The JSON contract's answer."""
    from crmcli.storage.schema import SCHEMA

    return {
        "file": str(session.path),
        "pack": beginning.pack.name,
        "schema": SCHEMA,
        "organisation": beginning.organisation,
        "store": beginning.store,
        "operator": beginning.operator,
        "operation": number,
    }


def _beginning(
    session: Session,
    pack: str | None,
    organisation: str | None,
    store: str | None,
    operator: str | None,
    open_file: bool,
) -> Beginning:
    from crmcli.packs.load import load
    from crmcli.storage.packcopy import own_packs

    if session.path.exists():
        message = N_("{file} is there already and is left as it is. Choose another name with --db.")
        raise Failure("refused", message, file=str(session.path), value=str(session.path))
    asked = pack is None and session.interactive
    chosen = load(pack_name(_pack_given(session, pack), "--pack"), own_packs())
    if asked:
        organisation = required(session, organisation, "--organisation", _("Name of the house"), default=chosen.title)
        store = required(session, store, "--store", _("Store or branch"), default=organisation)
        operator = required(session, operator, "--operator", _("Your name"), default=login_name())
    _protection(session, open_file)
    organisation = _name("--organisation", organisation) or chosen.title
    store = _name("--store", store) or organisation
    return Beginning(chosen, organisation, store, _name("--operator", operator) or login_name())


def _name(field: str, text: str | None) -> str | None:
    """A name as it is kept; None where none was given."""
    from crmcli.core.text import normal_name

    try:
        return None if text is None else normal_name(text)
    except Refused as refused:
        raise bad_field(field, refused, text) from refused


def _pack_given(session: Session, pack: str | None) -> str:
    from crmcli.packs.load import available
    from crmcli.storage.packcopy import own_packs

    found = list(available(own_packs()))
    names = packs_listed()
    if pack is None and not session.interactive:
        raise FieldMissing("--pack", _("Trade"), f"--pack {names}")
    only = found[0][0] if len(found) == 1 else None
    return required(session, pack, "--pack", _("Trade, one of {packs}").format(packs=names), default=only)


def _protection(session: Session, open_file: bool) -> None:
    """Encryption is not built yet, and nobody may believe otherwise: the answer has to be `--open`."""
    if open_file:
        return
    if session.interactive:
        from crmcli.ui.ask import confirm

        if confirm(session, _("The file will be protected by nothing; whoever gets it can read it. Go on?")):
            return
    raise Failure(
        "refused",
        N_("Protecting a file with a passphrase is not possible yet; give --open to make one without."),
        field="--open",
    )


def login_name() -> str:
    """The name this machine knows the user by."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return _("desk")
