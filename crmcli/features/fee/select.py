"""The charges meant: one by its number, or those a member owes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.fee import store
from crmcli.features.fee.entry import fee_given, period_given
from crmcli.features.fee.present import charge_words
from crmcli.features.member.find import resolve
from crmcli.features.member.numbered import record_of_number
from crmcli.features.member.store import member_no
from crmcli.language import _
from crmcli.ui.ask import asked, one_of

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.session import Session

Row = dict[str, Any]
FIELD = "ID|MEMBER"


class Chosen(NamedTuple):
    """What is to be settled: one charge, or what a member owes, of a fee or a period where these are named."""

    member_id: int
    name: str
    charge_id: int | None = None
    fee: str | None = None
    period: str | None = None
    #: how a refusal names it
    whose: str = ""

    def open_charges(self, db: Connection) -> list[Row]:
        """Those with something left, oldest due first, read anew. Raises Failure(refused) where there is none."""
        found = [
            charge
            for charge in store.open_now(db, self.member_id, self.fee)
            if self.charge_id in (None, charge["id"]) and self.period in (None, charge["period"])
        ]
        if not found:
            message = N_("{whose} owes nothing.") if self.charge_id is None else N_("{whose} is settled already.")
            value = member_no(self.member_id) if self.charge_id is None else self.charge_id
            raise Failure("refused", message, field=FIELD, value=value, whose=self.whose)
        return found


def chosen_of(session: Session, text: str | None, fee: str | None, period: str | None) -> Chosen:
    """What the words and options name; asked for in a terminal."""
    return asked(
        session, text, FIELD, _("Member or number of a charge"), lambda typed: _of(session, typed, fee, period)
    )


def _of(session: Session, text: str, fee: str | None, period: str | None) -> Chosen:
    charge = _charge_of(session, text)
    if charge is not None:
        if fee is not None or period is not None:
            message = N_("{value} is a charge; --fee and --period choose among those of a member.")
            raise Failure("usage", message, field="--fee" if fee is not None else "--period", value=text)
        return _one(charge)
    member = resolve(session, text, FIELD)
    found = fee_given(session, fee, "--fee") if fee is not None else None
    code = period_given(session, period).code if period is not None else None
    whose = " ".join(part for part in (member["name"], found.name if found else "", code or "") if part)
    return Chosen(member["id"], member["name"], None, found.code if found else None, code, whose)


def charge_given(session: Session, text: str | None) -> Chosen:
    """The one charge of a number, or the one open of a member; several are offered in a terminal, else refused."""
    return asked(session, text, FIELD, _("Charge, or its member"), lambda typed: _single(session, typed))


def _single(session: Session, text: str) -> Chosen:
    charge = _charge_of(session, text)
    if charge is not None:
        return _one(charge)
    member = resolve(session, text, FIELD)
    found = Chosen(member["id"], member["name"], whose=member["name"]).open_charges(session.db)
    return _one(
        one_of(
            session,
            found,
            charge_words,
            lambda: Failure(
                "ambiguous",
                N_("{name} owes {count} charges; name one by its number."),
                field=FIELD,
                value=text,
                name=member["name"],
                count=len(found),
                candidates=[{"id": one["id"], "fee": one["fee"], "period": one["period"]} for one in found],
                lines=[charge_words(one) for one in found],
            ),
        )
    )


def _charge_of(session: Session, text: str) -> Row | None:
    return record_of_number(
        session,
        text,
        FIELD,
        lambda number: store.charge(session.db, number),
        missing=N_("There is no charge {value}. See: crmcli fee owed"),
        either=N_("{value} is a charge of {name} and fits a member as well; write #{value}, or the member's name."),
    )


def _one(charge: Row) -> Chosen:
    text = _("Charge {id} ({name} {fee} {period})")
    whose = text.format(id=charge["id"], name=charge["name"], fee=charge["item_name"], period=charge["period"])
    return Chosen(charge["member_id"], charge["name"], charge["id"], whose=whose)
