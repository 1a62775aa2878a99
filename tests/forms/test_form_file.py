"""What is wrong in a sheet's file is told with file and key, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from formcase import NAMES, ROOT

from crmcli.forms.document import FormFault
from crmcli.forms.load import check, load

SMALL = """
title = "签到表"
kind = "list"
orientation = "portrait"
widths = [10, 20, 12]
heights = { "1" = 30, "2-4" = 20 }
cells = [
  { at = "A1:C1", label = "签到表", title = true },
  { at = "A2", label = "序号" },
  { at = "B2", label = "姓名" },
  { at = "C2", label = "性别" },
]

[rows]
span = "3-4"
repeat = "1-2"
cells = [
  { at = "A3", serial = true },
  { at = "B3", field = "name" },
  { at = "C3", field = "gender" },
]

[fields]
name = { personal = true }

[fields.gender]
kind = "options"
options = [
  { code = "male", text = "男" },
  { code = "female", text = "女" },
]
"""


def faults(folder: Path, text: str) -> list[str]:
    path = folder / "signing.toml"
    path.write_text(text, "utf-8")
    return [fault.message.format(**fault.facts) for fault in check(path)]


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_ones_are_right(name: str) -> None:
    assert check(ROOT / "data" / "forms" / f"{name}.toml") == []


def test_a_small_one_is_right_too(tmp_path: Path) -> None:
    assert faults(tmp_path, SMALL) == []
    form = load(tmp_path / "signing.toml")
    assert (form.name, form.kind, form.block and form.block.size, form.heights) == (
        "signing",
        "list",
        2,
        (30, 20, 20, 20),
    )


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('title = "签到表"\n', "", "title: title is missing; add it"),
        ('"list"', '"roll"', "kind: roll is not known; take one of ['list', 'card']"),
        ('"portrait"', '"wide"', "orientation: wide is not known; take one of ['portrait', 'landscape']"),
        ("[10, 20, 12]", "[10, 0, 12]", "widths: 0 is not a number above 0 and up to 409"),
        ("[10, 20, 12]", '"10"', "widths: this is not a list of numbers; write it such as [4, 10, 11]"),
        ('"2-4" = 20', '"2-4" = 500', "heights.2-4: 500 is not a number above 0 and up to 409"),
        ('"2-4" = 20', '"3-4" = 20', "heights: row 2 has no height; add it"),
        ('"2-4" = 20', '"1-4" = 20', "heights.1-4: row 1 has a height already"),
        ('"2-4" = 20', '"rest" = 20', 'heights.rest: these are no rows; write them such as "4" or "4-13"'),
        ('at = "A2"', 'at = "A0"', "cells[2].at: A0 is no range; write it such as A1 or A1:K1"),
        ('at = "A2"', 'at = "A2:A1"', "cells[2].at: A2:A1 ends before it begins; write the upper left cell first"),
        ('"C2"', '"D2"', "cells[4].at: D2 lies outside the sheet, which has 4 rows and 3 columns"),
        ('"B2"', '"B1:B2"', "cells[3].at: B1:B2 overlaps cells[1] A1:C1; a place belongs to one cell"),
        ('"C2"', '"B2:C2"', "cells[4].at: B2:C2 overlaps cells[3] B2; a place belongs to one cell"),
        (
            '{ at = "C2", label = "性别" }',
            '{ at = "C2", label = "性别" }, { at = "A4", label = "完" }',
            "cells[5].at: A4 stands among the rows that repeat; write it under rows.cells",
        ),
        ('"C3"', '"C4"', "rows.cells[3].at: C4 is not in row 3, the first of those that repeat"),
        ('span = "3-4"', 'span = "4-3"', "rows.span: 4-3 are no rows; write them such as 4-13"),
        (
            'span = "3-4"\nrepeat = "1-2"',
            'span = "3-4"\nrepeat = "1-3"',
            "rows.span: the rows lie inside the sheet, below those that repeat on every page",
        ),
        (
            'field = "name"',
            'field = "nmae"',
            "rows.cells[2]: there is no field nmae; there are ['gender', 'name']",
        ),
        (
            'field = "gender"',
            'field = "name"',
            "rows.cells[3]: the field name stands in rows.cells[2] already; a value has one place",
        ),
        (
            "name = { personal = true }",
            "name = {}\nnote = {}",
            "fields.note: no cell shows this field; add one, or take the field out",
        ),
        (
            "name = { personal = true }",
            'name = { kind = "phone" }',
            "fields.name.kind: phone is not known; take one of "
            "['text', 'code', 'day', 'birthday', 'money', 'count', 'options', 'words']",
        ),
        ("personal = true", "personal = 1", "fields.name.personal: 1 is neither true nor false; write one of them"),
        ("personal = true", "private = true", "fields.name.private: there is no key private; known are"),
        ('"female"', '"male"', "fields.gender.options[2].code: male stands here twice; keep one of them"),
        (
            'text = "女"',
            'text = "其他____"',
            "fields.gender.options[2].write: ____ in the text and write go together; add the one that is missing",
        ),
        (
            'text = "女"',
            'text = "其他____", write = "name"',
            "fields.gender: name is the name of another field; take another one",
        ),
        ('label = "姓名"', "label = 1", "cells[3].label: 1 is not text; put it in quotes"),
        (
            'field = "name"',
            'field = "name", label = "x"',
            "rows.cells[2].at: label, field, pattern and serial exclude each other; keep one",
        ),
        (
            'field = "name"',
            'pattern = "{name!r}"',
            "rows.cells[2].pattern: braces hold the name of a field and nothing else, such as {amount}",
        ),
        (
            'field = "name"',
            'pattern = "{name"',
            "rows.cells[2].pattern: braces hold the name of a field and nothing else, such as {amount}",
        ),
        (", title = true", "", "cells: one cell is the title, no more and no less; write title = true there"),
        ("[rows]", "[lines]", "rows: a list has rows that repeat; write [rows] and its keys below"),
    ],
)
def test_a_fault_is_told_with_file_and_key(old: str, new: str, sentence: str, tmp_path: Path) -> None:
    assert old in SMALL
    found = faults(tmp_path, SMALL.replace(old, new, 1))
    assert [line for line in found if line.startswith(f"signing.toml {sentence}")], found


def test_what_is_not_toml(tmp_path: Path) -> None:
    (sentence,) = faults(tmp_path, SMALL.replace('"list"', ""))
    assert sentence.startswith("signing.toml: this is not TOML: ")


def test_all_faults_are_told_at_once_and_the_first_is_the_sentence(tmp_path: Path) -> None:
    text = SMALL.replace('"portrait"', '"wide"').replace("personal = true", "private = true")
    assert len(faults(tmp_path, text)) == 2
    with pytest.raises(FormFault, match=r"signing\.toml orientation: wide is not known") as caught:
        load(tmp_path / "signing.toml")
    assert (len(caught.value.faults), caught.value.kind) == (2, "data")


def test_a_file_that_is_not_utf_8_or_not_there(tmp_path: Path) -> None:
    (tmp_path / "gbk.toml").write_bytes("title = '表'".encode("gbk"))
    (fault,) = check(tmp_path / "gbk.toml")
    assert fault.message.format(**fault.facts) == "gbk.toml: the file is not UTF-8; save it as UTF-8"
    (missing,) = check(tmp_path / "none.toml")
    assert missing.message == "{where}: the file cannot be read: {problem}"
