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


@pytest.fixture
def club(bare: Any) -> Any:
    """A sports club's new file; the operator is 周志远, 李娜 and 陈静 work there."""
    bare.init("club", "--organisation", "康健运动俱乐部", "--operator", "周志远")
    bare.env(CRMCLI_AS="周志远")
    bare.ok("staff", "add", "李娜", "--role", "业务办理")
    bare.ok("staff", "add", "陈静", "--role", "呼出专员")
    return bare


@pytest.fixture
def schema_holds() -> Callable[[dict[str, Any]], None]:
    """Compares an answer with the schema of `import`."""
    from jsonschema import Draft202012Validator

    from crmcli.features.schema.table import schema_of

    return lambda answer: Draft202012Validator(schema_of("import")).validate(answer)
