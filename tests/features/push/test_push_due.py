"""`followup due --push`: what is sent, once a day, checked by what the services answer, the list itself unharmed."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
from robots import SECRET, Reply, Robots

from harness import Desk

#: A list of one line, whatever the department's duties are.
QUIET = ("due", "--kind", "manual")


def test_counts_then_by_person_masked_names_with_what_for(busy: Desk, robots: Robots) -> None:
    busy.env(CRMCLI_PUSH=f"g={robots.wecom()}")
    result = busy.ok("due", "--all", "--push", "g")
    (text,) = robots.texts
    kept = text.split("\n")
    assert kept[0].startswith("due list 2026-10-31 Saturday · everybody's · ")
    assert "  王*明 术后第1天, birthday" in kept
    assert "  欧阳** 15:30 planned by hand" in kept
    assert kept[kept.index("  欧阳** 15:30 planned by hand") - 1].startswith("陈静 · ")
    assert "sent to g · 1 message\n" in result.err


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_nothing_of_a_person_is_ever_sent(language: str, busy: Desk, robots: Robots) -> None:
    """Not a number, an ID, a whole name, a purpose or a note somebody typed, not in any of the services' bodies."""
    busy.ok("member", "edit", "王小明", "--id-no", "11010119900307803X", "--note", "怕疼", "--wechat", "xiaoming90")
    busy.ok("complaint", "log", "欧阳娜娜", "--matter", "医疗", "--summary", "脸肿得厉害")
    busy.env(CRMCLI_LANG=language, CRMCLI_PUSH=f"{robots.wecom()} {robots.dingtalk()} {robots.feishu()}")
    busy.ok("due", "--all", "--ahead", "30", "--push")
    sent = repr(robots.seen)
    assert len(robots.seen) == 3
    assert "王*明" in sent
    for secret in (
        *("19900005678", "5678", "19900001234", "19900009999", "0307803", "王小明", "小明", "欧阳娜娜", "娜娜"),
        *("李雷", "报价", "怕疼", "xiaoming90", "脸肿", "M-00001", "假体"),
    ):
        assert secret not in sent, secret


def test_each_service_takes_its_own_form_and_signature(busy: Desk, robots: Robots) -> None:
    busy.env(CRMCLI_PUSH=f"w={robots.wecom()} d={robots.dingtalk()} f={robots.feishu()}")
    busy.ok(*QUIET, "--push")
    (wecom, ding, feishu) = robots.seen
    assert wecom[:2] == ("/cgi-bin/webhook/send", {"key": "KEY-wecom"})
    assert wecom[2] == {"msgtype": "text", "text": {"content": robots.texts[0]}}
    assert ding[0] == "/robot/send"
    assert set(ding[1]) == {"access_token", "timestamp", "sign"}
    assert ding[2] == wecom[2]
    assert feishu[2] | {"timestamp": "", "sign": ""} == {
        "timestamp": "",
        "sign": "",
        "msg_type": "text",
        "content": {"text": robots.texts[0]},
    }


def test_a_wrong_secret_is_seen_by_the_services_own_code(busy: Desk, robots: Robots) -> None:
    busy.env(CRMCLI_PUSH=f"d={robots.dingtalk()} f={robots.feishu()}".replace(SECRET, "SECother"))
    result = busy(*QUIET, "--push")
    assert result.status == 1
    assert "d: it does not know the key, or the signature is wrong (310000: sign not match" in result.err
    assert "f: it does not know the key, or the signature is wrong (19021: sign match fail" in result.err
    assert len(robots.seen) == 2, "a refused key is not tried again"


