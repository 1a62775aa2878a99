"""The rooms of the house: who may import whom, what is never imported, no cycles."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "crmcli"
FILES = sorted(PACKAGE.rglob("*.py"))


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return []


def imports(path: Path, *, at_start: bool) -> Iterator[str]:
    """What a file imports: anywhere, or only when it is itself imported; never what only types need."""
    waiting: list[ast.AST] = [ast.parse(path.read_text("utf-8"))]
    while waiting:
        node = waiting.pop()
        yield from imported(node)
        for child in ast.iter_child_nodes(node):
            inside = isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
            if not is_type_checking(child) and not (at_start and inside):
                waiting.append(child)


def layer(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


MAY_IMPORT = {
    "core": {"core"},
    "packs": {"core", "packs", "place"},
    "sheets": {"core", "sheets", "language"},
    "forms": {"core", "forms", "language", "place", "sheets"},
    "storage": {"core", "packs", "place", "errors", "storage"},
    "ui": {"core", "errors", "language", "sheets", "ui"},
}


@pytest.mark.parametrize("path", FILES, ids=module_name)
def test_a_room_imports_only_the_rooms_below_it(path: Path) -> None:
    room = layer(module_name(path))
    allowed = MAY_IMPORT.get(room)
    if allowed is None:
        return
    found = {layer(name) for name in imports(path, at_start=False) if name.startswith("crmcli.")}
    assert found <= allowed | {""}, f"{module_name(path)} imports {found - allowed}"


@pytest.mark.parametrize("path", [f for f in FILES if layer(module_name(f)) == "core"], ids=module_name)
def test_core_needs_only_the_standard_library_to_be_imported(path: Path) -> None:
    outside = {
        name.split(".")[0]
        for name in imports(path, at_start=True)
        if name.split(".")[0] not in sys.stdlib_module_names | {"crmcli", "__future__"}
    }
    assert outside == set()


@pytest.mark.parametrize("path", [f for f in FILES if "features" in f.parts], ids=module_name)
def test_inside_a_feature_the_arrows_point_one_way(path: Path) -> None:
    names = set(imports(path, at_start=False))
    if path.stem.endswith("store"):
        assert not [name for name in names if ".cli" in name or name.startswith("typer")]
    if path.stem == "rules":
        assert not [name for name in names if name.endswith(("store", ".cli")) or name.startswith("crmcli.storage")]


def test_no_import_cycle() -> None:
    known = {module_name(path): path for path in FILES}
    graph = {
        name: {target for target in imports(path, at_start=True) if target in known} for name, path in known.items()
    }
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " -> ".join([*path[path.index(name) :], name])
        if name in done:
            return
        for target in graph[name]:
            if target != name:
                visit(target, (*path, name))
        done.add(name)

    for name in graph:
        visit(name, ())


def test_every_lazy_command_resolves_and_has_help() -> None:
    from crmcli.lazy import COMMANDS
    from crmcli.ui.command import LazyGroup, load_command

    for name, lazy in COMMANDS.items():
        command = load_command(name, lazy)
        assert lazy.help
        if isinstance(command, LazyGroup):
            for part, inner in command.lazy.items():
                assert load_command(part, inner).help, f"{name} {part}"
        else:
            assert command.help, name


def test_the_top_level_holds_nothing_else() -> None:
    import subprocess

    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    top = {line.split("/")[0] for line in tracked.splitlines()}
    allowed = {"crmcli", "tests", "data", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"}
    assert {name for name in top if not name.startswith(".")} <= allowed


@pytest.mark.parametrize("path", FILES, ids=module_name)
def test_files_and_functions_stay_readable(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            size = (node.end_lineno or 0) - (node.body[0].lineno if node.body else node.lineno) + 1
            assert size <= 50, f"{path.name} {node.name}: {size} lines"


@pytest.mark.parametrize("path", FILES, ids=module_name)
def test_public_functions_say_what_they_give(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    if path.stat().st_size:
        assert ast.get_docstring(tree), "the module"
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name


def test_nothing_but_storage_begins_or_commits() -> None:
    offenders = [
        module_name(path)
        for path in FILES
        if layer(module_name(path)) != "storage"
        and any(word in path.read_text("utf-8") for word in ('"BEGIN', '"COMMIT', '"ROLLBACK', ".commit()"))
    ]
    assert offenders == []


def test_the_package_imports() -> None:
    for path in FILES:
        if path.stem != "__main__":
            import_module(module_name(path))
