"""What is to be printed, gathered from the registers: form, words around, records, and who may read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.export.masking import masked
from crmcli.features.form.choose import form_of
from crmcli.features.form.words import context_of, with_pack

if TYPE_CHECKING:
    from crmcli.forms.model import Form
    from crmcli.session import Session

Record = Mapping[str, Any]

#: Sheets the customer signs: one of them is printed unmasked for whoever stands at the desk.
#: Source: domain/members.md, Masking.
SIGNED = ("complaint", "application")


@dataclass(frozen=True)
class Sheet:
    """Sheets of one form. `names` are the numbers they go by, as many as there are worksheets.

    `rows` counts the records; `shown` says whether personal values are printed in full.
    """

    form: Form
    context: Record
    records: Iterable[Record]
    rows: int
    names: Sequence[str]
    shown: bool

    @property
    def no(self) -> str | None:
        """The number of the one sheet; None where there are several or it has none."""
        return self.names[0] if len(self.names) == 1 and self.names[0] else None

    def printed(self) -> Iterator[Record]:
        """The records as they go onto paper."""
        return iter(self.records) if self.shown else map(partial(masked, self.form), self.records)


def intake_sheet(session: Session, first: date | None, last: date | None) -> Sheet:
    """The inquiries of some days, all without any, under the number these days have."""
    from crmcli.features.inquiry.sheet import intake_records

    form = _form(session, "intake")
    records = intake_records(session, first.isoformat() if first else "0000", last.isoformat() if last else "9999")
    day = min(last, session.today) if last else session.today
    no = _number(session, form, f"{first or ''}..{last or ''}", day)
    around = {
        "department": session.settings.get("department"),
        "registered_on": day,
        "no": no,
        "made_by": session.operator.name if session.operator else None,
    }
    context = {**context_of(session, form, session.pack), **around}
    return Sheet(form, context, records, len(records), [no or ""], session.shared.reveal)


def promotion_sheet(session: Session, promotion_id: int) -> Sheet:
    """Everybody registered in a promotion."""
    from crmcli.features.promotion.sheet import promotion_sheet as kept

    form = _form(session, "promotion")
    around, records = kept(session, promotion_id)
    context = {**context_of(session, form, session.pack), **around}
    return Sheet(form, context, records, len(records), [around["no"]], session.shared.reveal)


def application_sheet(session: Session, member_ids: Sequence[int]) -> Sheet:
    """The applications of some members, one worksheet each."""
    from crmcli.features.application.sheet import application_record
    from crmcli.features.member.store import member_no

    ids = list(dict.fromkeys(member_ids))
    form = _form(session, "application")
    records = (application_record(session, member_id) for member_id in ids)
    return _cards(session, form, records, [member_no(member_id) for member_id in ids], asked_for=True)


def complaint_sheet(session: Session, cases: Sequence[Record], *, asked_for: bool) -> Sheet:
    """Complaints (rows with `id` and `no`), one worksheet each; `asked_for` where they were named one by one."""
    from crmcli.features.case.sheet import complaint_record

    chosen = {case["id"]: case["no"] for case in cases}
    records = (complaint_record(session, case_id) for case_id in chosen)
    return _cards(session, _form(session, "complaint"), records, list(chosen.values()), asked_for=asked_for)


def _cards(session: Session, form: Form, records: Iterable[Record], names: Sequence[str], *, asked_for: bool) -> Sheet:
    at_desk = asked_for and len(names) == 1 and form.name in SIGNED
    context = context_of(session, form, session.pack)
    return Sheet(form, context, records, len(names), names, session.shared.reveal or at_desk)


def _form(session: Session, name: str) -> Form:
    return with_pack(form_of(name), session.pack)


def _number(session: Session, form: Form, subject: str, day: date) -> str | None:
    """The number of a sheet that is no record of its own; None where its form counts none."""
    if not form.prefix:
        return None
    from crmcli.storage.write import number_sheet

    return number_sheet(session.db, form.name, subject, form.prefix, day.year)


def period(session: Session, from_day: str | None, to_day: str | None) -> tuple[date | None, date | None]:
    """The days from and to, either may be open. Raises Failure where they are no days or the wrong way round."""
    first, last = _day(session, from_day, "--from"), _day(session, to_day, "--to")
    if first and last and first > last:
        message = N_("{value} lies after {last}: turn --from and --to round.")
        raise Failure("usage", message, field="--from", value=first.isoformat(), last=last.isoformat())
    return first, last


def _day(session: Session, text: str | None, field: str) -> date | None:
    if text is None:
        return None
    from crmcli.core.day import parse_day
    from crmcli.core.findings import Refused
    from crmcli.errors import bad_field

    try:
        return parse_day(text, session.today)
    except Refused as refused:
        raise bad_field(field, refused, text) from refused
