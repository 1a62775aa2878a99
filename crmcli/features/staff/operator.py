"""Who is at the desk: --as, CRMCLI_AS, who said so on this machine today, else the file's only one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.staff import store
from crmcli.language import _
from crmcli.session import Operator, no_operator

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.session import Session


def find_operator(session: Session) -> Operator | None:
    """The operator of this run; None where the file has several and nobody is named."""
    named = session.shared.operator or session.environ.get("CRMCLI_AS") or None
    people = store.people(session.db)
    if named:
        return as_operator(staff_member(session.db, named, "--as"))
    remembered = said_today(session)
    for person in people:
        if person["id"] == remembered:
            return as_operator(person)
    return as_operator(people[0]) if len(people) == 1 else None


def ask_operator(session: Session) -> Operator:
    """The operator, asked for in a terminal."""
    people = store.people(session.db)
    if not session.interactive or not people:
        raise no_operator([person["name"] for person in people])
    from crmcli.ui.ask import choose_one

    chosen = choose_one(session, _("Who is at the desk?"), people, lambda person: str(person["name"]))
    if chosen is None:
        raise no_operator([person["name"] for person in people])
    return as_operator(chosen)


def as_operator(person: dict[str, Any]) -> Operator:
    """A row of the staff as an operator."""
    return Operator(person["id"], person["name"], person["role"])


def choose_person(people: list[dict[str, Any]], text: str, field: str) -> dict[str, Any]:
    """The one person a text names: part, pinyin or initials, number S-001; an exact name wins."""
    from crmcli.core.searchkey import choose

    found = choose(text, people, lambda person: (person["name"], store.person_no(person["id"])))
    if len(found) == 1:
        return found[0]
    names = [person["name"] for person in (found or people)]
    message = N_("{value} fits several: {names}.") if found else N_("Nobody here is {value}; there are {names}.")
    raise Failure(
        "ambiguous" if found else "not-found",
        message,
        field=field,
        value=text,
        names=names,
        candidates=[{"name": name} for name in names],
    )


def staff_member(db: Connection, text: str, field: str) -> dict[str, Any]:
    """The one who works here whom a text names; who has left is told apart from who was never here."""
    people = store.people(db)
    gone = {person["name"]: person["until_on"] for person in store.left(db)}
    name = text.strip()
    if name in gone:
        message = N_("{value} left on {day}; there are {names}.")
        names = [person["name"] for person in people]
        raise Failure("refused", message, field=field, value=name, day=gone[name], names=names)
    return choose_person(people, text, field)


def stamp_path() -> Path:
    """Where this machine remembers who is at the desk."""
    from crmcli.place import user_state_dir

    return user_state_dir() / "operator.json"


def said_today(session: Session) -> int | None:
    """The staff id `crmcli as` set on this machine for this file today."""
    try:
        kept = json.loads(stamp_path().read_text("utf-8"))
        entry = kept[str(session.path.resolve())]
        return int(entry["staff"]) if entry["day"] == session.today.isoformat() else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(session: Session, staff_id: int) -> None:
    """Keeps who is at the desk until the day ends."""
    path = stamp_path()
    try:
        kept = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        kept = {}
    kept[str(session.path.resolve())] = {"staff": staff_id, "day": session.today.isoformat()}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(kept), "utf-8")
