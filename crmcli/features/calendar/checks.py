"""What the doctor looks at in the working calendar."""

from __future__ import annotations

from collections.abc import Iterator

from crmcli.core.findings import N_, Finding
from crmcli.features.calendar import store
from crmcli.features.calendar.library import library_years
from crmcli.features.calendar.note import years_finding
from crmcli.features.doctor.check import NOTE, Check, Patient, well
from crmcli.features.followup.store import planned_years


def years(patient: Patient) -> Iterator[Check]:
    """The days off are entered for every year that dates depend on: this one, and those calls are planned in."""
    session, db = patient.session, patient.db
    assert db is not None
    if not session.pack.days_off_count and not session.pack.hours:
        yield well("calendar", N_("no date depends on days off"))
        return
    wanted = {session.today.year}
    if session.pack.days_off_count:
        wanted |= {year for year in planned_years(db) if year > session.today.year}
    missing = sorted(wanted - set(store.entered_years(db)))
    if not missing:
        yield well("calendar", N_("the days off of {years} are entered"), years=[str(year) for year in sorted(wanted)])
        return
    yield Check("calendar", NOTE, years_finding(missing), _remedy(missing))


def _remedy(missing: list[int]) -> Finding:
    if all(year in library_years() for year in missing):
        return Finding(N_("Enter them: crmcli calendar import --library --year {year}"), {"year": missing[0]})
    message = N_(
        "The State Council publishes them in November: crmcli calendar import FILE --year {year}, "
        "or crmcli calendar import --library once the kept library has them"
    )
    return Finding(message, {"year": missing[0]})
