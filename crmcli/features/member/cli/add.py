"""`crmcli member add`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_, Finding
from crmcli.features.member import entry, options, store
from crmcli.features.member.field import FIELDS
from crmcli.features.member.options import given
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

app = Single()


@app.command(
    help=N_(
        "Add a member. In a terminal what is required and missing is asked for; --ask goes through every field. "
        "With - in the place of the name a pasted text is read."
    )
)
def add(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(help=N_("name of the person or organisation"))] = None,
    mobile: options.Mobile = None,
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
    source: options.Source = None,
    introduced_by: options.IntroducedBy = None,
    store_: Annotated[str | None, typer.Option("--store", help=N_("store or branch"))] = None,
    owner: options.Owner = None,
    owner_source: options.OwnerSource = None,
    class_: options.Class = None,
    consent: options.Consent = None,
    guardian: options.Guardian = None,
    guardian_phone: options.GuardianPhone = None,
    guardian_consent_on: options.GuardianConsentOn = None,
    joined_on: options.JoinedOn = None,
    note: options.Note = None,
    organisation: options.Organisation = False,
    prospect: Annotated[bool, typer.Option("--prospect", help=N_("not a member yet"))] = False,
    same_phone_ok: options.SamePhone = False,
    ask: options.Ask = False,
) -> None:
    """Checks, warns, writes, says what it did."""
    texts = given({key: value for key, value in ctx.params.items() if key not in _SWITCHES})
    if "store_" in texts:
        texts["store"] = texts.pop("store_")
    kind = "organisation" if organisation else "person"
    texts, told = _completed(ctx.obj, texts, ask=ask)
    add_member(ctx.obj, texts, told, kind=kind, prospect=prospect, same_phone_ok=same_phone_ok)


_SWITCHES = {"organisation", "prospect", "same_phone_ok", "ask"}


def _completed(session: Session, texts: dict[str, str], *, ask: bool) -> tuple[dict[str, str], list[str]]:
    """The texts with what was pasted or asked for, where either is wanted, and what is worth telling of that."""
    if not ask and texts.get("name") != options.STANDARD_INPUT:
        return texts, []
    from crmcli.features.member.asking import paper_order
    from crmcli.features.member.completing import completed

    fields = [key for key in paper_order(session.pack) if key in FIELDS] if ask else []
    return completed(session, texts, ask=ask, fields=fields)


def add_member(
    session: Session, texts: dict[str, str], told: list[str], *, kind: str, prospect: bool, same_phone_ok: bool
) -> None:
    """One new member from the fields' texts; `told` is worth telling of how they were come by."""
    texts["name"] = required(session, texts.get("name"), "name", _("Name"), check=entry.checker(session, "name"))
    if kind == "person" and not {"mobile", "phone2", "wechat"} & texts.keys():
        texts["mobile"] = required(session, None, "--mobile", _("Mobile"), check=entry.checker(session, "mobile"))
    values, notes = read_new(session, texts, kind, prospect)
    notes += entry.refuse_duplicates(session, values, same_phone_ok=same_phone_ok)
    with session.write("member add") as operation:
        number = store.add_member(operation.db, values)
    row = store.summaries(session.db, [number], session.today.isoformat())[0]
    said = [*told, *entry.warnings(notes)]
    wrote(
        session,
        answer(session, row, said, operation.number),
        _("{no} {name} added").format(no=store.member_no(number), name=row["name"]),
        hint=" · ".join(said),
    )


def read_new(
    session: Session, texts: dict[str, str], kind: str, prospect: bool
) -> tuple[dict[str, Any], list[Finding]]:
    """The columns of a new member, whole and checked, and what is worth telling."""
    from crmcli.features.member.models import member_in

    reading = entry.reading_of(session)
    values = entry.read_fields(texts, reading)
    today = session.today.isoformat()
    values |= {"kind": kind, "recorded_on": today, "standing": "prospect" if prospect else "member"}
    if not prospect:
        values.setdefault("joined_on", today)
    model, notes = member_in(values, session.today)
    return entry.columns_of(model), [*reading.notes, *notes]


def answer(session: Session, row: dict[str, Any], said: list[str], number: int | None) -> dict[str, Any]:
    """The contract's answer to `member add`."""
    from crmcli.features.member.present import listed

    return {**listed(session, row), "warnings": said, "operation": number}
