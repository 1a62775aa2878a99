"""Reading what was given for a new case; what is missing is asked for in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_, Refused
from crmcli.errors import Failure, FieldMissing, bad_field
from crmcli.features.case.life import ANSWERED, CLOSED, CONFIRMED, LOGGED, ON_THE_SPOT, RESOLVED, Event, standing
from crmcli.features.case.matter import category_of
from crmcli.features.case.moment import kept, past_moment
from crmcli.features.case.step import MISSING, missing
from crmcli.features.case.words import code_words
from crmcli.features.staff.store import store_of
from crmcli.language import _
from crmcli.ui.ask import confirm, optional, required
from crmcli.ui.lines import lines_asked, lines_given

if TYPE_CHECKING:
    from crmcli.packs.casekind import CaseKind
    from crmcli.session import Session

#: Option -> the field of a member by whose rules it is read, and the column it fills.
_FIELDS = {
    "name": ("name", "name"),
    "phone": ("phone2", "phone"),
    "gender": ("gender", "gender"),
    "phone2": ("phone2", "phone2"),
    "address": ("address", "address"),
    "id_no": ("id_no", "id_no"),
    "card_no": ("card_no", "card_no"),
}
_PLAIN = ("against", "person", "person_phone")
PHONE, ON_SITE = "phone", "on-site"


class Read(NamedTuple):
    """A new case: its columns, who brought it, the steps taken at once, and what is worth telling."""

    values: dict[str, Any]
    name: str
    steps: list[Event]
    warnings: list[str]


def read_case(session: Session, kind: CaseKind, given: dict[str, Any]) -> Read:
    """The case the options name."""
    member, texts = _who(session, given)
    values, warnings = _personal(session, member, texts)
    matter = " ".join(required(session, given["matter"], "--matter", _("Matter")).split())
    summary = lines_asked(session, given["summary"], "--summary", _("Summary"))
    came_in = past_moment(session, given["at"], "--at") if given["at"] else session.now
    values |= {
        "kind": kind.code,
        "member_id": member["id"] if member else None,
        "matter": matter,
        "category": category_of(kind, matter),
        "severity": severity_given(kind, given["severity"]) if given["severity"] else kind.severities[0].code,
        "channel": _channel(session, given),
        "summary": summary,
        "item": _item(session, given["item"]),
        "on_day": came_in.date().isoformat(),
        "logged_at": kept(came_in),
        "staff_id": session.require_operator().id,
        "store_id": store_of(session.db, session.require_operator().id),
    }
    values |= {key: " ".join(given[key].split()) if given[key] else None for key in _PLAIN}
    for key in ("department", "against_department"):
        values[key] = department_given(session, given[key]) if given[key] else None
    return Read(values, values["name"] or (member or {})["name"], _settled(session, kind, values, given), warnings)


def _who(session: Session, given: dict[str, Any]) -> tuple[dict[str, Any] | None, dict[str, str]]:
    """The member who complains, or the name and phone of somebody who is none."""
    from crmcli.features.member.entry import checker

    texts = {key: given[key] for key in _FIELDS if given[key]}
    # a card names its member
    text = given["member"] or (texts.get("card_no") if "name" not in texts else None)
    if text is None and not texts:
        text = optional(session, _("Member (name, phone tail or number; Enter for somebody who is none)"))
        if text is None and not session.interactive:
            raise FieldMissing("member", _("Who complains"), how=_("a member, or --name and --phone"))
    if text is not None:
        member = _member(session, text)
        if member is not None:
            return member, texts
        texts["name"] = text
    texts["name"] = required(session, texts.get("name"), "--name", _("Name"), check=checker(session, "name"))
    texts["phone"] = required(session, texts.get("phone"), "--phone", _("Phone"), check=checker(session, "phone2"))
    return None, texts


def _member(session: Session, text: str) -> dict[str, Any] | None:
    """The member a text names; None where it names none and somebody says that it is not one."""
    from crmcli.features.member.find import resolve

    try:
        return resolve(session, text)
    except Failure as failure:
        if failure.kind != "not-found":
            raise
        question = _("No member fits {value}. Is it somebody who is no member?").format(value=text)
        if session.interactive and confirm(session, question):
            return None
        message = N_("No member fits {value}. For somebody who is none: --name NAME --phone NUMBER")
        raise Failure("not-found", message, field="member", value=text) from failure


def _personal(
    session: Session, member: dict[str, Any] | None, texts: dict[str, str]
) -> tuple[dict[str, Any], list[str]]:
    """The columns of who complains, read by the rules for members; what a member has is not written twice."""
    from crmcli.features.member import store as members
    from crmcli.features.member.entry import reading_of, warnings
    from crmcli.features.member.field import FIELDS
    from crmcli.language import listed

    reading = reading_of(session)
    values: dict[str, Any] = dict.fromkeys(column for _field, column in _FIELDS.values())
    for key, (field, column) in _FIELDS.items():
        if key in texts:
            try:
                values[column] = FIELDS[field].read(texts[key], reading)[field]
            except Refused as refused:
                raise bad_field(f"--{key.replace('_', '-')}", refused, texts[key]) from refused
    said = warnings(reading.notes)
    same = [] if member else members.with_value(session.db, "mobile", values["phone"] or "")
    if same:
        said.append(_("same mobile as {numbers}").format(numbers=listed(members.member_no(one) for one in same)))
    return values, said


def severity_given(kind: CaseKind, text: str) -> str:
    """The code of the one severity a text names."""
    return _named(text, {one.code: one.name for one in kind.severities}, "--severity")


def opinion_given(session: Session, text: str) -> str:
    """The code of the one opinion a text names."""
    return _named(text, code_words(session.pack, "opinion"), "--opinion")


def department_given(session: Session, text: str) -> str:
    """The code of the one department of the pack a text names; another house's stands in words."""
    from crmcli.core.searchkey import choose

    words = code_words(session.pack, "department")
    found = choose(text, list(words), lambda code: (words[code], code))
    return found[0] if len(found) == 1 else " ".join(text.split())


