"""The kinds of cases of a pack: what they can be about, how bad, by when, and who is called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crmcli.core.findings import N_
from crmcli.packs import records
from crmcli.packs.casekind import CLOCKS, CaseCall, CaseClock, CaseKind, Category, Severity
from crmcli.packs.lists import check_unique
from crmcli.packs.model import Code
from crmcli.packs.section import Section

OTHER = "other"  # every kind has this category, for what fits no other
CLASSES = ("key", "ordinary")
TERM = re.compile(r"([1-9][0-9]{0,2})([hd])", re.ASCII)
PREFIX = re.compile(r"[A-Z]{1,4}", re.ASCII)


def kinds(root: Section, posts: tuple[str, ...], *, counts_hours: bool) -> tuple[CaseKind, ...]:
    """The kinds, none where the pack has no cases. `counts_hours`: whether it names working hours."""
    if "cases" not in root.values:
        return ()
    sections = root.tables("cases")
    found = tuple(_kind(section, posts, counts_hours=counts_hours) for section in sections)
    check_unique(sections, found)
    seen: set[str] = set()
    for section, kind in zip(sections, found, strict=True):
        if kind.prefix and kind.prefix in seen:
            message = N_("{where}: {value} is taken by an earlier entry of the list; choose another")
            section.fault("prefix", message, value=kind.prefix)
        seen.add(kind.prefix)
    return found


def rungs(root: Section) -> tuple[Code, ...]:
    """What follows for whoever lets a clock run out, the mildest first; none where the pack has no ladder."""
    if "rungs" not in root.values:
        return ()
    sections = root.tables("rungs")
    found = tuple(records.code(section) for section in sections)
    check_unique(sections, found)
    return found


def _kind(section: Section, posts: tuple[str, ...], *, counts_hours: bool) -> CaseKind:
    severities = _severities(section, posts)
    found = CaseKind(
        code=section.code(),
        name=section.text("name"),
        prefix=_prefix(section),
        categories=_categories(section),
        severities=severities,
        role=section.choice("role", posts),
        chase=section.offset("chase", least=1),
        first_call=_call(section, "first_call"),
        back_call=_call(section, "back_call"),
        clocks=_clocks(section, severities, counts_hours=counts_hours),
        needs_call=section.flag("needs_call"),
        needs_opinion=section.flag("needs_opinion"),
        guards=section.flag("guards"),
    )
    section.done()
    return found


def _prefix(section: Section) -> str:
    value = section.text("prefix")
    if value and not PREFIX.fullmatch(value):
        message = N_("{where}: {value} is no beginning of a number; write one to four capital letters, such as TS")
        section.fault("prefix", message, value=value)
    return value


def _categories(section: Section) -> tuple[Category, ...]:
    sections = section.tables("categories")
    found = tuple(_category(entry) for entry in sections)
    check_unique(sections, found)
    if sections and OTHER not in [category.code for category in found]:
        message = N_("{where}: the entry {value} is missing; the program gives it a meaning, so add it")
        section.fault("categories", message, value=OTHER)
    return found


def _category(section: Section) -> Category:
    found = Category(section.code(), section.text("name"), section.texts("words"))
    section.done()
    return found


def _severities(section: Section, posts: tuple[str, ...]) -> tuple[Severity, ...]:
    sections = section.tables("severities")
    found = []
    for entry in sections:
        found.append(Severity(entry.code(), entry.text("name"), entry.choice("role", posts, "")))
        entry.done()
    check_unique(sections, found)
    return tuple(found)


def _call(section: Section, key: str) -> CaseCall:
    table = section.table(key)
    if table is None:
        return CaseCall("", "")
    found = CaseCall(table.text("purpose"), records.script(table, "script", "case"))
    table.done()
    return found


def _clocks(section: Section, severities: Sequence[Severity], *, counts_hours: bool) -> tuple[CaseClock, ...]:
    if "clocks" not in section.values:
        return ()
    sections = section.tables("clocks")
    codes = tuple(severity.code for severity in severities)
    found = [_clock(entry, codes, counts_hours=counts_hours) for entry in sections]
    seen: set[tuple[str, str | None, str | None]] = set()
    for entry, clock in zip(sections, found, strict=True):
        held = (clock.clock, clock.severity, clock.member_class)
        if clock.clock and held in seen:
            entry.fault("clock", N_("{where}: an earlier entry sets this clock for the same cases; keep one of them"))
        seen.add(held)
    return tuple(found)


def _clock(section: Section, severities: tuple[str, ...], *, counts_hours: bool) -> CaseClock:
    within = section.text("within")
    if within and not TERM.fullmatch(within):
        section.fault("within", N_("{where}: {value} is no term; write it such as 4h or 3d"), value=within)
    working = section.flag("working")
    if working and not counts_hours:
        message = N_('{where}: working time needs the hours of a day; write hours = ["09:00-12:00", "13:30-18:00"]')
        section.fault("working", message)
    found = CaseClock(
        clock=section.choice("clock", CLOCKS),
        within=within,
        working=working,
        severity=section.choice("severity", severities, "") or None,
        member_class=section.choice("member_class", CLASSES, "") or None,
    )
    section.done()
    return found
