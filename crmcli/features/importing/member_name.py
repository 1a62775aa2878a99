"""Names as they stand in lists: with a phone, a tag or a second person in the same cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crmcli.core.findings import N_, Finding
from crmcli.core.mask import is_masked
from crmcli.core.text import HAN, normal_name
from crmcli.features.importing.member_row import Contact, Held

if TYPE_CHECKING:
    from crmcli.features.importing.member_row import MemberRow

_USUAL = re.compile("[\u4e00-\u9fff]{2,3}")
_ORGANISATION = re.compile(
    "公司|集团|工厂|医院|学校|大学|中学|小学|幼儿园|酒店|宾馆|银行|协会|商会|委员会|事务所|工作室|商行|经营部|制造|中心$"
)
_PHONE_BEHIND = re.compile(r"(?P<name>.*?[^\d\s:：(（+-])[\s:：(（]*(?P<phone>1[3-9]\d{9})[)）]?")
_TAG = re.compile(r"(?P<name>.+?)[(（【\[](?P<tag>VIP\d*|贵宾|老客户|老顾客|老会员)[)）】\]]", re.IGNORECASE)
_PARTS = re.compile("[,，、/;；&＆]")
_DIGITS = re.compile(r"\d")
_LETTER = re.compile(f"[A-Za-z{HAN}]")
#: So many digits are no part of a name.
_MOST_DIGITS = 4

SHIFTED = N_("{value} is no name: have the columns been shifted?")
SEVERAL = N_("{value} names several people: give each a row")
MASKED = N_("{value} is masked; give the whole name")
ORGANISATION = N_("{name} is taken for an organisation")
PHONE_MOVED = N_("the phone was taken out of the name {name}")
TAG_MOVED = N_("{tag} was taken out of the name into the note")


def read_name(text: str, row: MemberRow) -> None:
    """Puts the name of a cell into the row; what cannot be a name may only stand where it is known already."""
    if _USUAL.fullmatch(text):
        row.values["name"] = row.written = text
        return
    name = row.written = normal_name(text)
    if is_masked(name):
        row.held["name"] = Held(name, Finding(MASKED, {"value": name}))
        return
    if _ORGANISATION.search(name) and len(name) > 3:
        row.values["name"] = name
        if "kind" not in row.values:
            row.values["kind"] = "organisation"
            row.remarks.append(Finding(ORGANISATION, {"name": name}))
        return
    name = _without_tag(_without_phone(name, row), row)
    if not _LETTER.search(name) or len(_DIGITS.findall(name)) > _MOST_DIGITS:
        row.held["name"] = Held(name, Finding(SHIFTED, {"value": name}))
    elif len([part for part in _PARTS.split(name) if part.strip()]) > 1:
        row.held["name"] = Held(name, Finding(SEVERAL, {"value": name}))
    else:
        row.values["name"] = name


def _without_phone(name: str, row: MemberRow) -> str:
    found = _PHONE_BEHIND.fullmatch(name)
    if found is None:
        return name
    row.phones.append(Contact(found["phone"], found["phone"], True, True))
    row.remarks.append(Finding(PHONE_MOVED, {"name": found["name"]}))
    return normal_name(found["name"])


def _without_tag(name: str, row: MemberRow) -> str:
    found = _TAG.fullmatch(name)
    if found is None:
        return name
    row.tag = found["tag"]
    row.remarks.append(Finding(TAG_MOVED, {"tag": found["tag"]}))
    return normal_name(found["name"])
