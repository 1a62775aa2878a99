"""Which language is spoken, and the words in it.

`CRMCLI_LANG` decides, else the locale where it names a language, else Chinese:
a scheduled job has no locale and its list is read by Chinese colleagues.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any

from crmcli.core.findings import Finding, Refused, in_a_row
from crmcli.messages import Messages
from crmcli.place import data_dir

_messages: Messages | None = None


def wanted_language(environ: Mapping[str, str]) -> str:
    """The catalog's name (``zh_CN`` or ``en``) for an environment."""
    named = environ.get("CRMCLI_LANG") or ""
    if not named:
        for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
            value = environ.get(variable, "")
            if value:
                named = value
                break
    code = named.split(".")[0].split("@")[0].replace("-", "_")
    if code.upper() in ("", "C", "POSIX"):
        return "zh_CN"
    return "zh_CN" if code.lower().startswith("zh") else "en"


def use_language(code: str | None = None) -> str:
    """Opens the catalog; English is what the source says and needs none."""
    global _messages
    code = code or wanted_language(os.environ)
    _messages = None if code == "en" else Messages.read(data_dir() / "locale" / code / "LC_MESSAGES" / "crmcli.mo")
    return code


def _(message: str) -> str:
    """The message in the reader's language."""
    said_so = _messages.find(message) if _messages and message else None
    return message if said_so is None else said_so


def ngettext(one: str, many: str, count: int) -> str:
    """The form for a count in the reader's language."""
    form = _messages.find(f"{one}\0{many}") if _messages else None
    if form is not None:
        return form
    return one if count == 1 else many


def listed(names: Iterable[object]) -> str:
    """Several things in a row, parted as the reader's language parts them."""
    return separator().join(map(str, names))


def aside(text: str, more: str) -> str:
    """A text with something said beside it in brackets, as the reader's language writes them."""
    return _("{text} ({more})").format(text=text, more=more)


def separator() -> str:
    """What stands between two things of a list: a comma, or 、."""
    return _("{one}, {two}").format(one="", two="")


def said(what: Refused | Finding) -> str:
    """A rule's refusal or finding as a sentence in the reader's language."""
    template = _(what.message)
    # a fact may itself be something to say: why a check failed; a finding is a tuple too
    facts: dict[str, Any] = {k: said(v) if isinstance(v, Finding) else v for k, v in what.facts.items()}
    facts = in_a_row(facts, separator())
    return template.format(**facts) if facts else template
