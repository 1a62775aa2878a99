"""Files kept with a case: in, out byte for byte, once each, found out when damaged."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from crmcli.features.case.attachment import MOST_BYTES, plain_name
from crmcli.storage.engine import connect

PHOTO, LETTER = b"\xff\xd8 photo \x00" * 500, "客户来信".encode()


@pytest.fixture
def filed(desk: Any) -> Any:
    """A complaint TS-2026-0001 of 李四, and two files beside the desk's file."""
    desk.ok("complaint", "log", "--name", "李四", "--phone", "19900005678", "--matter", "收费", "--summary", "多收")
    (desk.folder / "伤口.jpg").write_bytes(PHOTO)
    (desk.folder / "来信.txt").write_bytes(LETTER)
    return desk


def _rows(desk: Any, sql: str) -> list[tuple[Any, ...]]:
    db = connect(desk.path)
    try:
        return [tuple(row) for row in db.execute(sql)]
    finally:
        db.close()


def _listed(name: str, body: bytes) -> dict[str, Any]:
    sha256 = hashlib.sha256(body).hexdigest()
    return {"name": name, "size": len(body), "sha256": sha256, "by": "陈静", "date": "2026-10-31"}


def test_in_and_out_again(filed: Any) -> None:
    answer = filed.json("complaint", "attach", "1", "伤口.jpg", "来信.txt")
    both = [_listed("伤口.jpg", PHOTO), _listed("来信.txt", LETTER)]
    assert answer == {"no": "TS-2026-0001", "attachments": both, "operation": 3}
    assert filed.json("complaint", "show", "1")["attachments"] == both
    given = filed.json("complaint", "attachment", "1", "伤口", "--output", "back.jpg")
    assert given == {"no": "TS-2026-0001", **both[0], "file": str(filed.folder / "back.jpg")}
    assert (filed.folder / "back.jpg").read_bytes() == PHOTO


def test_for_the_eye(filed: Any) -> None:
    said = filed.ok("complaint", "attach", "李四", "伤口.jpg").out
    assert said == "TS-2026-0001: 伤口.jpg attached · undo: crmcli undo 3\n"
    shown = filed.ok("complaint", "show", "1").out.splitlines()
    assert shown[shown.index("Attachments") + 1] == "  伤口.jpg  5 kB  2026-10-31  陈静"


def test_the_only_one_needs_no_name_and_never_replaces_a_file_nobody_named(filed: Any) -> None:
    filed.ok("complaint", "attach", "1", "来信.txt")
    refused = filed.refused(5, "complaint", "attachment", "1")
    assert refused["message"] == "There is a file 来信.txt already; say where it goes: --output FILE."
    (filed.folder / "out").mkdir()
    filed.ok("complaint", "attachment", "1", "--output", "out")
    assert (filed.folder / "out" / "来信.txt").read_bytes() == LETTER
    (filed.folder / "来信.txt").unlink()
    filed.ok("complaint", "attachment", "1")
    assert (filed.folder / "来信.txt").read_bytes() == LETTER


def test_a_body_is_kept_once_and_a_file_attached_once(filed: Any) -> None:
    filed.ok("complaint", "attach", "1", "伤口.jpg")
    (filed.folder / "copy.jpg").write_bytes(PHOTO)
    filed.ok("complaint", "attach", "1", "copy.jpg")
    assert len(_rows(filed, "SELECT sha256 FROM attachment_body")) == 1
    again = filed.json("complaint", "attach", "1", "伤口.jpg")
    assert again == {"no": "TS-2026-0001", "attachments": [], "operation": None}
    assert (
        filed.ok("complaint", "attach", "1", "伤口.jpg").out == "TS-2026-0001: is attached already · nothing changed\n"
    )


def test_another_file_of_the_same_name_gets_a_number(filed: Any) -> None:
    filed.ok("complaint", "attach", "1", "来信.txt")
    (filed.folder / "来信.txt").write_bytes(b"second")
    made = filed.json("complaint", "attach", "1", "来信.txt")["attachments"]
    assert [one["name"] for one in made] == ["来信 (2).txt"]
    assert filed.json("complaint", "attach", "1", "来信.txt")["operation"] is None
    filed.ok("complaint", "attachment", "1", "来信 (2).txt", "--output", "b.bin")
    assert (filed.folder / "b.bin").read_bytes() == b"second"


