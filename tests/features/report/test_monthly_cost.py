"""A month's figures are found by index: no ledger entry, follow-up or contact outside the days asked about is read."""

from __future__ import annotations

import re

import pytest
from features.report.shop import Shop

from crmcli.features.report.calls import figures as calls
from crmcli.features.report.monthly import SECTIONS
from crmcli.features.report.period import Period, day_of, month_of, months_before
from crmcli.session import Session
from crmcli.ui.options import Shared
from harness import Desk

NOW = "2026-10-31T09:30:00+08:00"
#: The large tables, by the names the queries give them.
LARGE = {"ledger", "l", "b", "followup", "contact", "c", "image"}


def periods() -> list[Period]:
    from datetime import date

    month = month_of(date(2026, 10, 1), NOW)
    return [month, months_before(month, 12), month._replace(store_id=1)]


@pytest.mark.parametrize("key", [section.key for section in SECTIONS if section.key != "complaints"])
@pytest.mark.parametrize("period", periods(), ids=["month", "year-before", "store"])
def test_no_section_reads_a_large_table_through(bare: Desk, key: str, period: Period) -> None:
    figures = next(section.figures for section in SECTIONS if section.key == key)
    assert scanned(bare, lambda session: figures(session, period)) & LARGE == set()


def test_nor_do_the_calls_of_a_day(bare: Desk) -> None:
    from datetime import date

    assert scanned(bare, lambda session: calls(session, day_of(date(2026, 10, 31), NOW))) & LARGE == set()


def scanned(bare: Desk, work: object) -> set[str]:
    """What the queries of some work read through, as the engine plans them."""
    Shop(bare, start="2026-10-01T09:00")
    session = Session(Shared(db=str(bare.path), today="2026-10-31T09:30", operator="陈静"))
    said: list[str] = []
    assert session.pack.name == "clinic"
    session.db.set_trace_callback(said.append)
    work(session)  # type: ignore[operator]
    session.db.set_trace_callback(None)
    found: set[str] = set()
    for sql in said:
        for row in session.db.execute(f"EXPLAIN QUERY PLAN {sql}"):
            scan = re.match(r"SCAN (\w+)", row[3])
            found |= {scan[1]} if scan else set()
    session.close()
    return found
