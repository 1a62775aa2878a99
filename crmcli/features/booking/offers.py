"""What the shell offers for appointments and for goods held. Everything heavy is loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from crmcli.features import complete
from crmcli.features.complete import MOST, Offers
from crmcli.language import _

if TYPE_CHECKING:
    import typer

    from crmcli.session import Session

Offer = Callable[["typer.Context", str], Offers]


def open_bookings(ctx: typer.Context, incomplete: str) -> Offers:
    """Open appointments by the beginning of their number, and members."""
    session: Session = ctx.obj
    if not session.path.exists():
        return []
    from crmcli.features.booking.present import booking_words
    from crmcli.features.booking.store import bookings

    found = [
        (str(one["id"]), f"{one['name']} {booking_words(session.pack, one)}")
        for one in bookings(session.db, ["b.state = 'booked'"], {})
        if str(one["id"]).startswith(incomplete)
    ]
    return found[:MOST] if found or incomplete.isdigit() else complete.members(ctx, incomplete)


def held_goods(ctx: typer.Context, incomplete: str) -> Offers:
    """Goods held by the beginning of their number, and members."""
    session: Session = ctx.obj
    if not session.path.exists():
        return []
    from crmcli.features.goods.present import goods_words
    from crmcli.features.goods.store import all_goods

    found = [
        (str(one["id"]), f"{one['name']} {goods_words(session, one)}")
        for one in all_goods(session.db, ["g.state = 'held'"], {})
        if str(one["id"]).startswith(incomplete)
    ]
    return found[:MOST] if found or incomplete.isdigit() else complete.members(ctx, incomplete)


def kinds(ctx: typer.Context, incomplete: str) -> Offers:
    """The kinds of appointments of the pack."""
    session: Session = ctx.obj
    if not session.path.exists():
        return []
    return complete.fitting_names(incomplete, [(kind.name, kind.code) for kind in session.pack.bookings])


def states(ctx: typer.Context, incomplete: str) -> Offers:
    """The states an appointment can be in."""
    from crmcli.features.booking.present import STATES

    return [(word, _(told)) for word, told in STATES.items() if word.startswith(incomplete)]


#: (command, parameter) -> what is offered.
OF_COMMAND: dict[tuple[str, str], Offer] = {
    ("booking add", "whom"): complete.followups,
    ("booking add", "call"): complete.followups,
    ("booking add", "kind"): kinds,
    ("booking list", "state"): states,
    **{(f"booking {step}", "with_"): complete.people for step in ("add", "list", "move")},
    **{(f"booking {step}", "booking"): open_bookings for step in ("show", "came", "no-show", "move", "cancel")},
    **{(f"goods {step}", "goods"): held_goods for step in ("collect", "return")},
    ("goods collect", "by"): complete.members,
    ("goods hold", "item"): complete.items,
}
