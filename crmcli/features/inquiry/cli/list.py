"""`crmcli inquiry list`"""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

import typer

from crmcli.core.findings import N_, Refused
from crmcli.errors import Failure, bad_field
from crmcli.features.inquiry import store
from crmcli.features.inquiry.present import (
    CHANNEL_WORDS,
    COLUMNS,
    UNDECIDED_COLUMNS,
    listed,
    undecided_listed,
)
from crmcli.features.inquiry.rules import read_channel
from crmcli.features.member.present import note_reveal
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import Each, show_list

app = Single()

#: What a screen shows where no number of lines was asked for.
ON_A_SCREEN = 200


class Filter(NamedTuple):
    """SQL conditions on inquiries with their values, and the same in words for the head."""

    conditions: list[str]
    values: dict[str, Any]
    words: list[str]


@app.command("list", help=N_("Inquiries, newest first; --undecided: who asks again and again and never comes."))
def list_inquiries(
    ctx: typer.Context,
    from_day: Annotated[str | None, typer.Option("--from", metavar="DAY", help=N_("from this day on"))] = None,
    to_day: Annotated[str | None, typer.Option("--to", metavar="DAY", help=N_("up to this day"))] = None,
    channel: Annotated[str | None, typer.Option("--channel", help=N_("phone or on-site"))] = None,
    by: Annotated[str | None, typer.Option("--by", help=N_("only whom this person received"))] = None,
    first_deal: Annotated[bool, typer.Option("--first-deal", help=N_("only first deals"))] = False,
    prospect: Annotated[bool, typer.Option("--prospect", help=N_("only those without a first deal"))] = False,
    undecided: Annotated[bool, typer.Option("--undecided", help=N_("who asked repeatedly and never came"))] = False,
    coaching: Annotated[
        bool, typer.Option("--coaching", help=N_("only calls that took too long or led nowhere"))
    ] = False,
    limit: Annotated[int | None, typer.Option("--limit", help=N_("how many; 200 on a screen, all into a file"))] = None,
) -> None:
    """Lists inquiries, or the people who cannot decide."""
    session: Session = ctx.obj
    if limit is not None and limit < 1:
        raise Failure("usage", N_("{value} is no number of lines; give 1 or more."), field="--limit", value=limit)
    most = limit if limit is not None else (ON_A_SCREEN if session.on_terminal and not session.shared.output else -1)
    wanted = read_filter(session, from_day, to_day, channel, by)
    if undecided:
        _refuse_with_undecided(first_deal=first_deal, prospect=prospect, coaching=coaching)
        _show_undecided(session, wanted, most)
        return
    _narrow(session, wanted, first_deal=first_deal, prospect=prospect, coaching=coaching)
    found = store.Inquiries(session.db, wanted.conditions, wanted.values, limit=most)
    _note(session, len(found))
    rows = Each(found, lambda row: listed(session, row))
    show_list(
        session,
        COLUMNS,
        rows,
        title=N_("inquiries"),
        note=" · ".join(wanted.words),
        empty=N_("No inquiry fits."),
    )


def read_filter(
    session: Session, from_day: str | None, to_day: str | None, channel: str | None, by: str | None
) -> Filter:
    """The conditions of the options that both kinds of list take."""
    wanted = Filter([], {}, [])
    for field, sign, text in (("--from", ">=", from_day), ("--to", "<=", to_day)):
        if text is not None:
            day = _day(session, field, text)
            wanted.conditions.append(f"i.on_day {sign} :{field.strip('-')}")
            wanted.values[field.strip("-")] = day
            words = _("from {day}") if field == "--from" else _("until {day}")
            wanted.words.append(words.format(day=day))
    if channel is not None:
        try:
            code = read_channel(channel)
        except Refused as refused:
            raise bad_field("--channel", refused, channel) from refused
        wanted.conditions.append("i.channel = :channel")
        wanted.values["channel"] = code
        wanted.words.append(_(CHANNEL_WORDS[code]))
    if by is not None:
        from crmcli.features.staff.operator import choose_person
        from crmcli.features.staff.store import people

        person = choose_person(people(session.db), by, "--by")
        wanted.conditions.append("i.staff_id = :by")
        wanted.values["by"] = person["id"]
        wanted.words.append(person["name"])
    return wanted


def _day(session: Session, field: str, text: str) -> str:
    from crmcli.core.day import parse_day

    try:
        return parse_day(text, session.today).isoformat()
    except Refused as refused:
        raise bad_field(field, refused, text) from refused


def _narrow(session: Session, wanted: Filter, *, first_deal: bool, prospect: bool, coaching: bool) -> None:
    if first_deal and prospect:
        message = N_("--first-deal and --prospect leave nobody; give only one of them.")
        raise Failure("usage", message, field="--prospect")
    if first_deal or prospect:
        wanted.conditions.append(f"i.first_deal = {int(first_deal)}")
        wanted.words.append(_("first deals") if first_deal else _("without a first deal"))
    if coaching:
        wanted.conditions.append(f"({store.COACHING})")
        wanted.values["call_minutes_limit"] = session.pack.follow.call_minutes_limit
        wanted.words.append(_("for coaching"))


def _refuse_with_undecided(**given: bool) -> None:
    option = next((f"--{name.replace('_', '-')}" for name, is_given in given.items() if is_given), None)
    if option:
        message = N_("--undecided lists people, and goes with --from, --to, --channel, --by, not with {option}.")
        raise Failure("usage", message, field=option, option=option)


def _show_undecided(session: Session, wanted: Filter, most: int) -> None:
    found = store.undecided(session.db, wanted.conditions, wanted.values, most)
    _note(session, len(found))
    show_list(
        session,
        UNDECIDED_COLUMNS,
        [undecided_listed(session, row) for row in found],
        title=N_("undecided"),
        note=" · ".join(wanted.words),
        empty=N_("Nobody asked repeatedly and stayed away."),
    )


def _note(session: Session, count: int) -> None:
    """Notes reveals and exports; the words of the filter may name a person of the staff only."""
    note_reveal(session, "inquiry list", count)
    if session.shared.output:
        session.log_access("export", "inquiry list", count)
