"""What the commands that change how a card stands have in common: their arguments, and what they answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.features.card import store
from crmcli.features.card.entry import warning_lines
from crmcli.features.card.life import Act
from crmcli.features.card.present import card_listed
from crmcli.features.card.select import card_given, former_words
from crmcli.features.card.standing import LOST, fits
from crmcli.ui.output import wrote

if TYPE_CHECKING:
    from crmcli.session import Session

CardOf = Annotated[str | None, typer.Argument(metavar="CARD", help=N_("card number, a former one too, or its member"))]
Why = Annotated[str | None, typer.Option("--reason", help=N_("why"))]


def card_for(session: Session, text: str | None, command: str) -> dict[str, Any]:
    """The card a text names, of a member's several the one that the command is for; a row of `store.card`."""
    able, meant = fits(command, session.today), _MEANT.get(command, _any)
    return card_given(session, text, lambda card: able(card) and meant(session, card))


def _any(session: Session, card: dict[str, Any]) -> bool:
    return True


def _lost_first(session: Session, card: dict[str, Any]) -> bool:
    """A new number is for the card that was lost, where one was."""
    lost = [other["id"] for other in store.cards_of(session.db, card["member_id"]) if other["state"] == LOST]
    return not lost or card["id"] in lost


#: Which of a member's several cards a command can only be for.
_MEANT: dict[str, Callable[[Session, dict[str, Any]], bool]] = {
    "refund": lambda session, card: card["principal_fen"] > 0,
    "close": lambda session, card: card["principal_fen"] == 0,
    "extend": lambda session, card: card["expires_on"] is not None,
    "replace": _lost_first,
}


def act_now(session: Session, reason: str | None) -> Act:
    """What is done today by who is at the desk."""
    return Act(session.today, session.operator_id, reason)


def changed(
    session: Session,
    card: dict[str, Any],
    operation: int | None,
    sentence: str,
    *,
    hint: str = "",
    **more: Any,
) -> None:
    """Says what became of a card: the contract's keys of it as it stands now and what is particular, or the line."""
    now = store.card(session.db, card["id"]) or card
    former, today = former_words(card), session.today.isoformat()
    warnings = [former] if former else []
    answer = card_listed(now, today) | {"date": today, **more, "warnings": warnings, "operation": operation}
    hints = [*warning_lines(warnings), hint]
    wrote(session, answer, sentence, hint="\n  ".join(text for text in hints if text))
