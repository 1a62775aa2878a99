"""What fee commands have in common: the fee, the period, days, amounts and the way of paying that are given."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from crmcli.core.day import parse_day
from crmcli.core.findings import N_, Refused
from crmcli.core.searchkey import choose
from crmcli.errors import Failure, bad_field
from crmcli.features.fee.period import EVERY, Period, parse_period
from crmcli.features.purchase.paying import NO_MONEY, way_given
from crmcli.language import _, listed
from crmcli.ui.ask import asked, one_of

if TYPE_CHECKING:
    from crmcli.packs.moneyrule import Fee
    from crmcli.session import Session

T = TypeVar("T")
FIELD = "FEE"


def read_as(field: str, text: str, read: Callable[[str], T]) -> T:
    """What `read` makes of an option's text; a refusal names the option."""
    try:
        return read(text)
    except Refused as refused:
        raise bad_field(field, refused, text) from refused


def fees_named(session: Session, text: str) -> list[Fee]:
    """The fees of the table a text fits equally well: code, name, a part, pinyin or initials."""
    return choose(text, session.pack.fees, lambda fee: (fee.name, fee.code))


def fee_given(session: Session, text: str | None, field: str = FIELD) -> Fee:
    """The one fee a text names; asked for in a terminal. Several are offered, the nearest named where none fits."""
    return asked(session, text, field, _("Fee"), lambda typed: _fee(session, typed, field))


def _fee(session: Session, text: str, field: str) -> Fee:
    found = fees_named(session, text)
    if not found:
        raise unknown_fee(session, text, field)
    return one_of(
        session,
        found,
        lambda fee: fee.name,
        lambda: Failure(
            "ambiguous",
            N_("{value} fits several fees: {names}"),
            field=field,
            value=text,
            names=[fee.name for fee in found],
            candidates=_candidates(found),
        ),
    )


def unknown_fee(session: Session, text: str, field: str = FIELD) -> Failure:
    """The refusal of a fee that is not in the table, with the nearest, or all where none is near."""
    from difflib import get_close_matches

    fees = session.pack.fees
    if not fees:
        message = N_("The pack {pack} has no fees; they stand in its table [[fees]].")
        return Failure("not-found", message, field=field, value=text, pack=session.pack.name)
    called = {name: fee for fee in fees for name in (fee.name, fee.code)}
    near = [called[name] for name in get_close_matches(text, list(called), n=5, cutoff=0.3)]
    near = list(dict.fromkeys(near)) or list(fees)
    message = N_("There is no fee {value}. Nearest: {names}. All: crmcli fee list")
    names = [fee.name for fee in near]
    return Failure("not-found", message, field=field, value=text, names=names, candidates=_candidates(near))


def _candidates(fees: list[Fee]) -> list[dict[str, str]]:
    return [{"fee": fee.code, "name": fee.name} for fee in fees]


def period_given(session: Session, text: str | None) -> Period:
    """The period meant; asked for in a terminal."""

    def read(typed: str) -> Period:
        return read_as("--period", typed, lambda plain: parse_period(plain, session.today))

    return asked(session, text, "--period", _("Period (2026-10, 2026-Q4, 2026)"), read)


def refuse_other_period(fee: Fee, period: Period) -> None:
    """Refuses a month for what is charged every quarter, and the like."""
    if fee.every != period.every:
        message = N_("{fee} is charged {every}; {value} is no period of it.")
        raise Failure("usage", message, field="--period", value=period.code, fee=fee.name, every=_(EVERY[fee.every]))


def day_named(session: Session, text: str | None, field: str) -> date | None:
    """The day of an option, which may lie ahead; None where none is given."""
    return read_as(field, text, lambda typed: parse_day(typed, session.today)) if text is not None else None


def money_given(session: Session, text: str | None) -> str:
    """The code of the way of paying, of those that are money; asked for in a terminal. Raises Failure."""

    codes = session.pack.codes.get("pay", ())
    names = [code.name for code in codes if code.code not in NO_MONEY]

    def read(typed: str) -> str:
        found = way_given(session, typed) or ""
        if found in NO_MONEY:
            refusal = N_("Fees are paid in money, not by {value}: {names}.")
            raise Failure("refused", refusal, field="--pay", value=typed, names=names)
        return found

    return asked(session, text, "--pay", _("Paid by ({names})").format(names=listed(names)), read)
