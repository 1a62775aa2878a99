"""`crmcli calendar import`"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure, FieldMissing
from crmcli.features.calendar import store
from crmcli.features.calendar.present import own_words
from crmcli.features.calendar.rules import FILE, LIBRARY, CalendarDay, Changes, changes
from crmcli.features.calendar.year import year_given
from crmcli.language import _, listed
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

app = Single()


@app.command(
    "import",
    help=N_(
        "Take over days off and make-up days, as one operation: from a list (xlsx, csv) with the columns "
        "日期, 类型 (休 or 班) and 名称, or from the kept library with --library."
    ),
)
def import_days(
    ctx: typer.Context,
    file: Annotated[str | None, typer.Argument(help=N_("the list"))] = None,
    library: Annotated[
        bool, typer.Option("--library", help=N_("what the State Council has published, as far as the library goes"))
    ] = False,
    year: Annotated[str | None, typer.Option("--year", help=N_("only this year"))] = None,
) -> None:
    """Reads everything, writes all of it or nothing, says what came of it."""
    session: Session = ctx.obj
    if library and file is not None:
        message = N_("Give a list or --library, not both.")
        raise Failure("usage", message, field="--library", value=file)
    if not library and file is None and not session.interactive:
        raise FieldMissing("FILE", _("List"), _("a list, or --library"))
    only = None if year is None else year_given(session, year, "--year")
    if library:
        years, days, elsewhere = *_from_library(session, only), 0
    else:
        years, days, elsewhere = _from_file(session, required(session, file, "FILE", _("List")), only)
    with session.write("calendar import") as operation:
        found = changes(store.days_of(operation.db, years), days, LIBRARY if library else FILE)
        store.apply(operation.db, found)
    warnings = _warnings(session, years)
    answer = _answer(file, years, days, found, elsewhere) | {"warnings": warnings, "operation": operation.number}
    wrote(session, answer, _sentence(years, found), hint="\n  ".join([*_hints(found, elsewhere), *warnings]))


def _from_library(session: Session, only: int | None) -> tuple[list[int], list[CalendarDay]]:
    from crmcli.features.calendar.library import library_days, library_years, years_from

    known = library_years()
    years = years_from(session.today.year) if only is None else [only]
    if not years or years[0] not in known:
        message = N_(
            "The kept library ends with {last}; the days of a year are published in November of the year before. "
            "Enter them by a list: crmcli calendar import FILE, or bring the library up to date: "
            "pip install -U chinesecalendar"
        )
        value = session.today.year if only is None else only
        raise Failure("not-found", message, field="--year", value=value, last=known[-1])
    return years, library_days(years)


def _from_file(session: Session, file: str, only: int | None) -> tuple[list[int], list[CalendarDay], int]:
    from crmcli.features.calendar.listing import read_listing

    path = Path(file).expanduser()
    found = read_listing(path, only, session.today, own_words())
    if not found.days:
        message = N_("{file} holds no day to take over.")
        raise Failure("data", message, field="FILE", value=str(path), file=path.name)
    return sorted({int(day.day[:4]) for day in found.days}), found.days, found.elsewhere


def _answer(
    file: str | None, years: list[int], days: list[CalendarDay], found: Changes, elsewhere: int
) -> dict[str, Any]:
    return {
        "source": FILE if file else LIBRARY,
        "file": file,
        "years": years,
        "read": len(days),
        "added": len(found.added),
        "changed": len(found.changed),
        "unchanged": found.unchanged,
        "kept": found.kept,
        "removed": len(found.removed),
        "elsewhere": elsewhere,
    }


def _sentence(years: list[int], found: Changes) -> str:
    text = _("{years}: {added} days added, {changed} changed, {removed} taken out, {unchanged} as they were")
    return text.format(
        years=listed(years),
        added=len(found.added),
        changed=len(found.changed),
        removed=len(found.removed),
        unchanged=found.unchanged,
    )


def _hints(found: Changes, elsewhere: int) -> list[str]:
    hints = []
    if found.kept:
        hints.append(_("{count} days of the house's own were left as they are").format(count=found.kept))
    if elsewhere:
        hints.append(_("{count} days of other years were left out").format(count=elsewhere))
    return hints


def _warnings(session: Session, years: list[int]) -> list[str]:
    """Years that look as if the list held only a part of them."""
    part = [year for year in years if store.day_at(session.db, f"{year}-10-01") is None]
    text = _("{years} has no National Day (1 October): is the list whole?")
    return [text.format(years=listed(part))] if part else []
