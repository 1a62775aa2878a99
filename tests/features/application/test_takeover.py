"""Who applies: a prospect is taken over, a member applies again, somebody else is somebody else."""

from __future__ import annotations

from pathlib import Path

import pytest
from process import environment, run_on_terminal

from harness import Desk


@pytest.mark.parametrize(
    ("name", "words", "status", "who"),
    [
        ("王小明", ("--mobile", "19900005678"), 0, "M-00001"),
        ("王 小 明", ("--mobile", "１９９－００００－５６７８"), 0, "M-00001"),
        ("王小明", ("--mobile", "19900001111", "--phone2", "19900005678"), 0, "M-00001"),
        ("王小明", ("--mobile", "19900001111"), 0, "M-00002"),
        ("王大明", ("--mobile", "19900005678"), 5, None),
        ("王大明", ("--mobile", "19900005678", "--same-phone-ok"), 0, "M-00002"),
        ("王大明", ("--mobile", "19900005678", "--yes"), 0, "M-00002"),
        ("王大明", ("--inquiry", "1"), 0, "M-00001"),
        ("m1", (), 0, "M-00001"),
        ("m9", (), 4, None),
    ],
)
def test_who_is_taken_over(asked: Desk, name: str, words: tuple[str, ...], status: int, who: str | None) -> None:
    result = asked("member", "apply", name, *words, "--json")
    assert result.status == status, result
    if who is not None:
        answer = result.json
        assert (answer["no"], answer["added"]) == (who, who == "M-00002")
        assert answer["inquiry"] == (1 if who == "M-00001" else None)


def test_the_refusal_offers_who_it_may_be(asked: Desk) -> None:
    error = asked.refused(5, "member", "apply", "王大明", "--mobile", "19900005678")
    assert error == {
        "kind": "refused",
        "message": "The phone 19900005678 belongs to 王小明. The same person: give the name 王小明, or the number. "
        "A family sharing it: --same-phone-ok.",
        "field": "mobile",
        "value": "19900005678",
        "candidates": [
            {"no": "M-00001", "name": "王小明", "phone_tail": "5678", "tier": None, "last_purchase_on": None}
        ],
    }


def test_what_the_form_says_fills_the_prospect_and_what_is_known_stays(asked: Desk) -> None:
    asked.ok("member", "edit", "王小明", "--source", "报纸", "--note", "电话里很急")
    words = ("--address", "南通市崇川区", "--source", "路过", "--note", "周末来", "--card-no", "0012")
    asked.ok("member", "apply", "王小明", "--mobile", "19900005678", *words)
    shown = asked.json("member", "show", "王小明", "--reveal")
    told = {key: shown[key] for key in ("address", "source", "note", "card_no", "joined_on", "standing")}
    assert told == {
        "address": "南通市崇川区",
        "source": "报纸",
        "note": "电话里很急；周末来",
        "card_no": "0012",
        "joined_on": "2026-10-31",
        "standing": "member",
    }


def test_a_member_applies_again_only_where_that_is_said(club: Desk) -> None:
    club.ok("member", "apply", "李红", "--mobile", "19900001234", "--card-no", "A1", "--card-type", "stored")
    again = ("member", "apply", "李红", "--mobile", "19900001234", "--card-no", "B2", "--card-type", "sessions")
    error = club.refused(5, *again)
    assert error["message"] == "李红 is a member already (M-00001). To record another application of theirs: --yes."
    answer = club.json(*again, "--yes")
    told = [answer[key] for key in ("no", "application", "card_no", "applied_card_no", "joined", "plan")]
    assert told == ["M-00001", 2, "A1", "B2", False, []]
    # both cards find the member
    assert [club.json("member", "find", card)[0]["no"] for card in ("A1", "B2")] == ["M-00001", "M-00001"]
    club.ok("undo", "--yes")
    assert club.json("member", "find", "B2") == []


def test_a_card_is_never_given_twice(club: Desk) -> None:
    club.ok("member", "apply", "李红", "--mobile", "19900001234", "--card-no", "A1")
    club.ok("member", "apply", "李红", "--mobile", "19900001234", "--card-no", "B2", "--yes")
    for card in ("A1", "B2"):
        error = club.refused(5, "member", "apply", "赵敏", "--mobile", "19900002222", "--card-no", card)
        assert (error["field"], error["message"]) == ("card_no", f"The card {card} belongs to 李红.")


