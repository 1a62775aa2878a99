"""A pack's folder read, every value checked, all faults told at once."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

from crmcli.core.findings import N_
from crmcli.packs import case, desk, form, lists, money, records, week
from crmcli.packs.document import Document, Fault, PackFault
from crmcli.packs.model import Birthday, Follow, FormWords, Pack, Referral, Retry
from crmcli.packs.section import Section, nearest
from crmcli.packs.source import MARKER


def check(folder: Path) -> list[Fault]:
    """Everything wrong with the pack in a folder; nothing where it can be used."""
    return _read(folder)[1]


def read(folder: Path) -> Pack:
    """The pack in a folder. Raises PackFault with all faults where it has any."""
    pack, faults = _read(folder)
    if pack is None or faults:
        raise PackFault(faults)
    return pack


def _read(folder: Path) -> tuple[Pack | None, list[Fault]]:
    document = Document(folder)
    document.read()
    if not (folder / MARKER).is_file():
        document.fault((), "", N_("{where}: there is no such file, so the folder is no pack; add it"))
    if document.faults:
        # half a pack would seem to lack what stands in the file that cannot be read
        return None, document.faults
    root = Section(document, document.values)
    pack = _pack(root, folder.name)
    root.done()
    return pack, document.faults


def _pack(root: Section, name: str) -> Pack:
    roles = lists.roles(root)
    posts = tuple(role.code for role in roles)
    items = lists.items(root)
    plans = lists.plans(root, items, posts)
    follow = _follow(root, posts)
    lists.check_recoveries(root, plans, follow)
    lists.check_treatments(root, items, plans)
    policy, tiers = money.policy(root), lists.tiers(root)
    money.check_keep(root, policy, tiers)
    return Pack(
        name=name,
        title=root.text("title"),
        organisation_word=root.text("organisation_word"),
        member_word=root.text("member_word"),
        time_zone=_time_zone(root),
        operator_role=root.choice("operator_role", posts),
        days_off_count=root.flag("days_off_count"),
        card_prefix=root.code("card_prefix", ""),
        policy=policy,
        referral=_referral(root),
        tiers=tiers,
        items=items,
        plans=plans,
        roles=roles,
        codes=lists.codes(root),
        birthday=_birthday(root, posts),
        follow=follow,
        weights=_weights(root),
        days_off=week.days_off(root),
        hours=(hours := week.hours(root)),
        cases=case.kinds(root, posts, counts_hours=bool(hours)),
        rungs=case.rungs(root),
        points=money.points(root),
        rewards=money.rewards(root),
        card_rules=money.card_rules(root),
        fees=money.fees(root),
        notices=money.notices(root, posts),
        ownership=desk.ownership(root, posts),
        duties=desk.duties(root, posts),
        bookings=desk.bookings(root, posts),
        care=desk.care(root, tuple(tier.code for tier in tiers)),
        phone=desk.phone(root),
        # last: what it names must have been asked for
        assumed=_assumed(root.document),
        forms=_forms(root),
    )


def _time_zone(root: Section) -> str:
    """A zone by its IANA name; taken as it is on a machine that has no zones to look in."""
    import zoneinfo

    name = root.text("time_zone")
    try:
        zoneinfo.ZoneInfo(name or "UTC")
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        if zoneinfo.available_timezones():
            message = N_("{where}: {value} is no time zone; write it such as Asia/Shanghai")
            root.fault("time_zone", message, value=name)
    return name


def _referral(root: Section) -> Referral:
    section = root.table("referral", optional=True)
    return records.referral(section) if section else Referral()


def _birthday(root: Section, posts: tuple[str, ...]) -> Birthday | None:
    section = root.table("birthday", optional=True)
    return records.birthday(section, posts) if section else None


def _follow(root: Section, posts: tuple[str, ...]) -> Follow:
    section = root.table("follow")
    return records.follow(section, posts) if section else Follow(Retry(()), "", 1)


def _weights(root: Section) -> dict[str, int]:
    section = root.table("weights")
    if section and not section.values:
        root.fault("weights", N_("{where}: no field has a weight; name one at least"))
    return records.weights(section) if section else {}


def _forms(root: Section) -> dict[str, FormWords]:
    section = root.table("forms", optional=True)
    return form.forms(section) if section else {}


def _assumed(document: Document) -> tuple[str, ...]:
    """The figures no source gives, by dotted key, `*` standing for any part; each must name something."""
    known = sorted(document.known)
    found: list[str] = []
    for file, keys in document.assumed.items():
        if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
            message = N_('{where}: this is not a list of texts; write it such as ["1d", "2d"]')
            document.assumed_fault(file, message)
            continue
        found += keys
        for key in keys:
            if not any(fnmatchcase(one, key) for one in known):
                near = nearest(key, known) or "-"
                message = N_("{where}: {value} names nothing in this pack; the nearest is {near}")
                document.assumed_fault(file, message, value=key, near=near)
    return tuple(found)
