"""What the shell offers as the value of an argument or option. Everything heavy is loaded when it is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

import typer

if TYPE_CHECKING:
    from crmcli.session import Session

T = TypeVar("T")
Offers = Sequence[tuple[str, str]]

#: More than this is no help.
MOST = 50
#: What a shell takes as one word without quotes.
_PLAIN = re.compile(r"[\w·./@:+-]+")


class Offered(str):
    """A value that fits what was typed in a way of its own: by pinyin or initials.

    Typer keeps only what begins with the typed text; what is offered here was chosen already.
    """

    __slots__ = ()

    def startswith(self, *_typed: object) -> bool:
        """Always."""
        return True


def members(ctx: typer.Context, incomplete: str) -> Offers:
    """Members by part of a name, pinyin, initials or phone tail: the name, or the number where the name is not enough.

    No phone number is ever printed.
    """
    session: Session = ctx.obj
    if not incomplete or not session.path.exists():
        return []
    from crmcli.features.member import store
    from crmcli.features.member.find import find_ids
    from crmcli.features.member.present import tier_name

    ids = find_ids(session.db, incomplete, session.operator_id, MOST)
    found = []
    for row in store.summaries(session.db, ids, session.today.isoformat()):
        number, name = store.member_no(row["id"]), row["name"]
        only = len(store.with_value(session.db, "name", name)) == 1
        told = f"{number} {name} {tier_name(session, row['tier']) or ''}"
        found.append((name if only and _PLAIN.fullmatch(name) else number, told.strip()))
    return _offered(found)


def followups(ctx: typer.Context, incomplete: str) -> Offers:
    """Open follow-ups and calls about cases up to today by the beginning of their number, and members."""
    session: Session = ctx.obj
    if not session.path.exists():
        return []
    from crmcli.features.case.call_store import calls_until
    from crmcli.features.followup.store import lines_until

    today = session.today.isoformat()
    lines = lines_until(session.db, today)
    found = [(line.id, f"{line.name} {line.purpose}") for line in lines if line.id.startswith(incomplete)]
    found += [
        (row["no"], f"{row['name']} {row['matter']}")
        for row in calls_until(session.db, today)
        if row["no"].lower().startswith(incomplete.lower())
    ]
    return found[:MOST] if found or incomplete.isdigit() else members(ctx, incomplete)


def inquiries(ctx: typer.Context, incomplete: str) -> Offers:
    """The latest inquiries of prospects by the beginning of their number, and members."""
    session: Session = ctx.obj
    if not session.path.exists():
        return []
    if incomplete and not incomplete.isdigit():
        return members(ctx, incomplete)
    from crmcli.features.inquiry.store import Inquiries

    part = {"part": f"{incomplete}*"}
    found = Inquiries(session.db, ("m.standing = 'prospect'", "i.id GLOB :part"), part, limit=MOST)
    return [(str(row["id"]), f"{row['name']} {row['item']}") for row in found]


def cards(ctx: typer.Context, incomplete: str) -> Offers:
    """Cards by the beginning of their number, what is left on them beside it, and members."""
    session: Session = ctx.obj
    if not incomplete or not session.path.exists():
        return []
    from crmcli.features.card.present import card_line
    from crmcli.features.card.store import beginning_with

    today = session.today.isoformat()
    found = [
        (card["no"], f"{card['name']} {card_line(card, today)}")
        for card in beginning_with(session.db, incomplete.upper(), MOST)
    ]
    return [*_offered((Offered(no), told) for no, told in found), *members(ctx, incomplete)][:MOST]


def people(ctx: typer.Context, incomplete: str) -> Offers:
    """The people of the staff."""
    session: Session = ctx.obj
    if not session.path.exists():
        return []
    from crmcli.features.staff.store import people, person_no

    found = _fitting(incomplete, people(session.db), lambda one: (one["name"], person_no(one["id"])))
    return _offered([(one["name"], one["role"]) for one in found])


def stores(ctx: typer.Context, incomplete: str) -> Offers:
    """The stores."""
    session: Session = ctx.obj
    if not session.path.exists():
        return []
    from crmcli.features.staff.store import stores

    return _offered([(one["name"], "") for one in _fitting(incomplete, stores(session.db), lambda s: (s["name"],))])


def items(ctx: typer.Context, incomplete: str) -> Offers:
    """The items of the price list."""
    return _coded(ctx, incomplete, "items")


def bookings(ctx: typer.Context, incomplete: str) -> Offers:
    """What an amount noted can be booked as: money on a card, or an item of the price list."""
    onto = [("card", "")] if "card".startswith(incomplete) else []
    return [*onto, *items(ctx, incomplete)][:MOST]


def promotions(ctx: typer.Context, incomplete: str) -> Offers:
    """The promotions, those not closed first."""
    session: Session = ctx.obj
    if not session.path.exists():
        return []
    from crmcli.features.promotion.store import names

    known = sorted(names(session.db), key=lambda one: one["closed_on"] is not None)
    found = _fitting(incomplete, known, lambda one: (one["name"], one["no"]))
    return _offered([(_word(one["name"], one["no"]), f"{one['from_on']} – {one['to_on']}") for one in found])


def promotion_or_member(ctx: typer.Context, incomplete: str) -> Offers:
    """Promotions and members: the promotion may stand in front or be left out."""
    return [*promotions(ctx, incomplete), *members(ctx, incomplete)][:MOST]


def _word(name: str, number: str) -> str:
    """The name, or the number where a shell would not take the name as one word."""
    return name if _PLAIN.fullmatch(name) else number


def fees(ctx: typer.Context, incomplete: str) -> Offers:
    """The fees of the pack."""
    return _coded(ctx, incomplete, "fees")


def duties(ctx: typer.Context, incomplete: str) -> Offers:
    """The duties of the pack."""
    return _coded(ctx, incomplete, "duties")


def fee_or_member(ctx: typer.Context, incomplete: str) -> Offers:
    """Fees and members: the fee may stand in front or be left out."""
    return [*fees(ctx, incomplete), *members(ctx, incomplete)][:MOST]


def rewards(ctx: typer.Context, incomplete: str) -> Offers:
    """What points buy."""
    return _coded(ctx, incomplete, "rewards")


def roles(ctx: typer.Context, incomplete: str) -> Offers:
    """The roles of the pack."""
    return _coded(ctx, incomplete, "roles")


def tiers(ctx: typer.Context, incomplete: str) -> Offers:
    """The tiers of the pack."""
    return _coded(ctx, incomplete, "tiers")


def scripts(ctx: typer.Context, incomplete: str) -> Offers:
    """The scripts of the pack for the phone."""
    return _coded(ctx, incomplete, "phone")


def packs(ctx: typer.Context, incomplete: str) -> Offers:
    """The packs there are."""
    from crmcli.packs.load import available
    from crmcli.storage.packcopy import own_packs

    found = _fitting(incomplete, available(own_packs()), lambda one: one[:2])
    return _offered([(name, title) for name, title, _origin in found])


def sheets(ctx: typer.Context, incomplete: str) -> Offers:
    """The printed sheets there are."""
    from crmcli.features.form.choose import heading
    from crmcli.forms.catalogue import entries

    known = [heading(entry) for entry in entries()]
    found = _fitting(incomplete, known, lambda one: (one["name"], one["title"]))
    return _offered([(one["name"], one["title"]) for one in found])


def kinds(ctx: typer.Context, incomplete: str) -> Offers:
    """What can be imported."""
    from crmcli.features.importing.kind import names

    return [(name, "") for name in names() if name.startswith(incomplete)]


def settings(ctx: typer.Context, incomplete: str) -> Offers:
    """The settings of a file."""
    from crmcli.features.config.settings import SETTINGS
    from crmcli.language import _

    return [(entry.key, _(entry.description)) for entry in SETTINGS.values() if entry.key.startswith(incomplete)]


def backups(ctx: typer.Context, incomplete: str) -> Offers:
    """The backups in the usual folder, newest first."""
    from crmcli.features.backup.place import backups_of

    session: Session = ctx.obj
    return [(path.name, "") for path in backups_of(session.path) if path.name.startswith(incomplete)][:MOST]


def fitting_names(incomplete: str, known: Sequence[tuple[str, str]]) -> Offers:
    """Those of some names with their codes that fit what was typed."""
    return _offered(_fitting(incomplete, known, lambda one: one))


def _coded(ctx: typer.Context, incomplete: str, kind: str) -> Offers:
    session: Session = ctx.obj
    if not session.path.exists():
        return []
    known = getattr(session.pack, kind)
    return _offered([(one.name, one.code) for one in _fitting(incomplete, known, lambda one: (one.name, one.code))])


def _fitting(incomplete: str, known: Sequence[T], names: Callable[[T], Iterable[str]]) -> list[T]:
    """All that begin with what was typed, else what it means by part, pinyin or initials."""
    starting = [one for one in known if any(name.startswith(incomplete) for name in names(one))]
    if starting:
        return starting
    from crmcli.core.searchkey import choose

    return choose(incomplete, known, names)


def _offered(found: Iterable[tuple[str, str]]) -> Offers:
    return [(Offered(value), told) for value, told in found if _PLAIN.fullmatch(value)][:MOST]
