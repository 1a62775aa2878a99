"""New members are called whoever made them members, once in their life; the club's pack has such a plan."""

from __future__ import annotations

from typing import Any

import pytest

from harness import Desk

ASKED = ("inquiry", "log", "--name", "王小明", "--phone", "19900001234", "--channel", "phone", "--item", "羽毛球")
# the third month ends on a Sunday, and the club counts days off
DAYS = ["2026-11-03", "2026-11-30", "2027-02-01"]


@pytest.fixture
def club(bare: Desk) -> Desk:
    bare.init("club")
    return bare


def joining(desk: Desk, member: str) -> list[Any]:
    found = desk.json("followup", "list", "--member", member)
    return sorted(line["due_on"] for line in found if line["kind"] == "joining")


def test_a_prospect_converted(club: Desk) -> None:
    club.ok(*ASKED)
    answer = club.json("inquiry", "convert", "1")
    assert [step["due_on"] for step in answer["plan"]] == joining(club, "m1") == DAYS
    # the form filled in afterwards is no second application and starts nothing again
    applied = club.json("member", "apply", "王小明", "--mobile", "19900001234", "--card-type", "stored")
    assert (applied["no"], applied["plan"]) == ("M-00001", [])
    assert joining(club, "m1") == DAYS
    assert club.refused(5, "member", "apply", "王小明", "--mobile", "19900001234")["message"].startswith(
        "王小明 is a member already"
    )


def test_a_first_deal(club: Desk) -> None:
    answer = club.json(*ASKED, "--first-deal", "--amount", "3600")
    assert [step["due_on"] for step in answer["plan"]] == joining(club, "m1") == DAYS


def test_a_first_purchase_of_a_prospect_and_its_undo(club: Desk) -> None:
    club.ok(*ASKED)
    bought = ("purchase", "add", "m1", "--item", "其他", "--amount", "100", "--note", "水")
    assert [step["due_on"] for step in club.json(*bought)["plan"]] == DAYS
    club.ok("undo")
    assert joining(club, "m1") == []
    club.ok("redo", "3")
    assert joining(club, "m1") == DAYS
    assert club.json(*bought)["plan"] == []


def test_a_list_taken_over_makes_nobody_new(club: Desk) -> None:
    club.ok(*ASKED)
    list_file = club.folder / "bought.csv"
    list_file.write_text("日期,姓名,手机,项目,金额\n2026-10-30,王小明,19900001234,其他,100\n", "utf-8")
    assert club.json("import", "purchases", list_file, "--apply")["create"] == 1
    assert club.json("member", "show", "m1")["standing"] == "member"
    assert joining(club, "m1") == []


def test_the_form_of_somebody_who_has_long_been_a_member(club: Desk) -> None:
    club.ok("member", "add", "王小明", "--mobile", "19900001234", "--joined-on", "2020-01-01")
    applied = club.json(
        "member", "apply", "王小明", "--mobile", "19900001234", "--card-type", "stored", "--amount", "100"
    )
    assert applied["plan"] == joining(club, "m1") == []


def test_a_first_deal_of_a_known_prospect_that_is_booked_at_once(club: Desk) -> None:
    club.ok(*ASKED)
    answer = club.json(*ASKED, "--first-deal", "--amount", "3600", "--book", "其他")
    assert (answer["converted"], [step["due_on"] for step in answer["plan"]]) == (True, DAYS)
    assert joining(club, "m1") == DAYS
