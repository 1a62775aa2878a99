"""Masking: phones, IDs and addresses on every path, and every reveal noted."""

from __future__ import annotations

from typing import Any

import pytest

from harness import Desk

PRIVATE = ("19900005678", "19900000045", "110105199005030028", "wang@example.cn", "幸福路1号")


@pytest.fixture
def one(desk: Desk) -> Desk:
    desk.ok(
        *["member", "add", "王小明", "--mobile", "19900005678", "--phone2", "19900000045"],
        *["--id-type", "其他", "--id-no", "110105199005030028", "--email", "wang@example.cn"],
        *["--address", "江苏省南通市崇川区幸福路1号"],
    )
    desk.ok("member", "edit", "王小明", "--note", "x")
    desk.ok("buy", "王小明", "--item", "其他", "--amount", "5")
    return desk


PATHS = [
    ["member", "show", "王小明"],
    ["member", "find", "王小明"],
    ["member", "list"],
    ["member", "history", "王小明"],
    ["purchase", "list"],
    ["operations"],
    ["followup", "list"],
]
FORMATS = [[], ["--json"], ["--csv"]]


def access_log(desk: Desk) -> list[tuple[Any, ...]]:
    from crmcli.storage.engine import connect

    db = connect(desk.path)
    try:
        return [tuple(row) for row in db.execute("SELECT what, detail, count FROM access_log ORDER BY id")]
    finally:
        db.close()


@pytest.mark.parametrize("words", PATHS, ids=" ".join)
@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form[0] if form else "table")
def test_nothing_private_is_printed_unless_it_is_asked_for(one: Desk, words: list[str], form: list[str]) -> None:
    if words[-2:] == ["show", "王小明"] and form == ["--csv"]:
        pytest.skip("one object is no list")
    printed = one.ok(*words, *form).out
    assert [value for value in PRIVATE if value in printed] == []
    assert access_log(one) == []


REVEALED = [
    (["member", "show", "王小明"], PRIVATE, ("reveal", "member show", 1)),
    (["member", "find", "王小明"], PRIVATE[:1], ("reveal", "member find", 1)),
    (["member", "list"], PRIVATE[:1], ("reveal", "member list", 1)),
    (["member", "history", "王小明"], PRIVATE[:1], ("reveal", "member history", 1)),
]


@pytest.mark.parametrize(("words", "values", "noted"), REVEALED)
@pytest.mark.parametrize("form", [[], ["--json"]], ids=["table", "json"])
def test_what_is_revealed_is_noted(
    one: Desk, words: list[str], values: tuple[str, ...], noted: tuple[str, str, int], form: list[str]
) -> None:
    printed = one.ok(*words, "--reveal", *form).out
    assert [value for value in values if value not in printed] == []
    assert access_log(one) == [noted]


def test_masked_as_agreed(one: Desk) -> None:
    shown = one.json("member", "show", "王小明")
    assert {key: shown[key] for key in ("mobile", "phone2", "id_no", "email", "address")} == {
        "mobile": "199****5678",
        "phone2": "199****0045",
        "id_no": "110***********0028",
        "email": "w***@example.cn",
        "address": "江苏省南通市崇川区****",
    }


def test_the_house_may_end_masking_on_the_screen(one: Desk) -> None:
    one.ok("config", "set", "mask", "off")
    assert one.json("member", "list")[0]["mobile"] == "19900005678"


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx", "list.json"])
def test_a_file_stays_masked_all_the_same(one: Desk, name: str) -> None:
    one.ok("config", "set", "mask", "off")
    one.ok("member", "list", "--output", name)
    written = (one.folder / name).read_bytes()
    if name.endswith("xlsx"):
        from io import BytesIO
        from zipfile import ZipFile

        book = ZipFile(BytesIO(written))
        written = b"".join(book.read(part) for part in book.namelist())
    assert (b"199****5678" in written, b"19900005678" in written) == (True, False)


def test_a_changed_number_is_told_though_its_ends_agree(one: Desk) -> None:
    one.ok("member", "edit", "王小明", "--mobile", "19911115678")
    assert one.json("member", "history", "王小明")[0]["changes"] == [
        {"column": "mobile", "before": "199****5678", "after": "199****5678"}
    ]
    assert one.json("member", "history", "王小明", "--reveal")[0]["changes"] == [
        {"column": "mobile", "before": "19900005678", "after": "19911115678"}
    ]


def test_the_log_of_commands_holds_nobodys_data(one: Desk) -> None:
    from crmcli.storage.engine import connect

    db = connect(one.path)
    try:
        commands = {row[0] for row in db.execute("SELECT command FROM operation")}
    finally:
        db.close()
    assert commands == {"init", "member add", "member edit", "purchase add"}
