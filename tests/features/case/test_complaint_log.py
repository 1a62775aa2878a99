"""`complaint log` and `case log`: what is kept, what is refused, what is asked in a terminal."""

from __future__ import annotations

from typing import Any

import pytest
from opened import opened

SAID = ("--matter", "术后效果不好", "--summary", "左右不对称")


@pytest.fixture
def clinic(desk: Any) -> Any:
    """M-00001 王小明, whose phone is 19900005678."""
    desk.ok(
        "member", "add", "王小明", "--mobile", "19900005678", "--card-no", "A1", "--address", "江苏省南通市崇川区1号"
    )
    return desk


def file_of(desk: Any, no: str) -> dict[str, Any]:
    with opened(desk.path) as db:
        return dict(db.execute("SELECT * FROM case_file WHERE no = ?", (no,)).fetchone())


def test_a_members_complaint_whole(clinic: Any) -> None:
    assert clinic.json("complaint", "log", "王小明", *SAID) == {
        "no": "TS-2026-0001",
        "kind": "complaint",
        "state": "logged",
        "member": "M-00001",
        "name": "王小明",
        "phone": "199****5678",
        "matter": "术后效果不好",
        "category": "result",
        "category_name": "治疗效果",
        "severity": "normal",
        "severity_name": "一般",
        "channel": "phone",
        "against": None,
        "against_department": None,
        "department": None,
        "item": None,
        "logged_at": "2026-10-31T09:30:00+08:00",
        "answer_by": None,
        "answered_at": None,
        "resolve_by": None,
        "resolved_at": None,
        "promise_at": None,
        "waits_for": None,
        "waits_until": None,
        "first_asked": "陈静",
        "owner": "陈静",
        "call_on": "2026-10-31",
        "call_at": None,
        "opinion": None,
        "closed_at": None,
        "closed_how": None,
        "reopened": 0,
        "clocks": [],
        "sheet": None,
        "replanned": [],
        "warnings": [],
        "operation": 3,
    }


def test_every_option_is_kept(clinic: Any) -> None:
    options = {
        "--name": "赵客",
        "--phone": "１９９０００００００１",
        "--gender": "女",
        "--phone2": "0513-83000001",
        "--address": "江苏省 南通市",
        "--id-no": "E12345678",
        "--card-no": "b 7",
        "--against": "李医生",
        "--against-department": "整形",
        "--department": "kefu",
        "--person": "陈静",
        "--person-phone": "8001",
        "--severity": "严重",
        "--channel": "微信",
        "--item": "假体隆鼻",
        "--at": "昨天15:30",
    }
    no = clinic.json("complaint", "log", *SAID, *(word for pair in options.items() for word in pair))["no"]
    assert file_of(clinic, no) == {
        "id": 1,
        "no": "TS-2026-0001",
        "kind": "complaint",
        "member_id": None,
        "name": "赵客",
        "gender": "female",
        "phone": "19900000001",
        "phone2": "0513-83000001",
        "address": "江苏省 南通市",
        "id_no": "E12345678",
        "card_no": "B7",
        "matter": "术后效果不好",
        "category": "result",
        "severity": "serious",
        "channel": "wechat",
        "summary": "左右不对称",
        "against": "李医生",
        "against_department": "surgery",
        "department": "service",
        "person": "陈静",
        "person_phone": "8001",
        "item": "假体隆鼻",
        "purchase_id": None,
        "on_day": "2026-10-30",
        "logged_at": "2026-10-30T15:30:00+08:00",
        "staff_id": 1,
        "store_id": 1,
    }


def test_what_a_member_has_is_not_written_twice(clinic: Any) -> None:
    """The case follows the member: a number that is mended later is the one to call."""
    no = clinic.json("complaint", "log", "王小明", *SAID)["no"]
    assert (file_of(clinic, no)["name"], file_of(clinic, no)["phone"]) == (None, None)
    clinic.ok("member", "edit", "王小明", "--mobile", "19900009999")
    assert clinic.json("complaint", "show", "1", "--reveal")["phone"] == "19900009999"


