"""Patterns compiled when they are first used: those with whole planes of characters take milliseconds each."""

from __future__ import annotations

import re
from typing import Any, cast


class _Waiting:
    """Stands for a pattern; its methods become the compiled one's own the first time one is called."""

    def __init__(self, expression: str, flags: int) -> None:
        self._expression, self._flags = expression, flags

    def __getattr__(self, name: str) -> Any:
        method = getattr(re.compile(self._expression, self._flags), name)
        setattr(self, name, method)
        return method


def pattern(expression: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that costs nothing until it is used, and then what any other costs."""
    return cast("re.Pattern[str]", _Waiting(expression, flags))
