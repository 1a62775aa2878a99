"""What reading sheets back would do, or did, as people and programs see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.findings import Finding, Refused
from crmcli.features.importing.preview import OUTCOMES, change_text, draw_some, reasons
from crmcli.forms.anchor import labels_of
from crmcli.language import _, aside, ngettext, said

if TYPE_CHECKING:
    from crmcli.features.importing.filled import Beside, Sheets
    from crmcli.features.importing.formkind import FormKind
    from crmcli.features.importing.plan import Plan, Reject


def answer(kind: FormKind, sheets: Sheets, plan: Plan, operation: int | None) -> dict[str, Any]:
    """The contract's answer to `import` for sheets; rows are numbered as the sheet numbers them, from 1."""
    counts = {outcome: plan.count(outcome) for outcome in OUTCOMES}
    first = sheets.records[0].record if sheets.records else None
    return {
        "file": str(sheets.path),
        "form": sheets.form.name,
        "files": [str(file) for file in sheets.files],
        "sheet": first.sheet if first else None,
        "head_row": None,
        "columns": _columns(sheets),
        "read": len(plan.outcomes),
        "create": counts["create"],
        "update": counts["update"],
        "unchanged": counts["unchanged"],
        "rejected": counts["reject"],
        "rejects": [
            {**_place(sheets, row), "cells": _cells(kind, sheets, row, found), "reasons": reasons(found)}
            for row, found in sorted(plan.rejects.items())
        ],
        "changes": [
            {**_place(sheets, change.row), "no": change.no, "name": change.name}
            | {"field": change.field, "old": _text(change.old), "new": _text(change.new)}
            for change in plan.changes
        ],
        "remarks": [{**_place(sheets, row), "message": said(finding)} for row, finding in plan.remarks]
        + [_beside(remark) for remark in sheets.remarks],
        "failed": [_beside(failed) for failed in sheets.failed],
        "rejects_file": None,
        "operation": operation,
    }


def draw_preview(kind: FormKind, sheets: Sheets, plan: Plan, *, applied: bool) -> None:
    """What was read, what each sheet comes to, what changes, and at the end what could not be read."""
    read = ngettext("{count} workbook", "{count} workbooks", len(sheets.files)).format(count=len(sheets.files))
    print(_("{file}: {title}, {count}").format(file=sheets.path.name, title=sheets.form.title, count=read))
    numbers = {outcome: plan.count(outcome) for outcome in OUTCOMES}
    text = _("{read} records: {create} new, {update} changed, {unchanged} as they are, {reject} rejected")
    print(text.format(read=len(plan.outcomes), **numbers))
    rejected = [
        _("{place}: {text}").format(
            place=_words(sheets, row, _cells(kind, sheets, row, found)), text=_("; ").join(reasons(found))
        )
        for row, found in sorted(plan.rejects.items())
    ]
    draw_some(_("Rejected:"), rejected)
    if not applied:
        draw_some(
            _("Changes:"),
            [
                _("{place}: {text}").format(place=_words(sheets, change.row), text=change_text(change))
                for change in plan.changes
            ],
        )
        draw_some(_("Worth a look:"), _remarks(sheets, plan))
    draw_some(_("Could not be read:"), [said(failed.finding) for failed in sheets.failed])


def _remarks(sheets: Sheets, plan: Plan) -> list[str]:
    text = _("{place}: {text}")
    told = [text.format(place=_words(sheets, row), text=said(finding)) for row, finding in plan.remarks]
    return told + [text.format(place=remark.file.name, text=said(remark.finding)) for remark in sheets.remarks]


def _columns(sheets: Sheets) -> dict[str, str]:
    """Label -> field; of two fields under one label the first."""
    found: dict[str, str] = {}
    for field, label in labels_of(sheets.form).items():
        found.setdefault(label, field)
    return found


def _place(sheets: Sheets, row: int) -> dict[str, Any]:
    filled = sheets.records[row]
    return {"file": str(filled.file), "sheet": filled.record.sheet, "row": filled.record.row}


def _words(sheets: Sheets, row: int, cells: list[str] | None = None) -> str:
    """Where a record stands: its file where there are several, its sheet, the cells at fault, else its row."""
    filled = sheets.records[row]
    name = filled.file.name if len(sheets.files) + len(sheets.failed) > 1 else filled.record.sheet
    if cells:
        return aside(name, _(", ").join(cells))
    where = _("row {row}").format(row=filled.record.row) if sheets.form.kind == "list" else ""
    return aside(name, where) if where else name


def _cells(kind: FormKind, sheets: Sheets, row: int, found: Reject) -> list[str]:
    """The cells at fault: those the reasons name, and those of the fields that could not be taken."""
    named = [_facts(reason).get("cell") for reason in found.reasons]
    fields = [kind.fields[column] for column in sorted(found.columns)]
    cells = [*named, *(sheets.records[row].cell(field) for field in fields)]
    return list(dict.fromkeys(cell for cell in cells if cell))


def _facts(reason: Refused | Finding) -> dict[str, Any]:
    return dict(reason.facts)


def _beside(beside: Beside) -> dict[str, Any]:
    return {"file": str(beside.file), "sheet": beside.sheet, "row": None, "message": said(beside.finding)}


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
