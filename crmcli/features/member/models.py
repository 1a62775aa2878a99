"""A member as it comes in, whole: what the fields allow together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from crmcli.core.findings import N_, Finding
from crmcli.errors import Failure
from crmcli.features.member.rules import CHILD_BELOW, age_of, is_reachable, take_from_id, unguarded_age

__all__ = ["MemberIn", "age_of", "member_in"]

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
    owner_source: Text = None
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
    notes = take_from_id(values)
    try:
        member = MemberIn.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0])
        message = N_("{name} cannot be {given!r}: {reason}")
        facts = {"name": field, "given": first["input"], "reason": first["msg"]}
        raise Failure("usage", message, field=field, value=first["input"], **facts) from error
    columns = member.model_dump()
    _reachable(columns)
    _child(columns, today)
    return member, notes


def _reachable(member: Mapping[str, Any]) -> None:
    if not is_reachable(member):
        raise Failure(
            "usage",
            N_("{name} cannot be reached: give --mobile, --phone2 or --wechat."),
            field="mobile",
            name=member["name"],
        )


def _child(member: Mapping[str, Any], today: date) -> None:
    age = unguarded_age(member, today)
    if age is not None:
        raise Failure(
            "refused",
            N_(
                "{name} is {age}: below {limit} the guardian must have agreed. "
                "Give --guardian NAME --guardian-phone PHONE --guardian-consent-on DAY."
            ),
            field="guardian",
            name=member["name"],
            age=age,
            limit=CHILD_BELOW,
        )
