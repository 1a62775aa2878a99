"""Cases as people and programs see them; personal values masked unless the session reveals them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.core.mask import mask_address, mask_id, mask_phone
from crmcli.features.case.moment import kept
from crmcli.features.case.words import CLOCKS, STATES, code_word
from crmcli.features.member.store import member_no
from crmcli.language import _, listed
from crmcli.ui.output import Column

if TYPE_CHECKING:
    from crmcli.session import Session

#: Clock -> its deadline and what stops it, by the columns of a state.
_CLOCKS = {
    "answer": ("answer_by", "answered_at"),
    "resolution": ("resolve_by", "resolved_at"),
    "promise": ("promise_at", "promise_kept_at"),
}
_MASKS = {"phone": mask_phone, "phone2": mask_phone, "id_no": mask_id, "address": mask_address}


def next_due(row: Any) -> str:
    """The clock that runs out next, or has, as people read it."""
    running = [one for one in row["clocks"] if one["done_at"] is None]
    if not running or row["closed_at"]:
        return ""
    first = min(running, key=lambda one: str(one["due_at"]))
    text = f"{_(CLOCKS[first['name']])} {first['due_at'][5:16].replace('T', ' ')}"
    return text + (_(" late") if first["met"] is False else "")


COLUMNS = (
    Column("no", N_("no.")),
    Column("state", N_("state"), "text", STATES),
    Column("name", N_("name")),
    Column("matter", N_("matter")),
    Column("severity_name", N_("severity")),
    Column("logged_at", N_("came in"), "time"),
    Column("due", N_("clock"), told=next_due),
    Column("owner", N_("with")),
    Column("first_asked", N_("first asked")),
    Column("category_name", N_("category")),
    Column("phone", N_("phone")),
)


def case_listed(session: Session, row: dict[str, Any]) -> dict[str, Any]:
    """A case with the keys of the contract's `complaint list`."""
    kind = session.pack.case(row["kind"])
    category = kind.category(row["category"]) if kind else None
    severity = kind.severity(row["severity_now"]) if kind else None
    phone = row["number"]
    return {
        "no": row["no"],
        "kind": row["kind"],
        "state": row["state"],
        "member": member_no(row["member_id"]) if row["member_id"] else None,
        "name": row["who"],
        "phone": mask_phone(phone) if phone and session.masked else phone,
        "matter": row["matter"],
        "category": row["category"],
        "category_name": category.name if category else row["category"],
        "severity": row["severity_now"],
        "severity_name": severity.name if severity else row["severity_now"],
        "channel": row["channel"],
        "against": row["against"],
        "against_department": code_word(session.pack, "department", row["against_department"]),
        "department": code_word(session.pack, "department", row["with_department"]),
        "item": row["item"],
        "logged_at": row["logged_at"],
        "answer_by": row["answer_by"],
        "answered_at": row["answered_at"],
        "resolve_by": row["resolve_by"],
        "resolved_at": row["resolved_at"],
        "promise_at": row["promise_at"],
        "waits_for": row["waits_for"],
        "waits_until": row["waits_until"],
        "first_asked": row["first_asked"],
        "owner": row["with_person"] or row["owner"],
        "call_on": row["call_on"],
        "call_at": row["call_at"],
        "opinion": row["opinion"],
        "closed_at": row["closed_at"],
        "closed_how": row["closed_how"],
        "reopened": row["reopened"],
        "clocks": clocks_listed(row, kept(session.now)),
    }


def clocks_listed(row: dict[str, Any], now: str) -> list[dict[str, Any]]:
    """The clocks that were set: `met` is null while one runs, false once run out; `paused` while a wait lasts."""
    found = []
    waiting = row["waits_since"] is not None and row["waits_since"] <= now < (row["waits_until"] or "")
    for name, (due, done) in _CLOCKS.items():
        if row[due] is None:
            continue
        done_at = row[done]
        if done_at is not None:
            met = done_at <= row[due]
        else:
            met = False if (row["closed_at"] or now) > row[due] else None
        paused = waiting and done_at is None and name != "promise" and met is None
        found.append({"name": name, "due_at": row[due], "done_at": done_at, "met": met, "paused": paused})
    return found


def late_clocks(row: dict[str, Any]) -> list[str]:
    """The clocks of a listed case that have run out and are still owed."""
    if row["closed_at"]:
        return []
    return [one["name"] for one in row["clocks"] if one["met"] is False and one["done_at"] is None]


def late_words(row: Any) -> str:
    """The same as people read it."""
    return listed(_(CLOCKS[name]) for name in row["late"])


def masked(session: Session, values: dict[str, Any]) -> dict[str, Any]:
    """The personal values of a case as the session may see them."""
    return {key: mask(values[key]) if values[key] and session.masked else values[key] for key, mask in _MASKS.items()}
