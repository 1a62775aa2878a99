"""How far a long copy has come, for somebody who waits at a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from crmcli.language import _

if TYPE_CHECKING:
    from crmcli.session import Session

#: Work shorter than this needs no bar. Source: interface.md, Every command.
QUIET_SECONDS = 1.0


def progress_of(session: Session) -> Callable[[int, int], None] | None:
    """What the copy calls with the pages left and in all; None where nobody watches."""
    if not session.interactive:
        return None
    started = time.monotonic()

    def show(left: int, whole: int) -> None:
        if time.monotonic() - started < QUIET_SECONDS:
            return
        done = 100 * (whole - left) // max(whole, 1)
        end = "" if left else "\n"
        print("\r" + _("copied: {percent} %").format(percent=done), end=end, file=sys.stderr, flush=True)

    return show
