"""What a pack says on printed sheets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from crmcli.packs.check import check, read
from crmcli.packs.copy import from_json, to_json
from crmcli.packs.load import load
from crmcli.packs.model import Code, FormWords

SAID = """
[forms.intake]
remark = "一句话"
statements = ["甲", "乙"]

[forms.intake.options]
source = [{ code = "web", name = "官网" }]
"""


def test_words_and_options_are_read_and_kept(write_pack: Callable[..., Path]) -> None:
    folder = write_pack()
    (folder / "forms.toml").write_text(SAID, "utf-8")
    pack = read(folder)
    assert pack.forms == {
        "intake": FormWords({"remark": ("一句话",), "statements": ("甲", "乙")}, {"source": (Code("web", "官网"),)})
    }
    assert from_json(to_json(pack)) == pack


def test_a_pack_may_say_nothing_and_an_older_copy_has_no_sheets(write_pack: Callable[..., Path]) -> None:
    import json

    pack = read(write_pack())
    assert pack.forms == {}
    kept = json.loads(to_json(pack))
    del kept["forms"]
    assert from_json(json.dumps(kept)) == pack


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"一句话"', "1", "tea/forms.toml:3 forms.intake.remark: 1 is not text; put it in quotes"),
        ('["甲", "乙"]', "[1]", "forms.intake.statements: this is not a list of texts"),
        ('code = "web", ', "", "forms.intake.options.source.1.code: code is missing; add it"),
        ("[forms.intake]", "[[forms.intake]]", "forms.intake: this is not a table"),
    ],
)
def test_faults_are_told(old: str, new: str, sentence: str, write_pack: Callable[..., Path]) -> None:
    folder = write_pack()
    text = SAID.replace(old, new, 1)
    if new.startswith("[["):
        text = text.partition("[forms.intake.options]")[0]
    (folder / "forms.toml").write_text(text, "utf-8")
    assert [one for fault in check(folder) if sentence in (one := fault.message.format(**fault.facts))]


def test_the_clinic_says_what_its_sheets_ask_for() -> None:
    forms = load("clinic", None).forms
    assert {name: {field: len(said) for field, said in words.words.items()} for name, words in forms.items()} == {
        "intake": {"remark": 1},
        "promotion": {"remark": 1},
        "application": {"statements": 3},
    }
