"""`followup due --push`: the counts of the list that was shown, sent to group chats and mailboxes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.ui.command import DeskCommand

if TYPE_CHECKING:
    from typer._click import Context

    from crmcli.features.followup.listing import Shown
    from crmcli.session import Session

OPTION = "--push"
ONLY_WITH_PUSH = N_("{value} says how to push; give --push as well.")


class DueCommand(DeskCommand):
    """The command as the parser has it, with --push alone for every target."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """The words, what is left out behind --push written out."""
        following = [*args[1:], "-"]
        written = [
            f"{OPTION}=all" if word == OPTION and next_one.startswith("-") else word
            for word, next_one in zip(args, following, strict=False)
        ]
        return super().parse_args(ctx, written)


class Sending(NamedTuple):
    """Where to, how, and what else the list was asked: nothing is sent of an empty one that is to be quiet."""

    targets: Sequence[str]
    dry_run: bool = False
    force: bool = False
    quiet: bool = False
    ahead: int = 0


def refuse_without_push(sending: Sending) -> None:
    """Raises Failure where --dry-run or --force stands without --push."""
    for option, given in (("--dry-run", sending.dry_run), ("--force", sending.force)):
        if given and not sending.targets:
            raise Failure("usage", ONLY_WITH_PUSH, field=option, value=option)


def send_counts(session: Session, shown: Shown, sending: Sending) -> None:
    """Sends to every target, where any is named. Raises Failure(failed) at the end where one did not get it."""
    if not sending.targets or (sending.quiet and not shown.due.lines):
        return
    from crmcli.features.followup.screen import head_line
    from crmcli.features.push.run import Asked, push, selection
    from crmcli.features.push.text import message_of

    message = message_of(shown.due, shown.sight, head_line(shown.due, shown.wanted.whose))
    of = selection(shown.wanted.who, sending.ahead)
    push(session, message, Asked(sending.targets, sending.dry_run, sending.force, of))