NO_JSON = Reply(body=b"<html>ok</html>")
ERRORS = [
    ("wecom", Reply.says(errcode=93000, errmsg="invalid webhook url"), 1, "does not know the key, or the signature"),
    ("wecom", Reply.says(errcode=45009, errmsg="api freq out of limit"), 1, "too many messages (45009: api freq"),
    ("wecom", Reply.says(errcode=40058, errmsg="exceed max length 2048"), 1, "too long for it (40058"),
    ("wecom", Reply.says(errcode=-1, errmsg="system busy"), 2, "the service is busy (-1: system busy)"),
    ("wecom", Reply.says(errcode=40008, errmsg="invalid message type"), 1, "it said no (40008: invalid message type)"),
    ("wecom", Reply.says(errcode="0x", errmsg="?"), 1, "it said no (0x: ?)"),
    ("wecom", NO_JSON, 1, "its answer cannot be understood"),
    ("wecom", Reply(body=b"[1]"), 1, "its answer cannot be understood"),
    ("wecom", Reply(status=500, body=b"oops"), 2, "it answered with HTTP status 500"),
    ("wecom", Reply(status=404, body=b"{}"), 1, "it answered with HTTP status 404"),
    ("wecom", Reply(status=429, body=b"{}"), 1, "too many messages (429: HTTP)"),
    ("wecom", Reply(status=302, headers={"Location": "https://example.com/"}), 1, "HTTP status 302, a redirect"),
    ("wecom", Reply(cut=True), 2, "the connection broke off"),
    ("dingtalk", Reply.says(errcode=310000, errmsg="keywords not in content, more: [x]"), 1, "the keyword “due list”"),
    ("dingtalk", Reply.says(errcode=310000, errmsg="ip 1.2.3.4 not in whitelist"), 1, "from addresses it knows"),
    ("dingtalk", Reply.says(errcode=310000, errmsg="invalid timestamp"), 1, "the signature is wrong (310000"),
    ("dingtalk", Reply.says(errcode=130101, errmsg="send too fast"), 1, "too many messages (130101"),
    ("dingtalk", Reply.says(errcode=460101, errmsg="message too long"), 1, "too long for it (460101"),
    ("feishu", Reply.says(code=19024, msg="Key Words Not Found"), 1, "give it the keyword “due list”"),
    ("feishu", Reply.says(code=19022, msg="Ip Not Allowed"), 1, "from addresses it knows"),
    ("feishu", Reply.says(code=9499, msg="too many request"), 1, "too many messages (9499"),
    ("feishu", Reply.says(code=9499, msg="Bad Request"), 1, "it said no (9499: Bad Request)"),
    ("feishu", Reply.says(StatusCode=19001, StatusMessage="param invalid"), 1, "does not know the key"),
    ("feishu", Reply(status=400, body=b'{"code":19001,"msg":"param invalid"}'), 1, "does not know the key"),
]


@pytest.mark.parametrize(("service", "reply", "tries", "said"), ERRORS)
def test_a_message_not_taken_is_an_exit_status_after_the_list(
    service: str, reply: Reply, tries: int, said: str, busy: Desk, robots: Robots, stamps: Any
) -> None:
    robots.script = [reply, reply]
    busy.env(CRMCLI_PUSH=f"g={getattr(robots, service)()}")
    result = busy(*QUIET, "--push", "--xlsx", "due.xlsx")
    assert result.status == 1
    assert Path("due.xlsx").exists()
    assert result.err.splitlines()[-1].startswith("Not sent to g: ")
    assert said in result.err.splitlines()[-1]
    assert len(robots.seen) == tries
    assert stamps(busy) == [("push:g", "failed", "0/1")]
    for secret in ("KEY-wecom", "TOKENding", "TOKENfei", SECRET, "127.0.0.1:"):
        assert secret not in result.err


@pytest.mark.parametrize("reply", [Reply(status=503), Reply.says(errcode=-1, errmsg="busy"), Reply(cut=True)])
def test_a_second_try_a_moment_later_is_enough(reply: Reply, busy: Desk, robots: Robots, stamps: Any) -> None:
    robots.script = [reply]
    busy.env(CRMCLI_PUSH=f"g={robots.wecom()}")
    busy.ok(*QUIET, "--push")
    assert len(robots.texts) == 2
    assert len(set(robots.texts)) == 1
    assert stamps(busy) == [("push:g", "done", "1/1")]


@pytest.mark.parametrize("reply", [Reply(wait=30), Reply(body=b'{"errcode":0}' * 9, drip=True)], ids=["hangs", "drips"])
def test_an_address_that_hangs_or_drips_ends(reply: Reply, busy: Desk, robots: Robots) -> None:
    robots.script = [reply, reply]
    busy.env(CRMCLI_PUSH=f"g={robots.wecom(more='&timeout=1')}")
    begun = time.monotonic()
    result = busy(*QUIET, "--push")
    assert result.status == 1
    assert re.fullmatch(r"Not sent to g: no answer within [12] s\n", result.err)
    assert time.monotonic() - begun < 8


def test_an_address_that_refuses(busy: Desk, robots: Robots) -> None:
    robots.server.server_close()
    busy.env(CRMCLI_PUSH=f"g={robots.wecom()} h=wecombot://K?base=https://no-such-host.invalid&timeout=5")
    result = busy(*QUIET, "--push")
    assert result.err.splitlines() == [
        "Not sent to 2 targets:",
        "  g: the connection was refused",
        "  h: no-such-host.invalid cannot be found; is this machine online?",
    ]


def test_what_fails_keeps_nothing_from_the_others(busy: Desk, robots: Robots, stamps: Any) -> None:
    busy.env(CRMCLI_PUSH=f"a={robots.wecom('wrong')} b=telegram://x c={robots.feishu()}")
    result = busy(*QUIET, "--push", "--json")
    assert result.status == 1
    assert [line["kind"] for line in result.json] == ["manual"]
    assert result.error == {"kind": "failed", "message": "Not sent to 2 targets:", "field": "--push"}
    assert stamps(busy) == [("push:a", "failed", "0/1"), ("push:c", "done", "1/1")]


