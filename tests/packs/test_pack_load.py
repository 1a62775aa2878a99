from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from crmcli.packs.document import PackFault
from crmcli.packs.load import NoPack, available, load
from crmcli.packs.source import find, stamp
from crmcli.place import data_dir

SHIPPED = data_dir() / "packs"


def test_a_shipped_pack_is_found_with_and_without_own_ones(tmp_path: Path) -> None:
    assert find("clinic", None) == SHIPPED / "clinic"
    assert find("clinic", tmp_path) == SHIPPED / "clinic"
    assert find("clinic", tmp_path / "missing") == SHIPPED / "clinic"


def test_an_own_pack_wins_over_the_shipped_one(write_pack: Callable[..., Path]) -> None:
    own = write_pack(name="clinic").parent
    assert find("clinic", own) == own / "clinic"
    assert load("clinic", own).title == "茶馆"
    assert ("clinic", "茶馆", "own") in available(own)
    assert ("clinic", "医疗美容医院", "shipped") not in available(own)
    assert ("clinic", "医疗美容医院", "shipped") in available(None)


def test_a_faulty_pack_is_listed_and_refused(write_pack: Callable[..., Path]) -> None:
    own = write_pack("title =", "title").parent
    assert ("tea", "tea", "own") in available(own)
    with pytest.raises(PackFault):
        load("tea", own)


def test_a_folder_without_the_marker_is_no_pack(tmp_path: Path) -> None:
    (tmp_path / "clinic").mkdir()
    (tmp_path / "clinic" / "tiers.toml").write_text("", encoding="utf-8")
    assert find("clinic", tmp_path) == SHIPPED / "clinic"


@pytest.mark.parametrize("name", ["tee", "", ".", "..", "../packs/clinic", "packs/clinic", "clinic/", "/tmp"])
def test_no_such_pack(write_pack: Callable[..., Path], name: str) -> None:
    own = write_pack().parent
    (own.parent / "pack.toml").write_text("", encoding="utf-8")
    assert find(name, own) is None
    with pytest.raises(NoPack) as raised:
        load(name, own)
    assert raised.value.candidates == [known for known, _title, _origin in available(own)]
    assert str(raised.value) == f"There is no pack {name}; take one of {', '.join(raised.value.candidates)}"


def test_a_stamp_changes_with_the_files_and_only_with_them(write_pack: Callable[..., Path]) -> None:
    folder = write_pack()
    marker = folder / "pack.toml"
    os.utime(marker, ns=(0, 1_000))
    first = stamp(folder)
    assert first == f"pack.toml {marker.stat().st_size} 1000"
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    assert stamp(folder) == first
    os.utime(marker, ns=(0, 2_000))
    assert stamp(folder) != first
    os.utime(marker, ns=(0, 1_000))
    (folder / "zz.toml").write_text("", encoding="utf-8")
    assert stamp(folder).startswith(first + "\nzz.toml 0 ")
    assert stamp(folder / "missing") == ""


def test_reading_a_copy_loads_nothing_heavy() -> None:
    script = (
        "import sys, crmcli.packs.model, crmcli.packs.copy, crmcli.packs.source as l;"
        "l.stamp(l.find('clinic', None));"
        "heavy = {'tomllib', 'pydantic', 'difflib', 'zoneinfo', 'dateutil', 'crmcli.packs.check', 'crmcli.core.day'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
