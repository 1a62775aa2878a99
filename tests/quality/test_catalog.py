"""The Chinese catalog is whole, fits its sentences, and is the one the program reads."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def catalog() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalog", ROOT / "data" / "locale" / "catalog.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["catalog"] = module
    spec.loader.exec_module(module)
    return module


def test_every_sentence_has_its_chinese(catalog: ModuleType) -> None:
    assert catalog.missing("zh_CN") == []


def test_nothing_is_kept_that_the_source_no_longer_says(catalog: ModuleType) -> None:
    said = {message.id for message in catalog.extracted()}
    assert [message.id for message in catalog.translations("zh_CN") if message.id and message.id not in said] == []


def test_a_translation_names_the_facts_its_sentence_has_and_no_others(catalog: ModuleType) -> None:
    assert catalog.unlike("zh_CN") == []


def test_the_compiled_file_is_the_present_one(catalog: ModuleType, tmp_path: Path) -> None:
    from gettext import GNUTranslations

    with catalog.po_path("zh_CN").with_suffix(".mo").open("rb") as stream:
        compiled = GNUTranslations(stream)
    for message in catalog.translations("zh_CN"):
        if not message.id:
            continue
        if isinstance(message.id, str):
            assert compiled.gettext(message.id) == message.string
        else:
            assert compiled.ngettext(*message.id, 2) == message.string[-1]


def test_chinese_sentences_use_chinese_punctuation(catalog: ModuleType) -> None:
    import re

    half = re.compile(r"[一-鿿][,;!?](?!\w*=)")
    said = [form for m in catalog.translations("zh_CN") if m.id for form in catalog.forms(m.string)]
    offenders = [text for text in said if half.search(text)]
    assert offenders == []
