"""Duties of the department that came in a period, and what became of them by its end.

Done early counts in the month of the day it was due. Done in time is on that day or before; missed is what nobody did
before the next day of the duty came, and skipped and missed are due and not done. Duties belong to the department:
they are the same whatever store is asked about. Source: domain/reports.md; domain/department.md, Duties.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.features.duty import store
from crmcli.features.duty.days import days_until
from crmcli.features.report.period import ratio

if TYPE_CHECKING:
    from crmcli.features.report.period import Period
    from crmcli.session import Session

Row = dict[str, Any]
_COUNTED = ("due", "done", "in_time", "missed", "skipped")


def figures(session: Session, period: Period) -> Row:
    """The duties of a report, and a line for each of them that was due."""
    pack = session.pack
    names = {duty.code: duty.name for duty in pack.duties}
    codes = list(dict.fromkeys((*names, *store.codes_known(session.db))))
    counts: dict[str, Row] = {}
    for row in _rows(session, period, codes):
        counted = counts.setdefault(row["duty"], dict.fromkeys(_COUNTED, 0))
        for key in _became(row, period):
            counted[key] += 1
    lines = [
        {"duty": code, "name": names.get(code, code), **counts[code], **_rate(counts[code])}
        for code in codes
        if code in counts
    ]
    whole = {key: sum(line[key] for line in lines) for key in _COUNTED}
    return {**whole, **_rate(whole), "by_duty": lines}


def _rate(counted: Row) -> Row:
    return {"in_time_rate": ratio(counted["in_time"], counted["due"])}


def _rows(session: Session, period: Period, codes: list[str]) -> list[Row]:
    """The days that came in the period; each knows whether a later one of its duty had come by then."""
    if not codes or period.until < period.first:
        return []
    days = days_until(session, period.until)
    rows = store.past(session.db, days, codes, period.first.isoformat(), period.until.isoformat())
    last: dict[str, str] = {}
    for row in rows:
        last[row["duty"]] = row["due_on"]
    return [row | {"followed": row["due_on"] < last[row["duty"]]} for row in rows]


def _became(row: Row, period: Period) -> list[str]:
    """Under which counts a day falls, as things stood at the period's end."""
    if row["state"] is None or row["done_on"] > period.last.isoformat():
        return ["due", "missed"] if row["followed"] else ["due"]
    if row["state"] == "skipped":
        return ["due", "skipped"]
    return ["due", "done", "in_time"] if row["done_on"] <= row["due_on"] else ["due", "done"]
