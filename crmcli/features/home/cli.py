"""`crmcli` alone: the day at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.features.home.day import day_of
from crmcli.language import _, ngettext

if TYPE_CHECKING:
    from crmcli.session import Session


def home(session: Session) -> None:
    """What is due and late, open cases, the last operation, the usual next command; without a file, how to begin."""
    if not session.path.exists():
        print(_("There is no file here yet."))
        print("  crmcli init   " + _("make the file the desk works in"))
        print("  crmcli demo   " + _("see a worked example first"))
        return
    from crmcli.ui.output import show_object

    answer = day_of(session)
    show_object(session, answer, lambda: _draw(session, answer))


def _draw(session: Session, answer: dict[str, Any]) -> None:
    from crmcli.ui.table import field_lines

    print(" · ".join(part for part in _head(session, answer) if part))
    for missed in answer["missed_runs"]:
        print(f"! {missed}")
    field_lines(
        [
            (_("to call"), _due_words(answer["due"])),
            (_("appointments today"), str(answer["appointments"] or "")),
            (_("open cases"), _case_words(answer["cases"])),
            (_("ownership"), _ownership_words(answer["ownership"])),
            (_("last operation"), _operation_words(answer["last_operation"])),
            (_("last backup"), _time(answer["last_backup"]) or _("none yet: crmcli backup")),
        ],
        indent=2,
    )
    print(_("Next: {command}").format(command=_next(answer)))


def _head(session: Session, answer: dict[str, Any]) -> list[str]:
    from crmcli.core.day import weekday_name

    day = f"{answer['day']} {_(weekday_name(session.today))}"
    who = _("{name} at the desk").format(name=answer["operator"]) if answer["operator"] else ""
    return [day, answer["organisation"] or "", who]


def _due_words(due: dict[str, int]) -> str:
    if not due["lines"]:
        return _("Nothing is due.")
    words = []
    if due["people"]:
        words.append(ngettext("{count} person", "{count} people", due["people"]).format(count=due["people"]))
    if due["duties"]:
        words.append(ngettext("{count} duty", "{count} duties", due["duties"]).format(count=due["duties"]))
    for key, text in (
        ("cannot_wait", _("{count} cannot wait")),
        ("overdue", _("{count} overdue")),
        ("today", _("{count} today")),
    ):
        if due[key]:
            words.append(text.format(count=due[key]))
    return " · ".join(words)


def _case_words(cases: dict[str, int]) -> str:
    """Complaints and other cases that are open; what is wrong with them first."""
    if not cases["open"]:
        return ""
    words = [str(cases["open"])]
    if cases["unanswered"]:
        text = ngettext("{count} nobody has answered", "{count} nobody has answered", cases["unanswered"])
        words.append(text.format(count=cases["unanswered"]))
    if cases["late"]:
        words.append(_("{count} late: crmcli case overdue").format(count=cases["late"]))
    return " · ".join(words)


def _ownership_words(ownership: dict[str, int]) -> str:
    """What waits for a supervisor: customers to be given to somebody else, sales nobody is known to have earned."""
    said = []
    if ownership["due"]:
        text = _("{count} to be reassigned: crmcli owner review")
        said.append(text.format(count=ownership["due"]))
    if ownership["undecided"]:
        text = _("{count} sales undecided: crmcli owner undecided")
        said.append(text.format(count=ownership["undecided"]))
    return " · ".join(said)


def _operation_words(operation: dict[str, Any] | None) -> str:
    if operation is None:
        return ""
    parts = [str(operation["operation"]), operation["command"], operation["operator"], _time(operation["at"])]
    return " · ".join(part for part in parts if part)


def _time(at: str | None) -> str:
    return (at or "")[:16].replace("T", " ")


def _next(answer: dict[str, Any]) -> str:
    """What is usually done next: the list is begun, or a customer at the desk is looked up."""
    if not answer["members"]:
        return _("crmcli import members FILE")
    return "crmcli due" if answer["due"]["lines"] else _("crmcli find TEXT")
