"""`member tier`, `member upgrade` and `member show` of tiers that roll and are kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from harness import Desk

MakeDesk = Callable[..., Desk]
ANY = object()


def buy(desk: Desk, amount: str, day: str, who: str = "王小明") -> dict[str, Any]:
    return dict(desk.json("purchase", "add", who, "--item", "其他", "--amount", amount, "--date", day))


def test_a_kept_tier_explained(house: MakeDesk) -> None:
    desk = house(basis="24mo", every="12mo")
    first = buy(desk, "15000", "2025-10-01")
    second = buy(desk, "5000", "2025-11-20")
    buy(desk, "700.50", "2026-03-01")
    told = desk.json("member", "tier", "王小明")
    assert told == {
        "no": "M-00001",
        "name": "王小明",
        "tier": "platinum",
        "tier_name": "白金卡",
        "counted": "20700.50",
        "basis": "24mo",
        "counts": "consumption",
        "window_from": "2024-11-01",
        "window_to": "2026-10-31",
        "retention": {"months": 12, "fall": "step"},
        "earned": "platinum",
        "by_hand": None,
        "next_tier": "尊享卡",
        "to_next_tier": "29299.50",
        "keep_by": "2026-11-19",
        "keep_needed": "4299.50",
        "keep_amount": "10000.00",
        "keep_counted": "5700.50",
        "keep_from": "2025-11-20",
        "history": [
            {
                "on": "2025-11-20",
                "from": "silver",
                "to": "platinum",
                "cause": "purchase",
                "entry": second["id"],
                "by": "陈静",
            }
        ],
    }
    shown = desk.json("member", "show", "王小明")
    assert (shown["keep_by"], shown["keep_needed"]) == ("2026-11-19", "4299.50")
    assert "白金卡 until 2026-11-19, 4,299.50 more keeps it" in desk.ok("member", "show", "王小明").out
    assert desk.ok("member", "tier", "王小明").out.splitlines() == [
        "M-00001  王小明  白金卡",
        "  counted 20,700.50 (2024-11-01 to 2026-10-31)",
        "  what counts: what was consumed, kept for 12 months, then one step down",
        "  29,299.50 more for 尊享卡",
        "  白金卡 until 2026-11-19, 4,299.50 more keeps it",
        "  counted 5,700.50 of 10,000.00 since 2025-11-20",
        "  2025-11-20  银卡 → 白金卡  purchase  陈静",
    ]
    before = desk.json("member", "tier", "王小明", "--on", "2025-11-19")
    assert (before["tier"], before["counted"], before["history"]) == ("silver", "15000.00", [])
    assert (before["window_to"], before["keep_by"], before["to_next_tier"]) == ("2025-11-19", None, "5000.00")
    assert first["tier_after"] == "silver"
    assert desk.json("member", "tier", "王小明", "--on", "2026-02-28")["counted"] == "20000.00"
    assert desk.refused(2, "member", "tier", "王小明", "--on", "32号")["field"] == "--on"


def test_what_keeps_a_rolling_tier(house: MakeDesk) -> None:
    desk = house(basis="12mo")
    buy(desk, "30000", "2025-11-20")
    buy(desk, "4000", "2026-05-01")
    told = desk.json("member", "tier", "王小明")
    assert [told[key] for key in ("keep_by", "keep_needed", "keep_amount")] == ["2026-11-19", "16000.00", None]
    desk.ok("member", "upgrade", "王小明", "--to", "尊享卡", "--reason", "合作", "--until", "2026-12-31")
    told = desk.json("member", "tier", "王小明")
    assert [told[key] for key in ("tier", "keep_by", "keep_needed")] == ["prestige", "2026-12-31", "46000.00"]
    assert told["history"][-1] == {
        "on": "2026-10-31",
        "from": "platinum",
        "to": "prestige",
        "cause": "hand",
        "entry": None,
        "by": "陈静",
    }


def test_payment_counts_where_the_pack_says_so(house: MakeDesk) -> None:
    desk = house(counts="payment")
    buy(desk, "20000", "2026-10-01")
    told = desk.json("member", "tier", "王小明")
    assert (told["tier"], told["counted"], told["counts"]) == ("platinum", "20000.00", "payment")
    assert desk.json("member", "upgrade", "--all", "--dry-run") == []


POLICIES: list[tuple[dict[str, str], list[tuple[str, str, str]]]] = [
    ({"basis": "12mo"}, [("M-00001", "silver", "5000.00"), ("M-00002", "platinum", "20000.00")]),
    ({"basis": "12mo", "every": "6mo"}, [("M-00001", "silver", "5000.00"), ("M-00002", "platinum", "20000.00")]),
    ({"every": "12mo"}, []),
    ({"counts": "payment"}, []),
]


@pytest.mark.parametrize(("policy", "moved"), POLICIES)
def test_another_policy_is_put_in_force_for_all(
    house: MakeDesk,
    change_policy: Callable[..., None],
    dump: Any,
    policy: dict[str, str],
    moved: list[tuple[str, str, str]],
) -> None:
    from crmcli.storage.schema import DERIVED, FACTS

    desk = house()
    desk.ok("member", "add", "李娜", "--mobile", "19900005679", "--joined-on", "2024-01-01")
    desk.ok("member", "add", "张伟", "--mobile", "19900005680", "--joined-on", "2024-01-01")
    desk.ok("member", "add", "陈红", "--mobile", "19900005681", "--joined-on", "2024-01-01")
    buy(desk, "20000", "2025-02-01")
    buy(desk, "5000", "2026-02-01")
    buy(desk, "40000", "2025-02-01", "李娜")
    buy(desk, "20000", "2026-02-01", "李娜")
    buy(desk, "20000", "2025-02-01", "张伟")
    desk.ok("member", "upgrade", "张伟", "--to", "尊享卡", "--reason", "合作", "--until", "2026-12-31")
    desk.ok("member", "upgrade", "--all")
    before = dump(desk.path, (*FACTS, *DERIVED))

    change_policy(**policy)
    simulated = desk.json("member", "upgrade", "--all", "--dry-run")
    assert [(one["no"], one["to"], one["counted"]) for one in simulated] == moved
    assert {one["cause"] for one in simulated} <= {"ladder"}
    assert {one["operation"] for one in simulated} <= {None}
    assert dump(desk.path, (*FACTS, *DERIVED)) == before

    done = desk.json("member", "upgrade", "--all")
    assert [(one["no"], one["to"], one["counted"]) for one in done] == moved
    tiers = {one["no"]: one["tier"] for one in desk.json("member", "list")}
    expected = {"M-00001": "platinum", "M-00002": "prestige", "M-00003": "prestige", "M-00004": "silver"}
    assert tiers == expected | {no: to for no, to, _counted in moved}
    # what was before is not rewritten
    for no, to, _counted in moved:
        history = desk.json("member", "tier", no)["history"]
        assert [(move["on"], move["to"], move["cause"], move["by"]) for move in history][-1] == (
            "2026-10-31",
            to,
            "ladder",
            "陈静",
        )
    assert desk.json("member", "tier", "王小明", "--on", "2026-10-30")["tier"] == "platinum"
    assert desk.json("member", "upgrade", "--all") == []
    desk.ok("undo", "--yes")
    assert dump(desk.path, (*FACTS, *DERIVED)) == before


def rules(folder: Path, text: str) -> Path:
    path = folder / "other.toml"
    path.write_text(text, "utf-8")
    return path


TIERS = """
[[tiers]]
code = "silver"
name = "银卡"
from = 0

