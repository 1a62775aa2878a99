"""The record a complaint sheet (F2) is filled with."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.case import store
from crmcli.features.case.life import CONFIRMED, RESOLVED
from crmcli.features.case.words import code_word
from crmcli.features.member import store as members

if TYPE_CHECKING:
    from crmcli.session import Session

#: Fields that stand on the sheet as they were logged; those in `OF_MEMBER` else as the member has them.
_PLAIN = ("matter", "against", "person", "person_phone", "summary")
#: Columns of a case, and fields of its sheet, that a member has too -> what the member calls them.
OF_MEMBER = {
    "name": "name",
    "gender": "gender",
    "phone": "mobile",
    "phone2": "phone2",
    "id_no": "id_no",
    "address": "address",
    "card_no": "card_no",
}


def complaint_record(session: Session, case_id: int) -> dict[str, Any]:
    """The values of one sheet, nothing masked; what was not given is left out. Raises Failure(not-found)."""
    file = store.case_file(session.db, case_id)
    if file is None:
        raise Failure("not-found", N_("There is no case {value}."), field="NO", value=case_id)
    member = (members.member(session.db, file["member_id"]) if file["member_id"] else None) or {}
    record = {key: file[key] for key in _PLAIN}
    record |= {key: file[key] or member.get(column) for key, column in OF_MEMBER.items()}
    record["logged_on"] = date.fromisoformat(file["on_day"])
    record["no"] = file["no"]
    for key in ("department", "against_department"):
        record[key] = code_word(session.pack, "department", file[key])
    record["handling"] = _said(session, case_id, RESOLVED)
    record["opinion"] = _said(session, case_id, CONFIRMED)
    return {key: value for key, value in record.items() if value is not None and value != ""}


def _said(session: Session, case_id: int, kind: str) -> str:
    """What was done, or what the customer said, each time it was recorded."""
    found = []
    for step in store.steps(session.db, case_id):
        if step["kind"] == kind:
            words = [code_word(session.pack, "opinion", step["opinion"]), step["text"]]
            found.append("\n".join(word for word in words if word))
    return "\n".join(part for part in found if part)