def _named(text: str, words: dict[str, str], field: str) -> str:
    from crmcli.core.searchkey import choose

    found = choose(text, list(words), lambda code: (words[code], code))
    if len(found) == 1:
        return found[0]
    names = [words[code] for code in (found or words)]
    message = N_("{value} fits several: {names}.") if found else N_("{value} is none of {names}.")
    candidates = [{"code": code, "name": words[code]} for code in (found or words)]
    raise Failure("usage", message, field=field, value=text, names=names, candidates=candidates)


def _channel(session: Session, given: dict[str, Any]) -> str:
    """How it came in; where nothing is said by phone, or face to face where it was settled at once."""
    if given["channel"]:
        return _named(given["channel"], code_words(session.pack, "channel"), "--channel")
    return ON_SITE if given["resolve"] else PHONE


def _item(session: Session, text: str | None) -> str | None:
    from crmcli.core.searchkey import choose

    if not text:
        return None
    found = choose(text, session.pack.items, lambda item: (item.name, item.code))
    return found[0].name if len(found) == 1 else " ".join(text.split())


def _settled(session: Session, kind: CaseKind, values: dict[str, Any], given: dict[str, Any]) -> list[Event]:
    """The steps of a case that was settled while it was taken down, all at the time it came in."""
    done = lines_given(given["resolve"])
    opinion = opinion_given(session, given["opinion"]) if given["opinion"] else None
    staff_id = values["staff_id"]

    def step(kind: str, **told: Any) -> Event:
        return Event(kind, values["on_day"], values["logged_at"], staff_id, **told)

    steps = []
    if done is not None and (opinion or given["close"]):
        steps.append(step(ANSWERED))
    if done is not None:
        steps.append(step(RESOLVED, text=done))
    if opinion is not None:
        steps.append(step(CONFIRMED, opinion=opinion, text=lines_given(given["text"]), outcome=ON_SITE))
    if opinion is not None and done is None:
        raise Failure("usage", N_("--opinion goes with --resolve."), field="--opinion", value=given["opinion"])
    if given["close"]:
        _refuse_early_close(kind, [step(LOGGED), *steps])
        steps.append(step(CLOSED, outcome=ON_THE_SPOT))
    return steps


def _refuse_early_close(kind: CaseKind, steps: list[Event]) -> None:
    wanted = missing(standing(steps), kind)
    if wanted:
        message = N_("It cannot be closed at once. Missing: {missing}. Settled on the spot: --resolve TEXT --opinion O")
        names = [_(MISSING[what]) for what in wanted]
        raise Failure(
            "refused", message, field="--close", missing=names, candidates=[{"missing": what} for what in wanted]
        )
