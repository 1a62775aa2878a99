"""A promotion's steps of gifts, its days, and what somebody gets for an amount. Source: domain/activities.md."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from crmcli.core.findings import N_, Finding, Refused
from crmcli.core.money import parse_amount, show_yuan, yuan
from crmcli.core.text import fold

#: What says that nothing is given.
NO_GIFT = ("none", "no", "无", "没有", "不送")
LONGEST_GIFT = 60


class Step(NamedTuple):
    """What is given from an amount on: a small gift, an amount, or both; the amount goes to the bonus pocket."""

    from_fen: int
    gift: str | None
    bonus_fen: int


class Given(NamedTuple):
    """What somebody gets."""

    gift: str | None
    bonus_fen: int


NOTHING = Given(None, 0)


def steps_given(texts: Iterable[str]) -> tuple[Step, ...]:
    """The steps of `--give`, ascending and no two from the same amount. Raises Refused saying what would do."""
    steps = tuple(step_given(text) for text in texts)
    for lower, upper in pairwise(steps):
        if lower.from_fen == upper.from_fen:
            message = N_("Two steps begin at {amount}; put what is given there into one: --give {one}")
            one = step_text(Step(lower.from_fen, lower.gift or upper.gift, max(lower.bonus_fen, upper.bonus_fen)))
            raise Refused(message, value=step_text(upper), amount=show_yuan(lower.from_fen), one=one)
        if lower.from_fen > upper.from_fen:
            message = N_("{value} comes after a higher step; give them from the lowest up: {steps}")
            ordered = " ".join(f"--give {step_text(step)}" for step in sorted(steps, key=lambda one: one.from_fen))
            raise Refused(message, value=step_text(upper), steps=ordered)
    return steps


def step_given(text: str) -> Step:
    """One step: 3000=毛巾, 5000=+200, 5000=球拍+500. Raises Refused saying what would do."""
    amount, sign, what = text.replace("＝", "=").replace("＋", "+").partition("=")
    if not sign or not amount.strip() or not what.strip(" +"):
        raise Refused(N_("{value} is no step; write 3000=毛巾, 5000=+200 or 5000=球拍+500"), value=text)
    gift, plus, bonus = what.rpartition("+")
    if plus and _looks_like_an_amount(bonus):
        return Step(parse_amount(amount), gift_text(gift), parse_amount(bonus))
    if _looks_like_an_amount(what) and _is_amount(what):
        message = N_("{value} does not say whether {what} is given as an amount: write {amount}=+{what}")
        raise Refused(message, value=text, amount=amount.strip(), what=what.strip())
    return Step(parse_amount(amount), gift_text(what), 0)


def _looks_like_an_amount(text: str) -> bool:
    return fold(text)[:1].isnumeric() or fold(text)[:1] in ("¥", "-", ".")


def _is_amount(text: str) -> bool:
    try:
        parse_amount(text)
    except Refused:
        return False
    return True


def gift_text(text: str) -> str | None:
    """A gift as it is kept; none where nothing is given. Raises Refused where it is too long."""
    word = " ".join(text.split())
    if len(word) > LONGEST_GIFT:
        raise Refused(
            N_("{value} is too long for a gift; give up to {limit} characters"), value=word, limit=LONGEST_GIFT
        )
    return word if word and fold(word) not in NO_GIFT else None


def step_text(step: Step) -> str:
    """A step as it is typed."""
    bonus = f"+{_short(step.bonus_fen)}" if step.bonus_fen else ""
    return f"{_short(step.from_fen)}={step.gift or ''}{bonus}"


def _short(fen: int) -> str:
    return yuan(fen).removesuffix(".00")


def steps_kept(steps: Iterable[Step]) -> str:
    """Steps as the file keeps them."""
    return json.dumps([step._asdict() for step in steps], ensure_ascii=False)


def steps_read(kept: str) -> tuple[Step, ...]:
    """Steps the file keeps."""
    return tuple(Step(**step) for step in json.loads(kept))


def proposed(steps: Sequence[Step], amount_fen: int) -> Given:
    """What the highest step an amount reaches gives; nothing below the lowest."""
    reached = [step for step in steps if step.from_fen <= amount_fen]
    return Given(reached[-1].gift, reached[-1].bonus_fen) if reached else NOTHING


def given_for(
    steps: Sequence[Step], amount_fen: int, gift: str | None, bonus_fen: int | None, note: str | None
) -> Given:
    """What is given: as proposed where nothing is said. What differs needs a note.

    A promotion without steps proposes nothing, so anything may be given. Raises Refused (kind refused).
    """
    right = proposed(steps, amount_fen)
    given = Given(right.gift if gift is None else gift_text(gift), right.bonus_fen if bonus_fen is None else bonus_fen)
    same = fold(given.gift or "") == fold(right.gift or "") and given.bonus_fen == right.bonus_fen
    if same or not steps or (note or "").strip():
        return given
    if right == NOTHING:
        lowest = step_text(steps[0])
        message = N_("{amount} reaches no step, the lowest is {lowest}; say in --note why {given} is given")
        raise NeedsNote(message, amount=show_yuan(amount_fen), lowest=lowest, given=_fact(given))
    message = N_("For {amount} this promotion gives {right}; say in --note why it is {given}")
    raise NeedsNote(message, amount=show_yuan(amount_fen), right=_fact(right), given=_fact(given))


class NeedsNote(Refused):
    """Something else is given than the promotion says, without a word why."""

    kind = "refused"


def given_text(given: Given) -> str:
    """What is given as it is typed: 毛巾+200; nothing where it is nothing."""
    return f"{given.gift or ''}{f'+{_short(given.bonus_fen)}' if given.bonus_fen else ''}"


def _fact(given: Given) -> str | Finding:
    return given_text(given) or Finding(N_("nothing"))


def refuse_period(from_on: date, to_on: date) -> None:
    """Refuses a promotion that ends before it begins."""
    if to_on < from_on:
        message = N_("It would end on {value}, before it begins on {from_on}")
        raise Refused(message, value=to_on.isoformat(), from_on=from_on.isoformat())


def state_of(from_on: str, to_on: str, closed_on: str | None, day: str) -> str:
    """How a promotion stands on a day: planned, running, over (its days are past), closed."""
    if closed_on is not None:
        return "closed"
    if day < from_on:
        return "planned"
    return "running" if day <= to_on else "over"
