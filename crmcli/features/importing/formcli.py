"""Sheets read back: preview, question, one operation. The frame is that of the lists."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.importing.carry import carry_out, say_carried
from crmcli.features.importing.filled import Sheets, read_filled
from crmcli.features.importing.formkind import FormKind, all_forms, form_kind, form_read_by
from crmcli.language import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crmcli.session import Session

#: Options that say how a list is read; a printed sheet is read by its labels.
OF_LISTS = N_("{field} is for lists; {value} is read by the labels of its form")


def import_sheets(session: Session, name: str, path: Path, *, apply: bool) -> None:
    """Reads the sheets of a workbook or folder back. Raises Failure where nothing can be read."""
    kind = form_kind(name)
    sheets = read_filled(session, form_read_by(session, name), path, all_forms())
    run_sheets(session, kind, sheets, apply=apply)


def run_sheets(session: Session, kind: FormKind, sheets: Sheets, *, apply: bool) -> None:
    """Shows what would be done, asks in a terminal, writes where it is wanted, says what was done."""
    from crmcli.features.importing.formpreview import answer, draw_preview
    from crmcli.ui.ask import confirm
    from crmcli.ui.output import emit_json

    plan = kind.plan(session, sheets)
    if not session.shared.json:
        draw_preview(kind, sheets, plan, applied=apply)
    if not apply and session.interactive and plan.changes_something:
        apply = confirm(session, _("Write it?"))
    number = None
    if apply:
        plan, number = carry_out(session, kind.name, plan, lambda: kind.plan(session, sheets), lambda db: None)
    if session.shared.json:
        emit_json(session, answer(kind, sheets, plan, number))
    else:
        say_carried(session, plan, number, apply=apply)


def refuse_list_options(path: Path, given: Mapping[str, object]) -> None:
    """Refuses options that mean nothing for a printed sheet."""
    for field, value in given.items():
        if value:
            raise Failure("usage", OF_LISTS, field=field, value=path.name)
