"""Invented rows of the registers, put into the tables as their features keep them, and sheets read back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from opened import opened

from crmcli.forms.load import load
from crmcli.forms.read import read_form
from crmcli.forms.reading import Reading
from crmcli.storage.row import insert
from harness import Desk

FORMS = Path(__file__).parents[3] / "data" / "forms"
TODAY = date(2026, 10, 31)
WANG = ("王小明", "19900005678", "江苏省南通市崇川区人民中路88号3幢502室")
LI = ("李红", "19900001234", "南通市崇川区工农路1号")


def people(desk: Desk) -> None:
    """Two members; 王小明 with everything an application asks for."""
    more = (
        "--gender",
        "男",
        "--birthday",
        "1990-05-03",
        "--id-no",
        "E12345678",
        "--id-type",
        "护照",
        "--card-no",
        "000123",
    )
    ways = ("--email", "wang@example.com", "--wechat", "wx-wang-xm", "--employer", "某某机械有限公司")
    desk.ok("member", "add", WANG[0], "--mobile", WANG[1], "--address", WANG[2], *more, *ways)
    desk.ok("member", "add", LI[0], "--mobile", LI[1], "--address", LI[2])


def keep(desk: Desk, table: str, *rows: dict[str, Any]) -> list[int]:
    """Rows of a table as they are; gives their ids."""
    with opened(desk.path) as db:
        db.execute("BEGIN")
        ids = [insert(db, table, row) for row in rows]
        db.execute("COMMIT")
        return ids


def inquiry(member: int, day: str, **more: Any) -> dict[str, Any]:
    """One inquiry about 激光祛斑."""
    plain = {
        "member_id": member,
        "on_day": day,
        "channel": "phone",
        "item": "激光祛斑",
        "staff_id": 1,
        "source": "outdoor",
    }
    return plain | more


def promotion(desk: Desk) -> None:
    """国庆回馈 with two rows of its register."""
    kept = {"no": "HD-2026-0001", "name": "国庆回馈", "from_on": "2026-10-01", "to_on": "2026-10-07", "staff_id": 1}
    [number] = keep(desk, "promotion", kept)
    row = {"promotion_id": number, "staff_id": 1}
    keep(
        desk,
        "promotion_entry",
        {**row, "member_id": 1, "on_day": "2026-10-01", "amount_fen": 500000, "gift": "玻璃杯", "bonus_fen": 50000},
        {**row, "member_id": 2, "on_day": "2026-10-02", "amount_fen": 128050, "note": "老客户带来"},
    )


def read(name: str, path: Path | str) -> Reading:
    """A sheet back to records, as an import reads it."""
    return read_form(load(FORMS / f"{name}.toml"), Path(path), TODAY)


def log_of(desk: Desk) -> list[tuple[str, str, int]]:
    """The access log: what, of which sheets, how many."""
    with opened(desk.path) as db:
        return [tuple(row) for row in db.execute('SELECT what, detail, "count" FROM access_log ORDER BY id')]
