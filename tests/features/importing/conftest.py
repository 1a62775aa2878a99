"""Imports of lists into a desk's file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from features.importing.lists import book

Imported = Callable[..., dict[str, Any]]


@pytest.fixture
def imported(desk: Any) -> Imported:
    """Writes rows as list.xlsx and imports them; the answer. `kind` and further words of the line may be named."""

    def run(*rows: Any, kind: str = "members", words: tuple[Any, ...] = ()) -> dict[str, Any]:
        path = book(desk.folder / "list.xlsx", *rows)
        result = desk.ok("import", kind, path, "--apply", "--json", *words)
        return dict(result.json)

    return run
