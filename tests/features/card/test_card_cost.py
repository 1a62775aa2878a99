"""What a card costs, counted in the engine's steps: the same with ten entries behind it and with twenty thousand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from crmcli.features.card.cli.balance import balance
from crmcli.features.card.cli.statement import statement
from crmcli.features.card.cli.topup import topup
from crmcli.features.card.cli.use import use
from crmcli.session import Session
from crmcli.ui.options import Shared
from harness import Desk

FEW, MANY = 10, 20_000


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, Path]]:
    """Files whose one card has few and many entries behind it."""
    made = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CRMCLI_LANG", "en")
        patch.setenv("CRMCLI_TODAY", "2026-10-31T09:30")
        for count in (FEW, MANY):
            folder = tmp_path_factory.mktemp(f"card{count}")
            patch.chdir(folder)
            desk = Desk(folder, patch)
            desk.ok("init", "--pack", "clinic", "--open", "--operator", "陈静")
            desk.ok("member", "add", "王小明", "--mobile", "19900005678")
            opened = ("--kind", "stored", "--amount", "9000000", "--card-no", "8812", "--date", "2024-01-01")
            desk.ok("card", "open", "m1", *opened)
            used_before(desk.path, count)
            made[count] = desk.path
        yield made


def used_before(path: Path, count: int) -> None:
    """So many uses of the card, written as commands write them, in one operation."""
    session = Session(Shared(db=str(path), operator="陈静", today="2026-10-31"))
    columns = "kind, member_id, card_id, on_day, item, item_name, quantity, amount_fen, principal_fen, pay"
    with session.write("card use") as operation:
        operation.db.executemany(
            f"INSERT INTO ledger ({columns}) VALUES ('purchase', 1, 1, date('2024-01-01', ?), 'other', '其他', 1, 100, "
            "-100, 'card')",
            [(f"+{place % 1000} days",) for place in range(count)],
        )
    session.close()


def steps(path: Path, work: Callable[[Any], None]) -> int:
    """How many instructions of the engine a command takes."""
    session = Session(Shared(db=str(path), operator="陈静", today="2026-10-31", format="json"))
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 1
        return 0

    session.db.set_progress_handler(count, 1)
    try:
        work(SimpleNamespace(obj=session))
    finally:
        session.db.set_progress_handler(None, 1)
        session.close()
    return counted


COMMANDS: dict[str, Callable[[Any], None]] = {
    "use": lambda ctx: use(ctx, "8812", amount="1"),
    "use by member": lambda ctx: use(ctx, "王小明", amount="1"),
    "late use": lambda ctx: use(ctx, "8812", amount="1", day="2026-10-30"),
    "top-up": lambda ctx: topup(ctx, "8812", amount="1"),
    "balance": lambda ctx: balance(ctx, "8812"),
    "balance of yesterday": lambda ctx: balance(ctx, "8812", on="2026-10-30"),
    "statement of two days": lambda ctx: statement(ctx, "8812", from_day="2026-10-30"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_what_lies_behind_a_card_costs_nothing(
    name: str, files: dict[int, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    few, many = (steps(files[count], COMMANDS[name]) for count in (FEW, MANY))
    assert "8812" in capsys.readouterr().out
    assert many <= few + 300, (few, many)


def test_each_of_them_reads_what_it_must(files: dict[int, Path]) -> None:
    """The count is not blind: a whole statement costs its lines."""
    few, many = (steps(files[count], lambda ctx: statement(ctx, "8812")) for count in (FEW, MANY))
    assert many > few + 10 * (MANY - FEW)
