"""Every ugly file gives the same five members through the real command, and nothing the second time."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from features.importing.lists import counts, entries, members, query, reasons
from sheets.ugly import LACKS, PEOPLE, UGLY

#: The file whose formulas nobody worked out: its rows come back.
NEVER = "never_calculated"

#: Rows that stand in no cell as they are: what the import makes of them, or nothing.
OTHERWISE = {
    ("quoted_newlines_csv", "王小明", "note"): '怕冷 常说"随便"',
    ("excel_safe_csv", "单小姐", "note"): "=拒接陌生电话",
    ("html_spans_xls", "王小明", "note"): None,
}


def expected(file: str) -> dict[str, dict[str, Any]]:
    """The five as they are kept, without what the file lacks of them."""
    found = {}
    for person in PEOPLE:
        values: dict[str, Any] = {
            "card": person.card,
            "mobile": person.mobile,
            "gender": {"男": "male", "女": "female"}[person.gender],
            "born": person.born.isoformat(),
            "spend": int(person.spend * 100),
            "points": person.points,
            "note": person.note or None,
        }
        for (name, field), lacking in LACKS.items():
            if name == file and person.name in lacking:
                values[field] = OTHERWISE.get((file, person.name, field), 0 if field in ("spend", "points") else None)
        found[person.name] = values
    return found


def stored(path: Path) -> dict[str, dict[str, Any]]:
    """The same of the members a file holds."""
    sums = {
        row["name"]: row
        for row in query(path, "SELECT name, spend_fen, points FROM member JOIN member_state ON member_id = id")
    }
    return {
        name: {
            "card": values.get("card_no"),
            "mobile": values.get("mobile"),
            "gender": values.get("gender"),
            "born": values.get("birthday"),
            "spend": sums[name]["spend_fen"],
            "points": sums[name]["points"],
            "note": values.get("note"),
        }
        for name, values in members(path).items()
    }


@pytest.mark.parametrize("name", [name for name in UGLY if name != NEVER])
def test_gives_the_five_members_once(name: str, desk: Any) -> None:
    path = UGLY[name](desk.folder)
    answer = desk.json("import", "members", path, "--apply")
    assert (counts(answer), answer["operation"], answer["unknown"]) == ((5, 0, 0, 0), 2, [])
    assert stored(desk.path) == expected(name)
    again = desk.json("import", "members", path, "--apply")
    assert (counts(again), again["operation"]) == ((0, 0, 5, 0), None)


def test_formulas_nobody_worked_out_bring_the_rows_back(desk: Any) -> None:
    answer = desk.ok("import", "members", UGLY[NEVER](desk.folder), "--apply", "--json").json
    why = "累计消费 holds a formula nobody has worked out: open the file in Excel, save it, import it again"
    assert (counts(answer), reasons(answer)) == ((0, 0, 0, 5), {row: [why] for row in range(2, 7)})
    assert (answer["operation"], members(desk.path)) == (None, {})


def test_tiers_follow_the_spend(desk: Any) -> None:
    desk.json("import", "members", UGLY["tidy"](desk.folder), "--apply", "--opening-on", "2026-10-01")
    listed = {row["name"]: (row["tier_name"], row["spend"], row["points"]) for row in desk.json("member", "list")}
    assert listed == {person.name: (person.tier, f"{person.spend:.2f}", person.points) for person in PEOPLE}
    wanted = [
        (person.name, kind, "2026-10-01", fen, points)
        for person in PEOPLE
        for kind, fen, points in (
            ("opening-spend", int(person.spend * 100), 0),
            ("opening-points", 0, person.points),
        )
        if person.spend > Decimal(0)
    ]
    assert entries(desk.path) == wanted
    assert query(desk.path, "SELECT * FROM tier_grant") == []
