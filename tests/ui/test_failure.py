"""Failures: one sentence on standard error with what would do, the JSON error, the exit status."""

from __future__ import annotations

from typing import Any

import pytest

from crmcli.errors import EXIT_STATUS
from harness import Desk


@pytest.fixture
def two(desk: Desk) -> Desk:
    desk.ok("member", "add", "王小明", "--mobile", "19900005678", "--card-no", "A1")
    desk.ok("member", "add", "王小红", "--mobile", "19900000045")
    return desk


#: words, kind, field, value, what the sentence says
FAILURES: list[tuple[list[str], str, str | None, Any, str]] = [
    (["membr"], "usage", "command", "membr", "There is no command crmcli membr. Nearest: member"),
    (["member", "lst"], "usage", "command", "lst", "There is no command crmcli member lst. Nearest: list"),
    (
        ["member", "list", "--lmit", "3"],
        "usage",
        "--lmit",
        None,
        "member list has no option --lmit. See: --limit",
    ),
    (["member", "list", "--limit"], "usage", "--limit", None, "--limit needs a value."),
    (["member", "list", "--limit", "x"], "usage", "--limit", "x", "--limit cannot be 'x'."),
    (["member", "list", "extra"], "usage", None, "extra", "Too many words: extra."),
    (["member", "list", "--format", "yaml"], "usage", "--format", "yaml", "yaml is no format; there are table, json"),
    (["member", "list", "--db"], "usage", "--db", None, "--db needs a value."),
    (["member", "add"], "usage", "name", None, "Name is missing"),
    (["member", "show", "没有"], "not-found", "member", "没有", "No member fits 没有."),
    (["member", "show", "王"], "ambiguous", "member", "王", "王 fits 2 members"),
    (["member", "show", "m99"], "not-found", "member", "m99", "No member fits m99."),
    (["member", "add", "李四", "--mobile", "19900005678"], "refused", "mobile", "19900005678", "--same-phone-ok"),
    (["member", "add", "李四", "--mobile", "1"], "usage", "mobile", "1", "1"),
    (["purchase", "add", "王小明", "--item", "其他", "--amount", "-3"], "usage", "--amount", "-3", "-3"),
    (["purchase", "refund", "99"], "not-found", "ID", "99", "There is no purchase 99."),
    (["undo", "99"], "not-found", None, 99, "There is no operation 99."),
    (["init", "--pack", "clinic", "--open"], "refused", None, None, "is there already"),
    (["schema", "x"], "not-found", "COMMAND", "x", "x has no JSON Schema."),
]


@pytest.mark.parametrize(("words", "kind", "field", "value", "says"), FAILURES, ids=lambda part: str(part)[:40])
def test_one_sentence_or_one_object(
    two: Desk, words: list[str], kind: str, field: str | None, value: Any, says: str
) -> None:
    plain = two(*words)
    assert (plain.status, plain.out) == (EXIT_STATUS[kind], "")
    sentence = plain.err.split("\n")[0]
    assert says in sentence
    made = two(*words, "--json") if words[-1] not in ("--limit", "--db") else two("--json", *words)
    assert (made.status, made.out, made.err.count("\n")) == (plain.status, "", 1)
    error = made.error
    assert (error["kind"], error["message"]) == (kind, sentence)
    assert error.get("field") == field
    if value is not None:
        assert error["value"] == value


def test_candidates_are_listed_for_people_and_programs(two: Desk) -> None:
    two.ok("buy", "王小明", "--item", "其他", "--amount", "20000", "--date", "2026-10-01")
    assert two("show", "王").err.split("\n")[1:3] == [
        "  M-00001  王小明  …5678  白金卡  2026-10-01",
        "  M-00002  王小红  …0045  银卡  no purchase yet",
    ]
    assert two.refused(4, "show", "王")["candidates"] == [
        {"no": "M-00001", "name": "王小明", "phone_tail": "5678", "tier": "白金卡", "last_purchase_on": "2026-10-01"},
        {"no": "M-00002", "name": "王小红", "phone_tail": "0045", "tier": "银卡", "last_purchase_on": None},
    ]


def test_sentences_are_chinese_for_a_clerk_and_fields_stay_english(two: Desk) -> None:
    two.env(CRMCLI_LANG="zh_CN")
    error = two.refused(4, "member", "show", "没有")
    assert (error["kind"], error["field"], error["value"]) == ("not-found", "member", "没有")
    assert error["message"].startswith("没有找到会员“没有”")


def test_without_a_file_it_says_how_to_begin(bare: Desk) -> None:
    error = bare.refused(4, "member", "list")
    assert "crmcli init" in error["message"]
    assert not bare.path.exists()


@pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\x00" + bytes(100)])
def test_a_file_of_somebody_else_is_left_as_it_is(bare: Desk, content: bytes) -> None:
    bare.path.write_bytes(content)
    assert bare.refused(7, "member", "list")["kind"] == "data"
    assert bare.path.read_bytes() == content


def test_a_mistake_of_the_program_names_places_and_nobodys_data(two: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from crmcli.features.member.cli import history

    def broken(*_anything: object) -> None:
        raise KeyError("19900005678 王小明")

    monkeypatch.setattr(history, "changes_of", broken)
    result = two("member", "history", "王小明")
    assert (result.status, result.out) == (1, "")
    assert result.err.startswith("crmcli has made a mistake (KeyError). Nothing was changed.")
    assert "history.py:" in result.err
    assert "19900005678" not in result.err
    assert "王小明" not in result.err
    error = two("member", "history", "王小明", "--json").error
    assert (error["kind"], "19900005678" in error["message"]) == ("bug", False)


def test_a_mistake_after_the_write_says_that_it_is_written(two: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from crmcli.features.config.cli import set as setting

    def broken(*_anything: object, **_more: object) -> None:
        raise KeyError("after the commit")

    monkeypatch.setattr(setting, "wrote", broken)
    before = two.json("operations")[0]["operation"]
    result = two("config", "set", "mask", "off")
    assert result.status == 1
    assert result.err.startswith(
        "crmcli has made a mistake (KeyError), but what was to be written is written. To take it back: "
        f"crmcli undo {before + 1}. Please report these lines:"
    )
