"""The calls cases owe, as lines of the due list: what for, why now, what to say.

Source: domain/cases.md, Life and Clocks; domain/followups.md, The due list.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.features.case import call_store
from crmcli.features.case.life import BACK, CHASE, CONFIRMED, FIRST, PROMISE, RESOLUTION, WAIT
from crmcli.features.case.moment import due_told
from crmcli.features.followup.dueline import CASE, COMPLAINT, DueLine
from crmcli.language import _, ngettext

if TYPE_CHECKING:
    from crmcli.packs.casekind import CaseCall
    from crmcli.packs.model import Pack
    from crmcli.session import Session

Row = dict[str, Any]

#: Kinds of the calls, by what their keys begin with.
KINDS = (COMPLAINT, CASE)
_KEY = re.compile(r"(?:(?:complaint|case):)?([a-z]{1,6}-[0-9]{4}-[0-9]{4,9})", re.IGNORECASE)
#: What is said of a clock: still to come, gone by.
_CLOCKS = {
    "answer": (N_("answer by {time}"), N_("answer was due by {time}")),
    "resolution": (N_("settle by {time}"), N_("was to be settled by {time}")),
    "promise": (N_("promised for {time}"), N_("was promised for {time}")),
}

#: Clock -> when it ends, and what meets it.
_COLUMNS = {
    "answer": ("answer_by", "answered_at"),
    "resolution": ("resolve_by", "resolved_at"),
    "promise": ("promise_at", "promise_kept_at"),
}
_OTHER = N_("call about it")
#: What a call is for where the pack has no words of its own.
_PURPOSES = {
    PROMISE: N_("keep what was promised"),
    RESOLUTION: N_("tell what became of it"),
    CHASE: N_("say how it stands"),
    WAIT: N_("the wait is over, see how it goes on"),
}


def lines_until(session: Session, found: list[Row], day: date) -> list[DueLine]:
    """The lines of calls that were read for the list of a day."""
    return [call_line(session.pack, row, day.isoformat(), _moment(session, day)) for row in found]


def line_named(session: Session, text: str) -> DueLine | None:
    """The call of a case by its key or its number, whatever its state; None where there is no such case."""
    parts = _KEY.fullmatch(text.strip())
    row = call_store.call_of(session.db, parts[1].upper()) if parts else None
    return call_line(session.pack, row, session.today.isoformat(), _moment(session, session.today)) if row else None


def _moment(session: Session, day: date) -> str:
    """The time a day's list is looked at: now, or the day's beginning."""
    return session.now.isoformat(timespec="seconds") if day == session.today else day.isoformat()


def call_line(pack: Pack, row: Row, day: str, moment: str) -> DueLine:
    """The line of a case. Clocks that end on the day or have gone by give it a time: such a line cannot wait.

    A case that owes no call is `done`, on the day its last one was owed or it was logged.
    """
    ends = open_clocks(row)
    pressing = [at for at in (*ends.values(), row["call_at"]) if at and _ends_on(at) <= day]
    due_on = row["call_on"] or row["call_first_on"] or row["on_day"]
    kind = COMPLAINT if row["kind"] == COMPLAINT else CASE
    return DueLine(
        due_on=due_on,
        followup_id=None,
        member_id=row["member_id"],
        name=row["name"] or _("somebody without a name"),
        mobile=row["mobile"],
        wechat=row["wechat"],
        key=f"{kind}:{row['no']}",
        kind=kind,
        plan=None,
        step=None,
        purpose=_purpose(pack, row),
        script=_script(pack, row),
        original_due_on=row["call_first_on"] or due_on,
        # what ends at midnight ends with its day, and nobody calls at 00:00
        due_at=min((at for at in pressing if at[11:16] != "00:00"), default=None) if row["call_on"] else None,
        attempts=row["attempts"],
        assigned_id=row["owner_id"],
        store_id=row["store_id"],
        anchor_on=row["on_day"],
        purchase_id=None,
        item_name=row["item"],
        care=1,
        promotional=0,
        # whoever has not been answered is called at once
        fixed=int(row["call_why"] == FIRST or bool(pressing)),
        reason=why(pack, row, ends, moment),
        do_not_contact=row["do_not_contact"],
        do_not_contact_until=row["do_not_contact_until"],
        recovering_since=row["recovering_since"],
        distress_since=row["distress_since"],
        complaint_since=row["complaint_since"],
        state="open" if row["call_on"] else "done",
        case_id=row["case_id"],
    )


def _ends_on(at: str) -> str:
    """The day a moment ends; midnight ends the day before it."""
    if at[11:16] != "00:00":
        return at[:10]
    return (date.fromisoformat(at[:10]) - timedelta(days=1)).isoformat()


def is_call_back(row: Row) -> bool:
    """Whether somebody reached now is asked for the opinion: it was dealt with and not yet confirmed."""
    return row["resolved_at"] is not None and row["opinion"] is None and row["state"] != CONFIRMED


def open_clocks(row: Row) -> dict[str, str]:
    """When each clock that is still owed ends; what the case waits is counted in."""
    if row["closed_at"] is not None:
        return {}
    return {clock: row[end] for clock, (end, met) in _COLUMNS.items() if row[end] is not None and row[met] is None}


def why(pack: Pack, row: Row, ends: dict[str, str], moment: str) -> str:
    """Why now: what it is about, which clock ends when, what was promised, the how-manieth attempt."""
    said = [_("{matter}, logged on {day}").format(matter=row["matter"], day=row["on_day"])]
    if row["reopened"]:
        said.append(_("reopened"))
    for clock, at in sorted(ends.items(), key=lambda one: one[1]):
        text = _(_CLOCKS[clock][at < moment]).format(time=due_told(at))
        promised = clock == "promise" and row["promised"]
        said.append(_("{clock}: {promised}").format(clock=text, promised=row["promised"]) if promised else text)
    if row["waits_since"]:
        said.append(_("waits since {day}").format(day=row["waits_since"][:10]))
    if row["call_on"] and row["call_on"] != row["call_first_on"]:
        said.append(_("due since {day}").format(day=row["call_first_on"]))
    if row["attempts"]:
        count = row["attempts"]
        said.append(ngettext("tried {count} time", "tried {count} times", count).format(count=count))
    if row["attempts"] > len(pack.follow.retry.after):
        said.append(_("no retry left: decide how it goes on"))
    return _(", ").join(said)


def _call(pack: Pack, row: Row) -> CaseCall | None:
    """The pack's words for the call: it has them for the first one and for the call-back."""
    kind = pack.case(row["kind"])
    if kind is None or row["call_why"] not in (FIRST, BACK):
        return None
    return kind.back_call if row["call_why"] == BACK else kind.first_call


def _purpose(pack: Pack, row: Row) -> str:
    call = _call(pack, row)
    kind = pack.case(row["kind"])
    if call is not None:
        return call.purpose
    purpose = _(_PURPOSES.get(row["call_why"], _OTHER))
    return _("{kind}: {purpose}").format(kind=kind.name, purpose=purpose) if kind else purpose


def _script(pack: Pack, row: Row) -> str | None:
    call = _call(pack, row)
    return call.script.replace("{matter}", row["matter"]) if call else None
