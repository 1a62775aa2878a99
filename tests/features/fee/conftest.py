"""A property office: a pack of its own with four fees, two flats, the people of a shop, and reminders by the desk."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from crmcli.place import data_dir
from crmcli.storage.packcopy import own_packs
from harness import Desk

NOTICE = """
[notices.fee]
ahead_days = 3
purpose = "催缴：告诉业主欠多少、从哪天起"
script = "{name}您好，您有{amount}元，{day}该交。"
role = "desk"
"""


def make_pack(name: str = "estate") -> Path:
    """The club's pack with the fees of a property office in the place of its own."""
    folder = own_packs() / name
    shutil.copytree(data_dir() / "packs" / "club", folder)
    shutil.copyfile(Path(__file__).parent / "estate.toml", folder / "fees.toml")
    (folder / "notices.toml").write_text(NOTICE, "utf-8")
    return folder


@pytest.fixture
def estate(bare: Desk) -> Desk:
    """M-00001 3栋501 and M-00002 3栋502 are flats, M-00003 岳清荷 a person; the operator is 陈静."""
    make_pack()
    bare.ok("init", "--pack", "estate", "--open", "--operator", "陈静")
    rows = ("姓名,客户类型,手机", "3栋501,房屋,19900000501", "3栋502,房屋,19900000502")
    (bare.folder / "units.csv").write_text("\n".join(rows), "utf-8")
    bare.ok("import", "members", "units.csv", "--apply")
    bare.ok("member", "add", "岳清荷", "--mobile", "19900002718")
    return bare


@pytest.fixture
def raised(estate: Desk) -> Desk:
    """物业费 of 2026-10 for both flats (89.5 and 1 平方米) and 停车费 for the second, due on 10 and 15 October."""
    estate.ok("fee", "assign", "3栋501", "物业费", "--quantity", "89.5", "--from", "2026-01-01")
    estate.ok("fee", "assign", "3栋502", "停车费", "--from", "2026-10-01")
    estate.ok("fee", "raise", "--period", "2026-10")
    return estate


def at(desk: Desk, day: str) -> None:
    """The day goes on."""
    desk.env(CRMCLI_TODAY=f"{day}T09:30")
