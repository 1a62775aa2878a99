"""The command line of the import: preview and writing, what is refused, --map, JSON, a pipe in Chinese."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from features.importing.lists import book, cells_of, counts, members, query
from sheets.hostile import compound

from crmcli.storage.schema import DERIVED, FACTS, LOG

LIST = "会员卡号,姓名,手机,绰号\nA1,王小明,19900005678,阿明\n,李四,5678,\n"
Dumped = Callable[[Path, tuple[str, ...]], Any]
EVERYTHING = (*FACTS, *DERIVED, *LOG)


@pytest.fixture
def listed(desk: Any) -> Any:
    """A desk with list.csv beside it: a good row, a bad one, a column nobody knows."""
    (desk.folder / "list.csv").write_text(LIST, encoding="utf-8")
    return desk


def test_a_preview_writes_nothing_and_makes_no_file(listed: Any, dump: Dumped) -> None:
    before, files = dump(listed.path, EVERYTHING), sorted(path.name for path in listed.folder.iterdir())
    answer = listed.json("import", "members", "list.csv")
    assert (counts(answer), answer["operation"], answer["rejects_file"]) == ((1, 0, 0, 1), None, None)
    assert dump(listed.path, EVERYTHING) == before
    assert sorted(path.name for path in listed.folder.iterdir()) == files


def test_the_answer_of_the_contract(listed: Any) -> None:
    answer = listed.ok("import", "members", "list.csv", "--apply", "--json").json
    why = "5678 is too short for a phone number"
    assert answer == {
        "file": "list.csv",
        "sheet": "list",
        "worksheets": ["list"],
        "head_row": 1,
        "columns": {"会员卡号": "card_no", "姓名": "name", "手机": "mobile"},
        "ignored": {},
        "unknown": ["绰号"],
        "sheets": [],
        "skipped": {},
        "read": 2,
        "create": 1,
        "update": 0,
        "unchanged": 0,
        "rejected": 1,
        "rejects": [{"sheet": "list", "row": 3, "reasons": [why]}],
        "changes": [],
        "remarks": [],
        "rejects_file": str(listed.folder / "list-rejected.xlsx"),
        "operation": 2,
    }
    assert cells_of(listed.folder / "list-rejected.xlsx") == [
        ["会员卡号", "姓名", "手机", "绰号", "why not taken"],
        [None, "李四", "5678", None, why],
    ]


def test_the_preview_in_words(listed: Any) -> None:
    result = listed.ok("import", "members", "list.csv")
    assert (result.out, result.err) == (
        "list.csv, sheet list, head in row 1\n"
        "  read: 会员卡号 → card no., 姓名 → name, 手机 → mobile\n"
        "  not understood: 绰号. Assign one: --map 绰号=note\n"
        "2 rows: 1 new, 0 changed, 0 as they are, 1 rejected\n"
        "Rejected:\n"
        "  row 3: 5678 is too short for a phone number\n"
        "Nothing is written yet. To write it: the same line with --apply\n",
        "",
    )


def test_the_preview_in_chinese_through_a_pipe(listed: Any) -> None:
    listed.env(CRMCLI_LANG="zh_CN")
    (listed.folder / "list.csv").write_text("会员卡号,姓名,手机\nA1,王小明,19900005678\n", encoding="gb18030")
    lines = listed.ok("import", "members", "list.csv").out.splitlines()
    assert lines[1].endswith("会员卡号 → 会员卡号、姓名 → 姓名、手机 → 手机")
    assert len(lines) == 4


def test_a_column_is_assigned_and_remembered(listed: Any) -> None:
    answer = listed.ok("import", "members", "list.csv", "--map", "绰号=note", "--apply", "--json").json
    assert (answer["columns"]["绰号"], answer["unknown"]) == ("note", [])
    assert members(listed.path)["王小明"]["note"] == "阿明"
    again = listed.ok("import", "members", "list.csv", "--json").json
    assert (again["columns"]["绰号"], counts(again)) == ("note", (0, 0, 1, 1))
    gone = listed.ok("import", "members", "list.csv", "--map", "绰号=-", "--apply", "--json").json
    assert (gone["ignored"], gone["unknown"]) == ({"绰号": "not wanted"}, [])
    assert listed.json("import", "members", "list.csv")["ignored"] == {"绰号": "not wanted"}


def test_what_is_assigned_to_one_kind_of_list_is_nothing_to_another(listed: Any) -> None:
    listed.ok("import", "members", "list.csv", "--map", "绰号=note", "--apply", "--json")
    (listed.folder / "sold.csv").write_text("日期,姓名,项目,金额,绰号\n2026-10-01,王小明,其他,1,x\n", encoding="utf-8")
    assert listed.json("import", "purchases", "sold.csv")["unknown"] == ["绰号"]


def test_a_preview_remembers_nothing(listed: Any) -> None:
    listed.json("import", "members", "list.csv", "--map", "绰号=note")
    assert listed.json("import", "members", "list.csv")["unknown"] == ["绰号"]


def test_an_assignment_goes_before_what_the_program_knows(listed: Any) -> None:
    answer = listed.json("import", "members", "list.csv", "--map", "会员卡号=note", "--map", "绰号=card-no")
    assert answer["columns"] == {"会员卡号": "note", "姓名": "name", "手机": "mobile", "绰号": "card_no"}


def test_one_worksheet_of_several(desk: Any) -> None:
    from openpyxl import load_workbook

    path = book(desk.folder / "a.xlsx", ["姓名", "手机"], ["王小明", "19900005678"], ["李四", "19900000045"])
    made = load_workbook(path)
    sheet = made.create_sheet("分店")
    for row in (["姓名", "手机"], ["赵甲", "19900000001"]):
        sheet.append(row)
    made.save(path)
    first = desk.json("import", "members", path)
    assert (first["sheet"], first["sheets"], first["read"]) == ("会员", ["分店"], 2)
    second = desk.json("import", "members", path, "--worksheet", "分店")
    assert (second["sheet"], second["read"]) == ("分店", 1)
    error = desk.refused(2, "import", "members", path, "--worksheet", "总店")
    assert (error["field"], error["message"]) == ("--worksheet", "There is no worksheet 总店; there are 会员, 分店.")


PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
LOCKED = {"EncryptionInfo": bytes(100), "EncryptedPackage": bytes(5000)}
BAD: list[tuple[int, str, bytes | None, str]] = [
    (4, "nowhere.xlsx", None, "There is no file"),
    (7, "empty.xlsx", b"", "empty"),
    (7, "folder", None, "folder"),
    (7, "photo.xlsx", PNG, ""),
    (7, "sheet.pdf", b"%PDF-1.4\n%%EOF\n", "PDF"),
    (7, "locked.xlsx", compound(LOCKED), "password"),
    (7, "words.csv", "早上好\n今天下雨\n".encode(), "has no row of heads that fits. What stands first: 早上好"),
    (7, "numbers.csv", b"1,2\n3,4\n", "has no row of heads that fits"),
]


@pytest.mark.parametrize(("status", "name", "content", "words"), BAD, ids=[name for _, name, _, _ in BAD])
def test_a_file_that_is_no_list(
    status: int, name: str, content: bytes | None, words: str, desk: Any, dump: Dumped
) -> None:
    if name == "folder":
        (desk.folder / name).mkdir()
    elif content is not None:
        (desk.folder / name).write_bytes(content)
    before = dump(desk.path, EVERYTHING)
    error = desk.refused(status, "import", "members", name, "--apply")
    assert (error["field"], error["value"]) == ("FILE", name)
    assert words in error["message"]
    assert "Traceback" not in error["message"]
    assert dump(desk.path, EVERYTHING) == before


USAGE = [
    (
        ["people", "list.csv"],
        "KIND",
        "people is no kind of list; there are members, purchases, inquiries, followups, applications, "
        "complaints, promotions.",
    ),
    (["members"], "FILE", None),
    (["members", "list.csv", "--map", "绰号"], "--map", None),
    (["members", "list.csv", "--map", "=note"], "--map", None),
    (["members", "list.csv", "--map", "绰号=luck"], "--map", None),
    (
        ["members", "list.csv", "--map", "外号=note"],
        "--map",
        "There is no head 外号; there are 会员卡号, 姓名, 手机, 绰号.",
    ),
    (["members", "list.csv", "--opening-on", "2026-11-01"], "--opening-on", None),
    (["members", "list.csv", "--opening-on", "someday"], "--opening-on", None),
]


@pytest.mark.parametrize(("words", "field", "message"), USAGE)
def test_a_line_that_cannot_be_understood(
    words: list[str], field: str, message: str | None, listed: Any, dump: Dumped
) -> None:
    before = dump(listed.path, EVERYTHING)
    error = listed.refused(2, "import", *words, "--apply")
    assert error["field"] == field
    assert message is None or error["message"] == message
    assert dump(listed.path, EVERYTHING) == before


def test_an_area_code_that_is_none(listed: Any) -> None:
    assert listed.refused(2, "import", "members", "list.csv", "--area-code", "abc")["field"] == "--area-code"


def test_a_rejects_file_that_cannot_be_written_is_said(listed: Any) -> None:
    error = listed.refused(2, "import", "members", "list.csv", "--rejects", "nowhere/a.xlsx")
    assert error["field"] == "--rejects"


def test_rejects_are_never_written_over_their_source(listed: Any) -> None:
    listed.ok("import", "members", "list.csv", "--apply")
    second = listed.ok("import", "members", "list-rejected.xlsx", "--apply", "--json").json
    assert (counts(second), second["rejects_file"]) == ((0, 0, 0, 1), str(listed.folder / "list-rejected-2.xlsx"))


def test_nobody_at_the_desk_writes_nothing(listed: Any) -> None:
    listed.ok("staff", "add", "林素雅", "--role", "desk")
    error = listed.refused(2, "import", "members", "list.csv", "--apply")
    assert error["field"] == "--as"
    assert query(listed.path, "SELECT * FROM member") == []


def test_the_line_names_the_operation_without_personal_data(listed: Any) -> None:
    listed.ok("import", "members", "list.csv", "--apply")
    last = listed.json("operations")[0]
    assert last["command"] == "import members"
