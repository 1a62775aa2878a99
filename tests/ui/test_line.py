"""The line as it is typed: short ways, options anywhere, what an input method did, the set day."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness import Desk


@pytest.fixture
def one(desk: Desk) -> Desk:
    desk.ok("member", "add", "王小明", "--mobile", "19900005678")
    return desk


SHORT = [
    (["due"], ["followup", "due"]),
    (["find", "王"], ["member", "find", "王"]),
    (["show", "王小明"], ["member", "show", "王小明"]),
    (["done", "99", "接通"], ["followup", "done", "99", "接通"]),
    (["buy", "王小明", "--item", "没有"], ["purchase", "add", "王小明", "--item", "没有"]),
]


@pytest.mark.parametrize(("short", "long"), SHORT, ids=" ".join)
def test_a_short_way_is_the_command_written_out(one: Desk, short: list[str], long: list[str]) -> None:
    assert one(*short) == one(*long)
    assert one(*short, "--json") == one(*long, "--json")


def test_buying_the_short_way_writes_the_same_operation(one: Desk) -> None:
    one.ok("buy", "王小明", "--item", "其他", "--amount", "5")
    assert [(row["command"], row["rows"]) for row in one.json("operations", "--limit", "1")] == [("purchase add", 1)]


def test_a_short_name_of_ones_own(one: Desk) -> None:
    one.ok("config", "alias", "熟客", "member", "list", "--tier", "银卡")
    assert one("熟客", "--json") == one("member", "list", "--tier", "银卡", "--json")
    one.ok("config", "alias", "熟客", "--remove")
    assert one.refused(2, "熟客")["value"] == "熟客"


PLACES = [
    ["--db", "other.db", "member", "list", "--json"],
    ["member", "--db", "other.db", "list", "--json"],
    ["member", "list", "--db=other.db", "--json"],
    ["--json", "member", "list", "--db", "other.db"],
    ["--format", "json", "member", "--db", "other.db", "list"],
    ["member", "list", "--format=json", "--db", "other.db"],
    ["member", "list", "－－db", "other.db", "——json"],
    ["member", "list", "——format＝ｊｓｏｎ", "--db", "other.db"],
]


@pytest.mark.parametrize("words", PLACES, ids=" ".join)
def test_shared_options_stand_anywhere(one: Desk, words: list[str]) -> None:
    one.ok("--db", "other.db", "init", "--pack", "clinic", "--open", "--operator", "李娜")
    one.ok("--db", "other.db", "member", "add", "单小姐", "--mobile", "19900000012")
    assert [row["name"] for row in one.ok(*words).json] == ["单小姐"]


def test_the_file_is_named_by_option_then_variable_then_the_folder(one: Desk, tmp_path: Path) -> None:
    for name in ("a.db", "b.db"):
        one.ok("--db", name, "init", "--pack", "clinic", "--open", "--operator", name)
    assert one.json("staff", "list")[0]["name"] == "陈静"
    one.env(CRMCLI_DB="a.db")
    assert one.json("staff", "list")[0]["name"] == "a.db"
    assert one.json("staff", "list", "--db", "b.db")[0]["name"] == "b.db"


def test_without_a_file_here_it_is_the_one_in_the_users_folder(bare: Desk) -> None:
    from crmcli.place import user_data_dir

    home = user_data_dir() / "crm.db"
    home.parent.mkdir(parents=True)
    bare.ok("--db", home, "init", "--pack", "clinic", "--open", "--operator", "李娜")
    assert bare.json("staff", "list")[0]["name"] == "李娜"
    error = (bare("--db", bare.path, "staff", "list", "--json")).error
    assert (error["kind"], str(bare.path) in error["message"]) == ("not-found", True)


def test_who_is_at_the_desk(one: Desk) -> None:
    one.ok("staff", "add", "李娜", "--role", "回访专员")
    one.ok("staff", "add", "张敏", "--role", "回访专员", "--as", "陈静")
    refused = one.refused(2, "member", "add", "李四", "--mobile", "19900000045")
    assert (refused["field"], len(refused["candidates"])) == ("--as", 3)
    one.ok("member", "--as", "lina", "add", "李四", "--mobile", "19900000045")
    one.env(CRMCLI_AS="张敏")
    one.ok("member", "add", "赵六", "--mobile", "19900000061")
    assert "李娜" in one.ok("member", "add", "钱七", "--mobile", "19900000062", "--as", "李娜").out
    unknown = one.refused(4, "member", "add", "孙八", "--mobile", "19900000063", "--as", "没有")
    assert (unknown["field"], unknown["value"]) == ("--as", "没有")
    operators = [row["operator"] for row in one.json("operations", "--limit", "3")]
    assert operators == ["李娜", "张敏", "李娜"]


TYPED = [
    (["member", "find", "５６７８"], ["王小明"]),
    (["member", "find", "“王小明”"], ["王小明"]),
    (["member", "find", "‘王", "小明’"], ["王小明"]),
    (["member", "find", "ｘｍ"], ["王小明"]),
    (["member", "find", "王小明５６７８"], ["王小明"]),
    (["member", "find", "王小明　5678"], ["王小明"]),
    (["member", "list", "——tier", "银卡"], ["王小明"]),
    (["member", "list", "－－tier＝银卡"], ["王小明"]),
    (["member", "list", "—-ｌｉｍｉｔ", "１"], ["王小明"]),
    (["member", "show", "ｍ１"], None),
]


@pytest.mark.parametrize(("words", "names"), TYPED, ids=lambda words: " ".join(words) if words else "")
def test_what_an_input_method_does_is_undone(one: Desk, words: list[str], names: list[str] | None) -> None:
    found = one.json(*words)
    assert (found["name"] == "王小明") if names is None else [row["name"] for row in found] == names


def test_a_whole_purchase_typed_with_the_input_method_on(one: Desk) -> None:
    answer = one.json(
        *[
            "buy",
            "“王小明”",
            "——item",
            "“激光祛斑”",
            "－－amount",
            "￥１，２８０。５０",
            "——date",
            "２０２６年１０月３０日",
        ],
        *["——note", "客人说：下次再来，很满意！"],
    )
    assert (answer["amount"], answer["date"]) == ("1280.50", "2026-10-30")
    assert one.json("purchase", "list")[0]["note"] == "客人说：下次再来，很满意！"


def test_behind_two_dashes_nothing_is_an_option(one: Desk) -> None:
    assert one.json("member", "find", "--json", "--", "--db") == []
    assert one("member", "find", "--", "--json").out == "No member fits.\n"


DAYS = [
    ("2026-11-02", "2026-11-02"),
    ("2026-11-02T17:50", "2026-11-02"),
    ("2026年11月2日", "2026-11-02"),
    ("20261102", "2026-11-02"),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_the_day_is_set_by_option_or_variable(one: Desk, text: str, day: str) -> None:
    assert one.json("buy", "王小明", "--item", "其他", "--amount", "5", "--today", text)["date"] == day
    one.env(CRMCLI_TODAY=text)
    assert one.json("buy", "王小明", "--item", "其他", "--amount", "5")["date"] == day


def test_the_option_wins_over_the_variable_and_may_lie_before_earlier_entries(one: Desk) -> None:
    one.env(CRMCLI_TODAY="2026-11-02")
    assert one.json("buy", "王小明", "--item", "其他", "--amount", "5", "--today", "2026-01-05")["date"] == "2026-01-05"


def test_an_operations_own_time_is_the_machines(one: Desk) -> None:
    from datetime import datetime

    one.ok("buy", "王小明", "--item", "其他", "--amount", "5", "--today", "2020-01-05")
    last = one.json("operations", "--limit", "1")[0]
    assert last["day"] == "2020-01-05"
    assert abs((datetime.now().astimezone() - datetime.fromisoformat(last["at"])).total_seconds()) < 60


@pytest.mark.parametrize("text", ["heute", "2026-02-30", "25:99"])
def test_a_day_that_is_none(one: Desk, text: str) -> None:
    error = one.refused(2, "member", "list", "--today", text)
    assert (error["field"], error["value"]) == ("--today", text)


def test_reveal_and_yes_are_taken_by_every_command(one: Desk) -> None:
    for words in (["member", "list"], ["doctor"], ["operations"], ["pack", "list"], ["staff", "list"], ["schema"]):
        one.ok("--reveal", *words, "--yes", "--json")
