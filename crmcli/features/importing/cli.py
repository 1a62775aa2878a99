"""`crmcli import KIND FILE`"""

from __future__ import annotations

import gc
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.core.findings import N_, Refused
from crmcli.errors import Failure, bad_field
from crmcli.features.importing import store
from crmcli.features.importing.carry import carry_out, say_carried
from crmcli.features.importing.kind import Kind, Wanted, kind_of, names, refuse_unknown
from crmcli.language import _, listed, said
from crmcli.session import Session
from crmcli.ui.command import Single

if TYPE_CHECKING:
    from crmcli.features.importing.plan import Plan
    from crmcli.features.importing.table import Table

app = Single()


@app.command(
    "import",
    help=N_(
        "Take over a list from xlsx, xls, ods or csv, or printed sheets that were filled in: one, or a folder of "
        "them. First it only says what it would do; --apply writes it, as one operation."
    ),
)
def import_list(
    ctx: typer.Context,
    kind: Annotated[str | None, typer.Argument(help=N_("what it holds; told by its content where not given"))] = None,
    file: Annotated[str | None, typer.Argument(help=N_("the list, the sheet, or a folder of sheets"))] = None,
    apply: Annotated[bool, typer.Option("--apply", help=N_("write it"))] = False,
    assign: Annotated[
        list[str] | None, typer.Option("--map", help=N_("HEAD=FIELD, what a column is; HEAD=- for not wanted"))
    ] = None,
    opening_on: Annotated[
        str | None, typer.Option("--opening-on", help=N_("day of sums and balances; today where not given"))
    ] = None,
    worksheet: Annotated[str | None, typer.Option("--worksheet", help=N_("the sheet of a workbook"))] = None,
    area_code: Annotated[str | None, typer.Option("--area-code", help=N_("for landlines without one"))] = None,
    rejects: Annotated[str | None, typer.Option("--rejects", help=N_("file for the rejected rows"))] = None,
) -> None:
    """Recognises, previews, writes where it is wanted."""
    from crmcli.features.importing.formcli import import_sheets, refuse_list_options
    from crmcli.features.importing.sniff import is_form

    session: Session = ctx.obj
    kind, path = _meant(session, kind, file)
    if is_form(kind, path):
        options = {"--map": assign, "--opening-on": opening_on, "--worksheet": worksheet, "--rejects": rejects}
        refuse_list_options(path, options)
        import_sheets(session, kind, path, apply=apply)
        return
    wanted_kind = kind_of(kind)
    assigned = _assigned(wanted_kind, assign or [])
    wanted = Wanted(_opening_day(session, opening_on), _area_code(area_code))
    with _no_collecting():
        table = _table(session, wanted_kind, path, assigned, worksheet)
        plan = wanted_kind.plan(session, table, wanted)
        run_import(session, wanted_kind, table, plan, wanted, assigned, apply=apply, rejects=rejects)


def _meant(session: Session, kind: str | None, file: str | None) -> tuple[str, Path]:
    """The kind and the file; one word that is no kind is the file, whose content says what it holds."""
    from crmcli.features.importing.sniff import sniffed
    from crmcli.ui.ask import required

    if file is None and kind is not None and kind not in names():
        path = Path(kind).expanduser()
        if not path.exists() and path.name == kind and not path.suffix:
            refuse_unknown(kind)
        return sniffed(session, path), path
    known = required(session, kind, "KIND", listed(names()))
    path = Path(required(session, file, "FILE", _("File"))).expanduser()
    return known, path


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Rows are made by the hundred thousand and all are kept: looking for garbage among them takes a fifth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _opening_day(session: Session, text: str | None) -> date:
    from crmcli.features.purchase.entry import day_given

    return day_given(session, text, "--opening-on")


def _area_code(text: str | None) -> str | None:
    """010, 0513; Failure(usage) for what is none."""
    if text is not None and not re.fullmatch(r"0[0-9]{2,3}", text):
        raise Failure(
            "usage", N_("{value} is no area code; it looks like 010 or 0513"), field="--area-code", value=text
        )
    return text


def _assigned(kind: Kind, pairs: list[str]) -> dict[str, str]:
    """The heads of --map with their fields."""
    found = {}
    for pair in pairs:
        head, equals, field = pair.rpartition("=")
        field = field.strip().replace("-", "_") if field.strip() != "-" else "-"
        if not equals or not head.strip() or field not in (*kind.fields, "-"):
            message = N_("{value} is no HEAD=FIELD; fields are {names}, or - for not wanted.")
            raise Failure("usage", message, field="--map", value=pair, names=list(kind.fields))
        found[head.strip()] = field
    return found


def _table(session: Session, kind: Kind, path: Path, assigned: dict[str, str], worksheet: str | None) -> Table:
    """The list as it is recognised, with what was assigned now and before."""
    from crmcli.features.importing.synonym import plain
    from crmcli.features.importing.table import recognise
    from crmcli.features.importing.vocabulary import vocabulary_of

    table = recognise(path, vocabulary_of(session, kind, assigned), kind.several, worksheet, kind.joined)
    heads = {plain(head) for head in (*table.ignored, *table.unknown, *(column.head for column in table.columns))}
    for head in assigned:
        if plain(head) not in heads:
            message = N_("There is no head {value}; there are {names}.")
            names = list(table.head.columns.values())
            raise Failure("usage", message, field="--map", value=head, names=names)
    kind.settle(table)
    return table


def run_import(
    session: Session,
    kind: Kind,
    table: Table,
    plan: Plan,
    wanted: Wanted,
    assigned: dict[str, str],
    *,
    apply: bool,
    rejects: str | None,
) -> None:
    """Shows what would be done, asks in a terminal, writes where it is wanted, says what was done."""
    from crmcli.features.importing.preview import answer, draw_preview
    from crmcli.features.importing.synonym import plain
    from crmcli.ui.ask import confirm
    from crmcli.ui.output import emit_json

    if not session.shared.json:
        draw_preview(table, plan, applied=apply)
    if not apply and session.interactive and plan.changes_something:
        apply = confirm(session, _("Write it?"))
    number = None
    if apply:
        heads = {plain(head): field for head, field in assigned.items()}
        plan, number = carry_out(
            session,
            kind.name,
            plan,
            lambda: kind.plan(session, table, wanted),
            lambda db: store.keep_mapping(db, kind.name, heads),
        )
    rejected = _rejected(session, table, plan, rejects) if apply or rejects else None
    if session.shared.json:
        emit_json(session, answer(table, plan, rejected, number))
    else:
        say_carried(session, plan, number, apply=apply)


def _rejected(session: Session, table: Table, plan: Plan, named: str | None) -> Path | None:
    from crmcli.features.importing.rejected import write_rejected
    from crmcli.ui.output import saved

    try:
        found = write_rejected(table, plan, named)
    except Refused as refused:
        if named:
            raise bad_field("--rejects", refused, named) from refused
        print(said(refused), file=sys.stderr)
        return None
    if found and not session.shared.json:
        saved(found)
    return found
