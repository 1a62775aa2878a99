"""Who applies: somebody the file knows as a prospect or a member, or somebody new. Never a second entry unasked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.core.searchkey import member_number
from crmcli.core.text import fold
from crmcli.errors import Failure
from crmcli.features.application import store
from crmcli.features.card import store as cards
from crmcli.features.inquiry import store as inquiries
from crmcli.features.member import store as members
from crmcli.features.member.present import candidate, candidate_line
from crmcli.language import _
from crmcli.ui.ask import confirm, one_of

if TYPE_CHECKING:
    from crmcli.session import Session

Row = dict[str, Any]


def of_inquiry(session: Session, text: str) -> Row:
    """The inquiry of an id (its member under `member_id`). Refused where it has led to something already."""
    number = fold(text)
    found = inquiries.inquiry(session.db, int(number)) if number.isdecimal() and len(number) < 19 else None
    if found is None:
        message = N_("There is no inquiry {value}. See: crmcli inquiry list")
        raise Failure("not-found", message, field="--inquiry", value=text)
    if found["first_deal"] or found["converted_on"]:
        day = found["converted_on"] or found["on_day"]
        message = N_("Inquiry {value} led to a deal on {day} already; leave --inquiry out.")
        raise Failure("refused", message, field="--inquiry", value=text, day=day)
    return found


def by_number(session: Session, text: str) -> Row | None:
    """The member whose number stands in the place of a name, such as m12."""
    number = member_number(text)
    if number is None:
        return None
    found = summaries(session, [number])
    if not found:
        raise Failure("not-found", N_("There is no member {value}."), field="name", value=text)
    return found[0]


def known_applicant(session: Session, values: Row, *, same_phone_ok: bool) -> Row | None:
    """Who of the file has this ID or phone and this name; None for somebody new.

    `values` are columns of the member table. The same phone and another name is asked about in a terminal;
    elsewhere it is refused with the candidates unless `same_phone_ok` or --yes says that it is somebody else.
    """
    found = summaries(session, _same(session, values))
    same = [row for row in found if fold(row["name"]) == fold(values["name"])]
    if same:
        return _one(session, same)
    sharing = [row for row in found if _shares_phone(row, values)]
    if not sharing or same_phone_ok or session.shared.yes:
        return None
    if session.interactive:
        from crmcli.ui.ask import choose_one

        question = _("The same phone has somebody. Is it one of these? Enter: no, another person.")
        return choose_one(session, question, sharing, lambda row: candidate_line(session, row))
    raise Failure(
        "refused",
        N_(
            "The phone {value} belongs to {who}. The same person: give the name {who}, or the number. "
            "A family sharing it: --same-phone-ok."
        ),
        field="mobile",
        value=values.get("mobile") or values.get("phone2"),
        who=[row["name"] for row in sharing],
        candidates=[candidate(session, row) for row in sharing],
        lines=[candidate_line(session, row) for row in sharing],
    )


def agree_to_take(session: Session, row: Row) -> None:
    """Asks whether the application is of somebody known. Outside a terminal who has none on record, a prospect or
    somebody just made a member, is taken over unasked; a second application of a member wants --yes there.
    """
    if row["standing"] == "member" and store.latest(session.db, row["id"]) is None:
        return
    if row["standing"] != "member":
        if session.interactive:
            question = _("{who} is no member yet. Is it the same person?")
            _agreed(confirm(session, question.format(who=candidate_line(session, row))))
        return
    if session.interactive or session.shared.yes:
        question = _("{who} is a member already. Record another application of theirs?")
        _agreed(confirm(session, question.format(who=candidate_line(session, row))))
        return
    raise Failure(
        "refused",
        N_("{name} is a member already ({no}). To record another application of theirs: --yes."),
        field="name",
        value=row["name"],
        name=row["name"],
        no=members.member_no(row["id"]),
        candidates=[candidate(session, row)],
        lines=[candidate_line(session, row)],
    )


def refuse_taken_card(session: Session, card_no: str | None, own: int | None) -> None:
    """Refuses a card that somebody else has or has applied for: a number is never given twice."""
    if not card_no:
        return
    ids = [*members.with_value(session.db, "card_no", card_no), *store.card_owners(session.db, card_no)]
    ids += cards.holders(session.db, card_no)
    taken = summaries(session, [number for number in dict.fromkeys(ids) if number != own])
    if taken:
        raise Failure(
            "refused",
            N_("The {label} {value} belongs to {who}."),
            field="card_no",
            value=card_no,
            label=_("card"),
            who=[row["name"] for row in taken],
            candidates=[candidate(session, row) for row in taken],
            lines=[candidate_line(session, row) for row in taken],
        )


def summaries(session: Session, ids: Iterable[int]) -> list[Row]:
    """What lists show of these members; tombstones are nobody."""
    found = members.summaries(session.db, list(dict.fromkeys(ids)), session.today.isoformat())
    return [row for row in found if row["standing"] not in ("merged", "erased")]


def _agreed(yes: bool) -> None:
    if not yes:
        raise Failure("interrupted", N_("Nothing was written."))


def _same(session: Session, values: Row) -> list[int]:
    ids = members.with_value(session.db, "id_no", values["id_no"]) if values.get("id_no") else []
    for key in ("mobile", "phone2"):
        if values.get(key):
            for column in ("mobile", "phone2"):
                ids += members.with_value(session.db, column, values[key])
    if values.get("kind", "person") != "person":
        # an organisation is told by its name alone
        ids += members.with_value(session.db, "name", values["name"])
    if values.get("wechat") and not values.get("mobile") and not values.get("phone2"):
        ids += members.with_value(session.db, "wechat", values["wechat"])
    return ids


def _shares_phone(row: Row, values: Row) -> bool:
    given = {values.get("mobile"), values.get("phone2")} - {None}
    return bool(given & {row["mobile"], row["phone2"]})


def _one(session: Session, same: list[Row]) -> Row:
    def several() -> Failure:
        return Failure(
            "refused",
            N_("{count} entries have this name and phone; name one by its number. See: crmcli member duplicates"),
            field="name",
            value=same[0]["name"],
            count=len(same),
            candidates=[candidate(session, row) for row in same],
            lines=[candidate_line(session, row) for row in same],
        )

    return one_of(session, same, lambda row: candidate_line(session, row), several)
