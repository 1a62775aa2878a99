"""`complaint show` for the eye."""

from __future__ import annotations

from typing import Any

from crmcli.core.findings import N_
from crmcli.features.case.moment import due_told, told
from crmcli.features.case.step import MISSING
from crmcli.features.case.words import CLOCKS, CLOSINGS, STATES, STEPS, WAITS
from crmcli.features.followup.outcome import OUTCOMES
from crmcli.features.member.field import GENDERS
from crmcli.language import _, listed
from crmcli.ui.output import Column, shown
from crmcli.ui.table import field_lines

_FIELDS = (
    Column("name", N_("name")),
    Column("member", N_("member")),
    Column("gender", N_("gender"), "text", GENDERS),
    Column("phone", N_("phone")),
    Column("phone2", N_("second phone")),
    Column("card_no", N_("card no.")),
    Column("id_no", N_("ID number")),
    Column("address", N_("address")),
    Column("category_name", N_("category")),
    Column("severity_name", N_("severity")),
    Column("item", N_("item")),
    Column("against", N_("complained of")),
    Column("against_department", N_("department complained of")),
    Column("first_department", N_("first department")),
    Column("person", N_("person in charge")),
    Column("person_phone", N_("phone of that person")),
    Column("channel_name", N_("came in by")),
    Column("first_asked", N_("first asked")),
    Column("owner", N_("with")),
    Column("department", N_("department")),
    Column("opinion_name", N_("opinion")),
    Column("closed_how", N_("closed how"), "text", CLOSINGS),
)


def draw_case(case: dict[str, Any]) -> None:
    """Prints a case: what it is, who, its clocks, its steps, what is missing."""
    print(f"{case['no']}  {case['matter']}  {_(STATES[case['state']])}")
    field_lines([(_(column.label), shown(column, case[column.key])) for column in _FIELDS], indent=2)
    _block(_("Summary"), case["summary"].splitlines())
    _block(_("Clocks"), [clock_line(clock) for clock in case["clocks"]])
    _block(_("Steps"), [line for step in case["events"] for line in step_lines(step)])
    _block(_("Attachments"), [attachment_line(one) for one in case["attachments"]])
    for clock in case.get("arithmetic", []):
        if clock["in_force"]:
            _block(*clock_counted(clock))
    if case["call_on"]:
        print("\n" + _("next call: {time}").format(time=told(case["call_at"] or case["call_on"] + "T00:00")))
    if case["missing"]:
        print(_("before it is closed: {missing}").format(missing=listed(_(MISSING[one]) for one in case["missing"])))


def clock_line(clock: dict[str, Any]) -> str:
    """A clock with what became of it."""
    words = {True: _("in time"), False: _("late"), None: _("stands still") if clock["paused"] else _("runs")}
    line = _("{clock} by {time}").format(clock=_(CLOCKS[clock["name"]]), time=due_told(clock["due_at"]))
    done = _(", done {time}").format(time=told(clock["done_at"])) if clock["done_at"] else ""
    return f"{line}{done} · {words[clock['met']]}"


def attachment_line(one: dict[str, Any]) -> str:
    """A file kept with the case: name, size, when and by whom."""
    size = _("{size} kB").format(size=f"{-(-one['size'] // 1024):,}")
    return "  ".join(part for part in (one["name"], size, one["date"], one["by"] or "") if part)


def step_lines(step: dict[str, Any]) -> list[str]:
    """A step of the history: when, what, by whom, and what was said below it."""
    parts = [step["at"][:16].replace("T", " "), _step_name(step), *_step_words(step), step["by"] or ""]
    lines = [line for text in (step["text"], step["reason"]) if text for line in text.splitlines()]
    return ["  ".join(part for part in parts if part), *(f"    {line}" for line in lines)]


def _step_name(step: dict[str, Any]) -> str:
    """What the step was; rated without a severity, all that changed is who calls the customer."""
    taken = step["kind"] == "rated" and not step["severity_name"]
    return _("taken over by") if taken else _(STEPS[step["kind"]])


def _step_words(step: dict[str, Any]) -> list[str]:
    outcomes = {outcome.code: outcome.label for outcome in OUTCOMES}
    person = step["person"] if step["person"] != step["by"] else None
    severity = step["severity_name"] if step["kind"] == "rated" else None
    words = [word for word in (severity, step["department"], person, step["opinion_name"]) if word]
    if step["waits_for"]:
        words.append(_(WAITS[step["waits_for"]]))
    if step["kind"] == "called" and step["outcome"]:
        words.append(_(outcomes.get(step["outcome"], step["outcome"])))
    if step["kind"] == "closed" and step["outcome"]:
        words.append(_(CLOSINGS[step["outcome"]]))
    if step["until"]:
        words.append(
            _("until {time}").format(time=told(step["until"] if "T" in step["until"] else step["until"] + "T00:00"))
        )
    return words


def clock_counted(clock: dict[str, Any]) -> tuple[str, list[str]]:
    """How a deadline was counted: the rule as a title, the pieces of time below it, the sum."""
    name = _(CLOCKS[clock["name"]])
    if clock["within"] is None:
        return _("{clock}: as promised").format(clock=name), [told(clock["due_at"])] if clock["due_at"] else []
    kind = _("working time") if clock["working"] else _("by the wall")
    text = _("{clock}: {within} {kind} from {start}, severity {severity}")
    title = text.format(
        clock=name, within=clock["within"], kind=kind, start=told(clock["started_at"]), severity=clock["severity_name"]
    )
    lines = [_("hours {hours}").format(hours=listed(clock["hours"]))]
    for label, days in ((N_("off: {days}"), clock["rest"]), (N_("made up: {days}"), clock["work"])):
        if days:
            lines.append(_(label).format(days=listed(days)))
    for wait in clock["waits"]:
        lines.append(_("stands still from {begin} to {end}").format(begin=told(wait["from"]), end=told(wait["to"])))
    total = 0
    for span in clock["spans"]:
        total += span["minutes"]
        day = told(span["day"] + "T00:00")
        minutes = _("{minutes} min").format(minutes=f"{span['minutes']:>5}")
        lines.append(f"{day}  {span['from']}–{span['to']}  {minutes}  {_sum(total):>8}")
    lines.append(_("due {time}").format(time=due_told(clock["due_at"])))
    lines += _remarks(clock)
    return title, lines


def _remarks(clock: dict[str, Any]) -> list[str]:
    said = []
    if clock["today_due_at"] not in (None, clock["due_at"]):
        text = _("calendar and hours of today would give {time}; what was set stays")
        said.append(text.format(time=due_told(clock["today_due_at"])))
    return said


def _sum(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


def _block(title: str, lines: list[str]) -> None:
    if lines:
        print(f"\n{title}")
        for line in lines:
            print(f"  {line}")
