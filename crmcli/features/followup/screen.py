"""The due list and a single follow-up for the eye: folded in a terminal, whole in a pipe."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from crmcli.core.day import weekday_name
from crmcli.core.findings import N_
from crmcli.core.text import wrap
from crmcli.features.followup.ahead import day_words
from crmcli.features.followup.dueline import AHEAD
from crmcli.features.followup.order import blocks, days_late
from crmcli.features.followup.outcome import OUTCOMES
from crmcli.features.followup.present import PART_NAMES, STATES, VIAS, Sight, other_way, why_now
from crmcli.language import _, aside, listed, ngettext

if TYPE_CHECKING:
    from crmcli.features.followup.due import Due
    from crmcli.features.followup.dueline import DueLine
    from crmcli.session import Session

#: What explains a line, by its id.
Told = Mapping[str, Sequence[str]]

UNASSIGNED = N_("unassigned")
HELD_BACK = N_("held back")
NOTHING_DUE = N_("Nothing is due.")
#: Narrower windows are folded as if they were this wide.
_NARROWEST = 40
_WITHHELD = {
    "do-not-contact": N_("{count} held back: does not want to be contacted"),
    "guard": N_("{count} held back: recovering, not well or with an open complaint, nothing is promoted"),
}


def head_line(due: Due, whose: str) -> str:
    """The day with its weekday, whose lines these are, and how many are others'."""
    day = f"{due.day.isoformat()} {_(weekday_name(due.day))}"
    if due.last > due.day:
        day += _(" to {day}").format(day=due.last.isoformat())
    lines, people = len(due.lines), len({line.member_id for line in due.lines if line.duty is None})
    parts = [day, whose, ngettext("{count} line", "{count} lines", lines).format(count=lines)]
    parts.append(ngettext("{count} person", "{count} people", people).format(count=people))
    if due.others:
        parts.append(_("{count} of others").format(count=due.others))
    return " · ".join(parts)


def notes_of(due: Due, sight: Sight, lapsed: int) -> list[str]:
    """What the list does not show and why: lines told in others' calls, lines held back, birthdays that went by."""
    said = told_elsewhere(due, sight)
    said += [_(_WITHHELD[reason]).format(count=count) for reason, count in sorted(due.withheld.items())]
    if lapsed:
        text = ngettext(
            "{count} birthday of the last 30 days went by: crmcli followup list --kind birthday --state missed",
            "{count} birthdays of the last 30 days went by: crmcli followup list --kind birthday --state missed",
            lapsed,
        )
        said.append(text.format(count=lapsed))
    return said


def told_elsewhere(due: Due, sight: Sight) -> list[str]:
    """Whose calls the lines are told in that are somebody's and not in the list; nobody is phoned twice for them."""
    count = len(due.elsewhere)
    if not count:
        return []
    people = dict.fromkeys((line.name, sight.caller(line) or _(UNASSIGNED)) for line in due.elsewhere)
    said = ngettext(
        "{count} line is told in somebody else's call: {people}",
        "{count} lines are told in somebody else's calls: {people}",
        count,
    )
    return [said.format(count=count, people=listed(aside(*one) for one in people))]


def draw_due(
    session: Session, due: Due, sight: Sight, head: str, notes: Sequence[str], told: Told | None = None
) -> None:
    """Prints the list: a head, then part by part the people with what is owed to them; `told` explains lines by id."""
    page = Page(session)
    page.line(head)
    for note in notes:
        page.line(f"! {note}")
    if not due.lines:
        page.line(_(NOTHING_DUE))
    for title, people in _sections(due.lines):
        lines = sum(len(block) for block in people)
        print()
        page.line(_heading(title, lines))
        for block in people:
            _draw_block(page, block, sight, title, told or {})


def draw_stopped(session: Session, lines: Sequence[DueLine], sight: Sight, told: Told) -> None:
    """Prints the lines that are held back, each with the reason; nothing where there is none."""
    if not lines:
        return
    page = Page(session)
    print()
    page.line(_heading(_(HELD_BACK), len(lines)))
    for line in lines:
        page.line("  ".join(part for part in (line.name, line.member) if part), 2)
        draw_line(page, line, sight)
        _draw_told(page, line, told)


def _draw_told(page: Page, line: DueLine, told: Told) -> None:
    for sentence in told.get(line.id, ()):
        page.line(f"· {sentence}", 6)


def _sections(lines: Sequence[DueLine]) -> Iterator[tuple[str, list[list[DueLine]]]]:
    """The blocks under the part their first line stands in; what is nobody's and due comes first."""
    parts: dict[str, list[list[DueLine]]] = {}
    for block in blocks(lines):
        first = block[0]
        nobodys = first.assigned_id is None and first.part != AHEAD
        parts.setdefault(UNASSIGNED if nobodys else PART_NAMES[first.part], []).append(block)
    for title, people in parts.items():
        yield _(title), people