def test_once_a_day_and_target_unless_forced(busy: Desk, robots: Robots, stamps: Any) -> None:
    busy.env(CRMCLI_PUSH=f"g={robots.wecom()}")
    busy.ok(*QUIET, "--push")
    assert busy.ok(*QUIET, "--push").err == "g has today's list already; to send it again: --force\n"
    assert len(robots.seen) == 1
    busy.ok(*QUIET, "--push", "--force")
    assert len(robots.seen) == 2
    # another list, and another day, are not what was sent
    busy.ok("due", "--kind", "birthday", "--push")
    busy.ok(*QUIET, "--push", "--today", "2026-11-01T09:30")
    assert len(robots.seen) == 4
    # a target that failed gets it with the next run
    busy.env(CRMCLI_PUSH=f"g={robots.wecom()} n={robots.wecom()}")
    robots.script = [Reply(status=404)]
    assert busy(*QUIET, "--push").status == 1
    busy.ok(*QUIET, "--push")
    assert len(robots.seen) == 6
    assert stamps(busy)[-2:] == [("push:n", "failed", "0/1"), ("push:n", "done", "1/1")]


@pytest.fixture
def crowded(desk: Desk) -> Desk:
    """A hundred and fifty people to call: more than one message of WeCom holds."""
    lines = ["姓名,手机", *(f"王{chr(0x4E00 + number)}明,199{number:08}" for number in range(150))]
    Path("many.csv").write_text("\n".join(lines), "utf-8")
    desk.ok("import", "members", "many.csv", "--apply")
    from crmcli.session import Session
    from crmcli.storage.row import insert
    from crmcli.ui.options import Shared

    session = Session(Shared(db=str(desk.path), operator="陈静"))
    with session.write("followup add") as operation:
        for member in range(1, 151):
            day = {"due_on": "2026-10-31", "original_due_on": "2026-10-31"}
            what = {"kind": "manual", "purpose": "问近况", "state": "open", "assigned_id": 1}
            insert(operation.db, "followup", {"member_id": member, **day, **what})
    session.close()
    return desk


def test_a_long_list_comes_in_parts_of_which_none_is_too_long(crowded: Desk, robots: Robots, stamps: Any) -> None:
    crowded.env(CRMCLI_PUSH=f"w={robots.wecom()} d={robots.dingtalk()}")
    crowded.ok(*QUIET, "--push", "--csv", "-o", "due.csv")
    *wecom, ding = robots.texts
    assert len(wecom) > 1
    assert all(len(text.encode()) <= 2048 for text in wecom)
    assert "".join(text.split("\n", 1)[1] for text in wecom) == ding
    assert [text.split("\n")[0] for text in wecom] == [f"due list {n}/{len(wecom)}" for n in range(1, len(wecom) + 1)]
    assert stamps(crowded) == [("push:w", "done", f"{len(wecom)}/{len(wecom)}"), ("push:d", "done", "1/1")]


def test_what_broke_off_goes_on_where_it_broke_off_while_the_list_is_the_same(
    crowded: Desk, robots: Robots, stamps: Any
) -> None:
    crowded.env(CRMCLI_PUSH=f"w={robots.wecom()}")
    yes, no = Reply.says(errcode=0, errmsg="ok"), Reply.says(errcode=45009, errmsg="freq")
    robots.script = [yes, no]
    assert crowded(*QUIET, "--push").status == 1
    parts = int(stamps(crowded)[0][2].split("/")[1])
    assert stamps(crowded) == [("push:w", "failed", f"1/{parts}")]
    robots.seen.clear()
    crowded.ok(*QUIET, "--push")
    assert [text.split("\n")[0] for text in robots.texts] == [f"due list {n}/{parts}" for n in range(2, parts + 1)]
    # with another list the whole of it is sent
    crowded.env(CRMCLI_PUSH=f"v={robots.wecom()}")
    robots.script = [yes, no]
    assert crowded(*QUIET, "--push").status == 1
    crowded.ok("followup", "skip", "1", "--reason", "已办")
    robots.seen.clear()
    crowded.ok(*QUIET, "--push")
    assert robots.texts[0].startswith("due list 1/")


