"""`member find` and `member show`: found, noted in the access log where revealed, shown. Loads no parser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmcli.core.findings import N_
from crmcli.features.member import store
from crmcli.features.member.find import find_ids, resolve
from crmcli.features.member.present import COLUMNS, listed, note_reveal
from crmcli.language import _
from crmcli.ui.ask import required
from crmcli.ui.output import show_list, show_object

if TYPE_CHECKING:
    from crmcli.session import Session


def show_found(session: Session, text: str | None) -> None:
    """Lists who fits; one box for everything a clerk may know."""
    wanted = required(session, text, "text", _("Name, phone tail, card or number"))
    ids = find_ids(session.db, wanted, session.operator_id)
    rows = store.summaries(session.db, ids, session.today.isoformat())
    note_reveal(session, "member find", len(rows))
    found = [listed(session, row) for row in rows]
    show_list(session, COLUMNS, found, title=N_("members"), empty=N_("No member fits."))


def show_member(session: Session, text: str | None) -> None:
    """Everything about the member a text names."""
    from crmcli.features.member.card import member_card

    card = member_card(session, resolve(session, text))
    note_reveal(session, "member show", 1)

    def draw() -> None:
        from crmcli.features.member.screen import draw_card

        draw_card(session, card)

    show_object(session, card, draw)
