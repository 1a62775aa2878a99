"""Printed words looked for in what people typed: blanks between, full or half width, make no difference."""

from __future__ import annotations

import re
import unicodedata
from string import Formatter

from crmcli.core.pattern import pattern
from crmcli.core.text import fold
from crmcli.forms.model import Form
from crmcli.forms.option import TICKED, UNTICKED

_IN_BRACKETS = pattern(r"\([^()]*\)")
_DECORATION = pattern(rf"[\"'“”‘’「」:：*_.,。、，{UNTICKED}{TICKED}]+")
_SAME_DASHES = "-－–—"


def literal(text: str) -> str:
    """An expression for words as somebody else may have typed them."""
    return r"\s*".join(_sign(sign) for sign in text if not sign.isspace())


def _sign(sign: str) -> str:
    other = unicodedata.normalize("NFKC", sign)
    wide = chr(ord(other) + 0xFEE0) if len(other) == 1 and "!" <= other <= "~" else other
    signs = {sign, other, wide, *(form for one in (other, wide) for form in (one.lower(), one.upper()))}
    if other == ":":
        return "[:：]?"
    if sign in _SAME_DASHES:
        signs |= set(_SAME_DASHES)
    return "(?:" + "|".join(sorted(map(re.escape, signs))) + ")"


def label_key(text: str) -> str:
    """The form two labels are compared in: no blanks, no brackets and what is in them, no colons and stars."""
    folded = fold(text)
    bare = _IN_BRACKETS.sub("", folded)
    return _DECORATION.sub("", bare) or _DECORATION.sub("", folded)


def split_pattern(form: Form, pattern: str, text: str) -> dict[str, str] | None:
    """What stands in the places of a pattern's braces, by field; None where the text is another one."""
    expression, names = "", []
    parts = list(Formatter().parse(pattern))
    for words, name, _form, _conversion in parts:
        # no blanks beside a group: it takes them itself, and two that may share a run of them take for ever
        expression += literal(words)
        if name:
            names.append(name)
            expression += r"(.*)" if form.fields[name].kind != "money" else r"([^()（）]*)"
    # people sign and date behind printed words
    expression += "" if parts[-1][1] else r".*"
    match = re.fullmatch(expression, text.strip(), re.DOTALL)
    return dict(zip(names, (part.strip() for part in match.groups()), strict=True)) if match else None
