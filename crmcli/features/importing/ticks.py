"""Cells with several answers: parted by punctuation, or ticked on a form."""

from __future__ import annotations

import re

_TICKED, _OPEN = "☑√✓✔■", "□☐"
_MARK = re.compile(f"[{_TICKED}{_OPEN}]")
_BEFORE = re.compile(f"([{_TICKED}{_OPEN}])([^{_TICKED}{_OPEN}]*)")
_BEHIND = re.compile(f"([^{_TICKED}{_OPEN}]*)([{_TICKED}{_OPEN}])")
#: What stands in brackets belongs to the answer before it.
_ANSWER = re.compile(r"(?:[^、,，;；|/\n(（]|[(（][^)）]*[)）]?)+")
_AROUND = " \t\r\n、,，;；|/"


def answers(text: str) -> list[str]:
    """The answers in a cell: 户外广告、报纸 are two, of ☑报纸 □广播 only the ticked one."""
    if not _MARK.search(text):
        return [answer.strip() for answer in _ANSWER.findall(text) if answer.strip()]
    if _MARK.match(text.strip()):
        pairs = _BEFORE.findall(text)
    else:
        pairs = [(mark, answer) for answer, mark in _BEHIND.findall(text)]
    ticked = (answer.strip(_AROUND) for mark, answer in pairs if mark in _TICKED)
    return [answer for answer in ticked if answer]