def test_several_lines_from_standard_input(clinic: Any) -> None:
    clinic.ok("complaint", "log", "王小明", "--matter", "效果", "--summary", "-", stdin="\n左右不对称  \n\n要求修复\n")
    assert clinic.json("complaint", "show", "1")["summary"] == "左右不对称\n\n要求修复"


def test_a_card_names_its_member(clinic: Any) -> None:
    assert clinic.json("complaint", "log", "--card-no", "A1", *SAID)["member"] == "M-00001"


def test_the_phone_of_a_member_is_told(clinic: Any) -> None:
    found = clinic.json("complaint", "log", "--name", "王太太", "--phone", "19900005678", *SAID)
    assert (found["member"], found["warnings"]) == (None, ["same mobile as M-00001"])


def test_numbers_run_on_by_kind_and_year_and_are_never_given_twice(clinic: Any) -> None:
    assert clinic.json("complaint", "log", "王小明", *SAID)["no"] == "TS-2026-0001"
    assert clinic.json("case", "log", "王小明", "--kind", "建议", *SAID)["no"] == "JY-2026-0001"
    clinic.ok("undo")
    assert clinic.json("case", "log", "王小明", "--kind", "suggestion", *SAID)["no"] == "JY-2026-0002"
    assert clinic.json("complaint", "log", "王小明", *SAID)["no"] == "TS-2026-0002"
    assert clinic.json("complaint", "log", "王小明", *SAID, "--today", "2027-01-01T09:00")["no"] == "TS-2027-0001"


REFUSED = [
    (2, (), "member", "Who complains is missing: give a member, or --name and --phone."),
    (2, ("--name", "赵客"), "--phone", "Phone is missing: give --phone."),
    (4, ("没有这人",), "member", "No member fits 没有这人. For somebody who is none: --name NAME --phone NUMBER"),
    (2, ("王小明", "--matter", ""), "--matter", "Matter is missing: give --matter."),
    (2, ("王小明", "--summary", " "), "--summary", "Summary is missing: give --summary."),
    (2, ("王小明", "--phone", "1990000"), "--phone", None),
    (2, ("王小明", "--severity", "x"), "--severity", "x is none of 一般, 严重, 重大."),
    (2, ("王小明", "--channel", "烟"), "--channel", None),
    (2, ("王小明", "--at", "明天9:30"), "--at", "明天9:30 lies ahead; what is recorded has happened"),
    (4, ("王小明", "--kind", "维修"), "--kind", "There is no kind 维修; there are 投诉, 建议."),
    (2, ("王小明", "--opinion", "满意"), "--opinion", "--opinion goes with --resolve."),
    (
        *(5, ("王小明", "--close"), "--close"),
        "It cannot be closed at once. Missing: what was done, a call-back that reached the customer, the customer's "
        "opinion. Settled on the spot: --resolve TEXT --opinion O",
    ),
    (
        *(5, ("王小明", "--resolve", "道歉", "--close"), "--close"),
        "It cannot be closed at once. Missing: a call-back that reached the customer, the customer's opinion. "
        "Settled on the spot: --resolve TEXT --opinion O",
    ),
]


@pytest.mark.parametrize(("status", "words", "field", "message"), REFUSED)
def test_what_cannot_be_taken_is_said_and_nothing_is_kept(
    clinic: Any, status: int, words: tuple[str, ...], field: str, message: str | None
) -> None:
    given = {word: value for word, value in zip(SAID[::2], SAID[1::2], strict=True) if word not in words}
    error = clinic.refused(status, "complaint", "log", *words, *(word for pair in given.items() for word in pair))
    assert error["field"] == field
    assert message is None or error["message"] == message
    assert clinic.json("complaint", "list") == []
    with opened(clinic.path) as db:
        assert db.execute("SELECT COUNT(*) FROM number_series").fetchone()[0] == 0


