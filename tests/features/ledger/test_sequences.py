"""Whatever is done to the ledger in whatever order: nothing below zero, sums equal, undo exact, replay the same."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest
from audit import audited, everything, rows
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from crmcli.core.money import yuan
from crmcli.features.derived import derivation
from crmcli.session import Session
from crmcli.storage import engine, verify
from crmcli.storage.head import head_path
from crmcli.ui.options import Shared
from harness import Desk

FIRST_DAY = date(2026, 11, 2)
PEOPLE = ("王小明", "赵六")
VERBS = (
    "buy", "buy", "buy-by-card", "buy-by-voucher", "refund", "refund", "open", "open-sessions", "topup", "use", "use",
    "redeem", "redeem", "adjust", "transfer", "pay-back", "lost", "replace", "freeze", "unfreeze", "close", "days",
    "days", "expire", "undo", "undo", "redo",
)  # fmt: skip
#: What stands when a sequence begins: cards with something on them, points that are free by then.
BEGUN = (
    "card open 王小明 --kind stored --amount 300 --bonus 30 --card-no K1",
    "card open 赵六 --kind sessions --item 水光注射 --sessions 7 --amount 1000 --card-no K2",
    "purchase add 王小明 --item 其他 --amount 640 --pay cash",
    "purchase add 赵六 --item 其他 --amount 420 --pay cash",
    "points redeem 赵六 返现券 --today 2026-10-25",
)
STEPS = st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 11), st.integers(1, 300)), min_size=12, max_size=30)


class World:
    """A desk with its day, and the state of the file before each operation."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.db = engine.connect(desk.path)
        self.day = FIRST_DAY
        self.before: dict[int, Any] = {}
        self.first = self._last() + 1

    def words(self, verb: str, which: int, size: int) -> list[object]:
        """The command line of a step; where it names something that is not there, a number that is nowhere."""
        who, when = PEOPLE[which % 2], self.day - timedelta(days=which % 4)
        amount, dated = yuan(size * 100 + which), ("--date", when.isoformat())
        card = self._pick(which)
        bought = [entry for entry in rows(self.db, "ledger") if entry["kind"] == "purchase"]
        purchase = bought[which % len(bought)]["id"] if bought else 999
        vouchers = rows(self.db, "voucher")
        voucher = vouchers[which % len(vouchers)]["no"] if vouchers else "DJ-2026-9999"
        operation = max(self._last() - which % 4, self.first)
        lines: dict[str, list[object]] = {
            "buy": ["purchase", "add", who, "--item", "其他", "--amount", amount, "--pay", "cash", *dated],
            "buy-by-card": ["purchase", "add", who, "--item", "其他", "--amount", amount, "--pay", "card", *dated],
            "buy-by-voucher": [
                "purchase", "add", who, "--item", "其他", "--amount", amount, "--pay", "cash", "--voucher", voucher,
            ],
            "refund": ["purchase", "refund", purchase, *(["--amount", amount] if which % 3 else [])],
            "open": ["card", "open", who, "--kind", "stored", "--amount", amount, "--bonus", which, *dated],
            "open-sessions": [
                "card", "open", who, "--kind", "sessions", "--item", "水光注射", "--sessions", which % 5 + 1,
                "--amount", amount,
            ],
            "topup": ["card", "topup", card, "--amount", amount, "--bonus", which, *dated],
            "use": ["card", "use", card, *(["--amount", amount] if self._is_stored(card) else []), *dated],
            "redeem": ["points", "redeem", who, ("返现券", "杯子")[which // 2 % 2], "--quantity", which % 3 + 1],
            "adjust": ["points", "adjust", who, "--points", size - 150, "--reason", "核对"],
            "transfer": ["card", "transfer", card, "--to", who],
            "pay-back": ["card", "refund", card, *(["--amount", amount] if which % 2 else [])],
            "lost": ["card", "lost", card],
            "replace": ["card", "replace", card],
            "freeze": ["card", "freeze", card, "--reason", "核对"],
            "unfreeze": ["card", "unfreeze", card, "--reason", "核对"],
            "close": ["card", "close", card],
            "expire": ["points", "expire"],
            "undo": ["undo", operation, *(["--with-later"] if which > 7 else [])],
            "redo": ["redo", *([operation] if which % 2 else [])],
        }  # fmt: skip
        return lines[verb]

    def take(self, verb: str, which: int, size: int) -> None:
        """One step, and all that must hold after it."""
        if verb == "days":
            self.day += timedelta(days=size % 7 if size % 5 else size % 40)
            return
        words, before, newest = self.words(verb, which, size), everything(self.db), self._last()
        result = self.desk(*words, "--json", "--yes", "--today", f"{self.day}T10:00")
        after = everything(self.db)
        assert result.status in (0, 2, 4, 5), (words, result)
        if result.status:
            assert after == before, words
        elif verb == "undo" and result.json["undone"] == newest and newest in self.before:
            assert after == self.before[newest], words
        if self._last() != newest:
            self.before[self._last()] = before

    def check(self) -> None:
        """The books kept a second time say what the program keeps, and all it keeps is what it would make anew."""
        books = audited(self.db)
        sums = {row["member_id"]: row for row in rows(self.db, "ledger_sum", "member_id")}
        for what, kept in (("spend_fen", books.spend_fen), ("points", books.points), ("owed_points", books.owed)):
            assert {who: row[what] for who, row in sums.items() if row[what]} == {k: v for k, v in kept.items() if v}
        cards = rows(self.db, "card_state", "card_id")
        assert {
            row["card_id"]: (row["principal_fen"], row["bonus_fen"], row["sessions"]) for row in cards
        } == books.cards
        session = Session(Shared(db=str(self.desk.path)))
        assert verify.derived_differences(session.db, derivation(session)) == {}
        session.close()

    def _pick(self, which: int) -> object:
        cards = rows(self.db, "card_number")
        return cards[which % len(cards)]["no"] if cards else "KEINE"

    def _is_stored(self, no: object) -> bool:
        kinds = {row["id"]: row["kind"] for row in rows(self.db, "card")}
        return any(kinds[row["card_id"]] == "stored" for row in rows(self.db, "card_number") if row["no"] == no)

    def _last(self) -> int:
        return int(rows(self.db, "operation")[-1]["id"])


@pytest.fixture
def fresh(quick: Desk) -> Iterator[Callable[[], World]]:
    """Gives the desk its file as it was in the beginning, as often as asked."""
    for line in BEGUN:
        quick.ok(*line.split(), *(() if "--today" in line else ("--today", "2026-10-20T10:00")))
    kept = quick.path.with_name("kept.db")
    shutil.copy(quick.path, kept)
    shutil.copy(head_path(quick.path), head_path(kept))

    worlds: list[World] = []

    def start() -> World:
        while worlds:
            worlds.pop().db.close()
        for part in (quick.path, head_path(quick.path)):
            shutil.copy(kept if part == quick.path else head_path(kept), part)
        for ending in ("-wal", "-shm"):
            quick.path.with_name(quick.path.name + ending).unlink(missing_ok=True)
        worlds.append(World(quick))
        return worlds[-1]

    yield start
    while worlds:
        worlds.pop().db.close()


def _play(world: World, steps: list[tuple[str, int, int]]) -> None:
    for step in steps:
        world.take(*step)
    world.check()


FAST = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@settings(FAST, max_examples=30)
@example([("buy", 0, 150), ("days", 0, 4), ("redeem", 0, 1), ("refund", 0, 150), ("buy", 4, 90), ("undo", 1, 1)])
@example([("open", 0, 100), ("use", 0, 60), ("undo", 1, 1), ("transfer", 1, 1), ("undo", 2, 1), ("redo", 1, 1)])
@given(STEPS)
def test_whatever_is_done_the_books_hold(fresh: Any, steps: list[tuple[str, int, int]]) -> None:
    _play(fresh(), steps)


@pytest.mark.long
@settings(FAST, max_examples=3000)
@given(STEPS)
def test_thousands_of_sequences(fresh: Any, steps: list[tuple[str, int, int]]) -> None:
    _play(fresh(), steps)


def test_the_order_within_a_day_does_not_matter_below_a_threshold(fresh: Any) -> None:
    """The sums are the same, 50 points for bringing 赵六 among them; above a threshold the rate hangs on the order."""
    lines = (
        ("purchase", "add", "王小明", "--item", "其他", "--amount", "100", "--pay", "cash"),
        ("card", "topup", "K9", "--amount", "200", "--bonus", "20"),
        ("purchase", "add", "王小明", "--item", "其他", "--amount", "70", "--card", "K9"),
        ("points", "adjust", "王小明", "--points", "40", "--reason", "补记"),
    )
    seen = set()
    for order in permutations(lines):
        world = fresh()
        world.desk.ok(
            "card", "open", "王小明", "--kind", "stored", "--amount", "70", "--card-no", "K9", "--today", "2026-11-02"
        )
        for line in order:
            world.desk.ok(*line, "--today", "2026-11-03")
        world.check()
        row = world.desk.json("member", "list", "--today", "2026-11-03", "--sort", "no")[0]
        card = world.desk.json("card", "balance", "K9", "--today", "2026-11-03")
        seen.add((row["spend"], row["tier"], row["points"], card["principal"], card["bonus"]))
    assert seen == {("810.00", "plain", 900, "200.00", "20.00")}
