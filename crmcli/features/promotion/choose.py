"""The promotion meant: by its name or number, or the only one that runs on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.core.searchkey import choose
from crmcli.core.text import fold
from crmcli.errors import Failure
from crmcli.features.promotion import store
from crmcli.language import _
from crmcli.ui.ask import asked, one_of

if TYPE_CHECKING:
    from crmcli.session import Session

FIELD = "PROMOTION"
Named = dict[str, Any]


def promotion_given(session: Session, text: str | None, field: str = FIELD) -> Named:
    """The one promotion a text names, by part, number, pinyin or initials; asked for in a terminal.

    A whole name or number wins; else those not closed go before those that are. Several are offered in a
    terminal and refused with the candidates elsewhere.
    """
    return asked(session, text, field, _("Promotion"), lambda typed: _named(session, typed, field))


def promotion_on(session: Session, text: str | None, day: date, field: str = FIELD) -> Named:
    """The promotion a text names, else the only one that runs on a day, ready to take a row of that day.

    Raises Failure: refused where it is closed or the day is none of its days.
    """
    found = promotion_given(session, text, field) if text is not None else only_running(session, day, field)
    refuse_closed(session, found, field)
    if not found["from_on"] <= day.isoformat() <= found["to_on"]:
        message = N_("{name} runs from {from_on} to {to_on}; {value} is none of its days.")
        facts = {key: found[key] for key in ("name", "from_on", "to_on")}
        raise Failure("refused", message, field="--date", value=day.isoformat(), **facts)
    return found


def only_running(session: Session, day: date, field: str = FIELD) -> Named:
    """The only promotion not closed that runs on a day; several are offered or refused, none is said."""
    covering = store.names_on(session.db, day.isoformat())
    running = [row for row in covering if row["closed_on"] is None]
    if not running and len(covering) == 1:
        refuse_closed(session, covering[0], field)
    if not running:
        message = N_("No promotion runs on {value}. Those there are: crmcli promotion list")
        raise Failure("not-found", message, field=field, value=day.isoformat())
    return _one(session, running, N_("{count} promotions run on {value}; name one of them."), day.isoformat(), field)


def refuse_closed(session: Session, promotion: Named, field: str = FIELD) -> None:
    """Refuses what a closed promotion no longer takes, naming what opens it again."""
    if promotion["closed_on"] is None:
        return
    number = closing(session, promotion["id"])
    facts = {"name": promotion["name"], "day": promotion["closed_on"], "number": number}
    if number is None:
        message = N_("{name} was closed on {day}; nothing more can be registered.")
    else:
        message = N_(
            "{name} was closed on {day}; nothing more can be registered, unless crmcli undo {number} opens it."
        )
    raise Failure("refused", message, field=field, value=promotion["no"], **facts)


def closing(session: Session, promotion_id: int) -> int | None:
    """The operation that closed a promotion and still holds."""
    from crmcli.storage.standing import Place, makers

    found = makers(session.db, [Place("promotion", promotion_id, ("closed_on",))], set(), 0)
    return found[-1] if found else None


def not_closed_named(session: Session, name: str) -> Named | None:
    """A promotion not closed that bears exactly this name."""
    same = [row for row in store.names(session.db) if fold(row["name"]) == fold(name) and row["closed_on"] is None]
    return same[0] if same else None


def _named(session: Session, text: str, field: str) -> Named:
    known = store.names(session.db)
    fits = [row for row in known if fold(text) in (fold(row["name"]), fold(row["no"]))]
    if not fits:
        fits = _chosen(text, [row for row in known if row["closed_on"] is None]) or _chosen(text, known)
    fits = [row for row in fits if row["closed_on"] is None] or fits
    if fits:
        return _one(session, fits, N_("{value} fits {count} promotions; name one by its number."), text, field)
    if not known:
        message = N_("There is no promotion yet. Add one: crmcli promotion add NAME --from DAY --to DAY")
        raise Failure("not-found", message, field=field, value=text)
    message = N_("No promotion fits {value}; there are {names}.")
    names = [row["name"] for row in known[:8]]
    raise Failure("not-found", message, field=field, value=text, names=names, candidates=_candidates(known[:8]))


def _chosen(text: str, known: list[Named]) -> list[Named]:
    return choose(text, known, lambda row: (row["name"], row["no"]))


def _one(session: Session, found: list[Named], several: str, value: str, field: str) -> Named:
    def failure() -> Failure:
        return Failure(
            "ambiguous",
            several,
            field=field,
            value=value,
            count=len(found),
            candidates=_candidates(found),
            lines=[_line(row) for row in found],
        )

    return one_of(session, found, _line, failure)


def _candidates(found: list[Named]) -> list[dict[str, Any]]:
    return [{"no": row["no"], "name": row["name"], "from": row["from_on"], "to": row["to_on"]} for row in found]


def _line(row: Named) -> str:
    return f"{row['no']}  {row['name']}  {row['from_on']} – {row['to_on']}"