def test_a_case_must_say_its_kind(clinic: Any) -> None:
    assert clinic.refused(2, "case", "log", "王小明", *SAID)["message"] == "Kind is missing: give --kind."


def test_a_pack_without_cases_says_where_they_go(clinic: Any) -> None:
    import shutil

    from crmcli.place import data_dir
    from crmcli.storage.packcopy import own_packs

    shutil.copytree(data_dir() / "packs" / "clinic", own_packs() / "clinic")
    (own_packs() / "clinic" / "cases.toml").unlink()
    assert clinic.refused(5, "complaint", "log", "王小明", *SAID)["message"] == (
        "The pack clinic has no complaints; put a kind with the code complaint into its [[cases]]."
    )
    assert clinic.refused(5, "case", "log", "王小明", *SAID)["message"] == (
        "The pack clinic has no kinds of cases; put [[cases]] into it."
    )
    assert clinic.json("case", "list") == []


def test_settled_on_the_spot_is_one_operation_with_every_step(clinic: Any) -> None:
    done = ("--resolve", "当面道歉\n退款200元", "--opinion", "满", "--text", "可以", "--close")
    found = clinic.json("complaint", "log", "王小明", *SAID, *done, "--at", "9:00")
    assert {key: found[key] for key in ("state", "closed_how", "opinion", "channel", "call_on", "operation")} == {
        "state": "closed",
        "closed_how": "on-the-spot",
        "opinion": "satisfied",
        "channel": "on-site",
        "call_on": None,
        "operation": 3,
    }
    shown = clinic.json("complaint", "show", "1")
    assert {event["at"] for event in shown["events"]} == {"2026-10-31T09:00:00+08:00"}
    assert [(event["kind"], event["text"], event["opinion"]) for event in shown["events"]] == [
        ("logged", None, None),
        ("answered", None, None),
        ("resolved", "当面道歉\n退款200元", None),
        ("confirmed", "可以", "satisfied"),
        ("closed", None, None),
    ]
    clinic.ok("undo")
    assert clinic.json("complaint", "list") == []
    clinic.ok("redo")
    assert clinic.json("complaint", "show", "1") == shown


def test_settled_without_closing_goes_as_far_as_it_got(clinic: Any) -> None:
    resolved = clinic.json("complaint", "log", "王小明", *SAID, "--resolve", "道歉")
    assert (resolved["state"], resolved["answered_at"], resolved["call_on"]) == ("resolved", None, "2026-10-31")
    confirmed = clinic.json("complaint", "log", "王小明", *SAID, "--resolve", "道歉", "--opinion", "不满意")
    assert (confirmed["state"], confirmed["opinion"], confirmed["closed_how"]) == ("confirmed", "unsatisfied", None)


def test_what_a_clerk_reads(clinic: Any) -> None:
    said = clinic.ok("complaint", "log", "王小明", *SAID, "--at", "昨天15:30").out.splitlines()
    assert said == [
        "TS-2026-0001 王小明 · 术后效果不好: logged · undo: crmcli undo 3",
        "  came in 2026-10-30 (Friday) 15:30",
        "  next call: 2026-10-30 (Friday)",
    ]


def test_it_goes_to_whoever_holds_the_packs_post(clinic: Any) -> None:
    clinic.ok("staff", "add", "李娜", "--role", "回访专员")
    found = clinic.json("complaint", "log", "王小明", *SAID, "--as", "陈静")
    assert (found["first_asked"], found["owner"]) == ("陈静", "李娜")


def test_the_member_shows_it(clinic: Any) -> None:
    clinic.ok("complaint", "log", "王小明", *SAID)
    clinic.ok("case", "log", "王小明", "--kind", "建议", "--matter", "停车", "--summary", "太少")
    card = clinic.json("member", "show", "王小明")
    assert [one["no"] for one in card["complaints"]] == ["TS-2026-0001"]
    assert [one["no"] for one in card["cases"]] == ["JY-2026-0001"]
    assert "TS-2026-0001  2026-10-31  术后效果不好  logged" in clinic.ok("member", "show", "王小明").out
