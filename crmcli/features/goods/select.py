"""The goods meant: by their number, or what is held for a member."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.core.searchkey import SHORTEST_TAIL
from crmcli.core.text import fold
from crmcli.errors import Failure
from crmcli.features.goods import store
from crmcli.features.goods.present import STATES, goods_words
from crmcli.features.member.find import find_ids, resolve
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
    """The goods of a number; None where the text means a member. Figures that may be either are refused."""
    plain = fold(text)
    number = plain.removeprefix("#")
    if not (number.isascii() and number.isdigit() and len(number) < 11) or plain.startswith("0"):
        return None
    goods = store.goods(session.db, int(number))
    # shorter figures are no tail of a phone or card
    may_be_member = plain == number and (goods is None or len(number) >= SHORTEST_TAIL)
    members = find_ids(session.db, text, session.operator_id) if may_be_member else []
    if goods is None and not members:
        message = N_("No goods have the number {value}. See: crmcli goods list --all")
        raise Failure("not-found", message, field=FIELD, value=text)
    if goods is not None and members:
        message = N_("{value} is goods of {name} and fits a member as well; write #{value}, or the member's name.")
        raise Failure("ambiguous", message, field=FIELD, value=text, name=goods["name"])
    return goods
