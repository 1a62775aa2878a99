"""`complaint hotspots`: the days wanted, the words people know, the table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_, Refused
from crmcli.errors import Failure, bad_field
from crmcli.features.case import pattern_store
from crmcli.features.case.hotspot import ALL, COMPLAINER, DIMENSIONS, Period, Seen, hotspots
from crmcli.features.case.words import code_word
from crmcli.features.member.store import member_no
from crmcli.language import _
from crmcli.ui.output import Column, show_list

if TYPE_CHECKING:
    from crmcli.session import Session

BY = {
    ALL: N_("all complaints"),
    "matter": N_("by matter"),
    "department": N_("by department"),
    "person": N_("by person"),
    "item": N_("by item"),
    "channel": N_("by channel"),
    COMPLAINER: N_("who complained repeatedly"),
}
NOT_RECORDED = N_("not recorded")
COLUMNS = (
    Column("by", N_("by"), "text", BY),
    Column("what", N_("gathered around")),
    Column("count", N_("count"), "int"),
    Column("share", N_("share"), "percent"),
    Column("cumulative", N_("cumulative"), "percent"),
    Column("previous", N_("before"), "int"),
    Column("change", N_("change"), "int"),
    Column("complainers", N_("people"), "int"),
    Column("repeated", N_("more than once"), "int"),
    Column("visits", N_("visits"), "int"),
    Column("rate", N_("per 100 visits"), "number"),
)


def period_given(session: Session, first: str | None, last: str | None) -> Period:
    """The days wanted: to today where no end is given, from the first of the end's month where no begin is."""
    to_day = _day(session, last, "--to") if last else session.today
    from_day = _day(session, first, "--from") if first else to_day.replace(day=1)
    if from_day > to_day:
        message = N_("--from {value} lies after --to {last}.")
        raise Failure("usage", message, field="--from", value=from_day.isoformat(), last=to_day.isoformat())
    if from_day - date.min < to_day - from_day:
        raise Failure("usage", N_("Before {value} there is no time of the same length."), field="--from", value=first)
    return Period(from_day, to_day)


def _day(session: Session, text: str, field: str) -> date:
    from crmcli.core.day import parse_day

    try:
        return parse_day(text, session.today)
    except Refused as refused:
        raise bad_field(field, refused, text) from refused


def patterns(session: Session, kinds: Sequence[str], period: Period) -> list[dict[str, Any]]:
    """The rows of `complaint hotspots`, for the kinds of case wanted."""
    first, last = (day.isoformat() for day in period)
    earlier_first, earlier_last = (day.isoformat() for day in period.before())
    seen = Seen(
        pattern_store.cases_between(session.db, kinds, first, last),
        pattern_store.cases_between(session.db, kinds, earlier_first, earlier_last),
        pattern_store.visits_between(session.db, first, last),
        pattern_store.visits_by_item(session.db, first, last),
    )
    return [listed(row) for row in hotspots(seen, _words(session, kinds))]


def listed(row: dict[str, Any]) -> dict[str, Any]:
    """A row with the keys of the JSON answer: the member's number in place of the id."""
    number = row["member_id"]
    found = {key: value for key, value in row.items() if key != "member_id"}
    return found | {"member": member_no(number) if number is not None else None}


def show_hotspots(session: Session, kinds: Sequence[str], first: str | None, last: str | None) -> None:
    """The list in the form wanted; in a terminal a table for each thing cases are counted by."""
    period = period_given(session, first, last)
    rows = patterns(session, kinds, period)
    note = period_words(period, rows[0])
    shown = [row | {"what": row["what"] or (_(NOT_RECORDED) if row["by"] in DIMENSIONS else None)} for row in rows]
    if session.shared.format in ("json", "csv"):
        shown = rows
    show_list(session, COLUMNS, shown, title=N_("hot spots"), note=note, text=lambda: _draw(session, shown, note))


def period_words(period: Period, whole: dict[str, Any]) -> str:
    """Which days are counted, what they are compared with, and what counts as a visit."""
    before = period.before()
    text = _(
        "{first} to {last}: {count}; the {days} days before, {earlier_first} to {earlier_last}: {previous}. "
        "Visits are days on which a member bought something: {visits}."
    )
    return text.format(
        first=period.first,
        last=period.last,
        count=whole["count"],
        days=period.days,
        earlier_first=before.first,
        earlier_last=before.last,
        previous=whole["previous"],
        visits=whole["visits"],
    )


def _words(session: Session, kinds: Sequence[str]) -> Callable[[str, str], str]:
    """What people call a category or a channel; all else is called as it was written."""
    found = [kind for code in kinds if (kind := session.pack.case(code)) is not None]
    categories = {one.code: one.name for kind in found for one in kind.categories}

    def word(dimension: str, value: str) -> str:
        if dimension == "matter":
            return categories.get(value, value)
        if dimension in ("channel", "department"):
            return code_word(session.pack, dimension, value) or value
        return value

    return word


def _draw(session: Session, rows: Sequence[dict[str, Any]], note: str) -> None:
    from crmcli.ui.output import draw_table

    print(note)
    for by in (*DIMENSIONS, COMPLAINER):
        group = [row for row in rows if row["by"] == by]
        # where nothing was written down there is nothing to see
        if any(row["what"] != _(NOT_RECORDED) for row in group):
            print()
            print(_(BY[by]))
            draw_table(session, [column for column in COLUMNS if _is_shown(column, by)], group)


def _is_shown(column: Column, by: str) -> bool:
    if column.key == "by":
        return False
    return by != COMPLAINER or column.key in ("what", "count", "share", "previous", "change")