def test_a_dry_run_shows_exactly_what_would_be_sent_and_sends_and_notes_nothing(
    crowded: Desk, robots: Robots, stamps: Any
) -> None:
    crowded.env(CRMCLI_PUSH=f"w={robots.wecom()} m=mailtos://me:code9@qq.com?to=a@x.cn,b@x.cn")
    said = crowded.ok(*QUIET, "--push", "--dry-run", "--xlsx", "due.xlsx").out
    assert (robots.seen, stamps(crowded)) == ([], [])
    crowded.env(CRMCLI_PUSH=f"w={robots.wecom()}")
    crowded.ok(*QUIET, "--push", "--xlsx", "due.xlsx")
    robot, mail = said.split("=== Nothing was sent.\n")[:2]
    head, shown = robot.split("\n", 1)
    place = robots.base.removeprefix("http://")
    assert head == f"=== w · WeCom robot · {place} · {len(robots.texts)} messages"
    assert shown == "\n---\n".join(robots.texts) + "\n"
    assert mail.startswith(
        "=== m · mail · smtp.qq.com:465 · 1 message\nto a@x.cn, b@x.cn, subject: due list 2026-10-31"
    )
    assert "code9" not in said


def test_a_dry_run_beside_json_leaves_standard_output_to_the_program(busy: Desk, robots: Robots) -> None:
    busy.env(CRMCLI_PUSH=f"g={robots.wecom()}")
    result = busy.ok(*QUIET, "--push", "--dry-run", "--json")
    assert [line["kind"] for line in result.json] == ["manual"]
    assert "欧阳** 15:30 planned by hand\n=== Nothing was sent.\n" in result.err


def test_on_a_day_with_nothing_due(desk: Desk, robots: Robots, stamps: Any) -> None:
    desk.env(CRMCLI_PUSH=f"g={robots.wecom()}")
    assert desk.ok(*QUIET, "--push", "--quiet-if-empty")[1:] == ("", "")
    assert (robots.seen, stamps(desk)) == ([], [])
    desk.ok(*QUIET, "--push")
    assert robots.texts == ["due list 2026-10-31 Saturday · everybody's, manual · 0 lines · 0 people\nNothing is due."]


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--push",), 1, "No push target is set. Write one into "),
        (("--push", "x"), 1, "No push target is set. Write one into "),
        (("--dry-run",), 2, "--dry-run says how to push; give --push as well."),
        (("--force",), 2, "--force says how to push; give --push as well."),
    ],
)
def test_without_a_target(words: tuple[str, ...], status: int, said: str, busy: Desk, robots: Robots) -> None:
    result = busy(*QUIET, *words)
    assert result.status == status
    assert result.err.startswith(said)
    assert ("欧阳娜娜" in result.out) == (status == 1), "the list itself comes first"


def test_a_name_nobody_has_several_have_or_that_is_an_address(busy: Desk, robots: Robots) -> None:
    busy.env(CRMCLI_PUSH=f"前台群={robots.wecom()} 前台二群={robots.wecom()} 主管={robots.feishu()}")
    assert busy(*QUIET, "--push", "财务").err == (
        "Not sent to 财务: There is no push target 财务; there are 前台群, 前台二群, 主管.\n"
    )
    assert busy(*QUIET, "--push", "前台").err == "Not sent to 前台: 前台 fits several: 前台群, 前台二群.\n"
    assert "KEY9" not in busy(*QUIET, "--push", "wecombot://KEY9").err
    assert robots.seen == []
    busy.ok(*QUIET, "--push", "zg", "--push", "主管")
    assert len(robots.seen) == 1


def test_a_scheduled_run_whose_push_fails_is_a_failed_run(busy: Desk, robots: Robots) -> None:
    busy.env(CRMCLI_PUSH=f"g={robots.wecom('wrong')}")
    assert busy(*QUIET, "--push", "--xlsx", "due.xlsx", "--scheduled", "daily@08:30").status == 1
    (job,) = busy.json("schedule", "list")
    assert (job["job"], job["last_state"], job["detail"], job["count"]) == ("due", "failed", "failed --push", 1)
    busy.env(CRMCLI_PUSH=f"g={robots.wecom()}")
    busy.ok(*QUIET, "--push", "--scheduled", "daily@08:30")
    assert busy.json("schedule", "list")[0]["last_state"] == "done"


def test_a_target_is_tried_with_a_harmless_sentence(busy: Desk, robots: Robots, stamps: Any) -> None:
    busy.env(CRMCLI_PUSH=f"g={robots.wecom()} h={robots.wecom('wrong')}")
    assert [row["tested"] for row in busy.json("push", "g", "--test")] == [True]
    assert robots.texts == [
        "due list · a test: the counts of the day's due list will come here; nobody needs to do anything"
    ]
    result = busy("push", "--test", "--json")
    assert (result.status, [row["tested"] for row in result.json]) == (1, [True, False])
    assert result.json[1]["why"].startswith("it does not know the key")
    assert stamps(busy) == []
    assert [row["last_at"] for row in busy("push", "--json").json] == [None, None]
    busy.ok(*QUIET, "--push", "g")
    assert busy.json("push", "g")[0]["last_at"] is not None
