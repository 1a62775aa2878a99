"""Carrying an import's plan out: everything was read and checked before the lock is taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.importing import store
from crmcli.language import _, ngettext

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.features.importing.plan import Plan
    from crmcli.session import Session

#: So often is the list looked at again because somebody wrote meanwhile.
TRIES = 5


class _Outdated(Exception):
    """Somebody wrote after the plan was made."""


def carry_out(
    session: Session, name: str, plan: Plan, again: Callable[[], Plan], first: Callable[[Connection], None]
) -> tuple[Plan, int | None]:
    """Writes a plan as one operation, after what is to be written `first`; gives the plan that was written.

    It is made `again` where somebody wrote meanwhile, so that a clerk beside waits for the writing only.
    """
    session.require_operator()
    for _attempt in range(TRIES):
        try:
            with session.write(f"import {name}") as operation:
                if store.last_operation(operation.db, operation.number) != plan.seen:
                    raise _Outdated
                first(operation.db)
                plan.write(operation.db)
            return plan, operation.number
        except _Outdated:
            plan = again()
    raise Failure("busy", N_("Others keep writing to the file; import again in a moment."))


def say_carried(session: Session, plan: Plan, number: int | None, *, apply: bool) -> None:
    """What was written, or how to write it."""
    from crmcli.ui.output import wrote

    if apply:
        done = plan.count("create") + plan.count("update")
        text = ngettext("{count} row taken over", "{count} rows taken over", done).format(count=done)
        wrote(session, {"operation": number}, text)
    elif plan.changes_something:
        print(_("Nothing is written yet. To write it: the same line with --apply"))
    else:
        print(_("There is nothing to write."))
