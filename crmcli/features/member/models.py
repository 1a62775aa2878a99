"""A member as it comes in, whole: what the fields allow together."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from crmcli.core.birthday import Birthday, age_on
from crmcli.core.findings import N_, Finding
from crmcli.errors import Failure

#: Source: domain/members.md, Fields: personal data of a child under 14 needs the guardian's consent on record.
CHILD_BELOW = 14

Text = str | None


class MemberIn(BaseModel):
    """Columns of the member table as they may be written; nothing else passes."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    kind: Literal["person", "organisation", "unit"] = "person"
    standing: Literal["prospect", "member", "left"] = "member"
    name: str = Field(min_length=1, max_length=60)
    card_no: Text = Field(None, max_length=40)
    gender: Literal["male", "female"] | None = None
    birthday: Text = Field(None, pattern=r"^(\d{4}|-)-\d\d-\d\d$")
    birthday_calendar: Literal["solar", "lunar"] | None = None
    birthday_leap: Literal[0, 1] | None = None
    id_type: Text = None
    id_no: Text = None
    mobile: Text = None
    mobile_typed: Text = None
    phone2: Text = None
    phone2_typed: Text = None
    wechat: Text = None
    email: Text = None
    address: Text = None
    employer: Text = None
    industry: Text = None
    occupation: Text = None
    interest: Text = None
    source: Text = None
    source_detail: Text = None
    introduced_by: int | None = None
    store_id: int | None = None
    owner_id: int | None = None
    class_: Literal["key", "ordinary"] | None = Field(None, alias="class")
    consent: Text = None
    do_not_contact: Text = None
    do_not_contact_until: Text = None
    guardian: Text = None
    guardian_phone: Text = None
    guardian_consent_on: Text = None
    note: Text = None
    joined_on: Text = None
    recorded_on: str


def member_in(values: dict[str, Any], today: date) -> tuple[MemberIn, list[Finding]]:
    """Checks what the fields allow together and gives the member and what is worth telling.

    Values named `_id_birthday` and `_id_gender` come from the ID: they fill what is
    empty, and where they contradict what was given both are kept and it is told.
    Raises Failure naming the field.
    """
    values = dict(values)
    notes = _from_id(values)
    try:
        member = MemberIn.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0])
        message = N_("{name} cannot be {given!r}: {reason}")
        facts = {"name": field, "given": first["input"], "reason": first["msg"]}
        raise Failure("usage", message, field=field, value=first["input"], **facts) from error
    _reachable(member)
    _child(member, today)
    return member, notes


def _from_id(values: dict[str, Any]) -> list[Finding]:
    notes = []
    born: date | None = values.pop("_id_birthday", None)
    gender: str | None = values.pop("_id_gender", None)
    if born is not None:
        if not values.get("birthday"):
            values |= {"birthday": born.isoformat(), "birthday_calendar": "solar", "birthday_leap": 0}
        elif values["birthday"] != born.isoformat() and not values["birthday"].startswith("--"):
            message = N_("the ID says born {id_birthday}, the birthday is {birthday}; both are kept")
            notes.append(Finding(message, {"id_birthday": born.isoformat(), "birthday": values["birthday"]}))
    if gender is not None:
        if not values.get("gender"):
            values["gender"] = gender
        elif values["gender"] != gender:
            notes.append(Finding(N_("the ID says another gender than was given; both are kept"), {}))
    return notes


def _reachable(member: MemberIn) -> None:
    """Source: domain/members.md, Fields: one of mobile, second phone, WeChat for a person."""
    if member.kind == "person" and not (member.mobile or member.phone2 or member.wechat):
        raise Failure(
            "usage",
            N_("{name} cannot be reached: give --mobile, --phone2 or --wechat."),
            field="mobile",
            name=member.name,
        )


def age_of(member: Any, today: date) -> int | None:
    """The age of a member row on a day; None where the year is unknown."""
    if not member["birthday"]:
        return None
    birthday = Birthday.from_stored(member["birthday"], member["birthday_calendar"], bool(member["birthday_leap"]))
    return age_on(birthday, today)


def _child(member: MemberIn, today: date) -> None:
    age = age_of(member.model_dump(), today)
    if age is None or age >= CHILD_BELOW:
        return
    if not (member.guardian and member.guardian_consent_on):
        raise Failure(
            "refused",
            N_(
                "{name} is {age}: below {limit} the guardian must have agreed. "
                "Give --guardian NAME --guardian-phone PHONE --guardian-consent-on DAY."
            ),
            field="guardian",
            name=member.name,
            age=age,
            limit=CHILD_BELOW,
        )