def test_undo_takes_it_back_and_redo_gives_it_again(filed: Any) -> None:
    filed.ok("complaint", "attach", "1", "伤口.jpg")
    filed.ok("undo")
    assert filed.json("complaint", "show", "1")["attachments"] == []
    assert filed.refused(4, "complaint", "attachment", "1")["message"] == (
        "Nothing is attached to TS-2026-0001: crmcli complaint attach TS-2026-0001 FILE"
    )
    filed.ok("redo")
    filed.ok("complaint", "attachment", "1", "--output", "back.jpg")
    assert (filed.folder / "back.jpg").read_bytes() == PHOTO


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("伤口.jpg", "伤口.jpg"),
        ("e\u0301.txt", "é.txt"),
        ("a:b?.txt", "a_b_.txt"),
        ("..", "_"),
        ("\udce9.txt", "_.txt"),
        (" x. ", "x"),
    ],
)
def test_a_name_that_every_system_takes(name: str, kept: str) -> None:
    assert plain_name(name) == kept


@pytest.mark.parametrize(
    ("status", "file", "message"),
    [
        (4, "nowhere.jpg", "There is no file nowhere.jpg."),
        (2, "empty.txt", "empty.txt is empty."),
        (2, "large.bin", "large.bin has 20.1 MB; an attachment may have 20."),
        (2, ".", ". is a folder; name the files in it."),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_is(filed: Any, status: int, file: str, message: str) -> None:
    (filed.folder / "empty.txt").touch()
    with (filed.folder / "large.bin").open("wb") as stream:
        stream.truncate(MOST_BYTES + 1)
    operations = filed.json("operations")
    assert filed.refused(status, "complaint", "attach", "1", "伤口.jpg", file)["message"] == message
    assert filed.json("operations") == operations
    assert _rows(filed, "SELECT sha256 FROM attachment_body") == []


def test_the_largest_allowed_is_kept(filed: Any) -> None:
    with (filed.folder / "large.bin").open("wb") as stream:
        stream.truncate(MOST_BYTES)
    assert filed.json("complaint", "attach", "1", "large.bin")["attachments"][0]["size"] == MOST_BYTES


@pytest.mark.parametrize(
    ("spoiling", "finding"),
    [
        ("UPDATE attachment_body SET body = x'00'", "伤口.jpg, attached to TS-2026-0001: is not what was attached"),
        ("DELETE FROM attachment_body", "伤口.jpg, attached to TS-2026-0001: is missing in the file"),
    ],
)
def test_a_damaged_body_is_found_by_the_doctor_and_not_given_out(filed: Any, spoiling: str, finding: str) -> None:
    filed.ok("complaint", "attach", "1", "伤口.jpg")
    assert [line for line in filed.json("doctor") if not line["ok"]] == []
    db = connect(filed.path)
    db.execute(spoiling)
    db.commit()
    db.close()
    wrong = [line for line in filed("doctor", "--json").json if not line["ok"]]
    assert [(line["check"], line["message"]) for line in wrong] == [("attachments", finding)]
    refused = filed.refused(7, "complaint", "attachment", "1", "--output", "back.jpg")
    message = "伤口.jpg, attached to TS-2026-0001, is damaged or missing in the file: put a backup back."
    assert refused["message"] == message
    assert not (filed.folder / "back.jpg").exists()


def test_which_of_several_is_asked(filed: Any) -> None:
    filed.ok("complaint", "attach", "1", "伤口.jpg", "来信.txt")
    assert filed.refused(4, "complaint", "attachment", "1")["message"] == (
        "TS-2026-0001 has 2 of them: 伤口.jpg, 来信.txt. Name one."
    )
    assert filed.refused(4, "complaint", "attachment", "1", "录音")["message"] == (
        "No attachment of TS-2026-0001 is called 录音; there are 伤口.jpg, 来信.txt."
    )


def test_giving_one_out_is_noted_and_is_no_operation(filed: Any) -> None:
    filed.ok("complaint", "attach", "1", "伤口.jpg")
    operations = filed.json("operations")
    filed.ok("complaint", "attachment", "1", "--output", "back.jpg")
    assert filed.json("operations") == operations
    noted = _rows(filed, "SELECT what, detail, count FROM access_log WHERE what = 'attachment'")
    assert noted == [("attachment", "TS-2026-0001", 1)]
