"""Who asks: the member or prospect with that phone and name, or somebody new."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_, Finding
from crmcli.errors import Failure
from crmcli.features.member import entry
from crmcli.features.member import store as members
from crmcli.features.member.present import candidate, candidate_line
from crmcli.language import _

if TYPE_CHECKING:
    from crmcli.session import Session

Row = dict[str, Any]


class Person(NamedTuple):
    """`row` is the summary of who is known, None for somebody new.

    `columns` are those of a new entry, or of a known one what was empty and is told now.
    """

    row: Row | None
    columns: Row
    notes: list[Finding]


def person_asking(session: Session, values: Row, *, same_phone_ok: bool) -> Person:
    """The same phone and name is the same person; the same phone and another name is asked about in a terminal.

    `values` are columns of the member table. Elsewhere it is refused with the candidates unless `same_phone_ok`
    or --yes was given; then it is somebody else of the family. The same name alone is nobody.
    """
    known = _known(session, values, same_phone_ok=same_phone_ok)
    if known is None:
        return Person(None, *_new(session, values))
    kept = members.member(session.db, known["id"]) or {}
    told = {key: value for key, value in values.items() if key not in _OF_A_NEW_ONE}
    fills = {key: value for key, value in told.items() if not kept[key]}
    if "source" not in fills:
        fills.pop("source_detail", None)
    differ = [key for key in _KEPT if key in told and kept[key] and kept[key] != told[key]]
    return Person(known, fills, [_kept(known, key) for key in differ])


_OF_A_NEW_ONE = ("name", "mobile", "mobile_typed")
_KEPT = {"address": N_("address"), "wechat": N_("WeChat name")}


def _known(session: Session, values: Row, *, same_phone_ok: bool) -> Row | None:
    found = _with_phone(session, values)
    same = [row for row in found if row["name"] == values["name"]]
    if same:
        return _one(session, same)
    if not found or same_phone_ok or session.shared.yes:
        return None
    lines = [candidate_line(session, row) for row in found]
    if session.interactive:
        from crmcli.ui.ask import choose_one

        question = _("The phone is known. Which of them asks? Enter: somebody else, {name}.")
        text = question.format(name=values["name"])
        return choose_one(session, text, found, lambda row: candidate_line(session, row))
    raise Failure(
        "refused",
        N_(
            "The phone {value} belongs to {who}. The same person: give that name; a family sharing it: --same-phone-ok."
        ),
        field="--phone",
        value=values.get("mobile") or values.get("wechat"),
        who=[row["name"] for row in found],
        candidates=[candidate(session, row) for row in found],
        lines=lines,
    )


def _with_phone(session: Session, values: Row) -> list[Row]:
    """Who has the phone; without one, who has the WeChat name and the same name."""
    phone = values.get("mobile")
    if phone:
        ids = [n for column in ("mobile", "phone2") for n in members.with_value(session.db, column, phone)]
    else:
        ids = members.with_value(session.db, "wechat", values["wechat"])
    found = members.summaries(session.db, list(dict.fromkeys(ids)), session.today.isoformat())
    return found if phone else [row for row in found if row["name"] == values["name"]]


def _one(session: Session, same: list[Row]) -> Row:
    from crmcli.ui.ask import one_of

    def several() -> Failure:
        return Failure(
            "refused",
            N_("{count} entries have this name and phone: crmcli member duplicates"),
            field="--phone",
            count=len(same),
            candidates=[candidate(session, row) for row in same],
            lines=[candidate_line(session, row) for row in same],
        )

    return one_of(session, same, lambda row: candidate_line(session, row), several)


def _new(session: Session, values: Row) -> tuple[Row, list[Finding]]:
    """The columns of somebody new, checked as a whole."""
    from crmcli.features.member.models import member_in

    model, notes = member_in({**values, "recorded_on": session.today.isoformat()}, session.today)
    columns = entry.columns_of(model)
    return {key: value for key, value in columns.items() if key not in ("standing", "kind")}, notes


def _kept(known: Row, key: str) -> Finding:
    message = N_("{name} has another {field} on record, which is kept: crmcli member edit {no} --{key} TEXT")
    field = Finding(_KEPT[key], {})
    return Finding(message, {"name": known["name"], "field": field, "no": members.member_no(known["id"]), "key": key})
