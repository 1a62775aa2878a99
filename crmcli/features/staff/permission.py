"""What only some posts may do. Source: domain/cases.md, The closed loop; domain/followups.md, Recovery guard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crmcli.errors import Failure

if TYPE_CHECKING:
    from crmcli.session import Session

#: Accesses of posts that answer for the work of others.
SUPERVISING = ("supervisor", "store-manager", "director")


def refuse_unless(session: Session, accesses: Sequence[str], message: str, *, field: str) -> None:
    """Raises Failure(not-allowed) where the operator's post has none of the accesses.

    `message` is a template of the catalog with {name} and {role}.
    """
    operator = session.require_operator()
    role = session.pack.role(operator.role)
    if role is None or role.access not in accesses:
        post = role.name if role else operator.role
        raise Failure("not-allowed", message, field=field, name=operator.name, role=post)
