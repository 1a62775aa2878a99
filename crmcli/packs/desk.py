"""The tables of a pack about its desk, each taken as its record: ownership, duties, appointments, regular care,
what is said on the phone.
"""

from __future__ import annotations

from crmcli.core.findings import N_
from crmcli.packs.deskrule import BookingKind, Care, CareTerm, Duty, OwnerRule, Ownership, PhoneScript, ReleaseRule
from crmcli.packs.lists import check_unique
from crmcli.packs.records import DAY_OFF
from crmcli.packs.section import Section

EARNS = ("owner", "asked")
CLASSES = ("key", "ordinary")
#: An appointment lasts a day at most.
MOST_MINUTES = 1440


def ownership(root: Section, posts: tuple[str, ...]) -> Ownership | None:
    """Whom customers belong to and who earned a sale; None where the trade has no such rules."""
    section = root.table("ownership", optional=True)
    if section is None:
        return None
    sources = tuple(entry.text("code", "") for entry in _tables(root, "owner_source"))
    found = Ownership(
        rules=tuple(_owner_rule(entry, sources) for entry in section.tables("rules")),
        release=tuple(_release_rule(entry, sources) for entry in _tables(section, "release")),
        team=_among(section, "team", posts, required=True),
        online=_among(section, "online", posts),
        notice_days=_days(section, "notice_days"),
        capacity=section.whole("capacity", 1, 1_000_000, optional=True),
        block_days=section.whole("block_days", 0, 3650, optional=True) or 0,
    )
    section.done()
    return found


def duties(root: Section, posts: tuple[str, ...]) -> tuple[Duty, ...]:
    """What recurs in the department."""
    sections = _tables(root, "duties")
    found = tuple(_duty(section, posts) for section in sections)
    check_unique(sections, found)
    return found


def bookings(root: Section, posts: tuple[str, ...]) -> tuple[BookingKind, ...]:
    """The kinds of appointments."""
    sections = _tables(root, "bookings")
    found = tuple(_booking(section, posts) for section in sections)
    check_unique(sections, found)
    return found


def care(root: Section, tiers: tuple[str, ...]) -> Care | None:
    """Regular care of those for whom nothing is planned; None where the trade has none."""
    section = root.table("care", optional=True)
    if section is None:
        return None
    terms = tuple(_care_term(entry, tiers) for entry in section.tables("terms"))
    found = Care(terms, section.whole("at_most", 1, 10_000) or 1)
    section.done()
    return found


def phone(root: Section) -> tuple[PhoneScript, ...]:
    """What is said on the phone to people who ask."""
    sections = _tables(root, "phone")
    found = tuple(_phone_script(section) for section in sections)
    check_unique(sections, found)
    return found


def _phone_script(section: Section) -> PhoneScript:
    found = PhoneScript(section.code("code"), section.text("name"), section.text("script"))
    section.done()
    return found


def _owner_rule(section: Section, sources: tuple[str, ...]) -> OwnerRule:
    found = OwnerRule(
        rule=section.code("rule"),
        text=section.text("text"),
        earns=section.choice("earns", EARNS),
        sources=_among(section, "sources", sources),
        asked=_said(section, "asked"),
        same_group=_said(section, "same_group"),
        contact=_said(section, "contact"),
        bought=_said(section, "bought"),
    )
    if found.earns == "asked" and found.asked is not True:
        message = N_("{where}: only where somebody asked can it be theirs; add asked = true")
        section.fault("earns", message)
    section.done()
    return found


def _release_rule(section: Section, sources: tuple[str, ...]) -> ReleaseRule:
    found = ReleaseRule(
        rule=section.code("rule"),
        text=section.text("text"),
        after=section.offset("after", least=1),
        sources=_among(section, "sources", sources),
        bought=_said(section, "bought"),
    )
    section.done()
    return found


def _duty(section: Section, posts: tuple[str, ...]) -> Duty:
    found = Duty(
        code=section.code(),
        name=section.text("name"),
        rule=_rule(section),
        role=section.choice("role", posts),
        deliver=section.text("deliver", ""),
        ahead_days=section.whole("ahead_days", 0, 31, optional=True) or 0,
        day_off=section.choice("day_off", DAY_OFF, "keep"),
    )
    section.done()
    return found


def _rule(section: Section) -> str:
    """An RRULE that gives days; empty where it is none."""
    from crmcli.core.recurrence import no_rule

    text = section.text("rule")
    fault = no_rule(text) if text else None
    if fault is not None:
        section.fault("rule", fault, value=text)
        return ""
    return text.upper()


def _booking(section: Section, posts: tuple[str, ...]) -> BookingKind:
    found = BookingKind(
        code=section.code(),
        name=section.text("name"),
        minutes=section.whole("minutes", 1, MOST_MINUTES) or 1,
        roles=_among(section, "roles", posts),
        treatment=section.flag("treatment"),
    )
    section.done()
    return found


def _care_term(section: Section, tiers: tuple[str, ...]) -> CareTerm:
    found = CareTerm(
        after=section.offset("after", least=1),
        tiers=_among(section, "tiers", tiers),
        classes=_among(section, "classes", CLASSES),
    )
    section.done()
    return found


def _tables(section: Section, key: str) -> list[Section]:
    return section.tables(key) if section.get(key) is not None else []


def _among(section: Section, key: str, known: tuple[str, ...], *, required: bool = False) -> tuple[str, ...]:
    words = section.texts(key, required=required)
    for word in words:
        if word not in known:
            section.not_among(key, word, known)
    return words


def _said(section: Section, key: str) -> bool | None:
    """True or false where it is said."""
    return section.flag(key) if key in section.values else None


def _days(section: Section, key: str) -> tuple[int, ...]:
    """Numbers of days, most first."""
    value = section.get(key)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(type(day) is int and 0 <= day <= 366 for day in value):
        section.fault(key, N_("{where}: this is not a list of days; write it such as [14, 7, 3]"))
        return ()
    return tuple(sorted(set(value), reverse=True))
