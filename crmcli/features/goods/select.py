"""The goods meant: by their number, or what is held for a member."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.goods import store
from crmcli.features.goods.present import STATES, goods_words
from crmcli.features.member.find import resolve
from crmcli.features.member.numbered import record_of_number
from crmcli.language import _
from crmcli.ui.ask import asked, one_of

if TYPE_CHECKING:
    from crmcli.session import Session

Row = dict[str, Any]
FIELD = "ID|MEMBER"


def goods_given(session: Session, text: str | None) -> Row:
    """What is held under a number, or the one thing held for a member; several are offered in a terminal."""
    return asked(session, text, FIELD, _("Goods, or whose they are"), lambda typed: _held(session, typed))


def refuse_closed(session: Session, goods: Row | None, value: object) -> Row:
    """The goods where they are held. Raises Failure(refused) that says what became of them."""
    if goods is not None and goods["state"] == "held":
        return goods
    found = goods or {}
    message = N_("Goods {id} of {name} are no longer held: {state} on {day}. To change it: crmcli undo {number}")
    facts = {"id": found["id"], "name": found["name"], "state": _(STATES[found["state"]]), "day": found["closed_on"]}
    raise Failure("refused", message, field=FIELD, value=value, number=_closing(session, found["id"]), **facts)


def _closing(session: Session, goods_id: int) -> int | str:
    """The operation that closed it and still holds."""
    from crmcli.storage.standing import Place, makers

    found = makers(session.db, [Place("held_goods", goods_id, ("state",))], set(), 0)
    return found[-1] if found else "N"


def _held(session: Session, text: str) -> Row:
    numbered = _numbered(session, text)
    if numbered is not None:
        return refuse_closed(session, numbered, text)
    member = resolve(session, text, FIELD)
    found = store.held_of(session.db, member["id"])
    if found:
        return _one(session, found, text, member["name"])
    raise Failure("not-found", N_("Nothing is held for {name}."), field=FIELD, value=text, name=member["name"])


def _one(session: Session, found: Sequence[Row], text: str, name: str) -> Row:
    def words(goods: Row) -> str:
        return goods_words(session, goods)

    def several() -> Failure:
        return Failure(
            "ambiguous",
            N_("{count} things are held for {name}; name one by its number."),
            field=FIELD,
            value=text,
            name=name,
            count=len(found),
            candidates=[{"id": one["id"], "item": one["item"], "held_on": one["held_on"]} for one in found],
            lines=[words(one) for one in found],
        )

    return one_of(session, found, words, several)


def _numbered(session: Session, text: str) -> Row | None:
    return record_of_number(
        session,
        text,
        FIELD,
        lambda number: store.goods(session.db, number),
        missing=N_("No goods have the number {value}. See: crmcli goods list --all"),
        either=N_("{value} is goods of {name} and fits a member as well; write #{value}, or the member's name."),
    )
