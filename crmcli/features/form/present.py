"""Sheets as people and programs see them."""

from __future__ import annotations

from typing import Any

from crmcli.core.findings import N_, Finding
from crmcli.features.pack.present import ORIGINS
from crmcli.forms.document import Fault
from crmcli.language import said
from crmcli.ui.output import Column

KINDS = {"list": N_("list"), "card": N_("single")}
ORIENTATIONS = {"portrait": N_("portrait"), "landscape": N_("landscape")}
LIST_COLUMNS = (
    Column("name", N_("sheet")),
    Column("title", N_("title")),
    Column("kind", N_("kind"), "text", KINDS),
    Column("orientation", N_("page"), "text", ORIENTATIONS),
    Column("prefix", N_("numbers")),
    Column("origin", N_("whose"), "text", ORIGINS),
)
FAULT_COLUMNS = (
    Column("file", N_("file")),
    Column("key", N_("key")),
    Column("message", N_("what is wrong, and what would do")),
)


def fault_shown(fault: Fault) -> dict[str, Any]:
    """A fault of a sheet: where it stands, and what is wrong there with the way out."""
    text = said(Finding(fault.message, {**fault.facts, "where": ""}))
    return {"file": fault.file, "key": fault.key or None, "message": text.lstrip(":： ")}
