"""What an import would do, or did, as people and programs see it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_, Finding
from crmcli.features.importing.table import skipped
from crmcli.features.member.field import FIELDS
from crmcli.language import _, aside, listed, ngettext, said

if TYPE_CHECKING:
    from crmcli.features.importing.plan import Change, Outcome, Plan, Reject
    from crmcli.features.importing.table import Table

#: So many rows, changes and remarks a screen shows; JSON and the rejects sheet hold all.
SHOWN = 10

OUTCOMES: tuple[Outcome, ...] = ("create", "update", "unchanged", "reject")


def answer(table: Table, plan: Plan, rejects_file: Path | None, operation: int | None) -> dict[str, Any]:
    """The contract's answer to `import`. Rows are numbered as the sheet numbers them, from 1."""
    counts = {outcome: plan.count(outcome) for outcome in OUTCOMES}
    return {
        "file": str(table.file),
        "sheet": table.grid.name,
        "head_row": table.head.row + 1,
        "columns": {column.head: column.field for column in table.columns},
        "ignored": {head: _(why) for head, why in table.ignored.items()},
        "unknown": table.unknown,
        "sheets": table.sheets,
        "skipped": {_(why): rows for why, rows in skipped(table.head).items()},
        "read": len(plan.outcomes),
        "create": counts["create"],
        "update": counts["update"],
        "unchanged": counts["unchanged"],
        "rejected": counts["reject"],
        "rejects": [{"row": row + 1, "reasons": reasons(reject)} for row, reject in sorted(plan.rejects.items())],
        "changes": [_change(change) for change in plan.changes],
        "remarks": [{"row": remark.row + 1, "message": said(remark.finding)} for remark in plan.remarks],
        "rejects_file": str(rejects_file) if rejects_file else None,
        "operation": operation,
    }


def reasons(reject: Reject) -> list[str]:
    """Why a row was rejected, as sentences."""
    return [said(reason) for reason in reject.reasons]


def _change(change: Change) -> dict[str, Any]:
    return {
        "row": change.row + 1,
        "no": change.no,
        "name": change.name,
        "field": change.field,
        "old": change.old,
        "new": change.new,
    }


def draw_preview(table: Table, plan: Plan, *, applied: bool) -> None:
    """What was recognised, what each row comes to, what is worth a look; the short of it where it is written."""
    place = _("{file}, sheet {sheet}, head in row {row}")
    print(place.format(file=table.file.name, sheet=table.grid.name, row=table.head.row + 1))
    if not applied:
        _draw_columns(table)
    _draw_counts(plan)
    draw_some(_("Rejected:"), [_("row {row}: {text}").format(row=row, text=text) for row, text in _told(plan)])
    if applied:
        return
    draw_some(_("Changes:"), [_change_line(change) for change in plan.changes])
    _draw_remarks(plan)


def _draw_columns(table: Table) -> None:
    taken = listed(f"{column.head} → {_field_name(column.field)}" for column in table.columns)
    print("  " + _("read: {columns}").format(columns=taken))
    if table.ignored:
        left = listed(aside(head, _(why)) for head, why in table.ignored.items())
        print("  " + _("left out: {columns}").format(columns=left))
    if table.unknown:
        heads = listed(table.unknown)
        example = f"--map {table.unknown[0]}=note"
        print("  " + _("not understood: {heads}. Assign one: {example}").format(heads=heads, example=example))
    for why, rows in skipped(table.head).items():
        numbers = listed(rows[:SHOWN])
        print("  " + _("skipped: {why} (row {rows})").format(why=_(why), rows=numbers))
    if table.sheets:
        names = listed(table.sheets)
        print("  " + _("other sheets: {names}. To take one: --worksheet NAME").format(names=names))


#: Fields that are none of the member's own, and what a preview calls them.
_NAMES = {
    "no": N_("no."),
    "gender_male": N_("gender"),
    "gender_female": N_("gender"),
    "birthday_calendar": N_("calendar of the birthday"),
    "birthday_leap": N_("leap month"),
    "kind": N_("kind"),
    "tier": N_("tier"),
    "spend": N_("spent before"),
    "points": N_("points before"),
    "balance": N_("card balance before"),
    "date": N_("day"),
    "item": N_("item"),
    "quantity": N_("quantity"),
    "amount": N_("amount"),
    "pay": N_("paid by"),
    "by": N_("served by"),
    "store_id": N_("store"),
    "owner_id": N_("owner"),
    "source_detail": N_("note on the source"),
    "card_type": N_("card type"),
    "joining_amount": N_("joining fee"),
    "gift": N_("gift"),
    "bonus": N_("amount given"),
    "salesperson": N_("salesperson"),
}


def _field_name(field: str) -> str:
    label = _NAMES.get(field) or (FIELDS[field].label if field in FIELDS else None)
    return _(label) if label else field


def _draw_counts(plan: Plan) -> None:
    numbers = {outcome: plan.count(outcome) for outcome in OUTCOMES}
    text = _("{read} rows: {create} new, {update} changed, {unchanged} as they are, {reject} rejected")
    print(text.format(read=len(plan.outcomes), **numbers))


def _told(plan: Plan) -> list[tuple[int, str]]:
    return [(row + 1, _("; ").join(reasons(reject))) for row, reject in sorted(plan.rejects.items())]


def _change_line(change: Change) -> str:
    return _("row {row}: {text}").format(row=change.row + 1, text=change_text(change))


def change_text(change: Change) -> str:
    """What changes of somebody: field, old and new."""
    return _("{who} {field}: {old} → {new}").format(
        who=change.name,
        field=_field_name(change.field),
        old=change.old if change.old is not None else _("empty"),
        new=change.new,
    )


def _draw_remarks(plan: Plan) -> None:
    """Remarks of one kind together, the first of each written out."""
    kinds: dict[str, list[tuple[int, Finding]]] = {}
    for row, finding in plan.remarks:
        kinds.setdefault(finding.message, []).append((row, finding))
    lines = []
    for found in kinds.values():
        row, finding = found[0]
        text = _("row {row}: {text}").format(row=row + 1, text=said(finding))
        more = len(found) - 1
        also = ngettext("and {count} like it", "and {count} like it", more).format(count=more) if more else ""
        lines.append(aside(text, also) if also else text)
    draw_some(_("Worth a look:"), lines)


def draw_some(title: str, lines: list[str]) -> None:
    """The first of some lines under a title, and how many more there are."""
    if not lines:
        return
    print(title)
    for line in lines[:SHOWN]:
        print("  " + line)
    more = len(lines) - SHOWN
    if more > 0:
        print("  " + ngettext("… and {count} more", "… and {count} more", more).format(count=more))
