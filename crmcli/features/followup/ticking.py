"""Lines that no call closes: whether somebody came to an appointment is ticked off there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.followup.dueline import ATTENDANCE

if TYPE_CHECKING:
    from crmcli.features.followup.dueline import DueLine


def to_be_called(lines: Sequence[DueLine]) -> list[DueLine]:
    """The lines a call can be about; those to be ticked off stay as they are beside them.

    Raises Failure(refused) where there is no other.
    """
    found = [line for line in lines if line.kind != ATTENDANCE]
    if not found:
        refuse_ticking(lines[0])
    return found


def refuse_ticking(line: DueLine) -> None:
    """Raises Failure(refused) for a line that is to be ticked off, naming what does it."""
    if line.kind != ATTENDANCE:
        return
    message = N_(
        "Whether {name} came is not closed here: crmcli booking came {number}, crmcli booking no-show {number}, "
        "or crmcli booking cancel {number}."
    )
    number = (line.key or "").rpartition(":")[2]
    raise Failure("refused", message, field="ID", value=line.id, name=line.name, number=number)
