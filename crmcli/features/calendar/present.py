"""Days off and make-up days as people and programs see them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from crmcli.core.dayword import WEEKDAYS as WEEKDAY_NAMES
from crmcli.core.findings import N_
from crmcli.core.interval import interval_text
from crmcli.features.calendar.rules import FILE, HAND, LIBRARY, OFF, WORK
from crmcli.language import _, listed
from crmcli.packs.week import WEEKDAYS
from crmcli.ui.output import Column

if TYPE_CHECKING:
    from crmcli.packs.model import Pack

KINDS = {OFF: N_("day off"), WORK: N_("working day")}
SOURCES = {LIBRARY: N_("State Council"), FILE: N_("a list"), HAND: N_("by hand")}
COLUMNS = (
    Column("day", N_("day"), "day"),
    Column("weekday", N_("weekday"), "text", dict(zip(WEEKDAYS, WEEKDAY_NAMES, strict=True))),
    Column("kind", N_("kind"), "text", KINDS),
    Column("name", N_("holiday")),
    Column("source", N_("source"), "text", SOURCES),
)


def day_shown(row: dict[str, Any]) -> dict[str, Any]:
    """A day with the contract's keys."""
    return {
        "day": row["day"],
        "weekday": WEEKDAYS[date.fromisoformat(row["day"]).weekday()],
        "kind": row["kind"],
        "name": row["name"],
        "source": row["source"],
    }


def own_words() -> dict[str, str]:
    """Off and work as the reader's language has them."""
    return {code: _(label) for code, label in KINDS.items()}


def day_sentence(day: date, kind: str, name: str | None) -> str:
    """A day and what it is: 2026-10-10 Saturday is a working day (国庆节)."""
    text = _("{day} {weekday} is a day off") if kind == OFF else _("{day} {weekday} is a working day")
    told = text.format(day=day.isoformat(), weekday=_(WEEKDAY_NAMES[day.weekday()]))
    return _("{sentence} ({name})").format(sentence=told, name=name) if name else told


def week_words(pack: Pack) -> str:
    """What holds where no single day says otherwise."""
    names = listed(_(WEEKDAY_NAMES[number]) for number in pack.days_off)
    off = _("off every week: {days}").format(days=names) if names else _("open every day of the week")
    if not pack.hours:
        return off
    hours = _("hours: {hours}").format(hours=listed(map(interval_text, pack.hours)))
    return f"{off} · {hours}"
