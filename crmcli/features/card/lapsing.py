"""Cards about to end with something left on them, as keyed lines of the due list.

Source: product.md, One due list; the words are the pack's, `[notices.card]`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from crmcli.core.money import show_yuan
from crmcli.features.card.expiry_store import expiring
from crmcli.features.card.present import left_words, title
from crmcli.features.followup.keyed import Lapse
from crmcli.language import _

if TYPE_CHECKING:
    from crmcli.packs.model import Pack
    from crmcli.session import Session


def lapses(session: Session, first: str, last: str, member_id: int | None = None) -> Iterator[Lapse]:
    """Every card whose last day of use is one of these, with what is left on it, whether it can be used or not."""
    for card in expiring(session.db, first, last, member_id):
        why = _("card {no}, {title}: {left} left, until {day}").format(
            no=card["no"], title=title(card), left=left_words(card), day=card["expires_on"]
        )
        values = {"card": _called(session.pack, card), "left": _left(card)}
        yield Lapse(card, card["expires_on"], why, values, card["first_no"])


def _called(pack: Pack, card: Mapping[str, Any]) -> str:
    """What the pack calls the card when a customer is told of it."""
    code = pack.code("card_type", card["kind"])
    return card["item_name"] or (code.name if code else title(card))


def _left(card: Mapping[str, Any]) -> str:
    """What is left, as it stands in the pack's Chinese words, whatever language the desk reads."""
    if card["kind"] == "sessions":
        return f"{card['sessions']}次"
    return f"{show_yuan(card['principal_fen'] + card['bonus_fen'])}元"
