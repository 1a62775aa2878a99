"""How far long work has come, for somebody who waits at a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from crmcli.language import _

if TYPE_CHECKING:
    from crmcli.session import Session

T = TypeVar("T")

#: Work shorter than this needs no bar. Source: interface.md, Every command.
QUIET_SECONDS = 1.0
#: How long to watch before saying how long it will be.
GLANCE_SECONDS = 0.2
#: So many rows are done between two looks at the clock.
STEP = 200


def progress_of(session: Session, template: str) -> Callable[[int, int], None] | None:
    """What long work calls with what is done and what there is in all; None where nobody watches.

    `template` is of the catalog and takes {percent}.
    """
    if not session.interactive:
        return None
    started = time.monotonic()
    shown = False

    def show(done: int, whole: int) -> None:
        nonlocal shown
        if not shown and (done >= whole or not is_long(time.monotonic() - started, done, whole)):
            return
        shown = True
        text = _(template).format(percent=100 * done // max(whole, 1))
        print("\r" + text, end="\n" if done >= whole else "", file=sys.stderr, flush=True)

    return show


def is_long(seconds: float, done: int, whole: int) -> bool:
    """Whether work of which so much is done after so many seconds is going to take longer than needs no bar."""
    if seconds >= QUIET_SECONDS:
        return True
    return seconds >= GLANCE_SECONDS and seconds * whole > QUIET_SECONDS * max(done, 1)


def counted(session: Session, rows: Sequence[T], template: str) -> Iterator[T]:
    """The rows one after the other, with how far they have come."""
    show = progress_of(session, template)
    if show is None:
        yield from rows
        return
    for number, row in enumerate(rows):
        if number % STEP == 0:
            show(number, len(rows))
        yield row
    show(len(rows), len(rows))
