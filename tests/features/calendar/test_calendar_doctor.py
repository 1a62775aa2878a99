"""What the doctor says of the years dates depend on."""

from __future__ import annotations

from typing import Any


def said(desk: Any) -> tuple[bool, str, str, str | None]:
    (line,) = [line for line in desk("doctor", "--json").json if line["check"] == "calendar"]
    return line["ok"], line["level"], line["message"], line["remedy"]


def test_where_no_date_depends_on_days_off(desk: Any) -> None:
    assert said(desk) == (True, "ok", "no date depends on days off", None)


def test_where_every_year_is_entered(closing: Any) -> None:
    assert said(closing) == (True, "ok", "the days off of 2026 are entered", None)


def test_where_calls_are_planned_in_a_year_that_is_not(closing: Any) -> None:
    closing.ok("purchase", "add", "王小明", "--item", "假体隆鼻", "--amount", "1", "--date", "2026-10-30")
    assert said(closing) == (
        True,
        "note",
        "The days off of 2027 are not entered yet, weekends are assumed",
        "The State Council publishes them in November: crmcli calendar import FILE --year 2027, "
        "or crmcli calendar import --library once the kept library has them",
    )
    closing.ok("calendar", "set", "2027-10-01", "off")
    assert said(closing) == (True, "ok", "the days off of 2026, 2027 are entered", None)


def test_where_the_kept_library_has_the_year(closing: Any) -> None:
    closing.env(CRMCLI_TODAY="2024-05-05")
    assert said(closing) == (
        True,
        "note",
        "The days off of 2024 are not entered yet, weekends are assumed",
        "Enter them: crmcli calendar import --library --year 2024",
    )
    closing.ok("calendar", "import", "--library", "--year", "2024")
    assert said(closing)[2] == "the days off of 2024 are entered"
