"""A setting as people and programs see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.features.config.settings import Setting
from crmcli.language import _
from crmcli.ui.output import Column

if TYPE_CHECKING:
    from crmcli.session import Session

COLUMNS = (
    Column("key", N_("setting")),
    Column("value", N_("value")),
    Column("default", N_("where not set")),
    Column("description", N_("what for")),
)


def listed(session: Session, entry: Setting) -> dict[str, Any]:
    """Key, the value that holds, what holds otherwise, whether it was set, what it is for."""
    default = entry.default(session)
    return {
        "key": entry.key,
        "value": session.settings.get(entry.key, default),
        "default": default,
        "set": entry.key in session.settings,
        "description": _(entry.description),
    }
