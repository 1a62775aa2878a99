"""The one inquiry meant: by its id, or by its person, whose latest it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.inquiry import store
from crmcli.features.member import store as members
from crmcli.features.member.find import resolve
from crmcli.language import _
from crmcli.ui.ask import asked

if TYPE_CHECKING:
    from crmcli.session import Session

#: Bare digits of eleven and more are a phone; fewer are an id.
_ID = re.compile(r"#?[0-9]{1,10}")


class Meant(NamedTuple):
    """The person (a summary row) and the inquiry, which somebody who never asked has not."""

    person: dict[str, Any]
    inquiry_id: int | None
    by_id: bool


def inquiry_meant(session: Session, text: str | None) -> Meant:
    """The inquiry of an id, or the latest of a person. Raises Failure(not-found)."""
    return asked(session, text, "ID", _("Inquiry or person"), lambda typed: _meant(session, typed))


def _meant(session: Session, text: str) -> Meant:
    if not _ID.fullmatch(text):
        person = resolve(session, text)
        last = store.inquiries_of(session.db, person["id"], 1)
        return Meant(person, last[0]["id"] if last else None, False)
    found = store.inquiry(session.db, int(text.removeprefix("#")))
    if found is None:
        message = N_("There is no inquiry {value}. See: crmcli inquiry list")
        raise Failure("not-found", message, field="ID", value=text)
    person = members.summaries(session.db, [found["member_id"]], session.today.isoformat())[0]
    return Meant(person, found["id"], True)
