"""What points commands are given: who, which reward, how many points or pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_, Refused
from crmcli.core.searchkey import choose
from crmcli.core.text import fold
from crmcli.errors import Failure, bad_field
from crmcli.features.member.find import resolve
from crmcli.features.member.store import member_no
from crmcli.language import _
from crmcli.ui.ask import asked, one_of

if TYPE_CHECKING:
    from crmcli.packs.moneyrule import Reward
    from crmcli.session import Session

FIELD = "REWARD"
#: Who is a customer no longer.
GONE = ("left", "merged", "erased")
#: A slip of the finger more often than a gift.
MOST = 10_000_000


def member_given(session: Session, text: str | None) -> dict[str, Any]:
    """The one member a text names, for a write. Raises Failure(refused) of somebody who is a customer no longer."""
    row = resolve(session, text)
    if row["standing"] in GONE:
        message = N_("{name} ({no}) is a customer no longer; no points are moved.")
        no = member_no(row["id"])
        raise Failure("refused", message, field="member", value=no, name=row["name"], no=no)
    return row


def reward_given(session: Session, text: str | None) -> Reward:
    """The one reward a text names, by part, code, pinyin or initials; asked for in a terminal."""
    if not session.pack.rewards:
        raise Failure("not-found", N_("The pack has no rewards; points buy nothing yet."), field=FIELD, value=text)
    return asked(session, text, FIELD, _("Reward"), lambda typed: _reward(session, typed))


def _reward(session: Session, text: str) -> Reward:
    rewards = session.pack.rewards
    found = choose(text, rewards, lambda reward: (reward.name, reward.code))
    if not found:
        near = _nearest(text, [reward.name for reward in rewards])
        facts: dict[str, Any] = {"names": near, "candidates": [{"reward": name} for name in near]}
        raise Failure("not-found", N_("{value} is no reward. There are: {names}"), field=FIELD, value=text, **facts)
    names = [reward.name for reward in found]
    return one_of(
        session,
        found,
        lambda reward: f"{reward.name}  {reward.points}",
        lambda: Failure(
            "ambiguous",
            N_("{value} fits several rewards: {names}"),
            field=FIELD,
            value=text,
            names=names,
            candidates=[{"reward": reward.name, "code": reward.code} for reward in found],
        ),
    )


def _nearest(text: str, names: list[str]) -> list[str]:
    """Those that look like it first, else all of them: a pack has few."""
    from difflib import get_close_matches

    return get_close_matches(text, names, n=5, cutoff=0.3) or names


def whole_number(text: str, field: str, *, signed: bool = False) -> int:
    """A number of points or pieces, full-width figures and thousands' commas taken; below 0 only where `signed`."""
    plain = fold(text).replace(",", "").replace(" ", "")
    digits = plain[1:] if plain[:1] in "+-" else plain
    try:
        if not digits.isascii() or not digits.isdigit():
            raise Refused(N_("{value} is no whole number"), value=text)
        number = int(plain)
        if number == 0 or (number < 0 and not signed):
            raise Refused(N_("{value} moves nothing; give 1 or more"), value=text)
        if abs(number) > MOST:
            raise Refused(N_("{value} is more than {most}, surely a slip of the finger"), value=text, most=MOST)
    except Refused as refused:
        raise bad_field(field, refused, text) from refused
    return number
