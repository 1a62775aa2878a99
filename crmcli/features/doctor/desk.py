"""Checks of the desk: pack, ladder, staff, backups, protection."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from crmcli.core.findings import N_, Finding
from crmcli.features.backup.place import backups_of
from crmcli.features.config.settings import assumed_left
from crmcli.features.doctor.check import NOTE, WRONG, Check, Patient, well
from crmcli.features.staff import store as people_store

#: An older backup is worth a word.
BACKUP_DAYS = 7
#: So many names in one line.
SHOWN = 8


def pack(patient: Patient) -> Iterator[Check]:
    """The pack's folder is there and without fault."""
    from crmcli.packs.check import check
    from crmcli.packs.source import find
    from crmcli.storage.packcopy import own_packs

    name = patient.session.settings["pack"]
    folder = find(name, own_packs())
    if folder is None:
        message = Finding(N_("the folder of the pack {name} is missing; the file goes by its own copy"), {"name": name})
        yield Check("pack", NOTE, message, Finding(N_("Put the folder back, else the pack cannot be changed.")))
        return
    faults = check(folder)
    if not faults:
        yield well("pack", N_("{name} has no fault"), name=name)
        return
    told = {"count": len(faults), "first": Finding(faults[0].message, faults[0].facts)}
    remedy = Finding(N_("See all of them: crmcli pack check {name}"), {"name": name})
    yield Check("pack", WRONG, Finding(N_("{count} faults, the first: {first}"), told), remedy)


def ladder(patient: Patient) -> Iterator[Check]:
    """The ladder in force is the pack's."""
    from crmcli.features.tier.store import ladder_in_force, ladder_of_pack

    assert patient.db is not None
    session = patient.session
    kept, told = ladder_in_force(patient.db), ladder_of_pack(session.pack, session.today.isoformat())
    if kept.rules == told.rules:
        yield well("ladder", N_("the pack's tiers are in force since {day}"), day=kept.on_day)
    else:
        message = Finding(
            N_("the pack's tiers have changed; the ones of {day} are still in force"), {"day": kept.on_day}
        )
        yield Check("ladder", NOTE, message, Finding(N_("Put them in force: crmcli member upgrade --all")))


def assumed(patient: Patient) -> Iterator[Check]:
    """Figures of the pack that rest on no source are confirmed by the house."""
    left = assumed_left(patient.session)
    if not left:
        yield well("assumed", N_("every figure of the pack is confirmed"))
        return
    told = {"count": len(left), "keys": _listed(left)}
    message = Finding(N_("{count} figures of the pack are assumed, nobody has confirmed them: {keys}"), told)
    remedy = N_("Change them in the pack, or say that they are right: crmcli config set confirmed KEY… (or all)")
    yield Check("assumed", NOTE, message, Finding(remedy))


def staff(patient: Patient) -> Iterator[Check]:
    """Everybody holds a role the pack knows."""
    assert patient.db is not None
    people = people_store.people(patient.db)
    strange = [one for one in people if patient.session.pack.role(one["role"]) is None]
    for one in strange:
        told = {"name": one["name"], "role": one["role"]}
        message = Finding(N_("{name} holds the role {role}, which the pack does not know"), told)
        yield Check("staff", WRONG, message, Finding(N_("Give the pack a role with the code {role}"), told))
    if not strange:
        yield well("staff", N_("{count} people, every role is known"), count=len(people))


def plans(patient: Patient) -> Iterator[Check]:
    """Every step of a plan has somebody who does it."""
    from crmcli.features.followup.plan import holder_of

    assert patient.db is not None
    known, people = patient.session.pack, people_store.people(patient.db)
    wanted = [step.role for plan in known.plans for step in plan.steps]
    wanted += [known.birthday.role] if known.birthday else []
    missing = [role for role in dict.fromkeys(wanted) if holder_of(known, role, None, people) is None]
    for code in missing:
        role = known.role(code)
        told = {"role": role.name if role else code, "count": wanted.count(code)}
        message = Finding(N_("nobody is {role}: calls of {count} steps stay unassigned"), told)
        yield Check("plans", NOTE, message, Finding(N_("crmcli staff add NAME --role {role}"), told))
    if not missing:
        yield well("plans", N_("every step has somebody who does it"))


def backups(patient: Patient) -> Iterator[Check]:
    """A copy was taken lately, and came to something."""
    from crmcli.features.backup.log import last_backup

    assert patient.db is not None
    entry = last_backup(patient.db)
    newest = next(iter(backups_of(patient.session.path)), None)
    remedy = Finding(N_("Take one: crmcli backup; best every day by itself: crmcli schedule backup"))
    if entry is not None and entry.failed:
        message = Finding(N_("the last backup, {at}, came to nothing"), {"at": entry.at[:16].replace("T", " ")})
        yield Check("backups", WRONG, message, remedy)
        return
    times = [datetime.fromisoformat(entry.at).timestamp()] if entry else []
    times += [newest.stat().st_mtime] if newest else []
    if not times:
        yield Check("backups", NOTE, Finding(N_("there is no backup yet")), remedy)
        return
    days = int((datetime.now().timestamp() - max(times)) // 86400)
    if days > BACKUP_DAYS:
        yield Check("backups", NOTE, Finding(N_("the last backup is {days} days old"), {"days": days}), remedy)
    else:
        yield well("backups", N_("the last backup is {days} days old"), days=days)


def protection(patient: Patient) -> Iterator[Check]:
    """Says where a file is protected by nothing."""
    if patient.session.settings.get("protection") == "open":
        message = Finding(N_("the file is protected by nothing: whoever gets it can read it all"))
        remedy = Finding(N_("Keep it and its backups on an encrypted disk, and out of mail and chat."))
        yield Check("protection", NOTE, message, remedy)
    else:
        yield well("protection", N_("the file is protected"))


def _listed(keys: list[str]) -> list[str]:
    return keys if len(keys) <= SHOWN else [*keys[:SHOWN], "…"]
