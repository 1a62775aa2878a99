"""The way something is paid, by a word of the pack's list; asked for where the amount is asked for too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmcli.core.findings import N_, Refused
from crmcli.errors import bad_field
from crmcli.language import _, listed
from crmcli.ui.ask import asked

if TYPE_CHECKING:
    from crmcli.session import Session

#: Ways of paying that bring no money in.
NO_MONEY = ("card", "voucher")


def way_given(session: Session, text: str | None) -> str | None:
    """The code of a way of paying, None where none is given."""
    from crmcli.features.member.field import code_of

    if text is None:
        return None
    try:
        return code_of(session.pack, "pay", text, N_("{value} is no way of paying; there are {names}"))
    except Refused as refused:
        raise bad_field("--pay", refused, text) from refused


def way_asked(session: Session, text: str | None, *, amount_was_asked: bool, but: tuple[str, ...] = ()) -> str | None:
    """The same; asked for, with the pack's first way as what Enter means, where the amount had to be asked for.

    Whoever gives the amount on the line is not stopped by a question. `but` are ways that are not offered.
    """
    names = [code.name for code in session.pack.codes.get("pay", ()) if code.code not in but]
    if text is not None or not names or not (amount_was_asked and session.interactive):
        return way_given(session, text)
    label = _("Paid by ({names})").format(names=listed(names))
    return asked(session, None, "--pay", label, lambda typed: way_given(session, typed), default=names[0])
