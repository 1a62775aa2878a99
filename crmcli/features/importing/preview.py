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
        "worksheets": table.worksheets,
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
        "rejects": [{**_where(table, row), "reasons": reasons(reject)} for row, reject in sorted(plan.rejects.items())],
        "changes": [_change(table, change) for change in plan.changes],
        "remarks": [{**_where(table, remark.row), "message": said(remark.finding)} for remark in plan.remarks],
        "rejects_file": str(rejects_file) if rejects_file else None,
        **plan.more,
        "operation": operation,
    }


def _where(table: Table, row: int) -> dict[str, Any]:
    place = table.place(row)
    return {"sheet": place.sheet, "row": place.row}


def reasons(reject: Reject) -> list[str]:
    """Why a row was rejected, as sentences."""
    return [said(reason) for reason in reject.reasons]


def _change(table: Table, change: Change) -> dict[str, Any]:
    return {
        **_where(table, change.row),
        "no": change.no,
        "name": change.name,
        "field": change.field,
        "old": change.old,
        "new": change.new,
    }


def draw_preview(table: Table, plan: Plan, *, applied: bool) -> None:
    """What was recognised, what each row comes to, what is worth a look; the short of it where it is written."""
    if table.places:
        place = _("{file}, sheets {sheets}").format(file=table.file.name, sheets=listed(table.worksheets))
    else:
        place = _("{file}, sheet {sheet}, head in row {row}")
        place = place.format(file=table.file.name, sheet=table.grid.name, row=table.head.row + 1)
    print(place)
    if not applied:
        _draw_columns(table)
    _draw_counts(plan)
    for line in plan.told:
        print("  " + line)
    draw_some(_("Rejected:"), [_at(table, row, _("; ").join(reasons(reject))) for row, reject in _in_order(plan)])
    if applied:
        return
    draw_some(_("Changes:"), [_at(table, change.row, change_text(change)) for change in plan.changes])
    _draw_remarks(table, plan)


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
    "id": N_("no."),
    "name": N_("name"),
    "attempt": N_("attempts"),
    "due": N_("due"),
    "outcome": N_("outcome"),
    "next": N_("next day"),
    "recovered": N_("recovered"),
    "opinion": N_("opinion"),
    "minutes": N_("minutes"),
    "feeling": N_("feeling"),
    "via": N_("way of contact"),
    "called_by": N_("called by"),
}


def _field_name(field: str) -> str:
    label = _NAMES.get(field) or (FIELDS[field].label if field in FIELDS else None)
    return _(label) if label else field


def _draw_counts(plan: Plan) -> None:
    numbers = {outcome: plan.count(outcome) for outcome in OUTCOMES}
    text = _("{read} rows: {create} new, {update} changed, {unchanged} as they are, {reject} rejected")
    print(text.format(read=len(plan.outcomes), **numbers))


def _in_order(plan: Plan) -> list[tuple[int, Reject]]:
    return sorted(plan.rejects.items())


def _at(table: Table, row: int, text: str) -> str:
    return _("{place}: {text}").format(place=table.place_words(row), text=text)


def change_text(change: Change) -> str:
    """What changes of somebody: field, old and new."""
    return _("{who} {field}: {old} → {new}").format(
        who=change.name,
        field=_field_name(change.field),
        old=change.old if change.old is not None else _("empty"),
        new=_worded(change),
    )


def _worded(change: Change) -> Any:
    """The new value as people read it."""
    if change.field != "outcome":
        return change.new
    from crmcli.features.followup.outcome import OUTCOMES

    return next((_(outcome.label) for outcome in OUTCOMES if outcome.code == change.new), change.new)


def _draw_remarks(table: Table, plan: Plan) -> None:
    """Remarks of one kind together, the first of each written out."""
    kinds: dict[str, list[tuple[int, Finding]]] = {}
    for row, finding in plan.remarks:
        kinds.setdefault(finding.message, []).append((row, finding))
    lines = []
    for found in kinds.values():
        row, finding = found[0]
        text = _at(table, row, said(finding))
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