[[tiers]]
code = "gold"
name = "金卡"
from = 15000
"""


def test_simulated_rules_tell_who_would_move_and_write_nothing(house: MakeDesk, dump: Any) -> None:
    from crmcli.storage.schema import DERIVED, FACTS

    desk = house()
    desk.ok("member", "add", "李娜", "--mobile", "19900005679", "--joined-on", "2024-01-01")
    buy(desk, "20000", "2025-02-01")
    buy(desk, "15000", "2026-02-01", "李娜")
    before = dump(desk.path, (*FACTS, *DERIVED))
    file = rules(desk.folder, TIERS)
    assert desk.json("member", "tier", "--simulate", file) == [
        {
            "no": "M-00001",
            "name": "王小明",
            "from": "platinum",
            "from_name": "白金卡",
            "to": "gold",
            "to_name": "金卡",
            "counted": "20000.00",
        },
        {
            "no": "M-00002",
            "name": "李娜",
            "from": "silver",
            "from_name": "银卡",
            "to": "gold",
            "to_name": "金卡",
            "counted": "15000.00",
        },
    ]
    file = rules(desk.folder, '[policy]\nbasis = "12mo"\ncounts = "consumption"\n')
    told = desk.json("member", "tier", "--simulate", file)
    assert [(one["no"], one["from"], one["to"], one["counted"]) for one in told] == [
        ("M-00001", "platinum", "silver", "0.00")
    ]
    assert (
        "Nobody would move."
        in desk.ok(
            "member",
            "tier",
            "--simulate",
            rules(desk.folder, TIERS.replace("gold", "platinum").replace("15000", "20000")),
        ).out
    )
    assert dump(desk.path, (*FACTS, *DERIVED)) == before


FAULTS = [
    (7, '[policy]\nbasis = "often"\n', ["often is no time to count over", "counts is missing"]),
    (
        7,
        '[policy]\nbasis = "12mo"\ncounts = "consumption"\n[policy.retention]\nevery = "12mo"\nfall = "step"\n',
        ["write [[tiers]] with keep as well"],
    ),
    (7, TIERS.replace("15000", '"viel"'), ["is not an amount in yuan"]),
    (7, TIERS + "keep = 100\n", ["add [policy.retention]"]),
    (7, "[[tiers", ["this is not TOML"]),
    (7, TIERS + "[items]\na = 1\n", ["there is no key items"]),
    (2, 'title = "x"\n', ["has neither a table [policy] nor [[tiers]]"]),
]


@pytest.mark.parametrize(("status", "text", "said"), FAULTS)
def test_rules_that_cannot_be_taken_are_told_like_a_pack(
    house: MakeDesk, status: int, text: str, said: list[str]
) -> None:
    desk = house()
    error = desk.refused(status, "member", "tier", "--simulate", rules(desk.folder, text))
    told = " ".join([error["message"], *(one["message"] for one in error.get("candidates", []))])
    assert all(part in told for part in said), told


def test_a_simulation_is_of_everybody_and_of_a_file(house: MakeDesk) -> None:
    desk = house()
    assert desk.refused(4, "member", "tier", "--simulate", "nowhere.toml")["field"] == "--simulate"
    file = rules(desk.folder, TIERS)
    assert desk.refused(2, "member", "tier", "王小明", "--simulate", file)["field"] == "--simulate"


def test_a_policy_that_was_never_put_in_force_is_seen_by_the_doctor(
    house: MakeDesk, change_policy: Callable[..., None]
) -> None:
    desk = house()
    change_policy(basis="12mo")
    desk.ok("purchase", "add", "王小明", "--item", "其他", "--amount", "20000", "--date", "2025-01-01")
    assert desk.json("member", "tier", "王小明")["tier"] == "platinum"
    assert [one["ok"] for one in desk("doctor", "--json").json if one["check"] == "ladder"] == [True]
    assert "member upgrade --all" in desk("doctor").out
