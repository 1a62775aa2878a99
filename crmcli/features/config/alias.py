"""Short names of the user's own for commands, kept in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmcli.errors import Failure

if TYPE_CHECKING:
    from crmcli.session import Session

PREFIX = "alias."


def aliases(session: Session) -> dict[str, str]:
    """Alias -> the words it stands for; none where there is no file yet."""
    if not session.path.exists():
        return {}
    try:
        settings = session.settings
    except Failure:
        return {}
    return {key.removeprefix(PREFIX): value for key, value in settings.items() if key.startswith(PREFIX)}
