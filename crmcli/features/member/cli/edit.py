"""`crmcli member edit`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.member import entry, options, store
from crmcli.features.member.cli.add import answer
from crmcli.features.member.field import FIELDS
from crmcli.features.member.find import resolve
from crmcli.features.member.options import given
from crmcli.language import _, listed
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

app = Single()

#: The columns a field fills, where they are not just its own name; all are emptied together.
_COLUMNS = {
    "birthday": ("birthday", "birthday_calendar", "birthday_leap"),
    "mobile": ("mobile", "mobile_typed"),
    "phone2": ("phone2", "phone2_typed"),
    "id_no": ("id_no", "id_type"),
    "source": ("source", "source_detail"),
    "store": ("store_id",),
    "owner": ("owner_id",),
}


@app.command(help=N_("Change what is known of a member; --clear FIELD empties one."))
def edit(
    ctx: typer.Context,
    member: Annotated[str | None, typer.Argument(help=N_("name, phone tail, card or number"))] = None,
    name: Annotated[str | None, typer.Option("--name", help=N_("new name"))] = None,
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
    shop: options.Store = None,
    owner: options.Owner = None,
    owner_source: options.OwnerSource = None,
    class_: options.Class = None,
    consent: options.Consent = None,
    guardian: options.Guardian = None,
    guardian_phone: options.GuardianPhone = None,
    guardian_consent_on: options.GuardianConsentOn = None,
    do_not_contact: options.DoNotContact = None,
    do_not_contact_until: options.DoNotContactUntil = None,
    joined_on: options.JoinedOn = None,
    note: options.Note = None,
    clear: Annotated[list[str] | None, typer.Option("--clear", help=N_("field to empty; several times"))] = None,
    same_phone_ok: options.SamePhone = False,
) -> None:
    """Reads what was given, checks the whole, writes what differs."""
    session: Session = ctx.obj
    row = resolve(session, member)
    texts = given({key: value for key, value in ctx.params.items() if key not in ("member", "clear", "same_phone_ok")})
    if "shop" in texts:
        texts["store"] = texts.pop("shop")
    if not texts and not clear:
        raise Failure("usage", N_("Nothing to change was given. See: crmcli member edit --help"))
    edit_member(session, row, texts, list(clear or ()), same_phone_ok=same_phone_ok)


def edit_member(
    session: Session, row: dict[str, Any], texts: dict[str, str], clear: list[str], *, same_phone_ok: bool
) -> None:
    """Changes one member and says which fields changed."""
    from crmcli.features.followup.doing import reopen_blocked
    from crmcli.features.member.models import member_in

    kept = store.member(session.db, row["id"]) or {}
    reading = entry.reading_of(session, kept["id_type"] if "id_no" not in texts else None)
    changes = entry.read_fields(texts, reading) | dict.fromkeys(_cleared(clear))
    model, notes = member_in(_whole(kept, changes), session.today)
    columns = model.model_dump(by_alias=True)
    wanted = {key: value for key, value in columns.items() if key in kept and kept[key] != value}
    notes = [*reading.notes, *notes]
    notes += entry.refuse_duplicates(session, wanted, same_phone_ok=same_phone_ok, other_than=row["id"])
    with session.write("member edit") as operation:
        store.edit_member(operation.db, row["id"], wanted)
        if wanted.get("mobile") or wanted.get("phone2"):
            reopen_blocked(operation.db, row["id"], session.today)
    after = store.summaries(session.db, [row["id"]], session.today.isoformat())[0]
    said = entry.warnings(notes)
    names = listed(_(FIELDS[key].label) for key in FIELDS if set(_COLUMNS.get(key, (key,))) & wanted.keys())
    # with nothing changed the answer says so by itself
    text = _("{no} {name}: {fields} changed") if names else "{no} {name}"
    text = text.format(no=store.member_no(row["id"]), name=after["name"], fields=names)
    wrote(session, answer(session, after, said, operation.number), text, hint=" · ".join(said))


def _cleared(fields: list[str]) -> list[str]:
    columns: list[str] = []
    for field in fields:
        key = field.strip().lower().replace("-", "_")
        if key not in FIELDS or key == "name":
            names = [name for name in FIELDS if name != "name"]
            message = N_("{value} is no field that can be emptied; there are {names}.")
            raise Failure("usage", message, field="--clear", value=field, names=names)
        columns += _COLUMNS.get(key, (key,))
    return columns


def _whole(kept: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """The member as it would stand, in the columns that may be written."""
    unwritten = ("id", "merged_into")
    return {key: value for key, value in kept.items() if key not in unwritten} | changes
