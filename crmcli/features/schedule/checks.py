"""What the doctor sees of scheduled jobs."""

from __future__ import annotations

from collections.abc import Iterator

from crmcli.core.findings import N_, Finding
from crmcli.features.doctor.check import WRONG, Check, Patient, well
from crmcli.features.schedule.job import JOBS, again, set_up_again
from crmcli.features.schedule.missed import Missing, missing
from crmcli.features.schedule.stamp import STOPPED, last_of_each

MISSED_RUNS = N_("{job} did not run {count} times since {first}; the last run was on {day}")
FAILED_RUN = N_("the last run of {job}, {day}, failed ({reason}); its log says more")
REMEDY = N_(
    "Now: {again}. See that the machine still does it: {set_up}. Not wanted any more: crmcli schedule stop {name}"
)


def jobs(patient: Patient) -> Iterator[Check]:
    """Every job that is expected has run, and came to something."""
    assert patient.db is not None
    found = missing(patient.db, patient.session.now)
    for one in found:
        yield Check("schedule", WRONG, _told(one), _remedy(one))
    if found:
        return
    expected = [one.job for one in last_of_each(patient.db) if one.state != STOPPED]
    if expected:
        yield well("schedule", N_("{count} jobs run by themselves, none was missed"), count=len(expected))
    else:
        yield well("schedule", N_("nothing runs by itself; to begin: crmcli schedule due, crmcli schedule backup"))


def _told(one: Missing) -> Finding:
    job = Finding(JOBS[one.stamp.job].label) if one.stamp.job in JOBS else one.stamp.job
    if not one.days:
        return Finding(FAILED_RUN, {"job": job, "day": one.stamp.day, "reason": one.stamp.detail or ""})
    told = {"count": len(one.days), "first": one.days[0].isoformat(), "day": one.stamp.day}
    return Finding(MISSED_RUNS, {"job": job, **told})


def _remedy(one: Missing) -> Finding:
    name = one.stamp.job
    return Finding(REMEDY, {"again": again(name, one.stamp.term), "set_up": set_up_again(name, one.term), "name": name})
