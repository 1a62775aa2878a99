"""Reminders of what is owed in the due list: one line a member, until it is paid."""

from __future__ import annotations

from typing import Any

import pytest

from harness import Desk


@pytest.fixture
def owing(raised: Desk) -> Desk:
    """3栋501 owes 313.25 since 10-10; 3栋502 3.50 since 10-10 and 150.00 since 10-15. 李娜 is at the desk."""
    raised.ok("staff", "add", "李娜", "--role", "业务办理")
    raised.env(CRMCLI_AS="陈静")
    return raised


def at(desk: Desk, day: str) -> None:
    """The day goes on."""
    desk.env(CRMCLI_TODAY=f"{day}T09:30")


def due(desk: Desk, *words: object) -> list[tuple[Any, ...]]:
    lines = [line for line in desk.json("followup", "due", *words) if line["kind"] == "fee"]
    return [(line["id"], line["due_on"], line["days_late"], line["why"]) for line in lines]


FIRST = ("fee:M-00001:2026-10-10", "2026-10-07")
SECOND = ("fee:M-00002:2026-10-10", "2026-10-07")


def test_one_line_a_member(owing: Desk) -> None:
    assert due(owing) == [
        (*FIRST, 21, "owes 313.25 since 2026-10-10"),
        (*SECOND, 21, "owes 153.50 since 2026-10-10"),
    ]
    line = next(one for one in owing.json("followup", "due") if one["id"] == SECOND[0])
    assert (line["script"], line["purpose"], line["assigned_to"], line["part"]) == (
        "3栋502您好，您有153.50元，10月10日该交。",
        "催缴：告诉业主欠多少、从哪天起",
        "李娜",
        "overdue",
    )


def test_from_the_notice_days_on(estate: Desk) -> None:
    at(estate, "2026-10-01")
    estate.ok("fee", "raise", "物业费", "3栋501", "--period", "2026-10")
    seen = {}
    for day in ("2026-10-06", "2026-10-07", "2026-10-10", "2026-10-11"):
        at(estate, day)
        seen[day] = due(estate)
    told = "owes 3.50 since 2026-10-10"
    assert seen == {
        "2026-10-06": [],
        "2026-10-07": [(*FIRST, 0, told)],
        "2026-10-10": [(*FIRST, 0, told)],
        "2026-10-11": [(*FIRST, 1, told)],
    }
    at(estate, "2026-10-01")
    assert due(estate, "--ahead", "6") == [(*FIRST, 0, told)]


def test_it_goes_once_it_is_paid(owing: Desk) -> None:
    owing.ok("fee", "pay", "3栋501", "--amount", "300", "--pay", "cash")
    assert due(owing)[0] == (*FIRST, 21, "owes 13.25 since 2026-10-10")
    owing.ok("fee", "waive", "3栋501", "--amount", "13.25", "--reason", "抹零")
    # the oldest of the other's is paid: what is left is due later
    owing.ok("fee", "pay", "3栋502", "--fee", "物业费", "--pay", "cash")
    assert due(owing) == [("fee:M-00002:2026-10-15", "2026-10-12", 16, "owes 150.00 since 2026-10-15")]
    owing.ok("undo")
    assert due(owing) == [(*SECOND, 21, "owes 153.50 since 2026-10-10")]


def test_a_call_is_made_once_until_more_falls_due(owing: Desk) -> None:
    owing.ok("followup", "done", SECOND[0], "接通", "说月底交")
    assert [line[0] for line in due(owing)] == [FIRST[0]]
    at(owing, "2026-11-01")
    owing.ok("fee", "raise", "停车费", "3栋502", "--period", "2026-11")
    at(owing, "2026-11-11")
    assert [line[0] for line in due(owing)] == [FIRST[0]]
    at(owing, "2026-11-12")
    more = ("fee:M-00002:2026-11-15", "2026-11-12", 0, "owes 303.50 since 2026-10-10")
    assert [line for line in due(owing) if "M-00002" in line[0]] == [more]


def test_a_call_that_was_moved_is_not_made_when_it_is_paid(owing: Desk) -> None:
    owing.ok("followup", "reschedule", SECOND[0], "--to", "2026-11-05", "--reason", "出差")
    assert [line[0] for line in due(owing)] == [FIRST[0]]
    owing.ok("fee", "pay", "3栋502", "--amount", "100", "--pay", "cash")
    at(owing, "2026-11-05")
    (moved,) = [line for line in owing.json("followup", "due") if line["name"] == "3栋502"]
    assert moved["script"] == "3栋502您好，您有53.50元，10月15日该交。"
    at(owing, "2026-10-31")
    owing.ok("fee", "pay", "3栋502", "--pay", "cash")
    at(owing, "2026-11-05")
    assert [line[0] for line in due(owing)] == [FIRST[0]]
    owing.ok("undo")
    assert [line["script"] for line in owing.json("followup", "due") if line["name"] == "3栋502"] == [moved["script"]]


def test_who_is_not_to_be_called_is_not(owing: Desk) -> None:
    owing.ok("member", "edit", "3栋501", "--do-not-contact", "投诉中")
    assert [line[0] for line in due(owing)] == [SECOND[0]]


def test_a_pack_that_reminds_nobody(owing: Desk) -> None:
    from crmcli.storage.packcopy import own_packs

    (own_packs() / "estate" / "notices.toml").write_text("", "utf-8")
    assert due(owing) == []


def test_member_show_tells_what_is_owed(owing: Desk) -> None:
    shown = owing.json("member", "show", "3栋502")
    assert (shown["owed"], shown["owed_since"]) == ("153.50", "2026-10-10")
    assert "owes 153.50 in fees, due since 2026-10-10" in owing.ok("show", "3栋502").out
    nothing = owing.json("member", "show", "岳清荷")
    assert (nothing["owed"], nothing["owed_since"]) == ("0.00", None)
    assert "owes" not in owing.ok("show", "岳清荷").out