def test_the_same_id_is_the_same_person_with_another_phone(club: Desk) -> None:
    card = ("--id-no", "E12345678", "--id-type", "护照")
    club.ok("member", "add", "李红", "--mobile", "19900001234", "--prospect", *card)
    answer = club.json("member", "apply", "李红", "--mobile", "19900002222", *card)
    assert (answer["no"], answer["mobile"]) == ("M-00001", "199****2222")
    assert club.refused(5, "member", "apply", "赵敏", "--mobile", "19900003333", *card)["field"] == "id_no"


def test_an_organisation_is_told_by_its_name(club: Desk) -> None:
    club.ok("member", "apply", "南通某某公司", "--organisation")
    error = club.refused(5, "member", "apply", "南通某某公司", "--organisation")
    assert [candidate["no"] for candidate in error["candidates"]] == ["M-00001"]


def test_two_entries_of_one_person_are_not_chosen_between(club: Desk) -> None:
    for _time in range(2):
        club.ok("member", "add", "李红", "--mobile", "19900001234", "--prospect", "--same-phone-ok")
    error = club.refused(5, "member", "apply", "李红", "--mobile", "19900001234")
    assert [candidate["no"] for candidate in error["candidates"]] == ["M-00001", "M-00002"]
    assert club.json("member", "apply", "m2")["no"] == "M-00002"


def test_an_inquiry_that_led_to_something_leads_to_nothing_else(asked: Desk) -> None:
    asked.ok("member", "apply", "--inquiry", "1")
    error = asked.refused(5, "member", "apply", "--inquiry", "1", "--yes")
    assert error["message"] == "Inquiry 1 led to a deal on 2026-10-31 already; leave --inquiry out."


def test_who_left_joins_again(club: Desk) -> None:
    club.ok("member", "apply", "李红", "--mobile", "19900001234", "--date", "2026-10-01")
    leave(club.path)
    answer = club.json("member", "apply", "李红", "--mobile", "19900001234")
    assert (answer["standing"], answer["joined"], answer["joined_on"]) == ("member", True, "2026-10-01")


def leave(path: Path) -> None:
    """There is no command for it yet; the write is the program's own."""
    from crmcli.session import Session
    from crmcli.ui.options import Shared

    session = Session(Shared(db=str(path), operator="陈静"))
    with session.write("member edit") as operation:
        operation.db.execute("UPDATE member SET standing = 'left' WHERE id = 1")
    session.close()


# In a terminal


def on_terminal(desk: Desk, *words: str, keys: tuple[str, ...]) -> tuple[int, str]:
    env = environment(desk.folder, CRMCLI_LANG="en", CRMCLI_AS="陈静")
    screen = run_on_terminal(desk.folder, "member", "apply", *words, keys=keys, env=env)
    return screen.status, screen.text


def test_in_a_terminal_the_needed_is_asked_for_and_the_prospect_about(asked: Desk) -> None:
    keys = ("金卡\n", "1\n", "很多\n", "5000\n", "王小明\n", "19900005678\n", "y\n")
    status, text = on_terminal(asked, keys=keys)
    assert status == 0, text
    assert "1 充值卡  2 单项卡" in text
    assert "金卡 is no card type; there are 充值卡, 单项卡" in text
    assert "M-00001  王小明  …5678    no purchase yet is no member yet. Is it the same person? [y/N] y" in text
    assert "taken over, a member now · 充值卡 5,000.00" in text


@pytest.mark.parametrize(
    ("key", "status", "count"),
    [("1\n", 0, 1), ("\n", 0, 2)],
    ids=["it is", "somebody else"],
)
def test_the_same_phone_and_another_name_is_asked_about(asked: Desk, key: str, status: int, count: int) -> None:
    words = ("王大明", "--mobile", "19900005678", "--card-type", "stored", "--amount", "5000")
    done, text = on_terminal(asked, *words, keys=(key, "y\n") if count == 1 else (key,))
    assert done == status, text
    members = asked.json("member", "list")
    assert {row["name"] for row in members if row["standing"] == "member"} == {"王大明"}
    everybody = {row["no"] for row in members} | {
        row["no"] for row in asked.json("member", "list", "--standing", "prospect")
    }
    assert len(everybody) == count


def test_no_means_nothing_is_written(asked: Desk) -> None:
    words = ("王小明", "--mobile", "19900005678", "--card-type", "stored", "--amount", "5000")
    status, text = on_terminal(asked, *words, keys=("n\n",))
    assert (status, text.split("\n")[-2].strip()) == (130, "Nothing was written.")
    assert asked.json("inquiry", "list")[0]["converted_on"] is None
