"""Cards about to end: in the day's list with what is left, done, moved, taken back; in `card list`; at what cost."""

from __future__ import annotations

from shutil import copytree
from typing import Any

import pytest

from crmcli.features.card.expiry_store import expiring
from crmcli.place import data_dir
from crmcli.session import Session
from crmcli.storage.packcopy import own_packs
from crmcli.ui.options import Shared
from harness import Desk

USES = "20260002"
KEY = f"card:M-00001:2026-12-31:{USES}"
PURPOSE = "卡到期：告诉顾客还剩多少、哪天到期，约好来用的时间"
SCRIPT = (
    "王小明您好，我是院里的客服。您的{card}还剩{left}，12月31日到期，怕您忘了，跟您说一声。"
    "您这段时间哪天方便过来？我给您约好，省得您等。【只说这张卡；身体还没恢复的先别约，请医生看过再定。】"
)


def due(desk: Desk, day: str) -> Any:
    """The day's list of a day, the department's duties left out."""
    desk.env(CRMCLI_TODAY=f"{day}T09:00")
    return [line for line in desk.json("followup", "due") if line["kind"] != "duty"]


def test_the_line_of_a_card_that_is_about_to_end(both: Desk) -> None:
    both.ok("card", "use", USES)
    assert due(both, "2026-11-30") == []
    (line,) = [line for line in due(both, "2026-12-01") if line["kind"] == "card"]
    assert line == {
        "id": KEY,
        "member": "M-00001",
        "name": "王小明",
        "mobile": "19900005678",
        "kind": "card",
        "plan": None,
        "plan_code": None,
        "step": None,
        "purpose": PURPOSE,
        "script": SCRIPT.format(card="光子嫩肤", left="5次"),
        "due_on": "2026-12-01",
        "original_due_on": "2026-12-01",
        "due_at": None,
        "days_late": 0,
        "attempt": 0,
        "assigned_to": None,
        "call_by": None,
        "why": "card 20260002, 光子嫩肤: 5 uses left, until 2026-12-31",
        "part": "today",
        "rides": [],
    }
    assert [line["id"] for line in cards_due(both, "2026-12-31")] == [KEY]
    assert cards_due(both, "2027-01-01") == []


def cards_due(desk: Desk, day: str) -> list[Any]:
    return [line for line in due(desk, day) if line["kind"] == "card"]


def test_a_card_of_money_is_called_what_the_pack_calls_it(two: Desk) -> None:
    stored = ("--kind", "stored", "--amount", 200, "--bonus", "100.50", "--unnamed", "--expires", "2026-12-31")
    two.ok("card", "open", "m1", *stored)
    (line,) = cards_due(two, "2026-12-15")
    assert line["script"] == SCRIPT.format(card="充值卡", left="300.50元")
    assert line["why"] == "card 20260001, stored-value card: 300.50 left, until 2026-12-31"


#: What is done with the card of uses, and whether it is still called about, under which key.
BEFORE = [
    ((), KEY),
    (("card use 20260002 --sessions 6",), None),
    (("card refund 20260002",), None),
    (("card extend 20260002 --expires 2027-03-31 --reason x",), None),
    (("card extend 20260002 --expires 2027-01-05 --reason x",), f"card:M-00001:2027-01-05:{USES}"),
    (("card transfer 20260002 --to 李四",), f"card:M-00002:2026-12-31:{USES}"),
    # it stays the same card under another number, and its holder has to know whether it can be used or not
    (("card replace 20260002 --to N9",), KEY),
    (("card freeze 20260002 --reason x",), KEY),
    (("card lost 20260002",), KEY),
]


@pytest.mark.parametrize(("lines", "key"), BEFORE, ids=str)
def test_what_is_no_longer_called_about(both: Desk, lines: tuple[str, ...], key: str | None) -> None:
    for line in lines:
        both.ok(*line.split())
    assert [line["id"] for line in cards_due(both, "2026-12-10")] == ([key] if key else [])


def test_a_call_that_was_made_is_not_listed_again_until_it_is_taken_back(both: Desk) -> None:
    both.env(CRMCLI_TODAY="2026-12-02T09:00")
    done = both.json("followup", "done", KEY, "接通", "--note", "下周来")
    assert (done["state"], done["due_on"], done["attempt"]) == ("done", "2026-12-01", 1)
    # another number makes no other call of it
    both.ok("card", "replace", USES, "--to", "N9")
    assert cards_due(both, "2026-12-03") == []
    both.ok("undo", done["operation"])
    assert [line["id"] for line in cards_due(both, "2026-12-03")] == [KEY]


def test_a_call_is_moved_to_another_day(both: Desk) -> None:
    both.env(CRMCLI_TODAY="2026-12-02T09:00")
    moved = both.json("followup", "reschedule", KEY, "--to", "2026-12-10", "--reason", "客人忙")
    assert (moved["id"], moved["due_on"], moved["original_due_on"]) == (KEY, "2026-12-10", "2026-12-01")
    assert cards_due(both, "2026-12-09") == []
    (line,) = cards_due(both, "2026-12-10")
    assert (line["id"], line["script"], line["why"]) == (
        "1",
        SCRIPT.format(card="光子嫩肤", left="6次"),
        "card can be used until 2026-12-31, moved from 2026-12-01: 客人忙",
    )


def test_the_list_of_cards_that_end_soon(both: Desk) -> None:
    both.env(CRMCLI_TODAY="2026-12-01")
    within = {days: both.json("card", "list", "--expiring-within", days) for days in (29, 30)}
    assert [[card["card_no"] for card in cards] for cards in within.values()] == [[], [USES]]
    both.ok("card", "use", USES, "--sessions", 6)
    assert both.json("card", "list", "--expiring-within", 30) == []


def test_cards_that_end_are_read_from_the_index_of_those_alone(both: Desk) -> None:
    session = Session(Shared(db=str(both.path)))
    try:
        assert [card["no"] for card in expiring(session.db, "2026-12-01", "2026-12-31")] == [USES]
        seen: list[str] = []
        session.db.set_trace_callback(seen.append)
        expiring(session.db, "2026-12-01", "2026-12-31")
        session.db.set_trace_callback(None)
        plan = " ".join(row[3] for row in session.db.execute(f"EXPLAIN QUERY PLAN {seen[0]}"))
        assert "card_state_expiry" in plan, plan
        assert "SCAN" not in plan, plan
    finally:
        session.close()


def test_nothing_is_listed_where_the_pack_has_no_words(both: Desk) -> None:
    own = own_packs() / "clinic"
    copytree(data_dir() / "packs" / "clinic", own)
    assert len(cards_due(both, "2026-12-10")) == 1
    notices = own / "notices.toml"
    before, after = notices.read_text("utf-8").split("[notices.card]")
    notices.write_text(f"{before}[notices.tier]{after.split('[notices.tier]')[1]}", "utf-8")
    assert due(both, "2026-12-10") == []
