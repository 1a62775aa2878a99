"""The sheet meant, and the forms there are."""

from __future__ import annotations

import tomllib
from typing import Any

from crmcli.core.findings import N_
from crmcli.errors import Failure, FieldMissing
from crmcli.forms.catalogue import Entry, entries
from crmcli.forms.model import Form
from crmcli.language import _, listed


def form_of(text: str | None) -> Form:
    """The form of that name or title. Raises Failure where there is none, FormFault where its file is wrong."""
    from crmcli.forms.load import load

    return load(entry_of(text).path)


def entry_of(text: str | None) -> Entry:
    """The one sheet a text means: its name or title, a part of either, pinyin."""
    from crmcli.core.searchkey import choose

    known = entries()
    names = [entry.name for entry in known]
    if text is None:
        raise FieldMissing("NAME", _("Sheet"), listed(names))
    found = choose(text, known, lambda entry: (entry.name, heading(entry)["title"]))
    if len(found) == 1:
        return found[0]
    message = (
        N_("{value} fits several sheets: {names}.") if found else N_("There is no sheet {value}; there are {names}.")
    )
    candidates = [{"name": entry.name, "title": heading(entry)["title"]} for entry in (found or known)]
    chosen = [candidate["name"] for candidate in candidates]
    kind = "ambiguous" if found else "not-found"
    raise Failure(kind, message, field="NAME", value=text, names=chosen, candidates=candidates)


def heading(entry: Entry) -> dict[str, Any]:
    """What a sheet's file says of itself; a faulty one is listed all the same."""
    try:
        values = tomllib.loads(entry.path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        values = {}
    said = {key: value if isinstance(value := values.get(key), str) else None for key in ("kind", "orientation")}
    title = values.get("title")
    return {
        "name": entry.name,
        "title": title if isinstance(title, str) and title else entry.name,
        **said,
        "prefix": values.get("prefix") if isinstance(values.get("prefix"), str) else None,
        "origin": entry.origin,
    }
