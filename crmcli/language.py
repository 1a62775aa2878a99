"""Which language is spoken, and the words in it.

`CRMCLI_LANG` decides, else the locale where it names a language, else Chinese:
a scheduled job has no locale and its list is read by Chinese colleagues.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping
from typing import Any

from crmcli.core.findings import Finding, Refused
from crmcli.place import data_dir

_translations: gettext.NullTranslations = gettext.NullTranslations()


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
    """Loads the catalog once; English is what the source says and needs none."""
    global _translations
    code = code or wanted_language(os.environ)
    if code == "en":
        _translations = gettext.NullTranslations()
    else:
        path = data_dir() / "locale" / code / "LC_MESSAGES" / "crmcli.mo"
        with path.open("rb") as stream:
            _translations = gettext.GNUTranslations(stream)
    return code


def _(message: str) -> str:
    """The message in the reader's language."""
    return _translations.gettext(message) if message else message


def ngettext(one: str, many: str, count: int) -> str:
    """The form for a count in the reader's language."""
    return _translations.ngettext(one, many, count)


def said(what: Refused | Finding) -> str:
    """A rule's refusal or finding as a sentence in the reader's language."""
    template = _(what.message)
    # a fact may itself be something to say: why a check failed
    facts: dict[str, Any] = {k: said(v) if isinstance(v, Finding) else v for k, v in what.facts.items()}
    return template.format(**facts) if facts else template
