"""What the fields of a member allow together, whoever gives them: the command line or a list.

All work on columns of the member table as a mapping.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from crmcli.core.birthday import Birthday, age_on
from crmcli.core.findings import N_, Finding

#: Source: domain/members.md, Fields: personal data of a child under 14 needs the guardian's consent on record.
CHILD_BELOW = 14


def take_from_id(values: dict[str, Any]) -> list[Finding]:
    """Takes `_id_birthday` and `_id_gender`, which the ID says, out of the values.

    They fill what is empty; where they contradict what was given both are kept and it is told.
    """
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


def is_reachable(member: Mapping[str, Any]) -> bool:
    """Whether a person has one of mobile, second phone, WeChat. Source: domain/members.md, Fields."""
    if member.get("kind", "person") != "person":
        return True
    return bool(member.get("mobile") or member.get("phone2") or member.get("wechat"))


def age_of(member: Mapping[str, Any], today: date) -> int | None:
    """The age of a member row on a day; None where the year is unknown."""
    if not member["birthday"]:
        return None
    birthday = Birthday.from_stored(member["birthday"], member["birthday_calendar"], bool(member["birthday_leap"]))
    return age_on(birthday, today)


def unguarded_age(member: Mapping[str, Any], today: date) -> int | None:
    """The age of a child under 14 whose guardian's consent is not on record; None for everybody else."""
    if not member.get("birthday") or (member.get("guardian") and member.get("guardian_consent_on")):
        return None
    year = member["birthday"][:4]
    if year.isdigit() and int(year) < today.year - CHILD_BELOW - 1:
        # a whole list is asked this: most are told by the year, which may be a lunar one
        return None
    age = age_of(member, today)
    return age if age is not None and age < CHILD_BELOW else None
