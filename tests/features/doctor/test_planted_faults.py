"""`doctor` names every planted fault with its remedy and ends with 1; what can be mended, --repair mends."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from opened import opened, spoil

RESTORE = "Put a backup back: crmcli restore BACKUP"
REPAIR = "Mend it: crmcli doctor --repair"
MEDDLED = "Somebody changed the file by other means; compare with a backup: crmcli restore BACKUP"
CORRECT = "Correct it with the program, or put a backup back: crmcli restore BACKUP"

Wrong = Callable[..., list[dict[str, Any]]]


def told(lines: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [(line["check"], line["message"], line["remedy"]) for line in lines]


def test_nothing_is_wrong_with_a_sound_file(worked: Any, wrong: Wrong) -> None:
    assert wrong() == []
    assert {line["check"] for line in worked.json("doctor")} >= {
        "engine", "drive", "file", "disk", "leftovers", "pages", "schema", "foreign-keys", "triggers", "facts",
        "derived", "ledger", "attachments", "chain", "access-log", "head", "pack", "ladder", "assumed", "staff",
        "backups", "schedule", "push", "protection",
    }  # fmt: skip
    said = worked.ok("doctor").out.splitlines()
    assert said[-1] == "Nothing is wrong."


PLANTED = [
    (
        "UPDATE member SET store_id = 77 WHERE id = 2",
        ("foreign-keys", "member, row 2: points at a row of store that is not there", RESTORE),
        ("facts", "member, row 2: is not what the log says; it was changed outside the program", CORRECT),
    ),
    (
        "UPDATE member_state SET spend_fen = 1 WHERE member_id = 1",
        ("derived", "these differ from a recomputation: member_state (1)", REPAIR),
        ("ledger", "M-00001: spent is kept as 0.01, the entries make 9,800.00", REPAIR),
    ),
    (
        "DELETE FROM search_key WHERE member_id = 2 AND kind = 'digits'",
        ("derived", "these differ from a recomputation: search_key (1)", REPAIR),
    ),
    (
        "INSERT INTO due_line (due_on, followup_id, member_id, line) VALUES ('2026-10-31', 99, 99, '{}')",
        ("derived", "these differ from a recomputation: due_line (1)", REPAIR),
    ),
    (
        "UPDATE operation SET command = 'member edit' WHERE id = 3",
        ("chain", "operation 3 does not fit the chain: it or the one before it was changed or taken out", MEDDLED),
    ),
    (
        "UPDATE image SET after = replace(after, '9800', '98') WHERE table_name = 'ledger'",
        ("facts", "ledger, row 1: is not what the log says; it was changed outside the program", CORRECT),
        ("chain", "operation 3: what it noted of a row is not what it noted then", MEDDLED),
    ),
    (
        "UPDATE image SET after = '{' WHERE table_name = 'ledger'",
        ("facts", "cannot be read: JSONDecodeError", RESTORE),
        ("chain", "operation 3: what it noted of a row is not what it noted then", MEDDLED),
    ),
    (
        "UPDATE ledger SET amount_fen = 1 WHERE id = 1",
        ("facts", "ledger, row 1: is not what the log says; it was changed outside the program", CORRECT),
        ("derived", "these differ from a recomputation: ledger_sum (1), member_state (1)", REPAIR),
        ("ledger", "M-00001: spent is kept as 9,800.00, the entries make 0.01", REPAIR),
    ),
    (
        "UPDATE access_log SET at = '2026-01-01T00:00:00+08:00'",
        (
            "access-log",
            "the access log does not fit its chain from entry 1 on",
            "Somebody changed the log by other means; ask who had the file.",
        ),
    ),
    (
        "DROP INDEX ledger_day",
        ("schema", "ledger_day is missing in the file", RESTORE),
    ),
    (
        "CREATE TRIGGER strange AFTER INSERT ON store BEGIN DELETE FROM setting; END",
        ("triggers", "the trigger strange is not of this program", REPAIR),
    ),
]


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted[0][:40])
def test_a_planted_fault_is_named(planted: Any, worked: Any, wrong: Wrong) -> None:
    statement, *lines = planted
    spoil(worked.path, statement)
    assert told(wrong()) == lines


def test_the_last_operation_taken_out(worked: Any, wrong: Wrong) -> None:
    spoil(worked.path, "DELETE FROM operation WHERE id = 4")
    lines = {check: (message, remedy) for check, message, remedy in told(wrong())}
    assert set(lines) == {"chain", "head"}
    assert lines["head"][0].startswith("1 acknowledged operations are lost: the file ends at operation 3 of ")


@pytest.mark.parametrize("event", ["insert", "update", "delete"])
def test_a_missing_trigger_is_named_and_made_again(event: str, worked: Any, wrong: Wrong) -> None:
    name = f"followup_{event}_image"
    with opened(worked.path) as db:
        db.execute(f"DROP TRIGGER {name}")
    message = f"the trigger {name} is missing or changed; changes of its table may be unlogged"
    assert told(wrong()) == [("triggers", message, REPAIR)]
    assert wrong("--repair") == []
    assert wrong() == []
    worked.ok("followup", "add", "m2", "--due", "today", "--purpose", "问停车票")
    worked.ok("undo")
    assert wrong() == []


def test_derived_rows_are_recomputed_by_repair(worked: Any, wrong: Wrong, dump: Any) -> None:
    from crmcli.storage.schema import DERIVED

    before = dump(worked.path, DERIVED)
    spoil(
        worked.path,
        "UPDATE member_state SET spend_fen = 1",
        "DELETE FROM search_key WHERE member_id = 2",
        "INSERT INTO due_line (due_on, followup_id, member_id, line) VALUES ('2026-10-31', 99, 99, '{}')",
    )
    assert [line["check"] for line in wrong()] == ["derived", "ledger"]
    assert wrong("--repair") == []
    assert dump(worked.path, DERIVED) == before
    assert wrong() == []


def test_repair_says_what_it_did_and_is_no_operation(worked: Any) -> None:
    operations = worked.json("operations")
    spoil(worked.path, "UPDATE member_state SET spend_fen = 1 WHERE member_id = 1")
    (line,) = (line for line in worked.json("doctor", "--repair") if line["check"] == "derived")
    assert line["message"] == "recomputed; these were wrong: member_state (1)"
    assert worked.json("operations") == operations


def test_repair_never_mends_what_somebody_forged(worked: Any, wrong: Wrong) -> None:
    spoil(worked.path, "UPDATE ledger SET amount_fen = 1 WHERE id = 1")
    assert [line["check"] for line in wrong("--repair")] == ["facts"]


def test_a_missing_head_is_a_note_and_written_by_repair(worked: Any, wrong: Wrong) -> None:
    head = worked.path.with_name("crm.db-head")
    text = head.read_bytes()
    head.unlink()
    (line,) = (line for line in worked.json("doctor") if line["check"] == "head")
    assert (line["level"], line["message"]) == (
        "note",
        "the head file is missing, so a loss of the last operations would not be noticed",
    )
    assert wrong("--repair") == []
    assert head.read_bytes() == text


def test_an_old_head_is_a_note(worked: Any, wrong: Wrong) -> None:
    head = worked.path.with_name("crm.db-head")
    with opened(worked.path) as db:
        link = db.execute("SELECT link FROM operation WHERE id = 3").fetchone()[0]
    text = head.read_bytes()
    head.write_text(f"3 {link.hex()}\n", "ascii")
    (line,) = (line for line in worked.json("doctor") if line["check"] == "head")
    assert (line["level"], line["message"]) == ("note", "the head file stands at operation 3, the file at 4")
    assert wrong("--repair") == []
    assert head.read_bytes() == text


def test_a_head_that_is_ahead_says_how_much_is_lost(worked: Any, wrong: Wrong) -> None:
    """Yesterday's copy was put in the file's place with the file manager."""
    yesterday = worked.path.with_name("yesterday.db")
    shutil.copy(worked.path, yesterday)
    for name in "甲乙丙":
        worked.ok("member", "add", f"客人{name}", "--mobile", "19900007777", "--same-phone-ok")
    shutil.copy(yesterday, worked.path)
    (line,) = wrong()
    assert line["check"] == "head"
    assert line["message"].startswith("3 acknowledged operations are lost: the file ends at operation 4 of ")
    assert line["remedy"] == (
        "An older copy was put here, or the -wal file was lost. Put a newer backup back (crmcli restore BACKUP), "
        "or enter again what was done since and delete crm.db-head"
    )
    assert wrong("--repair") == [line]


def test_a_head_of_another_file(worked: Any, wrong: Wrong) -> None:
    worked.path.with_name("crm.db-head").write_text(f"3 {bytes(32).hex()}\n", "ascii")
    assert told(wrong()) == [
        (
            "head",
            "the head file belongs to another file, or to another past of this one",
            "Ask who put the file here; if this one is right, delete crm.db-head",
        )
    ]


def broken_pack(home: Path) -> Path:
    from crmcli.place import data_dir

    folder = home / "crmcli" / "packs" / "clinic"
    shutil.copytree(data_dir() / "packs" / "clinic", folder)
    tiers = folder / "tiers.toml"
    tiers.write_text(tiers.read_text("utf-8").replace("from = 20000", 'from = "viel"'), "utf-8")
    return folder


def test_a_broken_pack_is_named_with_the_way_to_all_its_faults(worked: Any, wrong: Wrong) -> None:
    folder = broken_pack(Path(os.environ["XDG_DATA_HOME"]))
    lines = {line["check"]: line for line in wrong()}
    assert lines["pack"]["message"].startswith("1 faults, the first: clinic/tiers.toml:38 tiers.platinum.from: viel is")
    assert lines["pack"]["remedy"] == "See all of them: crmcli pack check clinic"
    shutil.rmtree(folder)
    assert wrong() == []


def test_a_role_the_pack_does_not_know(worked: Any, wrong: Wrong) -> None:
    worked.ok("staff", "add", "李娜", "--role", "回访专员")
    worked.env(CRMCLI_AS="陈静")
    with opened(worked.path) as db:
        db.execute("UPDATE staff SET role = 'pilot' WHERE name = '李娜'")
    lines = {line["check"]: line for line in wrong()}
    assert lines["staff"]["message"] == "李娜 holds the role pilot, which the pack does not know"
    assert lines["staff"]["remedy"] == "Give the pack a role with the code pilot"


def test_the_notes_of_the_desk(desk: Any) -> None:
    notes = [(line["check"], line["message"]) for line in desk.json("doctor") if line["level"] == "note"]
    assert ("backups", "there is no backup yet") in notes
    assert ("protection", "the file is protected by nothing: whoever gets it can read it all") in notes
    assert [check for check, message in notes if check == "plans" and "回访专员" in message] == ["plans"]
    desk.ok("staff", "add", "李娜", "--role", "回访专员", "--as", "陈静")
    after = [line["message"] for line in desk.json("doctor") if line["check"] == "plans"]
    assert not [message for message in after if "回访专员" in message]


def test_what_stopped_programs_left_is_deleted_by_repair(worked: Any, wrong: Wrong, tmp_path: Path) -> None:
    old = time.time() - 7200
    names = (".copy.db.0011aabb.part", "crm.db.new", "crm.db-head.4711", ".crmcli-x.xlsx")
    for name in names:
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (old, old))
    young = tmp_path / ".crm.db.ffee0011.part"
    young.touch()
    (line,) = (line for line in worked.json("doctor") if line["check"] == "leftovers")
    assert (line["level"], line["message"]) == ("note", "4 unfinished files, such as .copy.db.0011aabb.part")
    assert wrong("--repair") == []
    assert not [name for name in names if (tmp_path / name).exists()]
    # it may belong to a program at work
    assert young.exists()


@pytest.mark.parametrize("content", [b"", b"Linux version 6.1\n", b"SQLite format 3\0" + b"\xff" * 9000])
def test_a_file_that_cannot_be_opened_names_the_newest_backup(content: bytes, worked: Any, wrong: Wrong) -> None:
    worked.path.write_bytes(content)
    (backup,) = (path.name for path in worked.path.with_name("backups").glob("*.db"))
    (line,) = wrong()
    assert line["check"] == "file"
    assert str(worked.path) in line["message"]
    assert line["remedy"] == f"Put the newest backup back: crmcli restore {backup}"


def test_a_page_that_is_damaged(worked: Any, wrong: Wrong) -> None:
    with opened(worked.path) as db:
        page = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'followup_key'").fetchone()[0]
    content = bytearray(worked.path.read_bytes())
    content[4096 * (page - 1) : 4096 * page] = b"\xff" * 4096
    worked.path.write_bytes(content)
    lines = wrong()
    assert lines[0]["check"] == "pages"
    assert all(line["remedy"] for line in lines)


def test_without_a_file_there_is_nothing_to_examine(bare: Any) -> None:
    assert bare.refused(4, "doctor")["kind"] == "not-found"


def test_a_newer_file_is_one_line(worked: Any, wrong: Wrong) -> None:
    with opened(worked.path) as db:
        db.execute("PRAGMA user_version = 99")
    (line,) = wrong()
    assert (line["check"], "newer crmcli" in line["message"]) == ("file", True)


def test_in_words_a_wrong_line_has_its_remedy_below(worked: Any) -> None:
    spoil(worked.path, "UPDATE member_state SET completeness_permille = 1 WHERE member_id = 1")
    result = worked("doctor")
    assert result.status == 1
    lines = [line.strip() for line in result.out.splitlines()]
    place = next(number for number, line in enumerate(lines) if line.startswith("WRONG"))
    assert lines[place].endswith("these differ from a recomputation: member_state (1)")
    assert lines[place + 1] == f"→ {REPAIR}"
    assert lines[-1] == "1 things are wrong."
