"""Reading what was given for a member, and who else it might be."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_, Finding, Refused
from crmcli.errors import Failure, bad_field
from crmcli.features.card import store as cards
from crmcli.features.member import store
from crmcli.features.member.field import FIELDS, Reading, Values

if TYPE_CHECKING:
    from crmcli.session import Session


def reading_of(session: Session, id_type: str | None = None) -> Reading:
    """A Reading that looks people, stores and members up in the file."""
    return Reading(
        today=session.today,
        pack=session.pack,
        people=lambda text: _person(session, text),
        stores=lambda text: _store(session, text),
        members=lambda text: _member(session, text),
        id_type=id_type,
        area_code=session.settings.get("area-code"),
    )


def _person(session: Session, text: str) -> int:
    from crmcli.features.staff.operator import choose_person
    from crmcli.features.staff.store import people

    return int(choose_person(people(session.db), text, "owner")["id"])


def _store(session: Session, text: str) -> int:
    from crmcli.core.searchkey import choose
    from crmcli.features.staff.store import stores

    known = stores(session.db)
    found = choose(text, known, lambda entry: (entry["name"],))
    if len(found) == 1:
        return int(found[0]["id"])
    names = [entry["name"] for entry in (found or known)]
    raise Refused(N_("{value} is no store; there are {names}"), value=text, names=names)


def _member(session: Session, text: str) -> int:
    from crmcli.features.member.find import resolve

    return int(resolve(session, text, "introduced_by")["id"])


def checker(session: Session, key: str) -> Callable[[str], object]:
    """Refuses a text one field cannot take; what it would note is told when the whole is read."""
    return lambda text: FIELDS[key].read(text, reading_of(session))


def read_fields(texts: dict[str, str], reading: Reading) -> Values:
    """The columns the given texts fill; raises Failure naming the field that cannot be taken."""
    values: Values = {}
    for key, field in FIELDS.items():
        if key not in texts:
            continue
        try:
            values |= field.read(texts[key], reading)
        except Refused as refused:
            raise bad_field(key, refused, texts[key]) from refused
        if key == "id_type":
            reading.id_type = values["id_type"]
    return values


def refuse_duplicates(
    session: Session, values: Values, *, same_phone_ok: bool, other_than: int | None = None
) -> list[Finding]:
    """Warns before a second entry of the same person is made.

    The same mobile, ID or card is asked about in a terminal and refused elsewhere
    unless --same-phone-ok (mobile) or --yes was given; a live card number is never
    given twice. The same name and birthday is only told. Gives what is worth telling.
    """
    for column, label in (("card_no", N_("card")), ("id_no", N_("ID")), ("mobile", N_("mobile"))):
        if not values.get(column) or (column == "mobile" and same_phone_ok):
            continue
        found = store.with_value(session.db, column, values[column])
        if column == "card_no":
            found += cards.holders(session.db, values[column])
        same = _others(found, other_than)
        if same:
            _duplicate(session, column, label, values[column], same)
    if values.get("name") and values.get("birthday"):
        same = _others(store.same_birthday(session.db, values["name"], values["birthday"]), other_than)
        if same:
            numbers = [store.member_no(number) for number in same]
            return [Finding(N_("same name and birthday as {numbers}"), {"numbers": numbers})]
    return []


def _others(ids: Iterable[int], own: int | None) -> list[int]:
    return [number for number in dict.fromkeys(ids) if number != own]


def _duplicate(session: Session, column: str, label: str, value: str, same: list[int]) -> None:
    from crmcli.features.member.present import candidate, candidate_line
    from crmcli.language import _, listed
    from crmcli.ui.ask import confirm

    found = store.summaries(session.db, same, session.today.isoformat())
    lines = [candidate_line(session, row) for row in found]
    if column != "card_no":
        if session.shared.yes:
            return
        if session.interactive:
            question = _("The same {label} has {who}. Make another entry all the same?")
            if confirm(session, question.format(label=_(label), who=listed(lines))):
                return
    way_out = {
        "card_no": N_("The {label} {value} belongs to {who}."),
        "id_no": N_("The {label} {value} belongs to {who}. Another person all the same: --yes."),
        "mobile": N_("The {label} {value} belongs to {who}. A family sharing it: --same-phone-ok."),
    }[column]
    raise Failure(
        "refused",
        way_out,
        field=column,
        value=value,
        label=_(label),
        who=[row["name"] for row in found],
        candidates=[candidate(session, row) for row in found],
        lines=lines,
    )


def warnings(findings: Iterable[Finding]) -> list[str]:
    """Findings as sentences of the contract's `warnings`."""
    from crmcli.language import said

    return [said(finding) for finding in findings]


def columns_of(model: Any) -> Values:
    """The columns of a MemberIn that hold something."""
    return {key: value for key, value in model.model_dump(by_alias=True).items() if value is not None}
