"""Duties as people and programs see them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from crmcli.core.day import weekday_name
from crmcli.core.findings import N_
from crmcli.features.duty import store
from crmcli.features.duty.days import days_until
from crmcli.features.duty.history import figures_of, kept_days
from crmcli.features.duty.source import duties, key_of, who_does, with_states
from crmcli.features.duty.words import STATES, rule_words
from crmcli.features.staff import store as staff
from crmcli.language import _, aside
from crmcli.ui.output import Column

if TYPE_CHECKING:
    from crmcli.packs.deskrule import Duty
    from crmcli.session import Session

Row = dict[str, Any]

LIST_COLUMNS = (
    Column("code", N_("code")),
    Column("name", N_("duty")),
    Column("rule_words", N_("when due")),
    Column("due_on", N_("due"), "day"),
    Column("days_late", N_("days late"), "int"),
    Column("next_on", N_("next day"), "day"),
    Column("role_name", N_("role")),
    Column("assigned_to", N_("assigned to")),
    Column("last_done_on", N_("last done"), "day"),
    Column("missed", N_("times missed"), "int"),
    Column("late", N_("times late"), "int"),
)
HISTORY_COLUMNS = (
    Column("due_on", N_("due"), "day"),
    Column("state", N_("state"), "text", STATES),
    Column("done_on", N_("done on"), "day"),
    Column("days_late", N_("days late"), "int"),
    Column("by", N_("by")),
    Column("delivered", N_("what was delivered")),
    Column("reason", N_("reason")),
)
DAY_COLUMNS = (
    Column("on", N_("day"), "day"),
    Column("weekday", N_("weekday")),
    Column("name", N_("duty")),
    Column("deliver", N_("to be delivered")),
    Column("assigned_to", N_("assigned to")),
    Column("state", N_("state"), "text", STATES),
    Column("id", N_("no.")),
)


def names_of(session: Session, wanted: Sequence[Duty]) -> dict[str, str | None]:
    """The name of whoever does each duty; None where nobody holds its role."""
    names = {person["id"]: person["name"] for person in staff.people(session.db)}
    return {code: names.get(who) if who else None for code, who in who_does(session, wanted).items()}


def duty_told(session: Session, duty: Duty, name: str | None) -> Row:
    """What a pack says of a duty, and who does it."""
    role = session.pack.role(duty.role)
    return {
        "code": duty.code,
        "name": duty.name,
        "deliver": duty.deliver or None,
        "rule": duty.rule,
        "rule_words": rule_words(duty.rule),
        "ahead_days": duty.ahead_days,
        "day_off": duty.day_off,
        "role": duty.role,
        "role_name": role.name if role else duty.role,
        "assigned_to": name,
    }


def listed(session: Session, wanted: Sequence[Duty]) -> list[Row]:
    """A row for each duty: what it is, what of it is due, when the next one comes, and how it was kept."""
    today = session.today
    names, last = names_of(session, wanted), store.last_done(session.db)
    open_now = {line.duty: line for line in duties(session, today, today)}
    days = days_until(session, today)
    kept = kept_days(session, wanted)
    rows = []
    for duty in wanted:
        line, done = open_now.get(duty.code), last.get(duty.code)
        own = [row for row in kept if row["duty"] == duty.code]
        on = line.anchor_on if line else None
        rows.append(
            {
                **duty_told(session, duty, names[duty.code]),
                "id": line.id if line else None,
                "due_on": on,
                "days_late": max((today - date.fromisoformat(on)).days, 0) if on else 0,
                "next_on": store.next_day(session.db, days, duty.code, max(on or "", today.isoformat())),
                "last_done_on": done["done_on"] if done else None,
                "last_done_by": done["by"] if done else None,
                "missed": figures_of(own)["missed"],
                "late": sum(row["state"] == "done" and row["days_late"] > 0 for row in own),
            }
        )
    return rows


def shown(session: Session, duty: Duty) -> Row:
    """A duty with every day of it that has come, newest first, and its figures."""
    (row,) = listed(session, (duty,))
    kept = kept_days(session, (duty,))
    figures = figures_of(kept)
    rate = round(figures["in_time"] / figures["due"], 4) if figures["due"] else None
    history = [{key: value for key, value in one.items() if key != "duty"} for one in reversed(kept)]
    return {**row, **figures, "in_time_rate": rate, "history": history}


def draw_duty(answer: Row) -> None:
    """Prints a duty: what it is and when, whose, what is due, how it was kept."""
    print("  ".join(part for part in (answer["name"], answer["code"], answer["rule_words"]) if part))
    if answer["deliver"]:
        print("  " + _("to be delivered: {what}").format(what=answer["deliver"]))
    who = aside(answer["assigned_to"] or _("unassigned"), answer["role_name"])
    print("  " + _("done by {who}").format(who=who))
    if answer["due_on"]:
        print("  " + _("due on {day}").format(day=answer["due_on"]))
    if answer["next_on"]:
        print("  " + _("next on {day}").format(day=answer["next_on"]))
    text = _("{due} came · {done} done, {in_time} of them in time · {missed} missed · {skipped} skipped")
    print("  " + text.format(**{key: answer[key] for key in ("due", "done", "in_time", "missed", "skipped")}))


def days_listed(session: Session, first: date, last: date) -> list[Row]:
    """A row for each day of each duty from one day to another, in order."""
    wanted = session.pack.duties
    if not wanted:
        return []
    known, names = {duty.code: duty for duty in wanted}, names_of(session, wanted)
    return [
        {
            "id": key_of(row["duty"], row["due_on"]),
            "on": row["due_on"],
            "weekday": _(weekday_name(date.fromisoformat(row["due_on"]))),
            "code": row["duty"],
            "name": known[row["duty"]].name,
            "deliver": known[row["duty"]].deliver or None,
            "assigned_to": names[row["duty"]],
            "state": row["state"],
            "done_on": row["done_on"],
        }
        for row in with_states(session, wanted, first.isoformat(), last.isoformat())
    ]
