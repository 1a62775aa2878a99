"""`crmcli member apply`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.core.searchkey import member_number
from crmcli.features.application import options as applying
from crmcli.features.application.entry import Given, read_application
from crmcli.features.application.field import LABELS
from crmcli.features.application.present import say_applied
from crmcli.features.application.record import apply as write_application
from crmcli.features.export.options import SheetToo, ToPrinter, View
from crmcli.features.export.written import sheet_wanted, written_sheet
from crmcli.features.member import entry, options
from crmcli.features.member.options import given
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single
from crmcli.ui.handing import Handing

app = Single()


@app.command(help=N_("A walk-in joins: member, inquiry, promotion and application in one step. - reads a pasted text."))
def apply(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(help=N_("name, number of a member, or -"))] = None,
    mobile: options.Mobile = None,
    card_type: applying.CardType = None,
    amount: applying.Amount = None,
    joining_amount: applying.JoiningAmount = None,
    gift: applying.Gift = None,
    bonus: applying.Bonus = None,
    promotion: applying.Promotion = None,
    source: applying.Sources = None,
    salesperson: applying.Salesperson = None,
    introduced_by: options.IntroducedBy = None,
    day: applying.Date = None,
    by: applying.By = None,
    inquiry: applying.Inquiry = None,
    booked: applying.Booked = None,
    book: applying.Book = None,
    joining_booked: applying.JoiningBooked = None,
    joining_book: applying.JoiningBook = None,
    phone2: options.Phone2 = None,
    wechat: options.Wechat = None,
    email: options.Email = None,
    gender: options.Gender = None,
    birthday: options.Birthday = None,
    id_no: options.IdNo = None,
    id_type: options.IdType = None,
    card_no: options.CardNo = None,
    address: options.Address = None,
    employer: options.Employer = None,
    industry: options.Industry = None,
    occupation: options.Occupation = None,
    interest: options.Interest = None,
    shop: options.Store = None,
    owner: options.Owner = None,
    class_: options.Class = None,
    consent: options.Consent = None,
    guardian: options.Guardian = None,
    guardian_phone: options.GuardianPhone = None,
    guardian_consent_on: options.GuardianConsentOn = None,
    joined_on: options.JoinedOn = None,
    note: options.Note = None,
    organisation: options.Organisation = False,
    same_phone_ok: options.SamePhone = False,
    ask: options.Ask = False,
    sheet: SheetToo = False,
    view: View = False,
    to_printer: ToPrinter = False,
) -> None:
    """Reads, asks, writes once, says what it did."""
    session: Session = ctx.obj
    handing = sheet_wanted(sheet, view, to_printer)
    texts = given({_KEYS.get(key, key): value for key, value in ctx.params.items() if key not in _SWITCHES})
    kind = "organisation" if organisation else "person"
    texts, said = _completed(session, texts, ask=ask, kind=kind)
    sources = [texts["source"]] if "source" in texts else []
    apply_member(session, Given(texts, sources, same_phone_ok, kind), said, handing)


_SWITCHES = {"organisation", "same_phone_ok", "ask", "sheet", "view", "to_printer"}
_KEYS = {"day": "date", "shop": "store"}


#: What the paper form cannot do without; asked for in a terminal where it is missing.
_NEEDED = ("card_type", "amount", "name", "mobile")


def _completed(session: Session, texts: dict[str, str], *, ask: bool, kind: str) -> tuple[dict[str, str], list[str]]:
    """The texts with what was pasted and what was asked for, and what is worth telling of the paste."""
    told: list[str] = []
    if ask or texts.get("name") == options.STANDARD_INPUT:
        from crmcli.features.member.asking import paper_order
        from crmcli.features.member.completing import completed

        fields = paper_order(session.pack) if ask else []
        texts, told = completed(session, texts, ask=ask, fields=fields, more=tuple(LABELS))
    if session.interactive and not ask:
        _ask_needed(session, texts, kind)
    if "inquiry" not in texts:
        name = required(session, texts.get("name"), "name", _("Name"), check=entry.checker(session, "name"))
        texts["name"] = name
        unreachable = kind == "person" and not {"mobile", "phone2", "wechat"} & texts.keys()
        if unreachable and not member_number(name):
            check = entry.checker(session, "mobile")
            texts["mobile"] = required(session, None, "--mobile", _("Mobile"), check=check)
    return texts, told


def _ask_needed(session: Session, texts: dict[str, str], kind: str) -> None:
    """Asks for what is required and missing, in the order of the form."""
    from crmcli.features.member.asking import ask_each, questions

    known = "inquiry" in texts or bool(member_number(texts.get("name", "")))
    reachable = known or kind != "person" or bool({"mobile", "phone2", "wechat"} & texts.keys())
    wanted = [key for key in _NEEDED if not ((key == "name" and known) or (key == "mobile" and reachable))]
    ask_each([question._replace(required=True) for question in questions(session, wanted, texts)], texts)


def apply_member(session: Session, wanted: Given, said: list[str], handing: Handing | None = None) -> None:
    """One application from the fields' texts, written and told; its sheet as well where one is wanted."""
    read = read_application(session, wanted)
    with session.write("member apply") as operation:
        applied = write_application(operation.db, session.pack, read.application)
    file = written_sheet(session, "application", [applied.member_id], handing)
    say_applied(session, read, applied, said, operation.number, sheet=file)
