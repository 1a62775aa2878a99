"""What the values of an answer look like: amounts, days, times, numbers of people. More keys may come."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field


class Answer(BaseModel):
    """An object of the contract: every key named here is there, absent values are null, more keys may be added."""

    model_config = ConfigDict(extra="allow", populate_by_name=True)


def _text(pattern: str, told: str) -> Any:
    return Field(pattern=pattern, description=told)


Amount = Annotated[str, _text(r"^-?\d+\.\d\d$", "yuan")]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$", json_schema_extra={"format": "date"})]
Time = Annotated[
    str,
    Field(
        pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$",
        json_schema_extra={"format": "date-time"},
        description="with the offset",
    ),
]
#: Years may be unknown; lunar ones are told by birthday_calendar.
Birthday = Annotated[str, _text(r"^(\d{4}|-)-\d\d-\d\d$", "1990-05-03, or --05-03 where the year is unknown")]
MemberNo = Annotated[str, _text(r"^M-\d{5,}$", "number of a member")]
StaffNo = Annotated[str, _text(r"^S-\d{3,}$", "number of a person of the staff")]
FollowupId = Annotated[str, _text(r"^\S+$", "number of a follow-up, or the key of a line not kept yet")]
#: Null where the command changed nothing.
Operation = Annotated[int | None, Field(description="number for crmcli undo; null where nothing was changed")]
