"""`followup due`: whose lines, gathered, noted in the access log, shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.followup.ahead import day_asked
from crmcli.features.followup.due import Due, gather
from crmcli.features.followup.dueline import UNPLANNED
from crmcli.features.followup.present import Sight, listed, note_numbers, sight_of
from crmcli.features.followup.whose import Wanted, wanted
from crmcli.ui.output import show_list

if TYPE_CHECKING:
    from crmcli.features.followup.explain import Explained
    from crmcli.session import Session

#: Further ahead nobody plans a day.
FARTHEST = 366
#: How far back the head counts birthdays that went by.
LAPSED_DAYS = 30


class Shown(NamedTuple):
    """A list as it was shown: what was found, how it may be seen, whose it is."""

    due: Due
    sight: Sight
    wanted: Wanted


def show_due(
    session: Session,
    *,
    day: str | None = None,
    ahead: int = 0,
    mine: bool = False,
    everybody: bool = False,
    owner: str | None = None,
    store: str | None = None,
    kind: str | None = None,
    quiet: bool = False,
    explain: bool = False,
    by_owner: bool = False,
) -> Shown:
    """The due list in the form the session asks for. `quiet` keeps standard output empty where nothing
    is due; files are written on such a day too. `explain` tells of each line how its rank came about, `by_owner`
    writes a sheet for each person. Raises Failure where an option cannot be meant.
    """
    everybody = _for_everybody(session, by_owner, mine=mine, owner=owner) or everybody
    lines_wanted = wanted(session, mine=mine, everybody=everybody, owner=owner, store=store, kind=kind)
    found = gather(session, day=day_asked(session, day), ahead=_ahead(ahead), who=lines_wanted.who)
    sight = sight_of(session, found.day)
    if by_owner:
        # each sheet is for whoever rings the numbers on it
        sight = sight._replace(operator_id=None)
    note_numbers(session, found.lines, sight)
    _name_file(session, found, lines_wanted)
    shown = Shown(found, sight, lines_wanted)
    if quiet and not found.lines and not session.shared.output:
        return shown
    if session.shared.format == "xlsx" and session.shared.output:
        from crmcli.features.followup.screen import head_line
        from crmcli.features.followup.workbook import write_due

        head = " · ".join([head_line(found, lines_wanted.whose), *_notes(session, found, sight, lines_wanted)])
        write_due(session.shared.output, found, sight, head, by_owner=by_owner)
        return shown
    told = _explained(session, found, sight) if explain else None
    rows = [listed(line, sight) for line in found.lines]
    if told is not None:
        rows = told.rows(rows)
    show_list(session, (), rows, title=N_("due list"), text=lambda: _draw(session, found, sight, lines_wanted, told))
    return shown


def _for_everybody(session: Session, by_owner: bool, *, mine: bool, owner: str | None) -> bool:
    """Whether the list is everybody's because each has a sheet of it. Raises Failure where it cannot be."""
    if not by_owner:
        return False
    if mine or owner is not None:
        raise Failure("usage", N_("--by-owner gives everybody a sheet; leave out --mine and --owner."), field="--owner")
    if session.shared.format != "xlsx" or not session.shared.output:
        raise Failure("usage", N_("--by-owner writes a workbook; give --xlsx FILE as well."), field="--by-owner")
    return True


def _explained(session: Session, found: Due, sight: Sight) -> Explained:
    from crmcli.features.followup.explain import explained

    return explained(session, found, sight)


def _ahead(days: int) -> int:
    if not 0 <= days <= FARTHEST:
        message = N_("--ahead {value} is not possible; give 0 to {most} days.")
        raise Failure("usage", message, field="--ahead", value=days, most=FARTHEST)
    return days


def _name_file(session: Session, found: Due, lines_wanted: Wanted) -> None:
    """Fills {date}, {month} and {store} into the name of --output."""
    pattern = session.shared.output
    if not pattern or "{" not in pattern:
        return
    from crmcli.features.followup.workbook import file_name
    from crmcli.features.staff.store import stores

    store = lines_wanted.store or next((store["name"] for store in stores(session.db)), "")
    session.shared = session.shared._replace(output=file_name(pattern, found.day, store))


def _draw(session: Session, found: Due, sight: Sight, lines_wanted: Wanted, told: Explained | None) -> None:
    from crmcli.features.followup.screen import draw_due, draw_stopped, head_line

    notes = _notes(session, found, sight, lines_wanted)
    draw_due(session, found, sight, head_line(found, lines_wanted.whose), notes, told.of if told else {})
    if told is not None:
        draw_stopped(session, found.stopped, sight, told.of)


def _notes(session: Session, found: Due, sight: Sight, lines_wanted: Wanted) -> list[str]:
    """What the head says besides: what is not in the list, and why."""
    from crmcli.features.followup.screen import notes_of
    from crmcli.features.followup.source import lapsed_birthdays

    lapsed = [line for line in lapsed_birthdays(session, found.day, LAPSED_DAYS) if lines_wanted.who.takes(line)]
    return notes_of(found, sight, len(lapsed)) + _waiting(session, found, lines_wanted)


def _waiting(session: Session, found: Due, lines_wanted: Wanted) -> list[str]:
    """How many more wait for a regular call than the day has room for."""
    who = lines_wanted.who
    if session.pack.care is None or (who.kinds is not None and UNPLANNED not in who.kinds):
        return []
    from crmcli.features.followup.unplanned import waiting_words

    listed_already = sum(line.kind == UNPLANNED and line.followup_id is None for line in found.lines + found.elsewhere)
    return waiting_words(session, found.day, who.is_theirs, who.store_id, listed_already)