def _heading(title: str, lines: int) -> str:
    count = ngettext("{count} line", "{count} lines", lines).format(count=lines)
    return _("{title}: {count}").format(title=title, count=count)


def _draw_block(page: Page, block: list[DueLine], sight: Sight, title: str, told: Told) -> None:
    first = block[0]
    numbers = dict.fromkeys(sight.mobile(line) or "" for line in block)
    phone = max(numbers, key=lambda number: number.count("*") == 0 and number != "", default="")
    how = phone or other_way(first)
    page.line("  ".join(part for part in (first.name, first.member, how) if part), 2)
    for line in block:
        draw_line(page, line, sight, title)
        _draw_told(page, line, told)


def draw_line(page: Page, line: DueLine, sight: Sight, title: str = "") -> None:
    """One thing to do: what, how late, whose; why now; what to say. `title` is the heading it stands under."""
    page.line(f"{typed(line.id)}  {line.purpose}" + "".join(f" · {text}" for text in _standing(line, sight, title)), 4)
    page.line(why_now(line, sight), 6)
    page.line(line.script or "", 6)


def _standing(line: DueLine, sight: Sight, title: str) -> list[str]:
    said = []
    if line.part == AHEAD:
        day = date.fromisoformat(line.due_on)
        said.append(f"{line.due_on} {_(weekday_name(day))}")
    if line.due_at:
        said.append(_("at {time}").format(time=line.due_at[11:16]))
    late = days_late(line, sight.day)
    if late:
        said.append(ngettext("{count} day late", "{count} days late", late).format(count=late))
    whose = sight.assigned(line) or _(UNASSIGNED)
    if whose != title and (line.assigned_id is None or line.assigned_id != sight.operator_id):
        said.append(whose)
    return said


def draw_followup(session: Session, shown: dict[str, Any]) -> None:
    """Prints one follow-up: who, why, what to say, what was tried and noted before."""
    page = Page(session)
    wechat = _("WeChat {name}").format(name=shown["wechat"]) if shown["wechat"] and not shown["mobile"] else ""
    head = [shown["name"], shown["member"] or "", shown["tier_name"] or "", shown["mobile"] or wechat]
    page.line("  ".join(part for part in head if part))
    for warning in shown["warnings"]:
        page.line(f"! {warning}")
    late = shown["days_late"]
    when = day_words(shown["due_on"], shown["due_at"])
    parts = [f"{typed(shown['id'])}  {shown['purpose']}", when, _(STATES[shown["state"]])]
    parts += [ngettext("{count} day late", "{count} days late", late).format(count=late)] if late else []
    parts.append(shown["assigned_to"] or _(UNASSIGNED))
    page.line(" · ".join(parts))
    page.line(shown["why"], 2)
    page.line(shown["script"] or "", 2)
    for sentence in shown.get("explain", ()):
        page.line(f"· {sentence}", 2)
    _draw_past(page, shown)


def _draw_past(page: Page, shown: dict[str, Any]) -> None:
    for title, found in ((_("Attempts"), shown["attempts"]), (_("Last notes"), shown["notes"])):
        if found:
            print()
            page.line(title)
        for contact in found:
            page.line("  ".join(part for part in _contact_parts(contact) if part), 2)
    if shown["also"]:
        print()
        page.line(_("Also due: {ids}").format(ids=listed(typed(number) for number in shown["also"])))


def _contact_parts(contact: dict[str, Any]) -> list[str]:
    outcomes = {outcome.code: outcome.label for outcome in OUTCOMES}
    return [
        contact["day"],
        _(VIAS.get(contact["via"], contact["via"])),
        _(outcomes.get(contact["outcome"], contact["outcome"])),
        contact["by"] or "",
        contact["note"] or "",
    ]


def typed(line_id: str) -> str:
    """An id as it stands on the screen, and as it may be typed: #12, birthday:M-00012:2027."""
    return f"#{line_id}" if line_id.isdigit() else line_id


class Page:
    """Where lines are printed: a terminal of some width, or something that takes them whole."""

    def __init__(self, session: Session) -> None:
        self.room = max(shutil.get_terminal_size().columns, _NARROWEST) if session.on_terminal else None

    def line(self, text: str, indent: int = 0) -> None:
        """One line, folded and indented; nothing where there is no text."""
        if not text:
            return
        margin = " " * indent
        flat = text.split("\n") if self.room is None else wrap(text, self.room - indent)
        for piece in flat:
            print(margin + piece)

    def folded(self, text: str) -> str:
        """A question, folded so that no word of it is cut; the blank it ends with stays."""
        plain = text.rstrip()
        return text if self.room is None else "\n".join(wrap(plain, self.room)) + text[len(plain) :]
