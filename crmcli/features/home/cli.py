"""`crmcli` alone: the day at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmcli.language import _

if TYPE_CHECKING:
    from crmcli.session import Session


def home(session: Session) -> None:
    """What is due and late, the last operation, the usual next command; without a file, how to begin."""
    if not session.path.exists():
        print(_("There is no file here yet."))
        print("  crmcli init   " + _("make the file the desk works in"))
        print("  crmcli demo   " + _("see a worked example first"))
        return
